internal import HosoLedger
internal import HosoWebhooks
internal import NIOCore

/// Test deliveries, on a thread of its own: one may take as long as a receiver lets it wait.
actor PingDesk {
  private nonisolated let thread: CoreThread
  private let configuration: ServerConfiguration
  private let origin: CloudEvent.Origin
  private var tester: EndpointTester?

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.executor }

  init(_ configuration: ServerConfiguration, origin: CloudEvent.Origin, thread: CoreThread) {
    self.thread = thread
    self.configuration = configuration
    self.origin = origin
  }

  /// Sends a test delivery and waits for its end.
  func ping(_ id: EndpointID, at moment: Moment) throws -> Attempt {
    let tester =
      try tester
      ?? EndpointTester(
        store: DeliveryStore(of: configuration.folder), policy: configuration.egress,
        origin: origin, webhookOrigin: configuration.webhookOrigin)
    self.tester = tester
    return try tester.ping(id, at: moment)
  }
}
