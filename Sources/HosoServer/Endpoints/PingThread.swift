internal import HosoEgress
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks
internal import NIOCore

/// Test deliveries, on a thread of its own: one may take as long as a receiver lets it wait.
actor PingThread {
  private nonisolated let thread: CoreThread
  private let configuration: ServerConfiguration
  /// Where may be called, this server's own port not; known once it listens.
  private let policy: @Sendable () -> EgressPolicy
  private let origin: CloudEvent.Origin
  private var tester: EndpointTester?

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.executor }

  init(
    _ configuration: ServerConfiguration, policy: @escaping @Sendable () -> EgressPolicy,
    origin: CloudEvent.Origin, thread: CoreThread
  ) {
    self.thread = thread
    self.configuration = configuration
    self.policy = policy
    self.origin = origin
  }

  /// Sends a test delivery and waits for its end.
  func ping(_ id: EndpointID, at moment: Moment) throws -> Attempt {
    let tester =
      try tester
      ?? EndpointTester(
        store: DeliveryStore(of: configuration.folder), policy: policy(),
        origin: origin, webhookOrigin: configuration.webhookOrigin)
    self.tester = tester
    if let authorities = configuration.egressAuthorities { tester.trust(authorities()) }
    return try tester.ping(id, at: moment)
  }
}
