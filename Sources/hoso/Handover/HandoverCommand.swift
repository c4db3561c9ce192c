import ArgumentParser
import HosoDomain
import HosoLedger
import HosoProjections
internal import HosoWords

struct HandoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handover",
    abstract: say(
      "Biên bản giao nhận với một cơ quan, để in và ký.",
      "The handover record with an agency, to print and sign."),
    discussion: say(
      """
      In ra một trang HTML khổ A4 (--pdf: PDF): từng hồ sơ một dòng có số phiếu gửi, mã hồ sơ và
      mã vạch, cộng theo thủ tục, tiền đã nộp theo từng loại, chỗ ký của hai bên. Mặc định là
      những gì giao hôm nay; --collection: kết quả nhận về. Theo lúc ghi sổ; --from, --to như hoso
      shift. Mỗi lần in có số riêng và được ghi vào sổ với mã băm của biên bản; --preview, --json
      thì không. --number in lại đúng như lần ấy.

      Ví dụ:
        hoso handover --agency H26.12.19 > bien-ban.html
        hoso handover --agency H26.12.19 --actor nv042 --from 07:00 --to 23:59 > bien-ban.html
        hoso handover --agency H26.12.19 --pdf > bien-ban.pdf
        hoso handover --agency H26.12.19 --preview > xem-truoc.html
        hoso handover --agency H26.12.19 --collection --json
      """,
      """
      Prints a page of HTML for A4 (--pdf: PDF): a line for each dossier with the number of its
      slip, its dossier number and a barcode; counts by procedure, money remitted by kind, room
      for both signatures. What was delivered today unless told otherwise; --collection: results
      that were fetched. Counted by when it was recorded; --from and --to as in hoso shift. Each
      printing gets a number and is recorded with the digest of the record; --preview and --json
      are not. --number prints one again, as it was then.

      Examples:
        hoso handover --agency H26.12.19 > record.html
        hoso handover --agency H26.12.19 --actor nv042 --from 07:00 --to 23:59 > record.html
        hoso handover --agency H26.12.19 --pdf > record.pdf
        hoso handover --agency H26.12.19 --preview > preview.html
        hoso handover --agency H26.12.19 --collection --json
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var span: SpanOptions

  @Option(help: ArgumentHelp(OptionWords.agency, valueName: "code"))
  var agency: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Kết quả nhận từ cơ quan, thay vì hồ sơ giao cho cơ quan.",
        "Results from the agency instead of dossiers to it.")))
  var collection = false

  @Flag(
    help: ArgumentHelp(
      say("Chỉ xem: không có số, không ghi sổ.", "Without a number, and nothing recorded.")))
  var preview = false

  @Option(
    help: ArgumentHelp(
      say("In lại biên bản mang số này.", "Print the record of this number again."),
      valueName: "number"))
  var number: String?

  @Flag(help: ArgumentHelp(PaperWords.option))
  var pdf = false

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func validate() throws {
    guard !pdf || !json else { throw ValidationError(PaperWords.alone) }
    guard (agency == nil) != (number == nil) else {
      throw ValidationError(
        say("Cần một trong hai: --agency, --number.", "Give one of two: --agency, --number."))
    }
  }

  func run() throws {
    try reporting {
      if pdf { try Terminal.checkPaper() }
      if let number { return try printAgain(number) }
      guard !preview, !json else { return try show(try unprinted()) }
      // A ledger that was restored begins anew when it is opened for writing, so that comes first.
      let writer = try ledger.writer(clock)
      let reader = try ledger.reader()
      let printed = try DeskPapers.print(
        try question(reader), by: try span.staff(), at: SystemClock.nowOccurred(), writer,
        reader: reader)
      let number = printed.record.number.map { HandoverWords.recorded($0.text, onPaper: pdf) }
      try show(try report(printed, reader), recorded: number)
    }
  }

  private func question(_ reader: LedgerReader) throws -> HandoverQuestion {
    HandoverQuestion(
      collection ? .collection : .delivery, agency: try OptionValues.agency(agency ?? ""),
      shift: try span.question(reader.settings))
  }

  /// The record as it would be printed now.
  private func unprinted() throws -> HandoverReport {
    let reader = try ledger.reader()
    let question = try question(reader)
    return HandoverReport(
      question: question, list: try reader.handover(question),
      root: try reader.root(at: reader.head.position), head: reader.head.position,
      names: try ledger.codes.names(), today: LocalDate(vietnam: SystemClock.now()),
      madeAt: SystemClock.now())
  }

  /// Prints a record as it was known when it got its number.
  private func printAgain(_ text: String) throws {
    let reader = try ledger.reader()
    guard let number = DeskPapers.number(ScannerText.trimmed(text)),
      let printed = try reader.printed(number)
    else { throw Failure(.noInput, HandoverWords.unknown(CodeWords.shown(text))) }
    try show(try report(printed, reader))
    guard !printed.isSame else { return }
    Terminal.error(HandoverWords.differs(number.text))
    throw ExitCode(Failure.Code.badData.rawValue)
  }

  private func report(_ printed: PrintedRecord, _ reader: LedgerReader) throws -> HandoverReport {
    HandoverReport(
      question: printed.question, list: printed.list, root: try reader.root(at: printed.known),
      head: printed.known, names: try ledger.codes.names(),
      today: LocalDate(vietnam: printed.recorded.event.occurredAt),
      madeAt: printed.recorded.recordedAt, record: printed.record)
  }

  private func show(_ report: HandoverReport, recorded: String? = nil) throws {
    if pdf { return try Terminal.out(report.paper, recorded: recorded) }
    Terminal.out(json ? report.json : Array(report.page.utf8), recorded: recorded)
  }
}
