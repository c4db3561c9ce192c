/// Why a line of the interchange format is no event.
public struct LineFault: Error, Hashable, Sendable {
  /// The field, such as `office`, `set.office` or `aliases[2]`; nil when it is the whole line.
  public var field: String?
  public var reason: Reason

  public init(field: String?, reason: Reason) {
    self.field = field
    self.reason = reason
  }

  init(_ fault: JSONFault, in field: String? = nil) {
    self.init(field: field, reason: .notJSON(offset: fault.offset, flaw: fault.flaw))
  }

  /// What is wrong with the field or the line.
  public enum Reason: Hashable, Sendable {
    /// The line is not JSON from this byte on, counted from 0.
    case notJSON(offset: Int, flaw: JSONFlaw)
    /// The row is not CSV, or has more or fewer cells than the header.
    case notCSV(CSVFlaw)
    /// The format has no such field.
    case unknownField
    /// The field stands in the line twice.
    case duplicateField
    /// A required field is absent, null or without content.
    case missing
    /// The value is of another kind than the field needs.
    case wrongType(expected: ValueKind)
    /// More bytes than the line or field may have.
    case tooLong(max: Int)
    /// More values than the field may have.
    case tooMany(max: Int)
    /// The whole number is below or above what the field may have.
    case outOfRange(min: Int64, max: Int64)
    /// Free text holds a control character, at this byte of the text.
    case controlCharacter(offset: Int)
    /// A name that is not among those that the field may have.
    case unknownValue(String)
    /// A code that breaks the rules of its kind.
    case code(CodeFault)
    case timestamp(TimestampFault)
    /// Not a date of the calendar as `2020-03-12`.
    case notADate
    /// Not sixteen lower-case hexadecimal digits.
    case notAHash
    /// Not sixty-four lower-case hexadecimal digits.
    case notADigest
    /// A stretch of time without a moment in it.
    case endsBeforeItBegins
    /// Not a quarter, half, nine months or year as `2020-Q1`.
    case notAPeriod
    /// So much is connected with what it names that no more is taken from others' systems.
    case crowded(eventsMax: Int)
    /// Events of this type do not carry the field.
    case notAllowedFor(EventType)
  }

  /// A kind of JSON value.
  public enum ValueKind: Hashable, Sendable {
    case text
    /// A number without fraction and exponent.
    case wholeNumber
    case list
    case object
  }
}
