import ArgumentParser
import HosoDomain
import HosoLedger
import HosoProjections
internal import HosoWords

struct DeclareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "declare",
    abstract: say(
      "Chốt kỳ: bưu cục báo số liệu của mình đã đủ.",
      "Declare a period complete: an office's scans of it are all in."),
    discussion: say(
      """
      Chỉ chốt được kỳ đã hết, mỗi bưu cục một lần; chốt lại thì không ghi thêm gì. Độ
      bao phủ của số liệu tính theo các bưu cục đã chốt đủ mọi ngày của kỳ. Chốt nhầm
      thì huỷ: hoso void MÃ-SỰ-KIỆN.

      Ví dụ:
        hoso declare 2020Q1
        hoso declare 2020Q1 --calendar statutory --actor nv042
        hoso declare 2019Q4 --office 100000 --office 460000 --json
      """,
      """
      Only a period that is over, once for each office; saying it again records nothing.
      The coverage of figures counts the offices that declared every day of the period.
      To take it back, void it: hoso void EVENT-ID.

      Examples:
        hoso declare 2020Q1
        hoso declare 2020Q1 --calendar statutory --actor nv042
        hoso declare 2019Q4 --office 100000 --office 460000 --json
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions

  @Argument(
    help: ArgumentHelp(
      say("Kỳ: 2020Q1, 2020H1, 2020M9, 2020.", "The period: 2020Q1, 2020H1, 2020M9, 2020."),
      valueName: "period"))
  var period: String

  @Option(
    help: ArgumentHelp(
      say(
        "Bưu cục, nhiều lần được (mặc định: HOSO_OFFICE, rồi sổ cái).",
        "Post office, may be repeated (default: HOSO_OFFICE, else the ledger's)."),
      valueName: "code"))
  var office: [String] = []

  @OptionGroup var calendar: CalendarOption

  @Option(help: ArgumentHelp(OptionWords.staff, valueName: "number"))
  var actor: String?

  @Option(help: ArgumentHelp(OptionWords.note, valueName: "text"))
  var reason: String?

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let period = try PeriodValues.named(period, calendar: try calendar.chosen())
      // First: it tells what time it is.
      let writer = try ledger.writer(clock)
      var wish = DeclarationWish(
        period, of: try offices(writer.settings.office), at: SystemClock.nowOccurred())
      wish.actor = try (actor ?? Environment.value("HOSO_ACTOR")).map { try OptionValues.actor($0) }
      wish.reason = try reason.map(OptionValues.reason)
      guard
        let outcomes = try PeriodDeclarer.declare(wish, writer, views: try ledger.views()())
      else {
        throw Failure(
          .badData,
          say(PeriodWords.notOver(period))
            + say(" Chốt từ ngày hôm sau.", " Declare it from the day after."))
      }
      if json {
        Terminal.out(DeclareCommand.json(period, outcomes))
      } else {
        Terminal.out(outcomes.map { DeclareCommand.sentence($0, period) }.joined())
      }
    }
  }

  private func offices(_ own: PostOfficeCode?) throws -> [PostOfficeCode] {
    if !office.isEmpty { return try office.map { try OptionValues.office($0) } }
    let named = try Environment.value("HOSO_OFFICE").map { try OptionValues.office($0) }
    guard let office = named ?? own else {
      throw Failure(
        .usage,
        say(
          "Sổ cái này không của riêng bưu cục nào. Nêu --office.",
          "This ledger is no single office's. Name one with --office."))
    }
    return [office]
  }

  private static func sentence(_ outcome: DeclarationOutcome, _ period: Period) -> String {
    let office = outcome.office.text
    let name = say(period.title)
    let id = outcome.recorded.event.identity.id.text
    guard outcome.isNew else {
      return say(
        "Bưu cục \(office) đã chốt \(name) từ trước (\(id)); không ghi thêm gì.\n",
        "Office \(office) declared \(name) before (\(id)); nothing was recorded.\n")
    }
    return say(
      "Bưu cục \(office) chốt \(name): \(id). Chốt nhầm: hoso void \(id)\n",
      "Office \(office) declared \(name) complete: \(id). To take it back: hoso void \(id)\n")
  }

  private static func json(_ period: Period, _ outcomes: [DeclarationOutcome]) -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.field("period", period.label)
      json.field("calendar", period.calendar.rawValue)
      json.list("declarations") { json in
        for outcome in outcomes {
          json.object { json in
            json.field("office", outcome.office.text)
            json.field("outcome", outcome.isNew ? "recorded" : "known")
            json.field("event_id", outcome.recorded.event.identity.id.text)
            json.field("position", outcome.recorded.position.number)
            json.field("recorded_at", outcome.recorded.recordedAt.rfc3339)
          }
        }
      }
    }
    json.endLine()
    return json.bytes
  }
}
