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
      Nhận mọi mã của hồ sơ: số hiệu bưu gửi, mã hồ sơ, số biên nhận.

      Ví dụ:
        hoso track EE123456785VN
        hoso track H26.12.19-200305-0001 --json
        hoso track EE123456785VN --as-of 2020-04-10
      """,
      """
      Takes any code of the dossier: item number, dossier number, receipt number.

      Examples:
        hoso track EE123456785VN
        hoso track H26.12.19-200305-0001 --json
        hoso track EE123456785VN --as-of 2020-04-10
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(help: ArgumentHelp(say("Mã in trên phiếu.", "A printed code."), valueName: "code"))
  var code: String

  @Option(
    help: ArgumentHelp(
      say(
        "Chỉ những gì đã ghi sổ trước ngày hoặc thời điểm này.",
        "Only what was recorded before this date or moment."), valueName: "moment"))
  var asOf: String?

  @Flag(help: ArgumentHelp(say("In kết quả dạng JSON.", "Print JSON.")))
  var json = false

  func run() throws {
    try reporting {
      let code = try TrackCommand.scanned(code)
      let cutoff = try asOf.map(AsOf.cutoff)
      let report = try TrackReport(code: code, cutoff: cutoff, options: ledger)
      Terminal.out(json ? report.json : report.text)
    }
  }

  private static func scanned(_ text: String) throws -> Alias {
    do throws(CodeFault) {
      return try Alias.scanned(text).alias
    } catch {
      throw Failure(.badData, "'\(CodeWords.shown(text))': " + CodeWords.sentence(error))
    }
  }
}
