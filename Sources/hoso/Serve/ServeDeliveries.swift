import HosoWebhooks
import Synchronization

/// The deliveries beside a running server: begun once the server's own address is known, so that
/// no endpoint leads back to it, and ended after the server.
final class ServeDeliveries: Sendable {
  private let configuration: DeliveryConfiguration
  private let host: String
  private let log: ServeLog
  private let service: Mutex<DeliveryService?> = Mutex(nil)

  init(_ configuration: DeliveryConfiguration, host: String, log: ServeLog) {
    self.configuration = configuration
    self.host = host
    self.log = log
  }

  /// Begins to deliver; what keeps it from that is logged, and `/readyz` says so.
  func start(port: Int) {
    var configuration = configuration
    if let own = IPAddress(host), let port = UInt16(exactly: port) {
      configuration.policy.ownListeners.insert(SocketAddress(own, port: port))
    }
    let service = DeliveryService(configuration)
    do {
      try service.start()
      self.service.withLock { $0 = service }
    } catch {
      log.write(level: "error", "Deliveries cannot begin", [("fault", "\(error)")])
    }
  }

  /// Something new can be delivered.
  func wake() {
    service.withLock { $0 }?.wake()
  }

  /// Whether deliveries run and are not waiting out any trouble.
  var areAlive: Bool {
    service.withLock { $0 }.map { $0.statistics.trouble == nil } ?? false
  }

  /// Finishes what is on the line, for 20 seconds at most.
  func stop() {
    let running = service.withLock { service in
      defer { service = nil }
      return service
    }
    running?.stop()
  }
}
