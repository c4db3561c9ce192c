internal import HosoDomain

/// Whether somebody who names a dossier by one code holds the papers: they know another of its
/// codes as well, the whole of it, and one of another kind.
///
/// Numbers are given out in a row. Whoever has one slip knows the item numbers before and after
/// theirs, and the ends of the dossier numbers of that day; but not which agency's number goes
/// with which item.
enum TrackingProof {
  /// A shorter code proves nothing.
  private static let charactersMin = 4
  /// Far above any code, even with what a scanner adds.
  static let inputBytesMax = 128

  /// - Parameters:
  ///   - second: What was typed, as it was typed.
  ///   - code: The code that the dossier was named by.
  ///   - codes: All codes of the dossier.
  static func holds(_ second: String, for code: Alias, among codes: [Alias]) -> Bool {
    let wanted = essence(second)
    guard wanted.count >= charactersMin else { return false }
    return codes.contains { $0.kind != code.kind && essence($0.text) == wanted }
  }

  /// Letters and digits alone: people leave out blanks, points and hyphens, or add some.
  static func essence(_ text: String) -> [UInt8] {
    guard text.utf8.count <= inputBytesMax else { return [] }
    return ScannerText.normalise(text).utf8.filter { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      default: false
      }
    }
  }

  /// A code that names a dossier, with the blanks that slips print inside it left out.
  static func code(
    _ text: String, by rules: CodeRules = .standard
  ) throws(CodeFault) -> Alias {
    guard text.utf8.count <= inputBytesMax else { throw .notACode(.dossier) }
    if let alias = try? Alias.scanned(text, by: rules).alias { return alias }
    let compact = text.filter { !$0.isWhitespace }
    do throws(CodeFault) {
      return try Alias.scanned(compact, by: rules).alias
    } catch {
      // The ledger may hold it from when it was taken; else nothing is found under it.
      guard error.isOfItsTime else { throw error }
      return try Alias.scanned(compact, by: rules.takingRecorded).alias
    }
  }

  /// What can be told of a second code without looking for the first one; nil for nothing.
  static func trouble(_ second: String, for code: Alias) -> TrackingTrouble? {
    let bytes = essence(second)
    guard bytes.count >= charactersMin, !isEnd(bytes) else { return .shortSecond }
    do throws(CodeFault) {
      let other = try TrackingProof.code(second)
      return other.kind == code.kind && other.kind != .receipt ? .sameKind : nil
    } catch {
      if case .wrongCheckDigit = error { return .secondCheckDigit }
      return nil
    }
  }

  /// Whether it is the end of an item's or a dossier's number, such as `3456785VN` or `305-0001`.
  private static func isEnd(_ bytes: [UInt8]) -> Bool {
    let digits = bytes.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }.count
    let rest = bytes.dropFirst(digits)
    return digits <= 9 && (rest.elementsEqual("VN".utf8) || (rest.isEmpty && digits <= 8))
  }

  /// A day as a browser sends it, or as people write it: `2020-03-05`, `5/3/2020`.
  static func day(_ text: String) -> LocalDate? {
    let text = ScannerText.normalise(text)
    if let day = LocalDate(iso: text) { return day }
    let parts = text.split(
      omittingEmptySubsequences: false, whereSeparator: { "/-.".contains($0) })
    guard parts.count == 3, 1...2 ~= parts[0].count, 1...2 ~= parts[1].count,
      parts[2].count == 4
    else { return nil }
    func padded(_ part: Substring) -> String { part.count == 1 ? "0" + part : String(part) }
    return LocalDate(iso: "\(parts[2])-\(padded(parts[1]))-\(padded(parts[0]))")
  }
}

/// Why a tracking page shows its form instead of a dossier.
enum TrackingTrouble: CaseIterable, Hashable, Sendable {
  /// There is no such dossier, or the second code is not one of it: nobody learns which.
  case noMatch
  /// The first code is none.
  case noCode
  case checkDigit
  case secondCheckDigit
  /// The second code is missing, or only the end of one.
  case shortSecond
  /// Both codes are item numbers, or both dossier numbers.
  case sameKind
  /// So much was tried in vain that the day of pickup is asked, too.
  case dayNeeded
  /// What was given is no day.
  case noDay
  /// A link of ours that has ended.
  case expiredLink
  /// An address that names a dossier without being a link of ours.
  case noLink

  /// The field that has to be filled in anew; nil if it is none of them.
  enum Field: String, Hashable, Sendable {
    case code
    case second = "end"
    case day
  }

  var fields: Set<Field> {
    switch self {
    case .noMatch: [.code, .second]
    case .noCode, .checkDigit: [.code]
    case .secondCheckDigit, .shortSecond, .sameKind: [.second]
    case .dayNeeded, .noDay: [.day]
    case .expiredLink, .noLink: []
    }
  }
}
