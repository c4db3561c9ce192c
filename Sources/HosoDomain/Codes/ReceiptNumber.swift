/// Số biên nhận, số phiếu gửi: a receipt's number in whatever form its office prints it.
///
/// No standard fixes it, so the grammar is what scanners can print: groups of digits and capital
/// letters joined by `/` or `-`, 5 to 40 characters, at least one digit. A text that contains an
/// item number, or begins or ends like one, or has the shape of a dossier number (an agency's code
/// at its beginning and six digits behind it) is never a receipt's; otherwise a misread item number
/// would be recorded as somebody's receipt instead of being read again. Which numbers an office
/// prints it can say: `CodeRules`.
///
/// Source: TT 17/2017/TT-BTTTT Art. 5 and 9 (the slip and what stands on it; no format is given).
public struct ReceiptNumber: Hashable, Sendable {
  static let lengths = 5...40

  public let text: String

  public init(_ text: String) throws(CodeFault) {
    let kind = CodeShape.kind(of: text)
    guard kind == .receipt else { throw .belongsTo(kind) }
    self = try CodeRules.standard.receipt(text, unless: nil)
  }

  /// Takes a text that a ledger holds, whatever it is.
  init(stored text: String) {
    self.text = text
  }

  /// Takes a text that is known not to have the shape of another code.
  init(unclaimed text: String) throws(CodeFault) {
    let bytes = text.utf8.span
    guard bytes.count > 0 else { throw .empty }
    var hasDigit = false
    var joinedBefore = true
    for offset in 0..<bytes.count {
      let byte = bytes[offset]
      if CodeText.isUpperOrDigit(byte) {
        joinedBefore = false
        if CodeText.isDigit(byte) { hasDigit = true }
        continue
      }
      let isJoiner = byte == CodeText.hyphen || byte == CodeText.slash
      guard isJoiner, !joinedBefore, offset + 1 < bytes.count else {
        throw CodeText.wrongCharacter(in: text, at: offset)
      }
      joinedBefore = true
    }
    guard ReceiptNumber.lengths.contains(bytes.count) else {
      throw .wrongLength(part: .whole, expected: ReceiptNumber.lengths, found: bytes.count)
    }
    guard hasDigit else { throw .notACode(.receipt) }
    self.text = text
  }
}

/// Which kind of code a text must be judged as, from its outline alone.
///
/// Source: UPU S10-12 and TT 01/2018/TT-VPCP Art. 19 for the outlines; that they are disjoint is
/// this product's rule.
enum CodeShape {
  static func kind(of text: String) -> CodeKind {
    let bytes = text.utf8.span
    if looksLikeItem(bytes) { return .item }
    return looksLikeDossier(bytes) ? .dossier : .receipt
  }

  /// Letters at an end and seven digits in a row, no separator, about the length of S10.
  private static func looksLikeItem(_ bytes: Span<UInt8>) -> Bool {
    guard 11...15 ~= bytes.count else { return false }
    guard CodeText.isLetter(bytes[0]) || CodeText.isLetter(bytes[bytes.count - 1]) else {
      return false
    }
    var run = 0
    var longest = 0
    for offset in 0..<bytes.count {
      guard CodeText.isAlphanumeric(bytes[offset]) else { return false }
      run = CodeText.isDigit(bytes[offset]) ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest >= 7
  }

  /// A point anywhere, which no receipt's number has, or behind an agency's code, such as `H26`,
  /// six digits as a whole group.
  ///
  /// `BN-100000` begins like no agency, so it is a receipt's.
  private static func looksLikeDossier(_ bytes: Span<UInt8>) -> Bool {
    var digitsAfterHyphen: Int?
    var holdsDate = false
    for offset in 0..<bytes.count {
      switch bytes[offset] {
      case CodeText.point: return true
      case CodeText.hyphen:
        if digitsAfterHyphen == 6 { holdsDate = true }
        digitsAfterHyphen = 0
      case let byte where CodeText.isDigit(byte):
        digitsAfterHyphen = digitsAfterHyphen.map { $0 + 1 }
      default: digitsAfterHyphen = nil
      }
    }
    return (holdsDate || digitsAfterHyphen == 6) && bytes[3] == CodeText.hyphen
      && isAgency(bytes, at: 0)
  }

  /// Whether a text with points begins like an agency's code of either form and has a date behind
  /// it: no bag's label does.
  static func looksLikeDossierWithPoints(_ text: String) -> Bool {
    let bytes = text.utf8.span
    let start = bytes.count > 13 && CodeText.isDigit(bytes[0]) ? 10 : 0
    guard bytes.count > start + 3, isAgency(bytes, at: start) else { return false }
    let hasPoint = start == 10 ? bytes[9] == CodeText.point : bytes[3] == CodeText.point
    return hasPoint
      && text.utf8.split(separator: CodeText.hyphen, omittingEmptySubsequences: false).dropFirst()
        .contains { $0.count == 6 && $0.allSatisfy(CodeText.isDigit) }
  }

  /// A capital letter and two digits, the top level of every agency.
  ///
  /// Source: QĐ 20/2020/QĐ-TTg Art. 4; QCVN 102:2016/BTTTT for the old form.
  private static func isAgency(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    CodeText.isUpper(bytes[start]) && CodeText.isDigit(bytes[start + 1])
      && CodeText.isDigit(bytes[start + 2])
  }
}
