import ArgumentParser
import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections
internal import HosoWords

struct FiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: say(
      "Số liệu nhận gửi, giao, trả theo kỳ, so với quý trước và cùng kỳ.",
      "Throughput by period, with growth on the quarter and the year before."),
    discussion: say(
      """
      Kỳ: 2020Q1, 2020H1, 2020M9, 2020, hoặc một dải như 2019Q1..2020Q1. Số liệu tính theo giờ
      Việt Nam và theo những gì sổ cái ghi nhận trước --as-of.

      Ví dụ:
        hoso figures 2019Q1..2020Q1
        hoso figures 2020Q1 --by province,channel --calendar statutory
        hoso figures 2020 --same-days
        hoso figures --from 2020-01-01 --to 2020-02-15 --as-of 2020-04-10 --format csv
      """,
      """
      Periods: 2020Q1, 2020H1, 2020M9, 2020, or a range such as 2019Q1..2020Q1. Figures are by
      Vietnamese time, from what the ledger recorded before --as-of.

      Examples:
        hoso figures 2019Q1..2020Q1
        hoso figures 2020Q1 --by province,channel --calendar statutory
        hoso figures 2020 --same-days
        hoso figures --from 2020-01-01 --to 2020-02-15 --as-of 2020-04-10 --format csv
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(say("Kỳ hoặc dải kỳ.", "A period or a range."), valueName: "periods"))
  var periods: String?

  @Option(help: ArgumentHelp(OptionWords.firstDay, valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp(OptionWords.lastDay, valueName: "date"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Chia theo: province, service, channel, agency, office.",
        "Groups: province, service, channel, agency, office."), valueName: "groups"))
  var by: String?

  @OptionGroup var calendar: CalendarOption

  @OptionGroup var known: AsOfOption

  @Flag(
    help: ArgumentHelp(
      say(
        "Kỳ chưa hết: chỉ những ngày đã qua, so với cùng những ngày ấy năm trước.",
        "Of a period that is not over, the days that are, beside the same days of last year.")))
  var sameDays = false

  @Option(
    help: ArgumentHelp("table, csv, json", valueName: "format"),
    completion: .list(Format.allCases.map(\.rawValue)))
  var format: String?

  @Flag(help: ArgumentHelp(OptionWords.sameAsFormat))
  var json = false

  enum Format: String, CaseIterable {
    case table
    case csv
    case json
  }

  func run() throws {
    try reporting {
      let format = try chosenFormat()
      let calendar = try calendar.chosen()
      let views = ledger.views()
      let query = FiguresQuery(
        periods: try askedPeriods(calendar), groupings: try groupings(),
        cutoff: try known.cutoff(ledger, in: views), sameDays: sameDays)
      let provinces = try ledger.codes.provinces()
      let figures = try views().figures(query, provinces: provinces)
      guard format != .csv else { return Terminal.out(FigureTable(figures).csv()) }
      let names = try ledger.codes.names()
      let coverage = try query.periods.last.map {
        try views().officeCoverage(of: $0, before: figures.asOf, offices: names.offices)
      }
      if format == .json {
        Terminal.out(
          FigureTable(figures).json(
            figures, calendar: calendar, provinces: provinces, coverage: coverage))
      } else {
        Terminal.out(
          FigureWords(figures, provinces: provinces, names: names, coverage: coverage).text)
      }
    }
  }

  private func askedPeriods(_ calendar: ReportingCalendar) throws -> [Period] {
    if let periods, from == nil, to == nil {
      return try PeriodValues.periods(periods, calendar: calendar)
    }
    guard periods == nil, let from, let to else {
      throw Failure(
        .usage,
        say(
          "Cần một kỳ, như 2020Q1, hoặc cả --from và --to, không dùng cùng lúc.",
          "Give either a period, such as 2020Q1, or both --from and --to."))
    }
    return [try PeriodValues.period(from: from, to: to, calendar: calendar)]
  }

  private func groupings() throws -> [Grouping] {
    guard let by else { return [] }
    var groupings: [Grouping] = []
    for part in by.split(separator: ",", omittingEmptySubsequences: false) {
      guard let grouping = Grouping(rawValue: String(part)) else {
        throw FiguresCommand.unknown("--by", String(part), Grouping.allCases.map(\.rawValue))
      }
      guard !groupings.contains(grouping) else {
        throw Failure(
          .usage, say("--by: '\(part)' có hai lần.", "--by: '\(part)' is there twice."))
      }
      groupings.append(grouping)
    }
    return groupings
  }

  private func chosenFormat() throws -> Format {
    guard let format else { return json ? .json : .table }
    guard let chosen = Format(rawValue: format) else {
      throw FiguresCommand.unknown("--format", format, Format.allCases.map(\.rawValue))
    }
    guard !json || chosen == .json else {
      throw Failure(
        .usage,
        OptionWords.jsonContradicts(format))
    }
    return chosen
  }

  private static func unknown(_ option: String, _ text: String, _ known: [String]) -> Failure {
    let list = known.joined(separator: ", ")
    let shown = CodeWords.shown(text)
    return Failure(
      .usage,
      OptionWords.unknown(option, shown, list)
    )
  }
}
