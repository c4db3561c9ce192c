import ArgumentParser
import HosoDomain
import HosoLedger
import HosoProjections

/// Whose scans at which office, and from when until when.
struct SpanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Chỉ của nhân viên này (mặc định: mọi người).",
        "One clerk's only (default: everybody's)."), valueName: "number"))
  var actor: String?

  @Option(help: ArgumentHelp(OptionWords.officeOfScans, valueName: "code"))
  var office: String?

  @Option(
    help: ArgumentHelp(
      say("Từ lúc này (mặc định: 0 giờ hôm nay).", "From this moment on (default: midnight)."),
      valueName: "time"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      say("Đến trước lúc này (mặc định: bây giờ).", "Until before this moment (default: now)."),
      valueName: "time"))
  var to: String?

  /// Whoever sits there: the clerk that is meant, else the one of the desk; nil if nobody said.
  func staff() throws -> StaffNumber? {
    try (actor ?? Environment.value("HOSO_ACTOR")).map { try OptionValues.actor($0) }
  }

  func question(_ settings: LedgerSettings) throws -> ShiftQuestion {
    let now = SystemClock.now()
    let today = LocalDate(vietnam: now)
    let from = try from.map { try OptionValues.time($0, option: "--from", today: today).start }
    let to = try to.map { try OptionValues.time($0, option: "--to", today: today).end }
    let question = ShiftQuestion(
      office: try OptionValues.office(office, else: settings),
      actor: try actor.map { try OptionValues.actor($0) }, from: from ?? today.startRecordedAt,
      // What is recorded at this very moment is in it, too.
      to: to ?? RecordedAt(microseconds: now.microseconds + 1))
    guard question.from < question.to else {
      throw Failure(.usage, say("--from phải trước --to.", "--from has to be before --to."))
    }
    return question
  }
}
