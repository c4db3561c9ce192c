import Glibc
import HosoLedger
internal import HosoState
import HosoWebhooks
import Synchronization

/// Deliveries of a run: started once it is known where the server listens, which is never called.
final class ServeDeliveries: Sendable {
  /// A dispatcher whose last turn is longer ago is in trouble: it turns every quarter of a second.
  private static let silentMilliseconds: Int64 = 30_000

  private let service = Mutex<DeliveryService?>(nil)

  /// Begins to deliver.
  func start(_ configuration: DeliveryConfiguration) throws {
    let new = DeliveryService(configuration)
    try new.start()
    service.withLock { $0 = new }
  }

  func wake() { service.withLock { $0 }?.wake() }

  /// Waits for what is on the line.
  func stop() {
    let running = service.withLock { service in
      defer { service = nil }
      return service
    }
    running?.stop()
  }

  /// What it is doing; nil before it was started and after it was stopped.
  var statistics: DeliveryStatistics? { service.withLock { $0 }?.statistics }

  /// Whether its thread is turning, and not waiting out any trouble.
  var isAlive: Bool {
    guard let statistics, statistics.trouble == nil,
      let turn = statistics.turnAt
    else { return false }
    return Moment.now().milliseconds(since: turn) < ServeDeliveries.silentMilliseconds
  }
}

/// The name by which receivers are asked to consent: a DNS name.
enum WebhookOrigin {
  /// What was asked for, else the host of the base URL, else the machine's name.
  static func name(_ wanted: String?, baseURL: String?) throws -> String {
    if let wanted {
      guard isName(wanted) else {
        throw Failure(
          .usage,
          say(
            "--webhook-origin: viết tên miền như hoso.example.vn",
            "--webhook-origin: write a DNS name such as hoso.example.vn"))
      }
      return wanted
    }
    if let host = baseURL.flatMap(host), isName(host) { return host }
    return isName(machine) ? machine : "localhost"
  }

  private static func host(_ url: String) -> String? {
    let rest = url.split(separator: "/", maxSplits: 2).last ?? ""
    return rest.split { $0 == ":" || $0 == "/" }.first.map(String.init)
  }

  private static var machine: String {
    var bytes = [CChar](repeating: 0, count: 256)
    gethostname(&bytes, bytes.count - 1)
    return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func isName(_ text: String) -> Bool {
    1...253 ~= text.utf8.count
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
        default: false
        }
      }
  }
}
