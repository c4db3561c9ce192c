import ArgumentParser
import HosoDomain
import HosoLedger
import HosoProjections

struct TrackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "track",
    abstract: say(
      "Xem quá trình của một hồ sơ: đã qua đâu, đang ở đâu, có trễ không.",
      "Show a dossier's timeline, where it stands and what is late."),
    discussion: say(
      """
      Nhận mọi mã của hồ sơ: mã bưu gửi, mã hồ sơ, số biên nhận. Với mã túi hoặc bảng kê:
      các lần quét cả túi và những gì ở trong đó.

      Ví dụ:
        hoso track EE123456785VN
        hoso track H26.12.19-200305-0001 --json
        hoso track EE123456785VN --as-of 2020-04-10
        hoso track TUI-17
      """,
      """
      Takes any code of the dossier: item number, dossier number, receipt number. Of a bag or
      manifest: its scans as a whole, and what is in it.

      Examples:
        hoso track EE123456785VN
        hoso track H26.12.19-200305-0001 --json
        hoso track EE123456785VN --as-of 2020-04-10
        hoso track TUI-17
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(help: ArgumentHelp(OptionWords.printedCode, valueName: "code"))
  var code: String

  @Option(
    help: ArgumentHelp(
      OptionWords.asOf, valueName: "moment"))
  var asOf: String?

  @Flag(
    help: ArgumentHelp(
      say("Mã là mã túi hoặc bảng kê.", "The code is a bag's or a manifest's.")))
  var bag = false

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let reader = try ledger.reader()
      let cutoff = try asOf.map { try ledger.cutoff($0, in: ledger.views(of: reader)) }
      let known = try AsOf.position(cutoff, reader: reader)
      if let container = try reader.bag(code, saidToBe: bag, through: known) {
        let report = try BagReport(
          code: container, cutoff: cutoff, reader: reader, codes: ledger.codes)
        return Terminal.out(json ? report.json : report.text)
      }
      let report = try TrackReport(
        code: reader.scanned(code), cutoff: cutoff, reader: reader, codes: ledger.codes)
      if json { Terminal.out(report.json) } else { Terminal.out(report.text) }
    }
  }
}
