internal import HosoCrypto
internal import HosoWebhooks
internal import Synchronization

/// Makes ids for requests that bring none: unguessable where they start, then counted.
final class RequestIDs: Sendable {
  private let prefix: String
  private let count = Atomic<UInt64>(0)

  init() throws {
    prefix = try Random.hex(bytes: 8)
  }

  func next() -> String {
    let number = count.add(1, ordering: .relaxed).newValue
    return prefix + "-" + String(number, radix: 36)
  }
}
