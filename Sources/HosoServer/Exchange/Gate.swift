internal import HTTPTypes
internal import HosoState
internal import HosoWebhooks

/// Decides who comes in: the key first, then its rate, then what it may do.
struct Gate: Sendable {
  let book: AccessBook
  let limiter: RateLimiter
  let limits: ServerLimits
  let meters: Meters

  /// Finds out who calls, whether they may, and whether they ask too often.
  func admit(_ call: inout Call) async throws {
    switch call.operation.access {
    case .open:
      call.rate = try countAnonymous(call.remoteAddress)
    case .ownProof:
      guard call.headers[.authorization] != nil else { return }
      call.caller = try await holder(call.headers, call.moment, call.remoteAddress)
      call.rate = try count(try call.keyHolder())
    case .session, .signedLink: return
    case .key(let scope):
      let caller = try await holder(call.headers, call.moment, call.remoteAddress)
      call.caller = caller
      call.rate = try count(caller)
      guard caller.may(scope) else { throw Problem.missingScope(scope.rawValue) }
    }
  }

  /// Who holds the key that a request carries.
  ///
  /// Source: RFC 6750, 2.1.
  private func holder(
    _ headers: HTTPFields, _ moment: Moment, _ address: String
  ) async throws -> Caller {
    let words = (headers[.authorization] ?? "").split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bearer", let text = AccessKeyText(words[1])
    else {
      try countAnonymous(address)
      throw Problem.unauthenticated()
    }
    // A key that does not hold is refused before anything else, but not without end.
    let key = try await book.holder(of: text, at: moment) { try countAnonymous(address) }
    guard let key else { throw Problem.unauthenticated() }
    return key.caller
  }

  /// Counts a request of a caller who has proved who they are.
  func count(_ caller: Caller) throws -> RateStanding {
    try check(limiter.take(caller.keyID, perMinute: limits.requestsPerMinute))
  }

  /// Counts a request that found no operation: against its key if that holds, else its address.
  func countStray(_ visit: Visit) async throws {
    guard visit.headers[.authorization] != nil else {
      try countAnonymous(visit.remoteAddress)
      return
    }
    _ = try count(try await holder(visit.headers, Moment(visit.now), visit.remoteAddress))
  }

  /// Counts a request without a key against its address.
  @discardableResult
  func countAnonymous(_ address: String) throws -> RateStanding {
    try check(
      limiter.take(
        "address " + Gate.network(of: address), perMinute: limits.anonymousPerMinute))
  }

  private func check(_ standing: RateStanding) throws -> RateStanding {
    guard standing.isAllowed else {
      meters.countLimited()
      throw Problem.quotaExceeded(standing)
    }
    return standing
  }

  /// An IPv6 host has a whole /64 to itself; counting its addresses one by one counts nothing.
  static func network(of address: String) -> String {
    guard address.contains(":"), !address.contains(".") else { return address }
    let halves = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    var groups = halves[0].split(separator: ":").map(String.init)
    let tail = halves.count == 2 ? halves[1].split(separator: ":").map(String.init) : []
    groups += Array(repeating: "0", count: max(0, 8 - groups.count - tail.count)) + tail
    return groups.prefix(4).joined(separator: ":")
  }
}
