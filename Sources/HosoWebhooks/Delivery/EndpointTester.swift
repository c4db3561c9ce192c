public import HosoEgress
internal import HosoLedger
public import HosoState

/// Asks an endpoint something at once, in the caller's thread: a test delivery, or whether
/// deliveries are welcome.
///
/// Works with and without a running server, for endpoints in any state. What it throws:
/// `EndpointFault`, `EgressFault` for an address that may not be called, or the store's faults.
public final class EndpointTester {
  /// The longest a request takes, with a margin for what comes before it.
  private static let waitsMax = 200
  private static let waitMilliseconds: Int32 = 100

  private let store: DeliveryStore
  private let policy: EgressPolicy
  private let pool: TransferPool
  private let maker: RequestMaker
  private let webhookOrigin: String

  /// - Parameter webhookOrigin: The server that receivers are asked to consent to.
  public init(
    store: DeliveryStore, policy: EgressPolicy, origin: CloudEvent.Origin, webhookOrigin: String,
    limits: TransferLimits = TransferLimits()
  ) throws {
    self.store = store
    self.policy = policy
    self.webhookOrigin = webhookOrigin
    pool = try TransferPool(policy: policy, limits: limits)
    maker = RequestMaker(origin: origin, webhookOrigin: webhookOrigin)
  }

  /// Takes up other certificate authorities, for requests from then on.
  public func trust(_ authorities: [UInt8]?) { pool.trust(authorities) }

  /// Sends a test delivery, signed like any other, and keeps how it ended.
  ///
  /// - Throws: `EndpointFault.notConsented` for a receiver that is to consent first.
  public func ping(_ id: EndpointID, at now: Moment) throws -> Attempt {
    let target = try target(id)
    guard target.endpoint.isWelcome else { throw EndpointFault.notConsented }
    let made = try maker.ping(to: target, token: 1, at: now)
    let finished = try carry(made.request)
    let reading = TransferReading(finished.outcome, kind: .standard, at: now)
    let attempt = attempt(
      finished, reading, id: made.id.text, hash: made.hash, verdict: reading.verdict, at: now)
    try store.write { try store.log(attempt, of: target.number) }
    return attempt
  }

  /// Asks a receiver for its consent, and notes it if it is given.
  public func handshake(_ id: EndpointID, at now: Moment) throws -> Attempt {
    let target = try target(id)
    let finished = try carry(maker.handshake(to: target, token: 1))
    let reading = TransferReading(finished.outcome, kind: .standard, at: now)
    var verdict = reading.status == nil ? reading.verdict : .notConsented
    var consent = ConsentAnswer.refused
    if case .answered(let answer) = finished.outcome {
      consent = ConsentAnswer(answer, origin: webhookOrigin)
    }
    if case .given = consent { verdict = .delivered }
    let attempt = attempt(
      finished, reading, id: RequestMaker.handshakeID, hash: [], verdict: verdict, at: now)
    try store.write {
      try store.log(attempt, of: target.number)
      if case .given(let perMinute) = consent {
        try store.consent(id, perMinute: perMinute, at: now)
      }
    }
    return attempt
  }

  private func target(_ id: EndpointID) throws -> RequestMaker.Target {
    guard let numbered = try store.numberedEndpoint(id) else { throw EndpointFault.unknown }
    return try RequestMaker.Target(numbered, policy: policy)
  }

  private func carry(_ unsigned: UnsignedRequest) throws -> FinishedTransfer {
    let request = SignerShelf().sign(unsigned)
    try pool.start(request)
    for _ in 0..<EndpointTester.waitsMax {
      if let finished = pool.perform().first { return finished }
      pool.wait(milliseconds: EndpointTester.waitMilliseconds)
    }
    return FinishedTransfer(
      token: request.token, outcome: .failed(.timeout(.queued)), durationMilliseconds: 0,
      remote: nil)
  }

  private func attempt(
    _ finished: FinishedTransfer, _ reading: TransferReading, id: String, hash: [UInt8],
    verdict: AttemptVerdict, at now: Moment
  ) -> Attempt {
    Attempt(
      event: nil, webhookID: id, number: 1, at: now,
      durationMilliseconds: Int64(finished.durationMilliseconds), status: reading.status,
      verdict: verdict, detail: reading.detail, answer: reading.answer, requestHash: hash,
      remoteAddress: finished.remote?.description)
  }
}
