internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoPages
internal import HosoProjections
internal import NIOCore
internal import NIOPosix

/// One look at a tracking page.
struct TrackingVisit {
  /// Seconds a link is good for that somebody got by showing two codes: a week.
  static let linkSeconds: Int64 = 7 * 86_400
  /// When everybody is answered who showed no proof, so that nobody can tell by the time why.
  private static let refusalMilliseconds: Int64 = 250

  let call: Call
  let page: TrackingPage
  /// The code that the dossier is named by, known or not; or why it is none.
  let code: Named
  /// What was filled in.
  let form: TrackingForm
  private let began = NIODeadline.now()

  init(_ call: Call) throws {
    self.call = call
    let fields = FormBody.pairs(call)
    func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    let named = value("lang") ?? call.target.query.first { $0.name == "lang" }?.value
    page = TrackingPage(
      language: named.flatMap { Language(rawValue: $0) } ?? call.language,
      names: try call.services.tables.names())
    let text = call.parameters["code"] ?? value("code") ?? ""
    code = Named(text, by: call.services.ledger.settings.codes)
    form = TrackingForm(
      asksForCode: call.parameters["code"] == nil, code: value("code") ?? "",
      second: value("end") ?? "", day: value("day"))
  }

  /// The code that a link names: its signature tells that it is one, whatever is taken today.
  var signedCode: Alias? {
    if case .code(let code) = code { return code }
    return call.parameters["code"].flatMap { Alias(stored: $0) }
  }

  /// A parameter of a link; one that is broken shows no proof, as one that is missing.
  func query(_ name: String) -> String? {
    call.target.query.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  func mayAsk() -> Bool {
    let services = call.services
    return services.gate.limiter.take(
      "track " + network, perMinute: services.configuration.limits.trackingPerMinute
    ).isAllowed
  }

  private var network: String { Gate.network(of: call.remoteAddress) }

  /// Why two codes, and the day if it is asked for, prove nothing; nil if they do.
  func trouble(_ code: Alias) async throws -> TrackingTrouble? {
    let tried = [
      "code " + code.text,
      "code " + String(decoding: TrackingProof.essence(form.second), as: UTF8.self),
      "address " + network,
    ]
    let attempts = call.services.tracking.attempts
    let most = call.services.configuration.limits.trackingWrongProofs
    var day: LocalDate?
    let asksDay = attempts.areTried(tried, times: most)
    if asksDay {
      guard let text = form.day, !text.isEmpty else { return .dayNeeded }
      guard let read = TrackingProof.day(text) else { return .noDay }
      day = read
    }
    let dossier = try await call.services.desks.read {
      try $0.timeline(of: code, parted: true).latest
    }
    if let dossier, TrackingProof.holds(form.second, for: code, among: dossier.codes),
      !asksDay || dossier.beginsOn.contains(where: { $0 == day })
    {
      return nil
    }
    attempts.countWrong(tried)
    call.services.meters.countWrongProof()
    return TrackingProof.trouble(form.second, for: code) ?? .noMatch
  }

  /// The same bytes after the same time, whatever was missing of what was asked.
  func refuse(_ trouble: TrackingTrouble) async throws -> Reply {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let answerAt = began + .milliseconds(TrackingVisit.refusalMilliseconds)
    try await loop.scheduleTask(deadline: answerAt) {}.futureResult.get()
    return reply(.notFound, page.form(form, trouble))
  }

  /// The same for an address that shows nothing, which is counted: a good link never is.
  func refuseLink(_ trouble: TrackingTrouble) async throws -> Reply {
    try call.services.gate.countAnonymous(call.remoteAddress)
    return try await refuse(trouble)
  }

  func slowDown() -> Reply {
    call.services.meters.countLimited()
    return reply(.tooManyRequests, page.slowDown()).with(.retryAfter, "60")
  }

  func reply(_ status: HTTPResponse.Status, _ html: HTML) -> Reply {
    Reply(status, MediaType.html, Array(html.text.utf8))
      .with(.contentSecurityPolicy, PageStyle.policy())
      .with(.contentLanguage, page.language.rawValue)
      .with(.vary, "accept-language")
      .with(.named("x-robots-tag"), "noindex, nofollow")
  }
}

extension TrackingVisit {
  /// What a dossier is named by.
  enum Named {
    case code(Alias)
    case trouble(TrackingTrouble)

    init(_ text: String, by rules: CodeRules) {
      do throws(CodeFault) {
        self = .code(try TrackingProof.code(text, by: rules))
      } catch {
        if case .wrongCheckDigit = error {
          self = .trouble(.checkDigit)
        } else {
          self = .trouble(.noCode)
        }
      }
    }
  }
}

/// What the form of a tracking page is filled with.
struct TrackingForm: Hashable, Sendable {
  /// Whether the page's own address names no code.
  var asksForCode = true
  var code = ""
  var second = ""
  /// Nil as long as it is not asked for.
  var day: String?
}

extension DossierView {
  /// The days that whoever has the slip may take for that of the pickup.
  fileprivate var beginsOn: [LocalDate] {
    [milestones.first(.dossierPickedUp), milestones.entry, entries.first?.occurredAt]
      .compactMap { $0.map { LocalDate(vietnam: $0) } }
  }
}
