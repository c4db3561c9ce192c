/// Byte tests that the grammars of codes are written in.
///
/// Imports judge a million codes in a few seconds, so grammars read UTF-8 bytes. Only ASCII can
/// match: `Character.isNumber` would let the digits of other scripts through.
///
/// Source: QĐ 20/2020/QĐ-TTg Art. 4 ("[0-9A-Z.]"), UPU S10.
enum CodeText {
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
  static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  static func isUpperOrDigit(_ byte: UInt8) -> Bool { isDigit(byte) || isUpper(byte) }
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

  static let hyphen = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let underscore = UInt8(ascii: "_")

  /// The fault of the character that holds the byte at `offset`.
  static func wrongCharacter(in text: String, at offset: Int) -> CodeFault {
    var position = 0
    var end = 0
    for character in text {
      position += 1
      end += character.utf8.count
      if offset < end { return .wrongCharacter(character, position: position) }
    }
    return .empty
  }

  /// The fault of a text of the wrong length: a foreign character explains it better, if any.
  static func wrongLength(of text: String, expected: ClosedRange<Int>) -> CodeFault {
    if text.isEmpty { return .empty }
    if let foreign = foreignOffset(in: text) { return wrongCharacter(in: text, at: foreign) }
    return .wrongLength(part: .whole, expected: expected, found: text.utf8.count)
  }

  /// Checks that all of `text` consists of `allowed` bytes and has one of the lengths.
  static func check(
    _ text: String, length: ClosedRange<Int>, allowed: (UInt8) -> Bool
  ) throws(CodeFault) {
    let bytes = text.utf8.span
    guard length.contains(bytes.count) else { throw wrongLength(of: text, expected: length) }
    for offset in 0..<bytes.count where !allowed(bytes[offset]) {
      throw wrongCharacter(in: text, at: offset)
    }
  }

  /// The value of a text of exactly `count` ASCII digits.
  static func number(_ text: String, digits count: Int) throws(CodeFault) -> Int {
    try check(text, length: count...count, allowed: isDigit)
    return digits(text.utf8.span, from: 0, count: count)
  }

  /// The value of digits that have been checked to be digits.
  static func digits(_ bytes: Span<UInt8>, from start: Int, count: Int) -> Int {
    var value = 0
    for offset in start..<(start + count) { value = value * 10 + Int(bytes[offset] & 0x0F) }
    return value
  }

  /// Where the first byte stands that is neither printable ASCII nor could ever be allowed.
  private static func foreignOffset(in text: String) -> Int? {
    let bytes = text.utf8.span
    for offset in 0..<bytes.count where bytes[offset] <= 0x20 || bytes[offset] >= 0x7F {
      return offset
    }
    return nil
  }
}
