import ArgumentParser
import Glibc
import HosoDomain
import HosoLedger

struct DumpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump",
    abstract: say(
      "Ghi sự kiện của sổ cái ra NDJSON hoặc CSV, nhập lại được y nguyên.",
      "Write the ledger's events as NDJSON or CSV that imports to the same events."),
    discussion: say(
      """
      Mỗi dòng kèm recorded_at, nên hoso import --backfill dựng lại đúng số liệu và mã băm.

      Ví dụ:
        hoso dump > so-cai.ndjson
        hoso dump --after 10 --through 20
        hoso dump --since 2020-03-01 --until 2020-04-01 --format csv > thang-3.csv
      """,
      """
      Every line carries recorded_at, so hoso import --backfill restores the same figures and
      hashes.

      Examples:
        hoso dump > ledger.ndjson
        hoso dump --after 10 --through 20
        hoso dump --since 2020-03-01 --until 2020-04-01 --format csv > march.csv
      """))

  @OptionGroup var ledger: LedgerOptions

  @Option(
    help: ArgumentHelp(
      say("Bỏ qua đến hết vị trí này.", "Leave out everything through this position."),
      valueName: "position"))
  var after: Int64?

  @Option(
    help: ArgumentHelp(
      say("Dừng sau vị trí này.", "Stop after this position."), valueName: "position"))
  var through: Int64?

  @Option(
    help: ArgumentHelp(
      say("Ghi sổ từ lúc này trở đi.", "Recorded at this moment or later."), valueName: "time"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      say("Ghi sổ trước lúc này.", "Recorded strictly before this moment."), valueName: "time"))
  var until: String?

  @Option(
    help: ArgumentHelp("ndjson, csv", valueName: "format"),
    completion: .list(ImportFormat.allCases.map(\.rawValue)))
  var format = ImportFormat.ndjson.rawValue

  func validate() throws {
    for position in [after, through].compactMap(\.self) where position < 0 {
      throw ValidationError(say("Vị trí đếm từ 0.", "Positions are 0 or more."))
    }
  }

  func run() throws {
    try reporting {
      let format = try ImportFormat.named(format)
      let reader = try ledger.reader()
      let first = max(
        LedgerPosition(after ?? 0), try position(before: since, "--since", reader) ?? .start)
      let last = min(
        LedgerPosition(through ?? reader.head.position.number),
        try position(before: until, "--until", reader) ?? reader.head.position)
      let progress = ProgressLine(say("Đang ghi", "Writing"), isQuiet: Terminal.outputIsTerminal)
      defer { progress.clear() }
      var bytes: [UInt8] = []
      if format == .csv { CSVInterchangeWriter.writeHeader(into: &bytes) }
      var count: Int64 = 0
      var unsaid: Int64 = 0
      let leaveOut: (KeptEvent) -> Void = { _ in unsaid += 1 }
      try reader.forEachEvent(after: first, through: last, kept: leaveOut) { recorded in
        // A line without what this program does not know would come back as another event.
        guard recorded.event.keptFields.isEmpty else {
          unsaid += 1
          return
        }
        format.write(recorded, into: &bytes)
        count += 1
        guard bytes.count >= 1 << 20 else { return }
        try flush(&bytes)
        progress.show(count, of: last.number - first.number, unit: say("sự kiện", "events"))
      }
      try flush(&bytes)
      progress.clear()
      if unsaid > 0 { warn(unsaid) }
    }
  }

  private func warn(_ count: Int64) {
    Terminal.error(
      say(
        "Bỏ qua \(count) sự kiện của phiên bản sau: hãy chép bằng hoso mới hơn.\n",
        "Left out \(count) events of a later version: dump with a newer hoso.\n"))
  }

  private func position(
    before text: String?, _ option: String, _ reader: LedgerReader
  ) throws -> LedgerPosition? {
    guard let text else { return nil }
    return try reader.lastPosition(
      recordedBefore: ledger.cutoff(text, option: option, in: ledger.views(of: reader)))
  }

  private func flush(_ bytes: inout [UInt8]) throws {
    guard Terminal.tryOut(bytes) else {
      throw Failure(.inputOutput, OptionWords.noOutput)
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
