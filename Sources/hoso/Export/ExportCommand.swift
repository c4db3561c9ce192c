import ArgumentParser
import HosoDomain
import HosoExports
import HosoProjections
internal import HosoWords

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: say(
      "Xuất số liệu một kỳ thành thư mục tệp, lần nào cũng giống hệt.",
      "Write a period's figures as a folder of files, the same bytes each time."),
    discussion: say(
      """
      Mỗi cấp một tệp CSV (cả nước, tỉnh, thủ tục, kênh, từng tổ hợp), biểu II.06a, độ bao
      phủ, tam giác điều chỉnh, ô đã đổi, tồn đọng, chất lượng J+n, báo cáo Điều 13 TT17, chi
      phí tiết kiệm; manifest.json ghi mốc số liệu, gốc Merkle, giá trị băm và các đẳng thức
      đã kiểm. Thư mục hiện ra trọn vẹn hoặc không thay đổi gì. Nhiều
      kỳ thì mỗi kỳ một thư mục con. Chỉ số liệu đã công bố, đủ bao phủ mới so với kỳ trước.

      Ví dụ:
        hoso export 2020Q1 --out quy-1-2020
        hoso export 2020Q1 --out quy-1-2020 --as-of 2020-04-10 --force
        hoso export 2019Q1..2020Q1 --out nam-quy
        hoso export --from 2020-01-01 --to 2020-02-15 --out tet-2020
        hoso export --all-since 2017Q1 --out tat-ca --calendar statutory
        hoso export 2020Q1 --by-province --pdf --out dieu-13
        hoso export 2020Q1 --as-of 2020Q1.r1 --public --out cong-khai
      """,
      """
      A CSV file for each level (nation, provinces, services, channels, each combination),
      form II.06a, coverage, the revision triangle, cells that changed, the backlog, quality
      J+n, each province's report, costs saved; manifest.json names the cutoff, the Merkle
      root, each file's hash and the identities that were checked. The
      folder appears whole, or nothing changes. Of several periods each has a folder of its
      own. Only published figures with enough coverage are compared with other periods.

      Examples:
        hoso export 2020Q1 --out 2020-q1
        hoso export 2020Q1 --out 2020-q1 --as-of 2020-04-10 --force
        hoso export 2019Q1..2020Q1 --out five-quarters
        hoso export --from 2020-01-01 --to 2020-02-15 --out new-year
        hoso export --all-since 2017Q1 --out all --calendar statutory
        hoso export 2020Q1 --by-province --pdf --out article-13
        hoso export 2020Q1 --as-of 2020Q1.r1 --public --out for-everybody
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(
      say(
        "Kỳ: 2020Q1, 2020H1, 2020M9, 2020, hoặc dải kỳ.",
        "The period: 2020Q1, 2020H1, 2020M9, 2020, or a range."),
      valueName: "periods"))
  var periods: String?

  @Option(help: ArgumentHelp(OptionWords.firstDay, valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp(OptionWords.lastDay, valueName: "date"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Mọi kỳ đã hết, từ kỳ này.", "Every period that is over, from this one on."),
      valueName: "period"))
  var allSince: String?

  @Option(help: ArgumentHelp(say("Thư mục để ghi.", "The folder to write."), valueName: "path"))
  var out: String

  @OptionGroup var calendar: CalendarOption

  @OptionGroup var known: AsOfOption

  @Flag(
    help: ArgumentHelp(
      say(
        "Báo cáo Điều 13 TT17 của mỗi tỉnh thành một tệp riêng.",
        "Each province's report (TT 17, Art. 13) in a file of its own too.")))
  var byProvince = false

  @Flag(
    help: ArgumentHelp(
      say(
        "Thêm bản PDF để in và ký.", "The report as PDF too, to print and sign.")))
  var pdf = false

  @Flag(
    name: .customLong("public"),
    help: ArgumentHelp(
      say(
        "Bản công khai: không nêu số nhỏ của tỉnh, thủ tục, kênh, xã.",
        "For everybody: small counts of provinces, procedures, channels, communes untold.")))
  var isPublic = false

  @Option(
    help: ArgumentHelp(
      say(
        "Với --public: số nhỏ nhất được nêu, 3, 5 hoặc 10.",
        "With --public: the smallest count that is told, 3, 5 or 10."), valueName: "n"))
  var threshold: Int64 = 3

  @Flag(
    help: ArgumentHelp(say("Thay bản xuất cũ ở đó.", "Replace the export that is there.")))
  var force = false

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let asked = try asked(try calendar.chosen())
      let views = ledger.views()
      let cutoff = try known.cutoff(ledger, in: views)
      guard !out.isEmpty else {
        throw Failure(.usage, say("--out: cần tên thư mục.", "--out: name a folder."))
      }
      let options = try options()
      let quarterly = try export(views)
      let moment = try quarterly.moment(cutoff)
      let periods = try asked.periods(overAt: moment)
      let export = quarterly.together(periods)
      let isAlone = asked.isAlone
      let progress = ProgressLine(say("Đang xuất", "Exporting"))
      var receipts: [ExportReceipt] = []
      for period in periods {
        if !isAlone {
          progress.show(Int64(receipts.count), of: Int64(periods.count), unit: say("kỳ", "periods"))
        }
        let path = isAlone ? out : out + "/" + period.label
        do {
          receipts.append(
            try export.write(
              period, cutoff: moment, to: path, replaces: force, options: options))
        } catch let fault as ExportFault {
          progress.clear()
          throw ExportWords.failure(fault)
        }
      }
      progress.clear()
      Terminal.out(json ? ExportCommand.json(receipts, isAlone: isAlone) : words(receipts))
    }
  }

  private func options() throws -> ExportOptions {
    guard let threshold = Circulation.Threshold(rawValue: threshold) else {
      throw Failure(
        .usage, say("--threshold: dùng 3, 5 hoặc 10.", "--threshold: use 3, 5 or 10."))
    }
    guard !isPublic || !byProvince else {
      throw Failure(
        .usage,
        say(
          "--by-province không đi với --public: báo cáo của mỗi tỉnh chỉ lưu hành nội bộ.",
          "--by-province does not go with --public: each province's report stays in the house."))
    }
    var options = ExportOptions()
    options.byProvince = byProvince
    options.onPaper = pdf
    if isPublic { options.circulation = .everybody(threshold) }
    return options
  }

  private func words(_ receipts: [ExportReceipt]) -> [UInt8] {
    let parts = receipts.map { ExportWords.headline($0) + "\n" + ExportWords.summary($0) }
    return Array(parts.joined(separator: "\n").utf8)
  }

  private func export(_ views: Once<Views>) throws -> QuarterlyExport {
    QuarterlyExport(
      views: try views(), tables: try ledger.codes.exportTables(),
      productVersion: Hoso.configuration.version)
  }

  /// Which periods are meant.
  private enum Asked {
    case one(Period)
    case range([Period])
    case allSince(Period)

    /// Whether the folder is the period's own.
    var isAlone: Bool {
      if case .one = self { true } else { false }
    }

    func periods(overAt moment: RecordedAt) throws -> [Period] {
      switch self {
      case .one(let period): return [period]
      case .range(let periods): return periods
      case .allSince(let first):
        let periods = first.andLater(overAt: moment)
        guard !periods.isEmpty else {
          throw Failure(.badData, say(PeriodWords.notOver(first)))
        }
        return periods
      }
    }
  }

  private func asked(_ calendar: ReportingCalendar) throws -> Asked {
    switch (periods, from, to, allSince) {
    case (let text?, nil, nil, nil):
      let found = try PeriodValues.periods(text, calendar: calendar)
      return found.count == 1 ? .one(found[0]) : .range(found)
    case (nil, let from?, let to?, nil):
      return .one(try PeriodValues.period(from: from, to: to, calendar: calendar))
    case (nil, nil, nil, let first?):
      return .allSince(try PeriodValues.named(first, calendar: calendar))
    default:
      throw Failure(
        .usage,
        say(
          "Cần một trong ba: kỳ như 2020Q1 hoặc 2019Q1..2020Q1; cả --from và --to; --all-since.",
          "Give one of: periods such as 2020Q1 or 2019Q1..2020Q1; both --from and --to; "
            + "--all-since."))
    }
  }

  private static func json(_ receipts: [ExportReceipt], isAlone: Bool) -> [UInt8] {
    var json = JSONBuilder()
    if isAlone, let receipt = receipts.first {
      append(receipt, to: &json)
    } else {
      json.object { json in
        json.list("exports") { json in
          for receipt in receipts { append(receipt, to: &json) }
        }
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func append(_ receipt: ExportReceipt, to json: inout JSONBuilder) {
    json.object { json in
      json.field("folder", receipt.path)
      json.field("period", receipt.nation.period.label)
      json.field("calendar", receipt.nation.period.calendar.rawValue)
      json.field("status", receipt.status.word)
      json.field("release", receipt.release?.name.text)
      json.object("coverage") { json in
        json.field("offices_expected", receipt.coverage.expected)
        json.field("offices_covered", receipt.coverage.covered)
        json.field("offices_pct", decimal: receipt.coverage.officesPercent)
        json.field("volume_pct", decimal: receipt.coverage.volumePercent)
        json.field("is_low", receipt.coverage.isLow)
      }
      json.field("as_of", receipt.asOf.rfc3339)
      json.field("position", receipt.position)
      json.field("merkle_root", receipt.merkleRoot)
      json.field("orphans", receipt.orphans)
      json.field("identities_checked", receipt.checks.reduce(0) { $0 + $1.checked })
      json.list("files") { json in
        for file in receipt.files { file.append(to: &json) }
      }
    }
  }
}
