/// An event's place in the ledger: gapless, counted from 1.
///
/// 0 is before the first event.
public struct LedgerPosition: Hashable, Comparable, Sendable {
  public let number: Int64

  public init(_ number: Int64) {
    self.number = number
  }

  public static let start = LedgerPosition(0)

  public static func < (left: LedgerPosition, right: LedgerPosition) -> Bool {
    left.number < right.number
  }

  public var next: LedgerPosition { LedgerPosition(number + 1) }
}
