/// Which quarters are meant: those of the calendar or those of administrative reports.
///
/// Source: TT 17/2017/TT-BTTTT Art. 13 (calendar); NĐ 09/2019/NĐ-CP Art. 12 (statutory).
public enum ReportingCalendar: String, CaseIterable, Hashable, Sendable {
  /// Q1 is 1 January to 31 March.
  case calendar
  /// Q1 is 15 December to 14 March.
  case statutory
}

/// A reporting period: a stretch of local dates, half-open.
///
/// Source: TT 17/2017/TT-BTTTT Art. 13; NĐ 09/2019/NĐ-CP Art. 12.
public struct Period: Hashable, Sendable {
  public enum Span: Hashable, Sendable {
    case quarter(year: Int, quarter: Int)
    case half(year: Int, half: Int)
    case nineMonths(year: Int)
    case year(year: Int)
    /// Any days, both ends included; the same in either calendar.
    case dates(from: LocalDate, through: LocalDate)
  }

  /// The years that periods are named by.
  public static let years = 1900...2999

  public let span: Span
  public let calendar: ReportingCalendar
  /// The first day.
  public let start: LocalDate
  /// The day after the last.
  public let end: LocalDate

  /// The period of a span; nil for a quarter, half or year that does not exist.
  public init?(_ span: Span, calendar: ReportingCalendar) {
    switch span {
    case .quarter(let year, let quarter):
      guard Period.years.contains(year), 1...4 ~= quarter else { return nil }
    case .half(let year, let half):
      guard Period.years.contains(year), 1...2 ~= half else { return nil }
    case .nineMonths(let year), .year(let year):
      guard Period.years.contains(year) else { return nil }
    case .dates(let from, let through):
      guard from <= through else { return nil }
    }
    self.init(known: span, calendar: calendar)
  }

  private init(known span: Span, calendar: ReportingCalendar) {
    self.span = span
    self.calendar = calendar
    switch span {
    case .quarter(let year, let quarter):
      start = Period.boundary(year, month: quarter * 3 - 2, calendar)
      end = Period.boundary(year, month: quarter * 3 + 1, calendar)
    case .half(let year, let half):
      start = Period.boundary(year, month: half * 6 - 5, calendar)
      end = Period.boundary(year, month: half * 6 + 1, calendar)
    case .nineMonths(let year):
      start = Period.boundary(year, month: 1, calendar)
      end = Period.boundary(year, month: 10, calendar)
    case .year(let year):
      start = Period.boundary(year, month: 1, calendar)
      end = Period.boundary(year, month: 13, calendar)
    case .dates(let from, let through):
      start = from
      end = through.adding(days: 1)
    }
  }

  /// The quarter that a day belongs to.
  public static func quarter(
    containing date: LocalDate, calendar: ReportingCalendar
  ) -> Period {
    let belongsToNextMonth = calendar == .statutory && date.day >= 15
    let month = belongsToNextMonth ? date.adding(days: 1 - date.day).adding(months: 1) : date
    let span = Span.quarter(year: month.year, quarter: (month.month - 1) / 3 + 1)
    return Period(known: span, calendar: calendar)
  }

  public var lastDay: LocalDate { end.adding(days: -1) }

  public func contains(_ date: LocalDate) -> Bool { start <= date && date < end }

  /// `2020-Q1`, `2020-H1`, `2020-M9`, `2020`, `2020-01-01..2020-02-15`.
  public var label: String {
    switch span {
    case .quarter(let year, let quarter): "\(Digits.text(year, width: 4))-Q\(quarter)"
    case .half(let year, let half): "\(Digits.text(year, width: 4))-H\(half)"
    case .nineMonths(let year): "\(Digits.text(year, width: 4))-M9"
    case .year(let year): Digits.text(year, width: 4)
    case .dates(let from, let through): "\(from.iso)..\(through.iso)"
    }
  }

  /// The quarter before, which quarter-on-quarter growth compares with; nil for anything else.
  public var previous: Period? {
    guard case .quarter(let year, let quarter) = span else { return nil }
    let span =
      quarter > 1
      ? Span.quarter(year: year, quarter: quarter - 1) : .quarter(year: year - 1, quarter: 4)
    return Period(span, calendar: calendar)
  }

  /// The same period of the year before; nil for free dates, which have no counterpart.
  public var yearBefore: Period? {
    switch span {
    case .quarter(let year, let quarter):
      Period(.quarter(year: year - 1, quarter: quarter), calendar: calendar)
    case .half(let year, let half): Period(.half(year: year - 1, half: half), calendar: calendar)
    case .nineMonths(let year): Period(.nineMonths(year: year - 1), calendar: calendar)
    case .year(let year): Period(.year(year: year - 1), calendar: calendar)
    case .dates: nil
    }
  }

  /// Whether the last day is over at a moment.
  public func hasEnded(at moment: RecordedAt) -> Bool { end.startRecordedAt <= moment }

  /// The days of this period that are over at a moment; nil if none is.
  public func days(overAt moment: RecordedAt) -> Period? {
    let through = min(lastDay, LocalDate(vietnam: moment).adding(days: -1))
    return Period(.dates(from: start, through: through), calendar: calendar)
  }

  /// The same days of the year before, whatever kind of period this is; 29 February is the 28th.
  public var sameDaysYearBefore: Period? {
    let span = Span.dates(from: start.adding(months: -12), through: lastDay.adding(months: -12))
    return Period(span, calendar: calendar)
  }

  /// The first day of a month, or the 15th of the month before it; months may run past 12.
  private static func boundary(
    _ year: Int, month: Int, _ calendar: ReportingCalendar
  ) -> LocalDate {
    let epoch = LocalDate(dayNumber: 0)
    let first = epoch.adding(months: (year - 1970) * 12 + month - 1)
    return calendar == .calendar ? first : first.adding(months: -1).adding(days: 14)
  }
}
