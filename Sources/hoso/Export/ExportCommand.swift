import ArgumentParser
import HosoDomain
import HosoExports
import HosoProjections

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: say(
      "Xuất số liệu một kỳ thành thư mục tệp, lần nào cũng giống hệt.",
      "Write a period's figures as a folder of files, the same bytes each time."),
    discussion: say(
      """
      Ghi throughput.csv và manifest.json: mốc số liệu, gốc Merkle, giá trị băm của từng tệp và
      các đẳng thức đã kiểm. Thư mục hiện ra trọn vẹn hoặc không thay đổi gì.

      Ví dụ:
        hoso export 2020Q1 --out quy-1-2020
        hoso export 2020Q1 --out quy-1-2020 --as-of 2020-04-10 --force
        hoso export 2020H1 --out nua-nam --calendar statutory
      """,
      """
      Writes throughput.csv and manifest.json: the cutoff, the Merkle root, each file's hash and
      the identities that were checked. The folder appears whole, or nothing changes.

      Examples:
        hoso export 2020Q1 --out 2020-q1
        hoso export 2020Q1 --out 2020-q1 --as-of 2020-04-10 --force
        hoso export 2020H1 --out half --calendar statutory
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(
      say("Kỳ: 2020Q1, 2020H1, 2020M9, 2020.", "The period: 2020Q1, 2020H1, 2020M9, 2020."),
      valueName: "period"))
  var period: String

  @Option(help: ArgumentHelp(say("Thư mục để ghi.", "The folder to write."), valueName: "path"))
  var out: String

  @OptionGroup var calendar: CalendarOption

  @OptionGroup var known: AsOfOption

  @Flag(
    help: ArgumentHelp(say("Thay bản xuất cũ ở đó.", "Replace the export that is there.")))
  var force = false

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let calendar = try calendar.chosen()
      let period = try PeriodValues.period(period, calendar: calendar)
      let views = ledger.views()
      let cutoff = try known.cutoff(ledger, in: views)
      guard !out.isEmpty else {
        throw Failure(.usage, say("--out: cần tên thư mục.", "--out: name a folder."))
      }
      let receipt = try write(period, cutoff: cutoff, views)
      if json {
        Terminal.out(ExportCommand.json(receipt))
      } else {
        Terminal.out(ExportWords.headline(receipt) + "\n" + ExportWords.summary(receipt))
      }
    }
  }

  private func write(
    _ period: Period, cutoff: RecordedAt?, _ views: Once<Views>
  ) throws -> ExportReceipt {
    let codes = ledger.codes
    let export = QuarterlyExport(
      views: try views(), provinces: try codes.provinces(),
      tables: [
        CodeTableVersion(table: "holidays", version: try codes.calendar().version)
      ], productVersion: Hoso.configuration.version)
    do {
      return try export.write(period, cutoff: cutoff, to: out, replaces: force)
    } catch let fault as ExportFault {
      throw ExportWords.failure(fault)
    }
  }

  private static func json(_ receipt: ExportReceipt) -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.field("folder", receipt.path)
      json.field("period", receipt.nation.period.label)
      json.field("calendar", receipt.nation.period.calendar.rawValue)
      json.field("period_status", receipt.nation.status)
      json.field("as_of", receipt.asOf.rfc3339)
      json.field("position", receipt.position)
      json.field("merkle_root", receipt.merkleRoot)
      json.field("orphans", receipt.orphans)
      json.field("identities_checked", receipt.checks.reduce(0) { $0 + $1.checked })
      json.list("files") { json in
        for file in receipt.files { file.append(to: &json) }
      }
    }
    json.endLine()
    return json.bytes
  }
}
