import HosoDomain

/// What is counted by day and province.
enum Tallied: Int, CaseIterable {
  case entered
  case pickups
  case deliveries
  case returns
  case withdrawn
  case lost
  case sentBack
  case closedDelivered
  case early
  case onTime
  case late
  case noDue

  init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .noDue: .noDue
      case .early: .early
      case .onTime: .onTime
      case .late: .late
      }
  }
}

/// Which quarter a day belongs to, in one of the two calendars.
struct QuarterRow: Sendable {
  let calendar: ReportingCalendar
  /// The quarters in a row from 2017Q1; days before it come before them, later days after.
  let quarters: [(year: Int, quarter: Int)]

  /// 2017Q1 to the quarter in which the history ends.
  init(_ calendar: ReportingCalendar) {
    self.calendar = calendar
    var quarters = PublishedVolumes.quarters.map { ($0.year, $0.quarter) }
    // The second quarter of 2020 begins on 15 March.
    if calendar == .statutory { quarters.append((2020, 2)) }
    self.quarters = quarters.map { (year: $0.0, quarter: $0.1) }
  }

  /// One more than the place of the quarter; 0 before the first.
  func place(ofDay day: Int) -> Int {
    let date = LocalDate(dayNumber: Int32(clamping: day))
    var month = date.year * 12 + date.month - 1
    // Source: the statutory quarter ends on the 14th of its last month.
    if calendar == .statutory, date.day >= 15 { month += 1 }
    let quarter = (month - PublishedVolumes.firstYear * 12) / 3
    guard month >= PublishedVolumes.firstYear * 12 else { return 0 }
    return min(quarter + 1, quarters.count + 1)
  }

  /// The first day of a quarter.
  func start(of place: Int) -> LocalDate? {
    let (year, quarter) = quarters[place]
    switch calendar {
    case .calendar: return LocalDate(year: year, month: quarter * 3 - 2, day: 1)
    case .statutory:
      return quarter == 1
        ? LocalDate(year: year - 1, month: 12, day: 15)
        : LocalDate(year: year, month: quarter * 3 - 3, day: 15)
    }
  }
}

/// Counts what each vintage knows, as differences to the vintage before.
struct TruthTally {
  private let vintages: Vintages
  private let provinces: [Province]
  private let rows: [QuarterRow]
  /// Places of quarters by calendar and day since 2000; a look-up instead of a calculation.
  private let places: [[UInt8]]
  /// Differences by calendar, vintage, quarter, province and what is counted.
  private var cells: [Int]
  private var orphans: [Int]

  private static let firstDay = 10_957
  private static let quarterPlaces = 16

  init(plan: SimulationPlan, vintages: Vintages) {
    self.vintages = vintages
    provinces = plan.country.provinces
    rows = [QuarterRow(.calendar), QuarterRow(.statutory)]
    places = rows.map { row in
      (0..<16_000).map { UInt8(row.place(ofDay: TruthTally.firstDay + $0)) }
    }
    orphans = [Int](repeating: 0, count: vintages.count)
    let size = rows.count * vintages.count * TruthTally.quarterPlaces
    cells = [Int](repeating: 0, count: size * provinces.count * Tallied.allCases.count)
  }

  /// Takes in one dossier's claims.
  mutating func add(_ claims: [Claim], mode: ServiceMode, verdict: Verdict) {
    var changes: UInt32 = 0
    for claim in claims {
      changes |= 1 << UInt32(claim.from) | 1 << UInt32(claim.until)
    }
    var before = Known.nothing
    for vintage in 0..<vintages.count where changes & 1 << UInt32(vintage) != 0 {
      let now = Known(claims, in: vintage, mode: mode, verdict: verdict)
      if now != before {
        add(before, -1, from: vintage)
        add(now, 1, from: vintage)
        before = now
      }
    }
  }

  private mutating func add(_ known: Known, _ count: Int, from vintage: Int) {
    orphans[vintage] += known.orphans * count
    guard let entered = known.entered else { return }
    func note(_ tallied: Tallied, _ day: Int?) {
      guard let day else { return }
      let index = min(max(day - TruthTally.firstDay, 0), 15_999)
      for row in rows.indices {
        cells[place(row, vintage, Int(places[row][index]), known.province, tallied)] += count
      }
    }
    note(.entered, entered)
    if known.isPickedUp { note(.pickups, entered) }
    note(.deliveries, known.delivered)
    note(known.closing, known.closed)
    note(known.timeliness, known.ready)
  }

  private func place(
    _ row: Int, _ vintage: Int, _ quarter: Int, _ province: Int, _ tallied: Tallied
  ) -> Int {
    let outer = (row * vintages.count + vintage) * TruthTally.quarterPlaces + quarter
    return (outer * provinces.count + province) * Tallied.allCases.count + tallied.rawValue
  }

  /// The truth when every dossier is in.
  func truth(events: Int) -> HistoryTruth {
    var truth = HistoryTruth(events: events, cutoffs: vintages.cutoffs)
    var known = 0
    truth.orphans = orphans.map { difference in
      known += difference
      return known
    }
    for row in rows.indices {
      truth.quarters += quarters(row)
    }
    return truth
  }

  private func quarters(_ row: Int) -> [HistoryTruth.Quarter] {
    var result: [HistoryTruth.Quarter] = []
    let codes = provinces.map { UInt8(exactly: $0.code).flatMap(ProvinceCode.init(number:)) }
    for (province, code) in codes.enumerated() {
      // Sums over the vintages so far, by quarter and what is counted.
      var sums = [[Int]](
        repeating: [Int](repeating: 0, count: Tallied.allCases.count),
        count: TruthTally.quarterPlaces)
      for vintage in 0..<vintages.count {
        var stock = 0
        for quarter in 0...rows[row].quarters.count {
          for tallied in Tallied.allCases {
            sums[quarter][tallied.rawValue] +=
              cells[place(row, vintage, quarter, province, tallied)]
          }
          let counts = HistoryTruth.Counts(opening: stock, sums[quarter])
          stock = counts.closing
          guard quarter > 0, isBegun(row, quarter - 1, vintage) else { continue }
          result.append(
            HistoryTruth.Quarter(
              vintage: vintage, calendar: rows[row].calendar,
              year: rows[row].quarters[quarter - 1].year,
              quarter: rows[row].quarters[quarter - 1].quarter, province: code, counts: counts))
        }
      }
    }
    return result
  }

  /// Only quarters that had begun by the cutoff are told.
  private func isBegun(_ row: Int, _ quarter: Int, _ vintage: Int) -> Bool {
    guard vintage < vintages.cutoffs.count, let start = rows[row].start(of: quarter) else {
      return true
    }
    return start < vintages.cutoffs[vintage]
  }
}
