import HosoDomain
import HosoLedger
internal import HosoWords

/// A line of two codes of one dossier and, at a delivery, the day the agency names.
struct PairLine {
  let first: Alias
  let second: Alias
  /// What came from the scanner as the first code.
  let raw: String
  /// The same, if normalising changed it.
  let scannedText: String?
  let due: LocalDate?

  /// Why a line is none.
  enum Flaw: Error {
    /// In this field.
    case code(CodeFault, of: String)
    case words(String)
  }

  /// A code of a pair, and what came from the scanner.
  struct Part {
    let code: Alias
    let raw: String
    let isNormalised: Bool
  }

  init(_ first: Part, _ second: Part, due: LocalDate?) {
    self.first = first.code
    self.second = second.code
    raw = first.raw
    scannedText = first.isNormalised ? first.raw : nil
    self.due = due
  }

  /// - Parameters:
  ///   - line: Codes with Tab, comma or semicolon between them, else with blanks.
  ///   - type: A delivery begins with the item, a collection with the dossier number.
  init(_ line: String, of type: EventType, desk: ScanDesk) throws {
    let fields = PairLine.fields(of: line)
    let isDelivery = type == .dossierDelivered
    guard fields.count == 2 || (fields.count == 3 && isDelivery) else {
      throw Flaw.words(PairWords.wrongNumber(fields.count, isDelivery: isDelivery))
    }
    let first = try PairLine.part(fields[0], after: nil, of: type, desk: desk)
    let second = try PairLine.part(fields[1], after: first, of: type, desk: desk)
    self.init(first, second, due: try fields.count == 3 ? PairLine.due(fields[2]) : nil)
  }

  /// Reads one code of a pair.
  ///
  /// - Parameter first: The one before it; nil if it is the first.
  static func part(
    _ raw: String, after first: Part?, of type: EventType, desk: ScanDesk
  ) throws -> Part {
    let part: Part
    switch try desk.read(raw, for: type) {
    case .success(let read):
      part = Part(code: read.alias, raw: raw, isNormalised: read.normalised)
    case .failure(let fault): throw Flaw.code(fault, of: raw)
    }
    let isDelivery = type == .dossierDelivered
    let isItem = isDelivery == (first == nil)
    guard part.code != first?.code, part.code.kind != (isItem ? .dossier : .item) else {
      throw Flaw.words(PairWords.wrongKinds(isDelivery: isDelivery))
    }
    return part
  }

  /// The day the agency names.
  static func due(_ text: String) throws -> LocalDate {
    do {
      return try OptionValues.date(text, option: say("ngày hẹn trả", "due date"))
    } catch let failure as Failure {
      throw Flaw.words(failure.message)
    }
  }

  private static func fields(of line: String) -> [String] {
    let isDivided = line.contains { $0 == "\t" || $0 == "," || $0 == ";" }
    let parts =
      isDivided
      ? line.split(omittingEmptySubsequences: false) { $0 == "\t" || $0 == "," || $0 == ";" }
      : line.split(whereSeparator: \.isWhitespace)
    var fields = parts.map { ScannerText.trimmed(String($0)) }
    // A date that is not known yet may stand as an empty field.
    while fields.last == "" { fields.removeLast() }  // Bounded by the fields.
    return fields
  }
}

/// What is said of lines of pairs.
enum PairWords {
  static func wrongNumber(_ count: Int, isDelivery: Bool) -> String {
    isDelivery
      ? say(
        "dòng có \(count) ô, cần hai hoặc ba: mã bưu gửi, mã hồ sơ, ngày hẹn trả (nếu có)",
        "\(count) fields, two or three are needed: item, dossier number, due date (if any)")
      : say(
        "dòng có \(count) ô, cần hai: mã hồ sơ, mã bưu gửi",
        "\(count) fields, two are needed: dossier number, item")
  }

  static func wrongKinds(isDelivery: Bool) -> String {
    isDelivery
      ? say(
        "cần mã bưu gửi rồi mã hồ sơ; hai mã cùng loại là hai hồ sơ. Quét lại cả cặp",
        "an item and then its dossier number are needed; two of a kind are two dossiers")
      : say(
        "cần mã hồ sơ rồi mã bưu gửi; hai mã cùng loại là hai hồ sơ. Quét lại cả cặp",
        "a dossier number and then its item are needed; two of a kind are two dossiers")
  }

  /// What to do about a pair of two dossiers, in a file.
  static func sentence(_ conflict: PairConflict, in line: PairLine) -> String {
    facts(conflict, in: line)
      + say(
        ". Đối chiếu giấy tờ; nếu đúng là một hồ sơ thì quét lại với --link",
        ". Compare the papers; if they are one dossier, scan again with --link")
  }

  /// Names both dossiers, so that whoever holds the papers sees which is which.
  static func facts(_ conflict: PairConflict, in line: PairLine) -> String {
    let code = conflict.code.text
    let other = (conflict.code == line.first ? line.second : line.first).text
    let owner = conflict.others.map(\.text).joined(separator: " · ")
    let known =
      owner.isEmpty
      ? say("\(code) là một hồ sơ khác đang xử lý", "\(code) is another open dossier")
      : say(
        "\(code) đang thuộc hồ sơ khác chưa xong: \(owner)",
        "\(code) belongs to another open dossier: \(owner)")
    return known + say(", không phải \(other)", ", not to \(other)")
  }
}
