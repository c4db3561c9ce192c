import ArgumentParser
import HosoDomain
import HosoLedger
import HosoProjections
internal import HosoWords

struct FindCommand: ParsableCommand {
  /// A clerk who asks means this week, unless told otherwise.
  private static let days = 7
  /// What is due today was handed over before: no procedure's term is much longer, as a rule.
  private static let daysOfTerms = 120
  private static let daysMax = 36_500

  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: say(
      "Tìm hồ sơ theo số cuối, theo một phần của mã, theo ngày hẹn.",
      "Find dossiers by last digits, part of a code, or the day they are due."),
    discussion: say(
      """
      Tìm ở bưu cục này, trong những gì ghi 7 ngày qua (--due: 120 ngày); hồ sơ chưa xong đứng
      trước. Dấu cách, chấm, gạch và chữ thường trong mã không có nghĩa. Mã đầy đủ thì tìm trong cả
      sổ. --waiting: những gì đang chờ tại bưu cục này.

      Ví dụ:
        hoso find 6785
        hoso find 200305-0001 --everywhere --all
        hoso find EE 123 456 785 VN
        hoso find --due today
        hoso find --waiting --days 30
      """,
      """
      Looks at this office's dossiers recorded within 7 days (--due: 120 days); open ones come
      first. Blanks, points, hyphens and small letters in a code say nothing. A whole code is looked
      up in all of the ledger. --waiting: what waits at this office.

      Examples:
        hoso find 6785
        hoso find 200305-0001 --everywhere --all
        hoso find EE 123 456 785 VN
        hoso find --due today
        hoso find --waiting --days 30
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(
      say("Số cuối hoặc một phần của mã.", "Last digits, or part of a code."), valueName: "text"))
  var text: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Cơ quan hẹn trả ngày này mà chưa xong: today, tomorrow hoặc một ngày.",
        "Promised for this day and not ready: today, tomorrow or a date."), valueName: "date"))
  var due: String?

  @Flag(
    help: ArgumentHelp(
      say("Những gì đang chờ tại bưu cục này.", "What waits for something at this office.")))
  var waiting = false

  @Option(help: ArgumentHelp(OptionWords.officeOfScans, valueName: "code"))
  var office: String?

  @Flag(help: ArgumentHelp(say("Ở mọi bưu cục.", "At every office.")))
  var everywhere = false

  @Option(
    help: ArgumentHelp(
      say("Trong những gì ghi ngần này ngày qua.", "Recorded within so many days."),
      valueName: "days"))
  var days: Int?

  @Flag(help: ArgumentHelp(say("Trong cả sổ.", "In all of the ledger.")))
  var all = false

  @Option(help: ArgumentHelp(OptionWords.lines, valueName: "lines"))
  var limit: Int?

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func validate() throws {
    let asked = [!text.isEmpty, due != nil, waiting].count { $0 }
    guard asked == 1 else {
      throw ValidationError(
        say(
          "Cần một trong ba: một phần của mã, --due, --waiting.",
          "Give one of three: part of a code, --due, --waiting."))
    }
    guard days == nil || !all, office == nil || !everywhere else {
      throw ValidationError(
        say(
          "--days và --all trái nhau, --office và --everywhere cũng vậy.",
          "--days contradicts --all, and --office contradicts --everywhere."))
    }
    guard !waiting || !everywhere else {
      throw ValidationError(
        say("--waiting là tại một bưu cục.", "--waiting is at one office."))
    }
  }

  func run() throws {
    try reporting {
      let limit = try OptionValues.limit(limit) ?? (json ? Int.max : FindReport.shownUsually)
      let reader = try ledger.reader()
      if let code = wholeCode(reader.settings) {
        return try show(try FindReport(code: code, reader: reader, codes: ledger.codes), limit)
      }
      let search = try search(reader.settings)
      let progress = ProgressLine(say("Đang tìm", "Searching"))
      let found = try reader.find(search) { done, all in
        progress.show(done, of: all, unit: say("sự kiện", "events"))
      }
      progress.clear()
      let names = try ledger.codes.names()
      let mistyped = found.dossiers.isEmpty ? try mistyped(reader) : nil
      try show(
        FindReport(search: search, found: found, names: names, mistyped: mistyped), limit)
    }
  }

  private func show(_ report: FindReport, _ limit: Int) throws {
    Terminal.out(json ? report.json(limit) : Array(report.text(limit).utf8))
    guard !text.isEmpty, report.dossiers.isEmpty else { return }
    throw ExitCode(Failure.Code.noInput.rawValue)
  }

  /// The code that was typed, if it is a whole one that cannot be part of another: its check digit
  /// or its grammar tell.
  private func wholeCode(_ settings: LedgerSettings) -> Alias? {
    guard !text.isEmpty,
      let code = try? Alias.scanned(text.joined(separator: " "), by: settings.codes).alias
    else { return nil }
    switch code {
    case .item, .dossier: return code
    case .receipt: return nil
    }
  }

  /// Why what was typed is no code although it was to be a whole one, and the codes of the ledger
  /// that may have been meant; nil for a part of a code.
  private func mistyped(_ reader: LedgerReader) throws -> Mistyped? {
    let typed = text.joined(separator: " ")
    do throws(CodeFault) {
      _ = try Alias.scanned(typed.filter { !$0.isWhitespace }, by: reader.settings.codes)
      return nil
    } catch {
      guard case .wrongCheckDigit = error else {
        return error.probably.map { Mistyped(typed: typed, fault: error, perhaps: [$0]) }
      }
      let near = PostalItemNumber.near(typed).map(Alias.item)
      let known = try near.filter { try !reader.history(of: $0).isEmpty }
      return Mistyped(typed: typed, fault: error, perhaps: known.map(\.text))
    }
  }

  private func search(_ settings: LedgerSettings) throws -> DossierSearch {
    let place = everywhere ? nil : try OptionValues.office(office, else: settings)
    let usual = due == nil ? FindCommand.days : FindCommand.daysOfTerms
    let days = days ?? usual
    guard 1...FindCommand.daysMax ~= days else {
      throw Failure(.usage, OptionWords.outside("--days", "1", "\(FindCommand.daysMax)"))
    }
    let today = LocalDate(vietnam: SystemClock.now())
    let since = all ? nil : today.adding(days: 1 - days).startRecordedAt
    guard !waiting || place != nil else {
      throw Failure(
        .usage,
        say(
          "--waiting: sổ này không của bưu cục nào, cần --office.",
          "--waiting: this ledger is no office's, give --office."))
    }
    return DossierSearch(try wanted(today), office: place, since: since)
  }

  private func wanted(_ today: LocalDate) throws -> DossierSearch.Wanted {
    if waiting { return .waiting }
    if let due {
      switch due {
      case "today": return .due(today)
      case "tomorrow": return .due(today.adding(days: 1))
      default: return .due(try OptionValues.date(due, option: "--due"))
      }
    }
    let typed = text.joined(separator: " ")
    do throws(CodeFault) {
      return .part(try CodeFragment(typed))
    } catch {
      throw Failure(
        .badData, "'\(CodeWords.shown(typed))': " + say(CodeWords.said(error, from: .value)))
    }
  }
}
