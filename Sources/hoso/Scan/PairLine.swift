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

  /// - Parameters:
  ///   - line: Codes with Tab, comma or semicolon between them, else with blanks.
  ///   - type: A delivery begins with the item, a collection with the dossier number.
  init(_ line: String, of type: EventType, desk: ScanDesk) throws {
    let fields = PairLine.fields(of: line)
    let isDelivery = type == .dossierDelivered
    guard fields.count == 2 || (fields.count == 3 && isDelivery) else {
      throw Flaw.words(PairWords.wrongNumber(fields.count, isDelivery: isDelivery))
    }
    let codes = try fields.prefix(2).map { field in
      switch try desk.read(field, for: type) {
      case .success(let read): read
      case .failure(let fault): throw Flaw.code(fault, of: field)
      }
    }
    (first, second) = (codes[0].alias, codes[1].alias)
    raw = fields[0]
    scannedText = codes[0].normalised ? raw : nil
    let (item, number) = isDelivery ? (first, second) : (second, first)
    guard first != second, item.kind != .dossier, number.kind != .item else {
      throw Flaw.words(PairWords.wrongKinds(isDelivery: isDelivery))
    }
    guard fields.count == 3 else {
      due = nil
      return
    }
    do {
      due = try OptionValues.date(fields[2], option: say("ngày hẹn trả", "due date"))
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

  /// Names both dossiers, so that whoever holds the papers sees which is which.
  static func sentence(_ conflict: PairConflict, in line: PairLine) -> String {
    let code = conflict.code.text
    let other = (conflict.code == line.first ? line.second : line.first).text
    let owner = conflict.others.map(\.text).joined(separator: " · ")
    let known =
      owner.isEmpty
      ? say("\(code) là một hồ sơ khác đang xử lý", "\(code) is another open dossier")
      : say(
        "\(code) đang thuộc hồ sơ khác chưa xong: \(owner)",
        "\(code) belongs to another open dossier: \(owner)")
    return known
      + say(
        ", không phải \(other). Đối chiếu giấy tờ; nếu đúng là một hồ sơ thì quét lại với --link",
        ", not to \(other). Compare the papers; if they are one dossier, scan again with --link")
  }
}
