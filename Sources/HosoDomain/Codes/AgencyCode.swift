/// Mã định danh cơ quan: an agency's code as it was given, old or new form.
///
/// Both forms are accepted for ever: codes of the old form were still issued after its
/// transition had ended.
///
/// Source: QĐ 20/2020/QĐ-TTg Art. 4 and 6 (new form, in force 2020-09-15); QCVN 102:2016/BTTTT
/// (old form).
public struct AgencyCode: Hashable, Sendable {
  /// The longest code the law allows, in characters.
  static let maximumLength = 35

  public let text: String

  public init(_ text: String) throws(CodeFault) {
    let bytes = text.utf8.span
    guard 1...AgencyCode.maximumLength ~= bytes.count else {
      throw CodeText.wrongLength(of: text, expected: 1...AgencyCode.maximumLength)
    }
    let longest = AgencyCode.maximumLength
    if bytes[0] == UInt8(ascii: "Z") {
      try AgencyCode.checkScheme(text)
    } else {
      try AgencyCode.check(text, upTo: bytes.count, longestGroup: longest)
    }
    self.text = text
  }

  /// One key for both forms: the old form rewritten as the new one where that is safe.
  ///
  /// The old form lists the levels from the lowest to the highest. Trailing groups of zeros mean
  /// "no such level" and fall away; a group of zeros in the middle has no counterpart, so such a
  /// code stays as it is. Not unique: the police annex gives two of its codes twice.
  public var canonical: String {
    let bytes = text.utf8.span
    guard CodeText.isDigit(bytes[0]) else { return text }
    var levels = text.split(separator: ".").reversed().map(String.init)
    while let last = levels.last, AgencyCode.isZero(last) { levels.removeLast() }
    return levels.contains(where: AgencyCode.isZero) ? text : levels.joined(separator: ".")
  }

  private static func isZero(_ group: String) -> Bool { group.utf8.allSatisfy { $0 == 0x30 } }

  /// Checks the first `end` bytes of `text` as an agency code of either form.
  static func check(_ text: String, upTo end: Int, longestGroup: Int) throws(CodeFault) {
    let bytes = text.utf8.span
    guard end > 0 else { throw .missingPart(.agency) }
    if CodeText.isDigit(bytes[0]) {
      try checkOldForm(text, upTo: end)
    } else {
      try checkNewForm(text, upTo: end, longestGroup: longestGroup)
    }
  }

  /// Checks `V1V2V3.Z1Z2.Y1Y2.MX1X2`, such as `000.19.12.H26`.
  static func checkOldForm(_ text: String, upTo end: Int) throws(CodeFault) {
    let bytes = text.utf8.span
    for offset in 0..<min(end, 13) {
      let byte = bytes[offset]
      let fits =
        switch offset {
        case 3, 6, 9: byte == CodeText.point
        case 10: isMinistryLetter(byte)
        default: CodeText.isDigit(byte)
        }
      guard fits else { throw CodeText.wrongCharacter(in: text, at: offset) }
    }
    guard end == 13 else { throw .wrongLength(part: .agency, expected: 13...13, found: end) }
  }

  /// Checks `MX1X2` and any number of further groups, such as `H26.12.19`.
  private static func checkNewForm(
    _ text: String, upTo end: Int, longestGroup: Int
  ) throws(CodeFault) {
    let bytes = text.utf8.span
    for offset in 0..<min(end, 3) {
      let byte = bytes[offset]
      guard offset == 0 ? isMinistryLetter(byte) : CodeText.isDigit(byte) else {
        throw CodeText.wrongCharacter(in: text, at: offset)
      }
    }
    guard end >= 3 else { throw .wrongLength(part: .agency, expected: 3...35, found: end) }
    var groupStart = 0
    for offset in 3...end {
      let ends = offset == end || bytes[offset] == CodeText.point
      guard ends else {
        guard groupStart > 0, CodeText.isUpperOrDigit(bytes[offset]) else {
          throw CodeText.wrongCharacter(in: text, at: offset)
        }
        continue
      }
      let length = offset - groupStart
      guard groupStart == 0 || 1...longestGroup ~= length else {
        throw .wrongLength(part: .agencyGroup, expected: 1...longestGroup, found: length)
      }
      groupStart = offset + 1
    }
    guard end <= maximumLength else {
      throw .wrongLength(part: .agency, expected: 3...maximumLength, found: end)
    }
  }

  /// Checks `Z01` to `Z99` with up to 32 characters and no separator.
  ///
  /// Source: QĐ 20/2020/QĐ-TTg Art. 6.
  private static func checkScheme(_ text: String) throws(CodeFault) {
    try CodeText.check(text, length: 4...maximumLength, allowed: CodeText.isUpperOrDigit)
    let bytes = text.utf8.span
    for offset in 1...2 where !CodeText.isDigit(bytes[offset]) {
      throw CodeText.wrongCharacter(in: text, at: offset)
    }
    guard CodeText.digits(bytes, from: 1, count: 2) > 0 else { throw .outOfRange }
  }

  /// Whether a byte is A to Y; Z is kept for the schemes of Article 6.
  static func isMinistryLetter(_ byte: UInt8) -> Bool { byte &- 0x41 < 25 }
}
