import ArgumentParser
import Glibc
import HosoDomain
import HosoLedger

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: say(
      "Nhập sự kiện hàng loạt từ NDJSON; chạy lại không ghi trùng.",
      "Import events from NDJSON; running it again records nothing twice."),
    discussion: say(
      """
      Dòng hỏng không chặn dòng tốt: chúng vào FILE.rejected.ndjson, mã thoát 65. Nhập bị ngắt thì
      chạy lại đúng lệnh ấy.

      Ví dụ:
        hoso import lich-su.ndjson --backfill
        hoso simulate --scale 0.001 | hoso import - --backfill
        hoso import co-quan.ndjson --dry-run --json
      """,
      """
      Bad lines do not stop good ones: they go to FILE.rejected.ndjson, exit code 65. An import
      that was cut off is continued by the same command.

      Examples:
        hoso import history.ndjson --backfill
        hoso simulate --scale 0.001 | hoso import - --backfill
        hoso import agency.ndjson --dry-run --json
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(say("Tệp NDJSON; - là đầu vào chuẩn.", "NDJSON files; - for stdin.")))
  var files: [String]

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

  @Flag(help: ArgumentHelp(say("In kết quả dạng JSON.", "Print the result as JSON.")))
  var json = false

  func validate() throws {
    guard !files.isEmpty else {
      throw ValidationError(say("Cần ít nhất một tệp.", "Give at least one file."))
    }
  }

  func run() throws {
    try reporting {
      let source = try OptionValues.source(self.source)
      let writer = try ledger.writer()
      var total = ImportSummary()
      for file in files { try importFile(file, into: writer, source: source, total: &total) }
      if !dryRun { try writer.finishBulk() }
      Terminal.out(json ? ImportReport.json(total, isDryRun: dryRun) : ImportReport.words(total))
      guard total.rejected == 0 else { throw ExitCode(Failure.Code.badData.rawValue) }
    }
  }

  private func importFile(
    _ path: String, into writer: LedgerWriter, source: SourceName, total: inout ImportSummary
  ) throws {
    let descriptor = path == "-" ? STDIN_FILENO : try Files.openForReading(path)
    defer { if path != "-" { close(descriptor) } }
    let size = Files.size(of: descriptor)
    let progress = ProgressLine(say("Đang nhập", "Importing"))
    let options = ImportOptions(isBackfill: backfill, isDryRun: dryRun, now: SystemClock.now())
    var importer = Importer(writer, source: source, options: options)
    var rejected = RejectedFile(path: (path == "-" ? "stdin" : path) + ".rejected.ndjson")
    var lines = LineReader(descriptor: descriptor, path: path)
    defer {
      progress.clear()
      total.add(file: importer.summary)
    }
    while !lines.isAtEnd {  // Bounded by the input.
      try lines.readLines { line in
        guard let rejection = try importer.take(line) else { return }
        ImportReport.complain(rejection, path: path, summary: importer.summary)
        if !dryRun { try rejected.add(line) }
      }
      progress.show(
        lines.bytesRead, of: size, unit: say("byte", "bytes"))
    }
    try importer.flush()
    try rejected.finish()
    if importer.summary.rejected > 0, !dryRun {
      Terminal.error(
        say("Dòng bị từ chối ở ", "Rejected lines are in ") + rejected.path + "\n")
    }
  }
}
