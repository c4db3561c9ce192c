import HosoDomain
internal import HosoWords

/// Reads periods as people write them.
enum PeriodValues {
  static func period(
    _ text: String, calendar: ReportingCalendar, wanted: PeriodWords.Wanted = .period
  ) throws -> Period {
    do throws(PeriodFault) {
      return try Period.parse(text, calendar: calendar)
    } catch {
      throw Failure(.usage, say(PeriodWords.said(error, wanted: wanted)))
    }
  }

  /// A quarter, half, nine months or year.
  static func named(_ text: String, calendar: ReportingCalendar) throws -> Period {
    let period = try period(text, calendar: calendar, wanted: .named)
    guard case .dates = period.span else { return period }
    throw Failure(.usage, say(PeriodWords.said(.notAPeriod(text), wanted: .named)))
  }

  static func periods(_ text: String, calendar: ReportingCalendar) throws -> [Period] {
    do throws(PeriodFault) {
      return try Period.range(text, calendar: calendar)
    } catch {
      throw Failure(.usage, say(PeriodWords.said(error)))
    }
  }

  /// The period of `--from` and `--to`, both days included.
  static func period(
    from: String, to: String, calendar: ReportingCalendar
  ) throws -> Period {
    let first = try OptionValues.date(from, option: "--from")
    let last = try OptionValues.date(to, option: "--to")
    guard let period = Period(.dates(from: first, through: last), calendar: calendar) else {
      throw Failure(.usage, say(PeriodWords.said(.reversed("\(first.iso)..\(last.iso)"))))
    }
    return period
  }
}
