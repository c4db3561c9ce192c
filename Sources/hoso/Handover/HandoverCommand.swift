import ArgumentParser
import HosoDomain
import HosoLedger
import HosoProjections

struct HandoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handover",
    abstract: say(
      "Biên bản giao nhận với một cơ quan, để in và ký.",
      "The handover record with an agency, to print and sign."),
    discussion: say(
      """
      In ra một trang HTML khổ A4: từng hồ sơ một dòng có số phiếu gửi, mã hồ sơ và mã vạch, cộng
      theo thủ tục, tiền đã nộp theo từng loại, chỗ ký của hai bên. Mặc định là những gì giao hôm
      nay; --collection: kết quả nhận về. Theo lúc ghi sổ; --from, --to như hoso shift.

      Ví dụ:
        hoso handover --agency H26.12.19 > bien-ban.html
        hoso handover --agency H26.12.19 --actor nv042 --from 07:00 --to 23:59 > bien-ban.html
        hoso handover --agency H26.12.19 --collection --json
      """,
      """
      Prints a page of HTML for A4: a line for each dossier with the number of its slip, its dossier
      number and a barcode; counts by procedure, money remitted by kind, room for both signatures.
      What was delivered today unless told otherwise; --collection: results that were fetched.
      Counted by when it was recorded; --from and --to as in hoso shift.

      Examples:
        hoso handover --agency H26.12.19 > record.html
        hoso handover --agency H26.12.19 --actor nv042 --from 07:00 --to 23:59 > record.html
        hoso handover --agency H26.12.19 --collection --json
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var span: SpanOptions

  @Option(help: ArgumentHelp(OptionWords.agency, valueName: "code"))
  var agency: String

  @Flag(
    help: ArgumentHelp(
      say(
        "Kết quả nhận từ cơ quan, thay vì hồ sơ giao cho cơ quan.",
        "Results from the agency instead of dossiers to it.")))
  var collection = false

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let reader = try ledger.reader()
      let question = HandoverQuestion(
        collection ? .collection : .delivery, agency: try OptionValues.agency(agency),
        shift: try span.question(reader.settings))
      let report = HandoverReport(
        question: question, list: try reader.handover(question),
        root: try reader.root(at: reader.head.position), head: reader.head.position,
        names: try ledger.codes.names(), today: LocalDate(vietnam: SystemClock.now()))
      Terminal.out(json ? report.json : Array(report.page.utf8))
    }
  }
}
