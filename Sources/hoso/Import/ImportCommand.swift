import ArgumentParser
import Glibc
import HosoDomain
import HosoLedger

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: say(
      "Nhập sự kiện hàng loạt từ NDJSON hoặc CSV; chạy lại không ghi trùng.",
      "Import events from NDJSON or CSV; running it again records nothing twice."),
    discussion: say(
      """
      Dòng hỏng không chặn dòng tốt: chúng vào FILE.rejected.ndjson hoặc .csv, mã thoát 65. Nhập
      bị ngắt thì chạy lại đúng lệnh ấy. CSV là UTF-8, dòng đầu ghi tên trường (id, type, dossier,
      occurred_at, set_office…), dấu phẩy hoặc chấm phẩy giữa các ô; ô trống là không có.

      Ví dụ:
        hoso import lich-su.ndjson --backfill
        hoso simulate --scale 0.0001 | hoso import - --backfill
        hoso import co-quan.csv --source sonoivu.hanoi
        hoso import co-quan.ndjson --dry-run --json
      """,
      """
      Bad lines do not stop good ones: they go to FILE.rejected.ndjson or .csv, exit code 65. An
      import that was cut off is continued by the same command. CSV is UTF-8 under a header row of
      field names (id, type, dossier, occurred_at, set_office…), with commas or semicolons between
      cells; an empty cell is an absent field.

      Examples:
        hoso import history.ndjson --backfill
        hoso simulate --scale 0.0001 | hoso import - --backfill
        hoso import agency.csv --source agency.hanoi
        hoso import agency.ndjson --dry-run --json
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions

  @Argument(
    help: ArgumentHelp(
      say("Tệp NDJSON hoặc CSV; - là đầu vào chuẩn.", "NDJSON or CSV files; - for stdin.")),
    completion: .file(extensions: ["ndjson", "csv"]))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      say(
        "ndjson hoặc csv (mặc định: theo đuôi tệp).",
        "ndjson or csv (default: by the file's extension)."), valueName: "format"),
    completion: .list(ImportFormat.allCases.map(\.rawValue)))
  var format: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Lịch sử chuyển từ hệ thống khác: giữ recorded_at của từng dòng.",
        "History moved from another system: honour each line's recorded_at.")))
  var backfill = false

  @Flag(help: ArgumentHelp(say("Chỉ kiểm tra, không ghi.", "Check only, record nothing.")))
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      say("Nguồn của dòng không ghi source.", "Source of lines that name none."),
      valueName: "name"))
  var source = "import"

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func validate() throws {
    guard !files.isEmpty else {
      throw ValidationError(say("Cần ít nhất một tệp.", "Give at least one file."))
    }
  }

  func run() throws {
    try reporting {
      let source = try OptionValues.source(self.source)
      let writer = try ledger.writer(clock)
      try writer.judgeClockOnce()
      var total = ImportSummary()
      let options = ImportOptions(isBackfill: backfill, isDryRun: dryRun, now: SystemClock.now())
      let files = try self.files.map { path in
        ImportFile(path: path, format: try format(of: path), source: source, options: options)
      }
      // All of them are looked for before any is recorded.
      for file in files where file.path != "-" { try Files.requireReadable(file.path) }
      var isStopped = false
      for file in files where !isStopped {
        do {
          try file.importInto(writer, total: &total)
        } catch let stop as ImportStop {
          ImportReport.complain(stop, of: file)
          isStopped = true
        }
      }
      if !dryRun { try writer.finishBulk() }
      Terminal.out(json ? ImportReport.json(total, isDryRun: dryRun) : ImportReport.words(total))
      guard total.rejected == 0, !isStopped else {
        throw ExitCode(Failure.Code.badData.rawValue)
      }
    }
  }

  private func format(of path: String) throws -> ImportFormat {
    if let format { return try ImportFormat.named(format) }
    return path.lowercased().hasSuffix(".csv") ? .csv : .ndjson
  }
}
