public import HosoLedger

/// How far a reader of a feed is.
///
/// A feed has at most one item for an event. An event comes at the position it was recorded at,
/// or later, when what the ledger learned at a later position made it the reader's. So a place
/// in a feed is the position that has been read, and the last event handed over there.
public struct FeedCursor: Hashable, Comparable, Sendable {
  /// The ledger position that was read.
  public let position: LedgerPosition
  /// Events up to this one were handed over at `position`; all there are if it is `position`.
  public let event: LedgerPosition

  /// A cursor inside of a position; nil if the event is later than the position.
  public init?(position: LedgerPosition, event: LedgerPosition) {
    guard position >= .start, event >= .start, event <= position else { return nil }
    self.position = position
    self.event = event
  }

  /// After everything of a position.
  public init(after position: LedgerPosition) {
    self.position = position
    event = position
  }

  /// Before the first event.
  public static let start = FeedCursor(after: .start)

  /// Whether nothing of its position is left.
  var isComplete: Bool { event == position }

  /// The position whose items come next, or come last of those read.
  public var nextPosition: LedgerPosition { isComplete ? position.next : position }

  public static func < (left: FeedCursor, right: FeedCursor) -> Bool {
    (left.position, left.event) < (right.position, right.event)
  }
}

extension FeedCursor {
  /// `123`, or `123.45` after event 45 at position 123; opaque to whoever gets it.
  public var text: String {
    isComplete ? "\(position.number)" : "\(position.number).\(event.number)"
  }

  /// Reads a cursor's text; nil for anything else.
  public init?(text: some StringProtocol) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { FeedCursor.number($0) }
    guard numbers.count == parts.count, let first = numbers.first else { return nil }
    switch numbers.count {
    case 1: self.init(after: LedgerPosition(first))
    case 2 where numbers[1] < first:
      self.init(position: LedgerPosition(first), event: LedgerPosition(numbers[1]))
    default: return nil
    }
  }

  /// A number without a sign or a leading zero.
  private static func number(_ digits: some Collection<UInt8>) -> Int64? {
    guard let first = digits.first, digits.count == 1 || first != UInt8(ascii: "0"),
      digits.allSatisfy({ 0x30...0x39 ~= $0 })
    else { return nil }
    return Int64(String(decoding: digits, as: UTF8.self))
  }
}
