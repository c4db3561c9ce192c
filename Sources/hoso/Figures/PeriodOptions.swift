import ArgumentParser
import HosoDomain
import HosoProjections
internal import HosoWords

/// Whose quarters are meant, for every command that names a period.
struct CalendarOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Quý dương lịch hay quý báo cáo (15/12–14/3): calendar, statutory.",
        "Quarters of the calendar or of reports (15 Dec–14 Mar): calendar, statutory."),
      valueName: "calendar"))
  var calendar = ReportingCalendar.calendar.rawValue

  /// - Throws: `Failure` for a calendar that there is none of.
  func chosen() throws -> ReportingCalendar {
    guard let calendar = ReportingCalendar(rawValue: calendar) else {
      throw Failure(
        .usage,
        say(
          "--calendar: không có '\(CodeWords.shown(calendar))'. Dùng: calendar, statutory.",
          "--calendar: no '\(CodeWords.shown(calendar))'. Use: calendar, statutory."))
    }
    return calendar
  }
}

/// The moment as of which figures are known, which may be that of a publication.
struct AsOfOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Ngày (0 giờ), thời điểm RFC 3339 hoặc lần công bố như 2020Q1.r1.",
        "A date (00:00), an RFC 3339 moment, or a publication such as 2020Q1.r1."),
      valueName: "time"))
  var asOf: String?

  /// - Parameter views: Opened only to look up a publication.
  /// - Returns: Nil where nothing was asked for.
  /// - Throws: `Failure` for what is no moment, or was not published.
  func cutoff(_ ledger: LedgerOptions, in views: Once<Views>) throws -> RecordedAt? {
    try asOf.map { try ledger.cutoff($0, in: views) }
  }
}
