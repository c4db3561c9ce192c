import ArgumentParser
import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: say(
      "Các hồ sơ và sự kiện đứng sau một con số.",
      "The dossiers and events behind a number of the figures."),
    discussion: say(
      """
      Tên các cột như trong 'hoso figures --format csv'; cột của biểu II.06a là form_c3 … form_c13.
      --diff cho biết vì sao con số thay đổi giữa hai thời điểm: ghi muộn (late), huỷ (voided),
      đính chính (amended), gắn mã (linked), chuyển kỳ hoặc nhóm (moved).

      Ví dụ:
        hoso explain 2020Q1 pickups --province 01
        hoso explain 2020Q1 closing --as-of 2020-04-10 --format csv
        hoso explain 2020Q1 pickups --diff 2020-04-01 2020-04-10
      """,
      """
      Counts are called as in 'hoso figures --format csv'; columns of form II.06a are form_c3 …
      form_c13. --diff tells why a count changed between two moments: late, voided, amended,
      linked, moved into another period or group.

      Examples:
        hoso explain 2020Q1 pickups --province 01
        hoso explain 2020Q1 closing --as-of 2020-04-10 --format csv
        hoso explain 2020Q1 pickups --diff 2020-04-01 2020-04-10
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(help: ArgumentHelp(say("Kỳ.", "A period."), valueName: "period"))
  var period: String

  @Argument(
    help: ArgumentHelp(
      say("Tên cột, như pickups, closing.", "A count, such as pickups, closing."),
      valueName: "count"))
  var count: String

  @OptionGroup var group: GroupOptions

  @OptionGroup var calendar: CalendarOption

  @OptionGroup var known: AsOfOption

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      say("Hai thời điểm, sớm trước.", "Two moments, the earlier one first."),
      valueName: "times"))
  var diff: [String] = []

  @Option(
    help: ArgumentHelp(OptionWords.lines, valueName: "lines"))
  var limit: Int?

  @OptionGroup var output: OutputFormatOptions

  func run() throws {
    try reporting {
      let format = try output.chosen()
      let limit = try OptionValues.limit(limit)
      let question = try question()
      let reader = try ledger.reader()
      let views = ledger.views(of: reader)
      guard let moments = try moments(in: views) else {
        let cutoff = try known.cutoff(ledger, in: views)
        return try explain(question, reader, cutoff, limit: limit).print(format)
      }
      try DifferenceReport(
        question: question, difference: difference(question, reader, moments),
        figures: moments.map { try question.figures(views(), cutoff: $0) },
        reader: reader, limit: limit
      ).print(format)
    }
  }

  private func explain(
    _ question: CountQuestion, _ reader: LedgerReader, _ cutoff: RecordedAt?, limit: Int?
  ) throws -> ExplainReport {
    let explainer = Explainer(reader, provinces: question.provinces)
    let progress = ProgressLine(say("Đang dò sổ cái", "Searching the ledger"))
    defer { progress.clear() }
    let explanation = try explainer.explain(question.query, cutoff: cutoff) {
      progress.show($0, of: $1, unit: say("sự kiện", "events"))
    }
    return ExplainReport(
      question: question, explanation: explanation, reader: reader, limit: limit)
  }

  private func difference(
    _ question: CountQuestion, _ reader: LedgerReader, _ moments: [RecordedAt]
  ) throws -> CountDifference {
    let explainer = Explainer(reader, provinces: question.provinces)
    let progress = ProgressLine(say("Đang dò sổ cái", "Searching the ledger"))
    defer { progress.clear() }
    return try explainer.difference(question.query, from: moments[0], to: moments[1]) {
      progress.show($0, of: $1, unit: say("sự kiện", "events"))
    }
  }

  /// The two moments of `--diff`, the earlier one first; nil without it.
  private func moments(in views: Once<Views>) throws -> [RecordedAt]? {
    guard !diff.isEmpty else { return nil }
    guard diff.count == 2, known.asOf == nil else {
      throw Failure(
        .usage,
        say(
          "--diff cần đúng hai thời điểm, và không đi cùng --as-of.",
          "--diff takes exactly two moments, and no --as-of beside it."))
    }
    let moments = try diff.map { try ledger.cutoff($0, option: "--diff", in: views) }
    guard moments[0] <= moments[1] else {
      throw Failure(
        .usage, say("--diff: thời điểm sớm viết trước.", "--diff: the earlier moment comes first."))
    }
    return moments
  }

  private func question() throws -> CountQuestion {
    guard let count = FigureCount(name: count) else {
      throw OptionValues.unknown(
        say("Tên cột", "Count"), self.count, FigureCount.allCases.map(\.name))
    }
    let calendar = try calendar.chosen()
    return CountQuestion(
      count: count, period: try PeriodValues.period(period, calendar: calendar),
      group: try group.group(), provinces: try ledger.codes.provinces())
  }
}
