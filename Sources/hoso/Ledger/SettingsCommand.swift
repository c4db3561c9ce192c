import ArgumentParser
import HosoDomain
import HosoLedger
internal import HosoWords

struct SettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: say(
      "Xem hoặc đổi cách bưu cục nhận mã, hoặc xác nhận đồng hồ.",
      "Shows or changes which codes are taken, or says the clock is right."),
    discussion: say(
      """
      --receipts any: số biên nhận dạng nào cũng được, trừ số giống mã bưu gửi, số điện thoại,
      số định danh, EAN-13. --receipts none: chỉ mã bưu gửi và mã hồ sơ. --receipts MẪU (lặp lại
      được): chỉ số theo mẫu; n là chữ số, a là chữ hoa, c là cả hai, ký tự khác giữ nguyên.

      Ví dụ:
        hoso settings
        hoso settings --receipts BN-nnnn/nnnnn --receipts nnnnnnnnnnnn
        hoso settings --receipts none
        hoso settings --mend-keyboards yes
        hoso settings --clock-is-right
      """,
      """
      --receipts any: receipt numbers of any form, unless they look like an item number, a
      telephone, identity or EAN-13 number. --receipts none: item and dossier numbers only.
      --receipts PATTERN (may be repeated): numbers printed like it; n is a digit, a a capital
      letter, c either, everything else stands for itself.

      Examples:
        hoso settings
        hoso settings --receipts BN-nnnn/nnnnn --receipts nnnnnnnnnnnn
        hoso settings --receipts none
        hoso settings --mend-keyboards yes
        hoso settings --clock-is-right
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions

  @Option(
    help: ArgumentHelp(
      say("any, none hoặc mẫu số biên nhận.", "any, none, or how receipts are numbered."),
      valueName: "any|none|pattern"))
  var receipts: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "yes: mã do bộ gõ hay bàn phím làm hỏng được đọc lại khi chỉ có một mã khớp.",
        "yes: a code that an input method or a layout spoilt is read if one number fits."),
      valueName: "yes|no"))
  var mendKeyboards: String?

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      guard !receipts.isEmpty || mendKeyboards != nil else {
        if clock.isGiven { try clock.answer(try ledger.writerWhateverTheClock()) }
        return show(try ledger.reader().settings)
      }
      let receipts = try self.receipts.isEmpty ? nil : Self.receipts(self.receipts)
      let mends = try mendKeyboards.map(Self.isYes)
      let settings = try ledger.writer(clock).commit { transaction in
        var codes = transaction.settings.codes
        if let receipts { codes.receipts = receipts }
        if let mends { codes.mendsKeyboards = mends }
        try transaction.set(codes)
        return transaction.settings
      }
      show(settings)
    }
  }

  private static func receipts(_ words: [String]) throws -> CodeRules.Receipts {
    switch words {
    case ["any"]: return .anyForm
    case ["none"]: return .none
    default: return .printedAs(try words.map(pattern))
    }
  }

  private static func pattern(_ text: String) throws -> ReceiptPattern {
    do throws(CodeFault) {
      return try ReceiptPattern(text)
    } catch {
      throw Failure(
        .usage,
        "--receipts: '\(CodeWords.shown(text))': " + say(CodeWords.said(error, from: .value)))
    }
  }

  private static func isYes(_ text: String) throws -> Bool {
    switch text {
    case "yes": return true
    case "no": return false
    default:
      throw Failure(.usage, say("--mend-keyboards: yes hoặc no.", "--mend-keyboards: yes or no."))
    }
  }

  private func show(_ settings: LedgerSettings) {
    let codes = settings.codes
    let offset = settings.clock?.offsetMicroseconds ?? 0
    guard json else { return Terminal.out(Self.words(codes) + Self.words(offset: offset)) }
    var builder = JSONBuilder()
    builder.object { json in
      json.list("receipts") { list in
        switch codes.receipts {
        case .anyForm: list.item("any")
        case .none: list.item("none")
        case .printedAs(let patterns): for pattern in patterns { list.item(pattern.text) }
        }
      }
      json.field("mend_keyboards", codes.mendsKeyboards)
      json.field("clock_offset_seconds", offset / 1_000_000)
    }
    builder.endLine()
    Terminal.out(builder.text)
  }

  private static func words(offset: Int64) -> String {
    say("Đồng hồ: ", "Clock: ")
      + (offset == 0
        ? say("theo máy", "the machine's")
        : say("máy cộng ", "the machine's and ") + ClockWords.offset(offset)) + "\n"
  }

  private static func words(_ codes: CodeRules) -> String {
    let receipts =
      switch codes.receipts {
      case .anyForm: say("dạng nào cũng nhận", "of any form")
      case .none: say("không nhận", "none")
      case .printedAs(let patterns): patterns.map(\.text).joined(separator: ", ")
      }
    let mends =
      codes.mendsKeyboards
      ? say("đọc lại khi chỉ một mã khớp", "read again if one number fits")
      : say("từ chối, báo cách sửa", "refused, with what to do")
    return say("Số biên nhận: ", "Receipt numbers: ") + receipts + "\n"
      + say("Mã hỏng vì bộ gõ, bàn phím: ", "Codes spoilt by a keyboard: ") + mends + "\n"
  }
}
