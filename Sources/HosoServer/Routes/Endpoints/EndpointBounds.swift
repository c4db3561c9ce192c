internal import HosoDomain
internal import HosoLedger
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
    let count = try store.endpoints().count { caller.maySee($0) }
    guard count < max else { throw EndpointFault.tooMany(max: max) }
  }

  /// Counts a test delivery against its host; one that never consented gets none.
  ///
  /// - Throws: A problem if it may not be sent.
  func checkPing(_ endpoint: Endpoint) throws {
    guard !endpoint.asksConsent || endpoint.consent != nil else {
      throw Problem(.conflict, EndpointWords.noConsent)
    }
    try count(endpoint)
  }

  /// Counts the handshake that a change brings about, if it does, against the host.
  ///
  /// - Throws: A problem if the host was asked too often.
  func checkHandshake(_ endpoint: Endpoint, hasMoved: Bool = false) throws {
    if endpoint.asksConsent, hasMoved || endpoint.consent == nil { try count(endpoint) }
  }

  private func count(_ endpoint: Endpoint) throws {
    guard caller.reach != .everything else { return }
    let url = try? EndpointURL(endpoint.url, policy: services.configuration.egress)
    let quota = services.configuration.limits.callsPerHostAndHour
    let wait = services.hosts.take(url?.host ?? endpoint.url, perHour: quota, at: moment)
    if let wait { throw Problem.hostAskedTooOften(afterSeconds: wait) }
  }
}

extension Call {
  func endpointBounds() throws -> EndpointBounds {
    EndpointBounds(caller: try keyHolder(), services: services, moment: moment)
  }
}
