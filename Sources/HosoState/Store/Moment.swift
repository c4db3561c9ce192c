public import HosoDomain

/// A moment of the delivery side: milliseconds since 1970-01-01T00:00:00Z.
///
/// Another type than `RecordedAt` and `OccurredAt`, so that when something was sent is never
/// taken for when it happened or was recorded.
public struct Moment: Hashable, Comparable, Sendable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public init(seconds: Int64) {
    milliseconds = seconds * 1_000
  }

  /// The clock of the ledger, with its microseconds cut off.
  public init(_ instant: RecordedAt) {
    milliseconds = instant.microseconds / 1_000
  }

  /// The same moment on the ledger's clock.
  public var recordedAt: RecordedAt {
    let (product, overflow) = milliseconds.multipliedReportingOverflow(by: 1_000)
    return RecordedAt(microseconds: overflow ? (milliseconds < 0 ? .min : .max) : product)
  }

  /// Whole seconds since 1970, rounded down.
  public var seconds: Int64 {
    milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000
  }

  /// `2020-03-05T08:12:00.250+07:00`; milliseconds only if there are any.
  public var rfc3339: String { OccurredAt(milliseconds: milliseconds).rfc3339 }

  /// As people in Vietnam read it, to the second.
  public var vietnameseClock: String { OccurredAt(milliseconds: milliseconds).vietnameseClock }

  /// The moment so much later; negative for earlier.
  public func adding(milliseconds more: Int64) -> Moment {
    let (sum, overflow) = milliseconds.addingReportingOverflow(more)
    return Moment(milliseconds: overflow ? (more < 0 ? .min : .max) : sum)
  }

  /// The moment so much later; negative for earlier.
  public func adding(seconds more: Int64) -> Moment {
    let (product, overflow) = more.multipliedReportingOverflow(by: 1_000)
    return adding(milliseconds: overflow ? (more < 0 ? .min : .max) : product)
  }

  /// Milliseconds from an earlier moment to this one.
  public func milliseconds(since earlier: Moment) -> Int64 {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    return overflow ? (milliseconds < earlier.milliseconds ? .min : .max) : difference
  }

  public static func < (left: Moment, right: Moment) -> Bool {
    left.milliseconds < right.milliseconds
  }
}
