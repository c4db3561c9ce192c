internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import HosoWebhooks
internal import NIOCore
internal import NIOPosix

/// The pages on which people look up their own dossier, without a key and without a script.
enum TrackingRoutes {
  static let all = [
    Operation(id: "getTrackingForm", method: .get, path: "/t", access: .open) { call in
      let visit = TrackingVisit(call)
      return visit.reply(.ok, visit.page.start())
    },
    Operation(
      id: "postTrackingForm", method: .post, path: "/t", access: .open, body: form,
      handler: prove),
    Operation(
      id: "getTrackedDossier", method: .get, path: "/t/{code}", access: .open, handler: show),
    Operation(
      id: "postTrackedDossier", method: .post, path: "/t/{code}", access: .open, body: form,
      handler: prove),
  ]

  private static let form = Operation.Body.upTo(
    4_096, types: [FormBody.mediaType])

  /// Both codes: leads to a link of one's own, so that neither code stays in an address.
  private static func prove(_ call: Call) async throws -> Reply {
    let visit = TrackingVisit(call)
    guard visit.mayAsk() else { return visit.slowDown() }
    guard let code = visit.code, try await visit.holds(code) else {
      return try await visit.refuse()
    }
    let expires = call.moment.seconds + TrackingVisit.linkSeconds
    let target = try await call.services.tracking.link().target(code, expires: expires)
    return Reply(.seeOther).with(.location, target + "&lang=" + visit.page.language.rawValue)
  }

  /// What a signed link shows.
  private static func show(_ call: Call) async throws -> Reply {
    let visit = TrackingVisit(call)
    guard visit.mayAsk() else { return visit.slowDown() }
    guard let code = visit.code, let expires = visit.query("e"),
      let signature = visit.query("s"),
      try await call.services.tracking.link().holds(
        code, expires: expires, signature: signature, now: call.moment.seconds),
      let view = try await visit.view(of: code)
    else { return try await visit.refuse() }
    let address = "/t/\(URLText.escaped(code.text))?e=\(expires)&s=\(URLText.escaped(signature))"
    return visit.reply(.ok, visit.page.found(view, address: address))
  }
}

/// One look at a tracking page.
private struct TrackingVisit {
  /// Seconds a link is good for that somebody got by showing two codes: a week.
  static let linkSeconds: Int64 = 7 * 86_400
  /// Looks a minute from one address: far more than a person takes, far less than a search needs.
  private static let looksPerMinute = 30
  /// When everybody is answered who showed no proof, so that nobody can tell by the time why.
  private static let refusalMilliseconds: Int64 = 250

  let call: Call
  let page: TrackingPage
  /// The code as it was typed, known or not; nil for what is no code.
  let code: Alias?
  private let end: String
  private let asksForCode: Bool
  private let began = NIODeadline.now()

  init(_ call: Call) {
    self.call = call
    let form = FormBody.pairs(call)
    func value(_ name: String) -> String? { form.first { $0.name == name }?.value }
    let named = value("lang") ?? call.target.query.first { $0.name == "lang" }?.value
    page = TrackingPage(language: named.flatMap { SpokenLanguage(rawValue: $0) } ?? call.language)
    let text = call.parameters["code"] ?? value("code") ?? ""
    let rules = call.services.ledger.settings.codes
    code =
      text.utf8.count <= InterchangeLimits.scannedBytes
      ? try? Alias.scanned(text, by: rules).alias : nil
    end = value("end") ?? ""
    asksForCode = call.parameters["code"] == nil
  }

  /// A parameter of a link; one that is broken shows no proof, as one that is missing.
  func query(_ name: String) -> String? {
    call.target.query.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  func mayAsk() -> Bool {
    call.services.gate.limiter.take(
      "track " + Gate.network(of: call.remoteAddress), perMinute: TrackingVisit.looksPerMinute
    ).isAllowed
  }

  /// Whether the end of a second code was given.
  func holds(_ code: Alias) async throws -> Bool {
    let attempts = call.services.tracking.attempts
    guard attempts.isOpen(code.text) else { return false }
    let codes = try await dossier(of: code)?.codes ?? []
    guard TrackingProof.holds(end, for: code, among: codes) else {
      attempts.countWrong(code.text)
      return false
    }
    return true
  }

  func view(of code: Alias) async throws -> CitizenView? {
    guard let dossier = try await dossier(of: code) else { return nil }
    let tables = call.services.tables
    let today = LocalDate(vietnam: call.arrivedAt)
    let punctuality = dossier.punctuality(
      on: today, calendar: try tables.calendar(), zones: try tables.zones())
    return CitizenView(of: dossier, code: code, punctuality: punctuality, today: today)
  }

  private func dossier(of code: Alias) async throws -> DossierView? {
    try await call.services.desks.read { reader in
      Timeline(of: code, events: try reader.history(of: code)).latest
    }
  }

  /// The same bytes after the same time, whatever was missing.
  func refuse() async throws -> Reply {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let answerAt = began + .milliseconds(TrackingVisit.refusalMilliseconds)
    try await loop.scheduleTask(deadline: answerAt) {}.futureResult.get()
    return reply(.notFound, page.locked(asksForCode: asksForCode))
  }

  func slowDown() -> Reply {
    reply(.tooManyRequests, page.slowDown()).with(.retryAfter, "60")
  }

  func reply(_ status: HTTPResponse.Status, _ html: HTML) -> Reply {
    Reply(status, MediaType.html, Array(html.text.utf8))
      .with(.contentSecurityPolicy, PageStyle.policy())
      .with(.contentLanguage, page.language.rawValue)
      .with(.vary, "accept-language")
      .with(.named("x-robots-tag"), "noindex, nofollow")
  }
}
