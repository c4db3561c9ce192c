/// A report of a period that is due.
public struct ReportingDuty: Hashable, Sendable {
  /// For whom it is.
  public enum Audience: String, CaseIterable, Hashable, Sendable {
    /// The ministry in charge of the post, and the province's department: each provincial post
    /// reports by the calendar, before the tenth of the month after.
    ///
    /// Source: TT 17/2017/TT-BTTTT Art. 13, in force 2017-08-15.
    case ministry
    /// Administrative reform: by the quarters of reports, by the twentieth of their last month; the
    /// second and the fourth quarter are told as the half and the year.
    ///
    /// Source: NĐ 09/2019/NĐ-CP Art. 12, in force 2019-03-12, as guided by 581/BNV-CCHC.
    case reform
    /// Everybody: each calendar quarter three times, on the tenth after it and after the two that
    /// follow; hoso's own proposal, no law.
    case everybody = "public"
  }

  public let audience: Audience
  public let period: Period
  /// Which publication of the period it is; nil where none is asked for.
  public let release: Int?
  /// The last day on which it is in time.
  public let due: LocalDate

  /// What is due in a year, by the day on which it is; nothing for a year that no period is named
  /// by.
  public static func due(in year: Int) -> [ReportingDuty] {
    guard Period.years.contains(year) else { return [] }
    return (year - 1...year).flatMap { periods(of: $0) }.flatMap { duties(of: $0) }
      .filter { $0.due.year == year && $0.due >= $0.audience.inForceFrom }
      .sorted { left, right in
        if left.due != right.due { return left.due < right.due }
        if left.audience != right.audience { return left.audience.place < right.audience.place }
        return (left.period.start, left.period.end) < (right.period.start, right.period.end)
      }
  }

  private static func periods(of year: Int) -> [Period] {
    let spans: [Period.Span] =
      (1...4).map { .quarter(year: year, quarter: $0) } + [.half(year: year, half: 1)]
      + [.year(year: year)]
    return ReportingCalendar.allCases.flatMap { calendar in
      spans.compactMap { Period($0, calendar: calendar) }
    }
  }

  private static func duties(of period: Period) -> [ReportingDuty] {
    let first = LocalDate(year: period.end.year, month: period.end.month, day: 1) ?? period.end
    switch period.calendar {
    case .statutory:
      guard isTold(period.span) else { return [] }
      return [
        ReportingDuty(
          audience: .reform, period: period, release: nil, due: first.adding(days: 19))
      ]
    case .calendar:
      let toMinistry = ReportingDuty(
        audience: .ministry, period: period, release: nil, due: first.adding(days: 8))
      guard case .quarter = period.span else { return [toMinistry] }
      return [toMinistry]
        + (1...3).map { number in
          ReportingDuty(
            audience: .everybody, period: period, release: number,
            due: first.adding(months: 3 * (number - 1)).adding(days: 9))
        }
    }
  }

  /// Whether the reform's reports have the period.
  private static func isTold(_ span: Period.Span) -> Bool {
    switch span {
    case .quarter(_, let quarter): quarter % 2 == 1
    case .half, .year: true
    case .nineMonths, .dates: false
    }
  }
}

extension ReportingDuty.Audience {
  fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  fileprivate var inForceFrom: LocalDate {
    let day: LocalDate? =
      switch self {
      case .ministry: LocalDate(year: 2017, month: 8, day: 15)
      case .reform: LocalDate(year: 2019, month: 3, day: 12)
      case .everybody: nil
      }
    return day ?? LocalDate(dayNumber: .min)
  }
}
