internal import HosoDomain
internal import HosoEgress
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks

/// What keys that reach less than everything may not do with endpoints without end.
struct EndpointBounds: Sendable {
  let caller: Caller
  let services: Services
  let moment: Moment

  /// - Throws: A problem if the agency, with those below it, has as many endpoints as it may.
  func checkCount(in store: DeliveryStore) throws {
    guard caller.reach != .everything else { return }
    let max = services.configuration.limits.endpointsPerAgency
    let count = try caller.endpoints(in: store, after: nil, limit: max).endpoints.count
    guard count < max else { throw EndpointFault.tooMany(max: max) }
  }

  /// Counts a test delivery against its host; one that never consented gets none.
  ///
  /// - Throws: A problem if it may not be sent.
  func checkPing(_ endpoint: Endpoint) async throws {
    guard endpoint.isWelcome else { throw EndpointFault.notConsented }
    guard caller.reach != .everything else { return }
    try await services.state.commit { try count(.sent, to: endpoint, in: $0) }
  }

  /// Counts the handshake that a change brings about, if it does, against the host.
  ///
  /// Whoever delivers counts the handshakes themselves, which come again while nobody answers.
  ///
  /// - Throws: A problem if the host was asked too often.
  func checkHandshake(
    _ endpoint: Endpoint, hasMoved: Bool = false, in store: DeliveryStore
  ) throws {
    guard endpoint.asksConsent, hasMoved || endpoint.consent == nil, caller.reach != .everything
    else { return }
    try count(.asked, to: endpoint, in: store)
  }

  private func count(_ call: HostCall, to endpoint: Endpoint, in store: DeliveryStore) throws {
    let url = try? EndpointURL(endpoint.url, policy: services.configuration.egress)
    let quota = services.configuration.limits.callsPerHostAndHour
    let wait = try store.take(
      call, to: url?.host ?? endpoint.url, perHour: quota, at: moment)
    if let wait { throw Problem.hostAskedTooOften(afterSeconds: wait) }
  }
}

extension Call {
  func endpointBounds() throws -> EndpointBounds {
    EndpointBounds(caller: try keyHolder(), services: services, moment: moment)
  }
}
