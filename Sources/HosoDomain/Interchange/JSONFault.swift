/// What is wrong with a text that is not JSON.
///
/// Source: RFC 8259, RFC 3629.
public enum JSONFlaw: Hashable, Sendable {
  /// The text ends in the middle of something.
  case endsTooEarly
  /// No JSON text has this byte here.
  case unexpectedByte(UInt8)
  /// Something follows the end of the object.
  case trailingText
  /// A control character stands in a string without an escape.
  case controlCharacter(UInt8)
  /// A backslash is followed by something that is no escape.
  case unknownEscape
  /// Half of a surrogate pair, which stands for no character.
  case loneSurrogate
  /// Bytes that are not UTF-8.
  case notUTF8
  /// A number such as `01`, `1.` or `-`.
  case malformedNumber
  /// Objects and arrays are nested deeper than any line of the interchange format.
  case tooDeep(max: Int)
}

/// A flaw and the place of the byte that shows it, counted from 0.
struct JSONFault: Error, Hashable {
  let offset: Int
  let flaw: JSONFlaw
}

/// What kind of value stands at a place of a line, and from where to where.
struct JSONToken {
  enum Kind {
    case absent
    case null
    case bool
    /// Text whose bytes stand as they are.
    case plainText
    /// Text with at least one escape.
    case escapedText
    /// A number without fraction and exponent.
    case wholeNumber
    case otherNumber
    case array
    case object
  }

  static let absent = JSONToken(kind: .absent, start: 0, end: 0)

  let kind: Kind
  let start: Int32
  /// One past the last byte; the quotes of a text are outside.
  let end: Int32

  var isText: Bool { kind == .plainText || kind == .escapedText }
}
