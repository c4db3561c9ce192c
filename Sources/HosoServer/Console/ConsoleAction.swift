internal import HosoEgress
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks

/// What can be done to an endpoint from its page.
enum ConsoleAction: String, CaseIterable, Sendable {
  case enable
  case disable
  case ping
  /// Tries parked deliveries again.
  case release
  /// Sends one event once more.
  case again

  /// - Returns: What the page says about it.
  func carryOut(
    _ id: EndpointID, _ visit: ConsoleVisit, _ caller: Caller
  ) async throws -> ConsolePage.Message {
    switch self {
    case .enable:
      let bounds = bounds(visit, caller)
      try await change(id, visit, caller) { store, operations in
        try bounds.checkHandshake(
          try EndpointRoutes.find(id, caller, in: store), in: store)
        _ = try operations.enable(id)
      }
    case .disable: try await change(id, visit, caller) { _ = try $1.disable(id) }
    case .release: try await change(id, visit, caller) { try $1.releaseParked(id) }
    case .ping: return try await ping(id, visit, caller)
    case .again: return try await again(id, visit, caller)
    }
    return .done(ConsoleWords.done(self))
  }

  private func change(
    _ id: EndpointID, _ visit: ConsoleVisit, _ caller: Caller,
    _ body: @escaping @Sendable (DeliveryStore, EndpointOperations) throws -> Void
  ) async throws {
    let (services, now) = (visit.call.services, visit.call.moment)
    try await services.state.commit { store in
      _ = try EndpointRoutes.find(id, caller, in: store)
      try body(store, EndpointOperations(store, by: caller.keyID, at: now))
    }
    services.configuration.onCommit()
  }

  private func bounds(_ visit: ConsoleVisit, _ caller: Caller) -> EndpointBounds {
    EndpointBounds(caller: caller, services: visit.call.services, moment: visit.call.moment)
  }

  private func ping(
    _ id: EndpointID, _ visit: ConsoleVisit, _ caller: Caller
  ) async throws -> ConsolePage.Message {
    let services = visit.call.services
    let endpoint = try await services.state.read {
      try EndpointRoutes.find(id, caller, in: $0)
    }
    try await bounds(visit, caller).checkPing(endpoint)
    do {
      let attempt = try await services.pings.ping(id, at: visit.call.moment)
      let said = ConsoleWords.pinged(attempt)
      return attempt.verdict.isDelivered ? .done(said) : .fault(said)
    } catch let fault as EgressFault {
      throw Problem(.unprocessable, Problem.said(fault))
    }
  }

  private func again(
    _ id: EndpointID, _ visit: ConsoleVisit, _ caller: Caller
  ) async throws -> ConsolePage.Message {
    let services = visit.call.services
    guard let event = visit.number("event") else { throw Problem.unknownEvent() }
    let (endpoint, progress) = try await services.state.read { store in
      let start = DeliveryProgress(cursor: .start)
      return (
        try EndpointRoutes.find(id, caller, in: store), try store.progress(of: id) ?? start
      )
    }
    let entries = try await services.feed.read { feed in
      try feed.replay(.event(LedgerPosition(event)), for: endpoint, progress: progress)
    }
    guard !entries.isEmpty else { throw Problem.unknownEvent() }
    try await change(id, visit, caller) { _ = try $1.replay(entries, to: id) }
    return .done(ConsoleWords.done(self))
  }
}
