/// The moment an event happened, as claimed by whoever recorded it: the device's clock.
///
/// Milliseconds since 1970-01-01T00:00:00Z. May be wrong, late or in the future; it is never
/// rewritten, only corrected by a later event.
public struct OccurredAt: Hashable, Comparable, Sendable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public static func < (left: OccurredAt, right: OccurredAt) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

/// The moment the ledger made an event durable.
///
/// Microseconds since 1970-01-01T00:00:00Z. Never decreases along the ledger, so "as known
/// before a cutoff" is always a prefix of it.
public struct RecordedAt: Hashable, Comparable, Sendable {
  public let microseconds: Int64

  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  public static func < (left: RecordedAt, right: RecordedAt) -> Bool {
    left.microseconds < right.microseconds
  }
}
