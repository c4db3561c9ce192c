/// Mã hồ sơ: the number an agency gives to a dossier when it accepts it.
///
/// `<agency>-YYMMDD-<running number of that day>`, with the agency in its old or new form. It
/// does not exist yet when the post takes the dossier. The running number is not taken apart:
/// ministries put numbers of their own into it.
///
/// Source: TT 01/2018/TT-VPCP Art. 19; NĐ 61/2018/NĐ-CP Art. 17.3 and 26.
public struct DossierNumber: Hashable, Sendable {
  /// The three ways dossier numbers are printed.
  public enum Form: Hashable, Sendable {
    /// `000.19.12.H26-210305-0001`.
    case old
    /// `H26.12.19-210305-0001`.
    case new
    /// `000.00.06.G04.190701.0501`, a legacy that is read but never issued.
    case dotted
  }

  /// The groups of an agency are 1 to 8 characters long here; the law names no length.
  static let longestGroup = 8
  /// The law says four digits; ministries use up to seven.
  static let sequenceLengths = 4...7

  public let text: String
  public let form: Form
  /// The day of reception that the number carries.
  public let receivedOn: LocalDate

  public init(_ text: String) throws(CodeFault) {
    let bytes = text.utf8.span
    guard bytes.count > 0 else { throw .empty }
    if let hyphen = DossierNumber.firstOffset(of: CodeText.hyphen, in: bytes, from: 0) {
      receivedOn = try DossierNumber.check(text, hyphen: hyphen)
      form = CodeText.isDigit(bytes[0]) ? .old : .new
    } else {
      receivedOn = try DossierNumber.checkDotted(text)
      form = .dotted
    }
    self.text = text
  }

  /// The agency as it is printed in the number.
  public var agencyText: String {
    switch form {
    case .old, .dotted: String(text.prefix(13))
    case .new: String(text.prefix { $0 != "-" })
    }
  }

  public static func == (left: DossierNumber, right: DossierNumber) -> Bool {
    left.text == right.text
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }

  private static func firstOffset(
    of byte: UInt8, in bytes: Span<UInt8>, from start: Int
  ) -> Int? {
    for offset in start..<bytes.count where bytes[offset] == byte { return offset }
    return nil
  }

  private static func check(_ text: String, hyphen: Int) throws(CodeFault) -> LocalDate {
    try AgencyCode.check(text, upTo: hyphen, longestGroup: longestGroup)
    let bytes = text.utf8.span
    let dateStart = hyphen + 1
    let dateEnd = firstOffset(of: CodeText.hyphen, in: bytes, from: dateStart) ?? bytes.count
    let date = try date(text, from: dateStart, to: dateEnd)
    guard dateEnd < bytes.count else { throw .missingPart(.sequence) }
    try checkSequence(text, from: dateEnd + 1, lengths: sequenceLengths)
    return date
  }

  private static func checkDotted(_ text: String) throws(CodeFault) -> LocalDate {
    let bytes = text.utf8.span
    let hasAgency = bytes.count > 13 && bytes[13] == CodeText.point
    guard hasAgency else { throw dottedShapeFault(text) }
    try AgencyCode.checkOldForm(text, upTo: 13)
    let dateEnd = firstOffset(of: CodeText.point, in: bytes, from: 14) ?? bytes.count
    let date = try date(text, from: 14, to: dateEnd)
    guard dateEnd < bytes.count else { throw .missingPart(.sequence) }
    try checkSequence(text, from: dateEnd + 1, lengths: 4...4)
    return date
  }

  /// What is wrong with a text that has neither hyphens nor the shape of the dotted form.
  private static func dottedShapeFault(_ text: String) -> CodeFault {
    let bytes = text.utf8.span
    for offset in 0..<bytes.count {
      let fits = CodeText.isUpperOrDigit(bytes[offset]) || bytes[offset] == CodeText.point
      if !fits { return CodeText.wrongCharacter(in: text, at: offset) }
    }
    return .notACode(.dossier)
  }

  /// The date of six digits `YYMMDD`, years 2000 to 2099.
  private static func date(
    _ text: String, from start: Int, to end: Int
  ) throws(CodeFault) -> LocalDate {
    let bytes = text.utf8.span
    for offset in start..<end where !CodeText.isDigit(bytes[offset]) {
      throw CodeText.wrongCharacter(in: text, at: offset)
    }
    guard end - start == 6 else {
      throw .wrongLength(part: .date, expected: 6...6, found: end - start)
    }
    let year = 2000 + CodeText.digits(bytes, from: start, count: 2)
    let month = CodeText.digits(bytes, from: start + 2, count: 2)
    let day = CodeText.digits(bytes, from: start + 4, count: 2)
    guard let date = LocalDate(year: year, month: month, day: day) else {
      let digits = CodeText.digits(bytes, from: start, count: 6)
      throw .impossibleDate(Digits.text(digits, width: 6))
    }
    return date
  }

  private static func checkSequence(
    _ text: String, from start: Int, lengths: ClosedRange<Int>
  ) throws(CodeFault) {
    let bytes = text.utf8.span
    var isZero = true
    for offset in start..<bytes.count {
      guard CodeText.isDigit(bytes[offset]) else {
        throw CodeText.wrongCharacter(in: text, at: offset)
      }
      if bytes[offset] != UInt8(ascii: "0") { isZero = false }
    }
    let found = bytes.count - start
    guard lengths.contains(found) else {
      throw .wrongLength(part: .sequence, expected: lengths, found: found)
    }
    guard !isZero else { throw .zeroSequence }
  }
}
