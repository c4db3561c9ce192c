import HosoDomain

/// The working days of a history in a row, with some before and after it.
///
/// Everything is scheduled by places in this row, so "two working days later" is an addition. The
/// days before 2017 are there for results that were in the works when the history begins, the
/// days after March 2020 for appointments and for dossiers that are still open when it ends.
struct WorkingDays: Sendable {
  let dates: [LocalDate]
  /// Places of the days that belong to the history.
  let history: Range<Int>
  /// Quarter of each day, counted from 0 at 2017Q1; days outside the history belong to the
  /// nearest quarter.
  let quarters: [Int]
  /// How busy each day is; a usual Wednesday has a million.
  let weights: [Int]

  init(calendar: WorkingCalendar, chance: Chance) throws(SimulationFault) {
    // 2016-11-01, 2017-01-01, 2020-04-01 and 2020-06-30.
    let (lead, first, end, last) = (17_106, 17_167, 18_353, 18_443) as (Int32, Int32, Int32, Int32)
    let needs = LocalDate(dayNumber: lead)...LocalDate(dayNumber: last)
    let covers = calendar.covers
    guard covers.contains(needs.lowerBound), covers.contains(needs.upperBound) else {
      throw .calendarTooShort(needs: needs, covers: covers)
    }
    let dates = (lead...last).lazy.map { LocalDate(dayNumber: $0) }
      .filter { calendar.isWorkingDay($0) }
    self.dates = Array(dates)
    let before = self.dates.prefix { $0.dayNumber < first }.count
    history = before..<self.dates.prefix { $0.dayNumber < end }.count
    let lastQuarter = PublishedVolumes.quarters.count - 1
    quarters = self.dates.map { date in
      let quarter = (date.year - PublishedVolumes.firstYear) * 4 + (date.month - 1) / 3
      return min(max(quarter, 0), lastQuarter)
    }
    weights = self.dates.map { WorkingDays.weight($0, chance: chance) }
    guard before >= Pace.acceptanceToReturnMax else {
      throw .calendarUnsuitable(year: 2017, quarter: 1)
    }
    guard self.dates.count - history.upperBound >= Pace.beyondEndMax else {
      throw .calendarUnsuitable(year: 2020, quarter: 1)
    }
  }

  /// Places of the history's days in a quarter.
  func days(ofQuarter quarter: Int) -> [Int] {
    history.filter { quarters[$0] == quarter }
  }

  private static func weight(_ date: LocalDate, chance: Chance) -> Int {
    let usual =
      switch date.weekday {
      case .monday: 120
      case .tuesday: 107
      case .wednesday: 100
      case .thursday: 98
      case .friday: 90
      // Make-up days; counters are open, agencies half empty.
      case .saturday, .sunday: 35
      }
    var draws = Draws(chance.bits(.day, UInt64(date.dayNumber.magnitude)))
    // Rain, markets, a line that is down: no two Mondays are alike.
    return usual * tetPercent(date) * (92 + draws.below(17))
  }

  /// What is left of a day's volume around Tết, which empties streets and offices for weeks.
  private static func tetPercent(_ date: LocalDate) -> Int {
    for tet in tetDays {
      switch Int(date.dayNumber) - tet {
      case -16 ..< -10: return 85
      case -10 ..< -5: return 65
      case -5..<5: return 40
      case 5..<10: return 48
      case 10..<15: return 70
      case 15..<22: return 88
      default: continue
      }
    }
    return 100
  }

  /// New Year's Day of the lunar calendar: 2017-01-28, 2018-02-16, 2019-02-05, 2020-01-25.
  private static let tetDays = [17_194, 17_578, 17_932, 18_286]
}
