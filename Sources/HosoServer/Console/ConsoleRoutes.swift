internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks

/// The console: an agency's endpoints and deliveries as pages, for whoever has its key.
///
/// It shows and does what `/v1/endpoints` does, under the same key, within the same reach.
enum ConsoleRoutes {
  static let all = [
    Operation(
      id: "getConsole", method: .get, path: "/console", access: .session, handler: list),
    Operation(
      id: "signInToConsole", method: .post, path: "/console", access: .session, body: form
    ) { call in try await ConsoleVisit(call).signIn() },
    Operation(
      id: "signOutOfConsole", method: .post, path: "/console/sign-out", access: .session
    ) { call in try ConsoleVisit(call).signOut() },
    Operation(
      id: "getConsoleEndpoint", method: .get, path: "/console/{id}", access: .session,
      handler: show),
    Operation(
      id: "actInConsole", method: .post, path: "/console/{id}", access: .session, body: form,
      handler: act),
  ]

  static let form = Operation.Body.upTo(4_096, types: [FormBody.mediaType])
  /// Lines of each list on a page.
  private static let linesMax = 50

  @Sendable private static func list(_ call: Call) async throws -> Reply {
    let visit = ConsoleVisit(call)
    guard let holder = try await visit.holder() else {
      try call.services.gate.countAnonymous(call.remoteAddress)
      return visit.reply(.ok, visit.page.signIn(nil))
    }
    let caller = holder.caller
    let after = visit.query("after")
    let list = try await call.services.state.read { store in
      let page = try caller.endpoints(in: store, after: after, limit: linesMax)
      let lines = try page.endpoints.map { endpoint in
        ConsolePage.Line(
          endpoint: endpoint, progress: try store.progress(of: endpoint.id),
          counts: try store.outstandingCounts(of: endpoint.id))
      }
      return ConsolePage.List(lines: lines, isFirst: after == nil, last: page.last)
    }
    return visit.reply(.ok, visit.page.list(list, holder, now: call.moment))
  }

  @Sendable private static func show(_ call: Call) async throws -> Reply {
    let visit = ConsoleVisit(call)
    guard let holder = try await visit.holder() else { return try visit.signInFirst() }
    return try await show(visit, holder, said: visit.takeMessage(), .ok)
  }

  private static func show(
    _ visit: ConsoleVisit, _ holder: ConsoleVisit.Holder, said: ConsolePage.Message?,
    _ status: HTTPResponse.Status
  ) async throws -> Reply {
    let call = visit.call
    guard let id = EndpointID(try call.parameter("id")) else { return visit.unknown(holder) }
    var query = AttemptQuery()
    query.endpoint = id
    query.limit = linesMax + 1
    query.before = visit.number("before")
    query.onlyFailures = visit.query("failed") == "true"
    let (wanted, caller) = (query, holder.caller)
    let view = try await call.services.state.read { store -> ConsolePage.View? in
      guard let endpoint = try store.endpoint(id), caller.maySee(endpoint) else { return nil }
      let outstanding = try store.outstanding(of: id, limit: linesMax)
      return ConsolePage.View(
        endpoint: endpoint, progress: try store.progress(of: id),
        counts: try store.outstandingCounts(of: id),
        outstanding: outstanding,
        last: try store.lastAttempts(of: id, at: outstanding.map(\.event)),
        attempts: try store.attempts(wanted), attemptsMax: linesMax,
        notices: try store.notices(endpoint: id, onlyOpen: true, limit: linesMax),
        onlyFailures: wanted.onlyFailures)
    }
    guard var view else { return visit.unknown(holder) }
    if view.endpoint.kind.getsEvents {
      let events = view.outstanding.map(\.event) + view.attempts.compactMap(\.attempt.event)
      view.subjects = try await subjects(of: events, call)
    }
    let html = visit.page.endpoint(
      view, holder, head: call.services.head, now: call.moment, message: said)
    return visit.reply(status, html)
  }

  /// What some events are about; at most two lists of lines.
  private static func subjects(
    of events: [LedgerPosition], _ call: Call
  ) async throws -> [LedgerPosition: ConsolePage.View.Subject] {
    try await call.services.desks.read { reader in
      var found: [LedgerPosition: ConsolePage.View.Subject] = [:]
      for position in Set(events) {
        guard let event = try reader.event(at: position)?.event else { continue }
        found[position] = ConsolePage.View.Subject(
          type: event.type, code: event.codes.first?.text ?? event.container?.text)
      }
      return found
    }
  }

  @Sendable private static func act(_ call: Call) async throws -> Reply {
    let visit = ConsoleVisit(call)
    guard let holder = try await visit.holder() else {
      try call.services.gate.countAnonymous(call.remoteAddress)
      return visit.refuse(ConsoleWords.ended)
    }
    guard visit.comesFromHere, visit.field("token") == holder.formToken else {
      return try await show(visit, holder, said: .fault(ConsoleWords.stranger), .forbidden)
    }
    guard let action = visit.field("do").flatMap(ConsoleAction.init) else {
      return try await show(visit, holder, said: nil, .ok)
    }
    do {
      let id = try EndpointRoutes.identifier(call)
      let done = try await action.carryOut(id, visit, holder.caller)
      return visit.moved("/console/\(id.text)", saying: done)
    } catch {
      let problem = Problem(from: error)
      if problem.kind == .unknown { return visit.unknown(holder) }
      guard [.conflict, .unprocessable].contains(problem.kind) else { throw error }
      let said = problem.detail ?? problem.kind.title
      return try await show(visit, holder, said: .fault(said), problem.kind.status)
    }
  }
}

extension ConsoleVisit {
  /// To the form, from a page that could be somebody's.
  func signInFirst() throws -> Reply {
    try call.services.gate.countAnonymous(call.remoteAddress)
    guard EndpointID(try call.parameter("id")) != nil else {
      return reply(.notFound, page.signIn(ConsoleWords.unknown))
    }
    return Reply(.seeOther).with(.location, page.link("/console"))
  }

  /// An endpoint beyond a key's reach is as unknown as one that never was.
  func unknown(_ holder: Holder) -> Reply { reply(.notFound, page.unknown(holder)) }

  func query(_ name: String) -> String? {
    call.target.query.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  /// A number of the query, or of a form; what is none counts as absent.
  func number(_ name: String) -> Int64? {
    (query(name) ?? field(name)).flatMap { Int64($0) }.flatMap { 0 < $0 ? $0 : nil }
  }
}
