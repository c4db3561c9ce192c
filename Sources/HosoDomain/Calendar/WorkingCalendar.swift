/// Which days are working days: the state's calendar, as dated data.
///
/// Monday to Friday without public holidays, plus the Saturdays that make up for a bridging day.
/// Outside the years it covers only the weekdays count, which is why every limit that is computed
/// names the version of the calendar it was computed with.
///
/// Source: Labour Code 45/2019 Art. 111–112; Civil Code 91/2015 Art. 147–148 (the first day of a
/// term is not counted); yearly decisions of the prime minister for bridging days.
public struct WorkingCalendar: Sendable {
  static let columns = ["date", "weekday", "kind", "is_working_day", "status"]

  /// Such as `vn-2016-2028.1a2b3c4d`: the years covered and a fingerprint of the table.
  public let version: String
  /// The whole years that the table covers.
  public let covers: ClosedRange<LocalDate>
  /// The last day whose holidays are decided; later ones are projected from the rules.
  public let decidedThrough: LocalDate

  /// Working days that the table adds or takes away, summed from the first day covered.
  private let corrections: [Int32]

  public init(csv: [UInt8]) throws(TableFault) {
    let table = try Table(csv: csv, columns: WorkingCalendar.columns)
    var exceptions: [LocalDate: Bool] = [:]
    var years: (first: Int, last: Int, decided: Int)?
    for row in table.rows {
      let exception = try WorkingCalendar.exception(row)
      let year = exception.date.year
      guard exceptions.updateValue(exception.isWorking, forKey: exception.date) == nil else {
        throw row.fault("date", .duplicate(row["date"]))
      }
      let known = years ?? (year, year, exception.isDecided ? year : year - 1)
      years = (
        min(known.first, year), max(known.last, year),
        exception.isDecided ? max(known.decided, year) : known.decided
      )
    }
    guard let years,
      let first = LocalDate(year: years.first, month: 1, day: 1),
      let last = LocalDate(year: years.last, month: 12, day: 31)
    else { throw TableFault(line: 0, column: nil, reason: .empty) }
    covers = first...last
    decidedThrough = LocalDate(year: years.decided, month: 12, day: 31) ?? first
    version = "vn-\(years.first)-\(years.last).\(table.fingerprint)"
    corrections = WorkingCalendar.corrections(exceptions, over: first...last)
  }

  /// The calendar this product comes with.
  public static func bundled() throws(TableFault) -> WorkingCalendar {
    try WorkingCalendar(csv: PackageResources.holidays_csv)
  }

  public func isWorkingDay(_ date: LocalDate) -> Bool {
    ordinal(Int(date.dayNumber)) > ordinal(Int(date.dayNumber) - 1)
  }

  /// J+n: the n-th working day after a date that is itself not counted.
  ///
  /// The date itself for n of 0 or less.
  public func date(_ n: Int, workingDaysAfter start: LocalDate) -> LocalDate {
    guard n > 0 else { return start }
    // More working days than this end beyond any date that can be held.
    let count = min(n, Int(Int32.max))
    let target = ordinal(Int(start.dayNumber)) + count
    var low = Int(start.dayNumber) + 1
    var high = Int(start.dayNumber) + (count / 5 + 1) * 7 + corrections.count
    while low < high {
      let middle = low + (high - low) / 2
      if ordinal(middle) < target { low = middle + 1 } else { high = middle }
    }
    return LocalDate(clamping: low)
  }

  /// The working days after `start` up to and including `end`; 0 if there are none between.
  public func workingDays(after start: LocalDate, through end: LocalDate) -> Int {
    guard start < end else { return 0 }
    return ordinal(Int(end.dayNumber)) - ordinal(Int(start.dayNumber))
  }

  /// The working days of a period, for rates per working day.
  public func workingDays(in period: Period) -> Int {
    workingDays(after: period.start.adding(days: -1), through: period.lastDay)
  }

  /// How many working days there were up to a day, counted from a fixed one; never decreases.
  private func ordinal(_ day: Int) -> Int {
    // 1969-12-29, day -3, was a Monday.
    let weeks = VietnamTime.quotient(day + 3, 7)
    let daysOfWeek = min(VietnamTime.remainder(day + 3, 7) + 1, 5)
    let index = day - Int(covers.lowerBound.dayNumber)
    let corrected = index < 0 ? 0 : Int(corrections[min(index, corrections.count - 1)])
    return weeks * 5 + daysOfWeek + corrected
  }

  private static func corrections(
    _ exceptions: [LocalDate: Bool], over days: ClosedRange<LocalDate>
  ) -> [Int32] {
    var sum: Int32 = 0
    var sums: [Int32] = []
    for dayNumber in days.lowerBound.dayNumber...days.upperBound.dayNumber {
      let date = LocalDate(dayNumber: dayNumber)
      let isWeekday = date.weekday.rawValue <= 5
      switch (exceptions[date], isWeekday) {
      case (true, false): sum += 1
      case (false, true): sum -= 1
      case (nil, _), (true, true), (false, false): break
      }
      sums.append(sum)
    }
    return sums
  }

  private static func exception(
    _ row: Table.Row
  ) throws(TableFault) -> (date: LocalDate, isWorking: Bool, isDecided: Bool) {
    guard let date = try row.date("date") else { throw row.fault("date", .badValue("")) }
    guard row["weekday"] == shortNames[date.weekday] else {
      throw row.fault("weekday", .contradiction(row["weekday"]))
    }
    let isWorking = try row.number("is_working_day", in: 0...1) == 1
    switch row["kind"] {
    case "public", "substitute", "swap_off":
      guard !isWorking else { throw row.fault("is_working_day", .contradiction("1")) }
    case "swap_workday":
      guard isWorking else { throw row.fault("is_working_day", .contradiction("0")) }
    default: throw row.fault("kind", .badValue(row["kind"]))
    }
    switch row["status"] {
    case "decided": return (date, isWorking, true)
    case "projected": return (date, isWorking, false)
    default: throw row.fault("status", .badValue(row["status"]))
    }
  }

  private static let shortNames: [Weekday: String] = [
    .monday: "Mon", .tuesday: "Tue", .wednesday: "Wed", .thursday: "Thu", .friday: "Fri",
    .saturday: "Sat", .sunday: "Sun",
  ]
}
