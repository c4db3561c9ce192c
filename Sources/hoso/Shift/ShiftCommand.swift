import ArgumentParser
import HosoDomain
import HosoLedger
import HosoProjections

struct ShiftCommand: ParsableCommand {
  /// What waits for longer is on the worklist.
  private static let waitingDays = 30

  static let configuration = CommandConfiguration(
    commandName: "shift",
    abstract: say(
      "Bảng kê ca: ai ghi gì, giờ nào, tiền thu và nộp, còn gì đang chờ.",
      "What a shift did: by clerk, verb and hour, its money, and what waits."),
    discussion: say(
      """
      Tính theo lúc ghi sổ, mặc định từ 0 giờ hôm nay đến bây giờ. Mã bị từ chối không vào sổ nên
      không có ở đây. Đã huỷ: nay không còn hiệu lực, bất kể ai huỷ. Tiền: từng loại riêng, không
      cộng chung. --from, --to: 08:00 (hôm nay), một ngày (--to: hết ngày ấy), 2020-03-05 08:00,
      hoặc có múi giờ. --close: nhân viên (--actor, HOSO_ACTOR) chốt ca của mình, từ lần chốt trước
      đến bây giờ, và ghi vào sổ.

      Ví dụ:
        hoso shift
        hoso shift --actor nv042 --from 07:00 --to 23:59
        hoso shift --close --actor nv042
        hoso shift --actor nv042 --pdf > ca.pdf
        hoso shift --from 2020-03-01 --to 2020-03-31 --format csv
      """,
      """
      Counted by when it was recorded, from midnight until now unless told otherwise. Codes that
      were refused are not in the ledger, so not in here either. Undone: without effect by now,
      whoever voided it. Kinds of money are never summed. --from, --to: 08:00 (today), a date
      (--to: through that day), 2020-03-05 08:00, or with an offset. --close: the clerk (--actor,
      HOSO_ACTOR) closes a shift of their own, from the last closing until now; it is recorded.

      Examples:
        hoso shift
        hoso shift --actor nv042 --from 07:00 --to 23:59
        hoso shift --close --actor nv042
        hoso shift --actor nv042 --pdf > shift.pdf
        hoso shift --from 2020-03-01 --to 2020-03-31 --format csv
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var span: SpanOptions

  @Flag(
    help: ArgumentHelp(
      say(
        "Chốt ca của mình và ghi vào sổ.", "Close one's own shift, and record it.")))
  var close = false

  @Flag(help: ArgumentHelp(PaperWords.option))
  var pdf = false

  @OptionGroup var output: OutputFormatOptions

  func run() throws {
    try reporting {
      let format = try output.chosen()
      guard !pdf || (output.format == nil && !output.json) else {
        throw Failure(.usage, PaperWords.alone)
      }
      if pdf { try Terminal.checkPaper() }
      guard !close else { return try closeShift(format) }
      let reader = try ledger.reader()
      try show(report(try span.question(reader.settings), reader, format), format)
    }
  }

  private func report(
    _ question: ShiftQuestion, _ reader: LedgerReader, _ format: OutputFormat
  ) throws -> ShiftReport {
    let progress = ProgressLine(say("Đang tính ca", "Counting the shift"))
    let unit = say("sự kiện", "events")
    let tally = try reader.tally(question) { progress.show($0, of: $1, unit: unit) }
    let waiting = format == .csv ? nil : try waiting(question, reader)
    progress.clear()
    return ShiftReport(
      question: question, tally: tally, waiting: waiting,
      closings: try reader.closings(question))
  }

  /// Records that a clerk's shift is over, and prints it.
  private func closeShift(_ format: OutputFormat) throws {
    // A ledger that was restored begins anew when it is opened for writing, so that comes first.
    let writer = try ledger.writer(clock)
    let reader = try ledger.reader()
    guard let staff = try span.staff() else { throw Failure(.usage, ShiftWords.whoCloses) }
    var question = try span.question(reader.settings)
    question.actor = staff
    let now = SystemClock.now()
    guard question.to.microseconds <= now.microseconds + 1 else {
      throw Failure(.usage, ShiftWords.notOver)
    }
    let wanted = question
    let closed = try DeskPapers.close(
      at: SystemClock.nowOccurred(), writer, reader: reader
    ) { reader in
      question.from = try beginning(of: wanted, now: now, reader)
      return question.from < question.to ? question : nil
    }
    guard let closed else {
      guard format == .table, !pdf else {
        return try show(report(question, reader, format), format)
      }
      return Terminal.out(ShiftWords.nothingToClose(question) + "\n")
    }
    let report = ShiftReport(
      question: question, tally: closed.tally,
      waiting: format == .csv ? nil : try waiting(question, reader), closings: [closed.recorded])
    try show(report, format, recorded: ShiftWords.recorded(closed.recorded, onPaper: pdf))
  }

  private func show(
    _ report: ShiftReport, _ format: OutputFormat, recorded: String? = nil
  ) throws {
    guard pdf else { return Terminal.out(report.bytes(format), recorded: recorded) }
    let moment = min(report.question.to, SystemClock.now())
    try Terminal.out(report.paper(madeAt: moment), recorded: recorded)
  }

  /// Where a shift begins that is to be closed: what was closed before is not closed again.
  private func beginning(
    of question: ShiftQuestion, now: RecordedAt, _ reader: LedgerReader
  ) throws -> RecordedAt {
    var looked = question
    let long = now.microseconds - ShiftCommand.closingsLookedForMicroseconds
    looked.from = RecordedAt(microseconds: min(question.from.microseconds, long))
    looked.to = RecordedAt(microseconds: now.microseconds + 1)
    let ends = try reader.closings(looked).compactMap { closing in
      closing.event.record?.span.map { (end: $0.to, closing) }
    }
    guard let (end, last) = ends.max(by: { $0.end < $1.end }) else { return question.from }
    guard span.from != nil else { return end }
    guard question.from >= end else {
      throw Failure(.usage, ShiftWords.closedBefore(last))
    }
    return question.from
  }

  /// A shift that ended longer ago was another one.
  private static let closingsLookedForMicroseconds: Int64 = 2 * 86_400_000_000

  /// How much waits for what at the office; nil where no office is meant.
  private func waiting(
    _ question: ShiftQuestion, _ reader: LedgerReader
  ) throws -> [Wait: Int]? {
    guard let office = question.office else { return nil }
    let today = LocalDate(vietnam: SystemClock.now())
    let since = today.adding(days: 1 - ShiftCommand.waitingDays).startRecordedAt
    let found = try reader.find(DossierSearch(.waiting, office: office, since: since))
    var counts: [Wait: Int] = [:]
    for dossier in found.dossiers {
      if let wait = dossier.wait { counts[wait, default: 0] += 1 }
    }
    return counts
  }
}
