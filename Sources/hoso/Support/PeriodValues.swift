import HosoDomain

/// Reads periods, calendars and cutoffs as people write them.
enum PeriodValues {
  static func calendar(_ text: String) throws -> ReportingCalendar {
    guard let calendar = ReportingCalendar(rawValue: text) else {
      throw Failure(
        .usage,
        say(
          "--calendar: không có '\(CodeWords.shown(text))'. Dùng: calendar, statutory.",
          "--calendar: no '\(CodeWords.shown(text))'. Use: calendar, statutory."))
    }
    return calendar
  }

  static func period(_ text: String, calendar: ReportingCalendar) throws -> Period {
    do throws(PeriodFault) {
      return try Period.parse(text, calendar: calendar)
    } catch {
      throw Failure(.usage, PeriodWords.sentence(error))
    }
  }

  static func periods(_ text: String, calendar: ReportingCalendar) throws -> [Period] {
    do throws(PeriodFault) {
      return try Period.range(text, calendar: calendar)
    } catch {
      throw Failure(.usage, PeriodWords.sentence(error))
    }
  }

  /// The period of `--from` and `--to`, both days included.
  static func period(
    from: String, to: String, calendar: ReportingCalendar
  ) throws -> Period {
    let first = try OptionValues.date(from, option: "--from")
    let last = try OptionValues.date(to, option: "--to")
    guard let period = Period(.dates(from: first, through: last), calendar: calendar) else {
      throw Failure(.usage, PeriodWords.sentence(.reversed("\(first.iso)..\(last.iso)")))
    }
    return period
  }

  /// A cutoff: a date is 00:00 local of that day; only what was recorded before it counts.
  static func cutoff(_ text: String, option: String = "--as-of") throws -> RecordedAt {
    let isMoment = text.utf8.contains(UInt8(ascii: "T")) || text.utf8.contains(UInt8(ascii: ":"))
    guard isMoment else { return try OptionValues.date(text, option: option).startRecordedAt }
    do throws(TimestampFault) {
      return try RecordedAt(rfc3339: text)
    } catch {
      throw Failure(
        .usage, "\(option): '\(CodeWords.shown(text))': " + CodeWords.sentence(error))
    }
  }
}
