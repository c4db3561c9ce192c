/// Mã thủ tục hành chính: the code of an administrative procedure.
///
/// The same national procedure is published with one suffix for each province, so procedures
/// are compared by their stem.
///
/// Source: the national database of administrative procedures (csdl.dichvucong.gov.vn) and
/// TT 01/2018/TT-VPCP Art. 20.
public struct ProcedureCode: Hashable, Sendable {
  static let lengths = 8...64
  private static let stemLength = 8

  public let text: String
  /// Whether the code has the national form, with or without a suffix.
  ///
  /// Live systems also carry codes with a longer suffix or a local name before it. They are kept,
  /// and said, because refusing them would refuse the dossier.
  public let isStandard: Bool
  private let hasNationalStem: Bool

  public init(_ text: String) throws(CodeFault) {
    let bytes = text.utf8.span
    guard ProcedureCode.lengths.contains(bytes.count) else {
      throw CodeText.wrongLength(of: text, expected: ProcedureCode.lengths)
    }
    if CodeText.isDigit(bytes[0]) {
      isStandard = try ProcedureCode.checkNational(text)
      hasNationalStem = true
    } else {
      try ProcedureCode.checkLocal(text)
      isStandard = false
      hasNationalStem = false
    }
    self.text = text
  }

  /// The eight characters that name a national procedure; a local code is its own stem.
  public var stem: String {
    hasNationalStem ? String(text.prefix(ProcedureCode.stemLength)) : text
  }

  public static func == (left: ProcedureCode, right: ProcedureCode) -> Bool {
    left.text == right.text
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Checks `1.001612` with an optional suffix and tells whether the suffix is the standard one.
  private static func checkNational(_ text: String) throws(CodeFault) -> Bool {
    let bytes = text.utf8.span
    for offset in 0..<stemLength {
      let byte = bytes[offset]
      let fits =
        switch offset {
        case 0: 0x31...0x33 ~= byte
        case 1: byte == CodeText.point
        default: CodeText.isDigit(byte)
        }
      guard fits else { throw CodeText.wrongCharacter(in: text, at: offset) }
    }
    guard bytes.count > stemLength else { return true }
    try checkSuffix(text, from: stemLength)
    return bytes.count == stemLength + suffixLength
  }

  /// Checks a local name such as `TS_lop1` before the suffix of the agency that uses it.
  private static func checkLocal(_ text: String) throws(CodeFault) {
    let bytes = text.utf8.span
    var end = 0
    while end < bytes.count, bytes[end] != CodeText.point {
      let byte = bytes[end]
      let isJoiner = byte == CodeText.hyphen || byte == CodeText.underscore
      guard CodeText.isAlphanumeric(byte) || (isJoiner && end > 0) else {
        throw CodeText.wrongCharacter(in: text, at: end)
      }
      end += 1
    }
    guard end < bytes.count else { throw .missingPart(.suffix) }
    try checkSuffix(text, from: end)
  }

  private static let suffixLength = 14

  /// Checks `.000.00.00.H56` and, beyond the standard, further groups after it.
  private static func checkSuffix(_ text: String, from start: Int) throws(CodeFault) {
    let bytes = text.utf8.span
    let end = min(bytes.count, start + suffixLength)
    for offset in start..<end {
      let byte = bytes[offset]
      let fits =
        switch offset - start {
        case 0, 4, 7, 10: byte == CodeText.point
        case 11: AgencyCode.isMinistryLetter(byte)
        default: CodeText.isDigit(byte)
        }
      guard fits else { throw CodeText.wrongCharacter(in: text, at: offset) }
    }
    guard end == start + suffixLength else {
      let expected = suffixLength...suffixLength
      throw .wrongLength(part: .suffix, expected: expected, found: end - start)
    }
    var groupIsEmpty = false
    for offset in end..<bytes.count {
      let isPoint = bytes[offset] == CodeText.point
      let opensGroup = offset == end
      let fits =
        opensGroup ? isPoint : isPoint ? !groupIsEmpty : CodeText.isUpperOrDigit(bytes[offset])
      guard fits, !(isPoint && offset + 1 == bytes.count) else {
        throw CodeText.wrongCharacter(in: text, at: offset)
      }
      groupIsEmpty = isPoint
    }
  }
}
