import HosoDomain
import Testing

@Suite("Reporting periods")
struct PeriodTests {
  @Test(
    arguments: [
      ("2019-12-14", "2019-Q4"), ("2019-12-15", "2020-Q1"), ("2020-03-14", "2020-Q1"),
      ("2020-03-15", "2020-Q2"), ("2020-06-14", "2020-Q2"), ("2020-06-15", "2020-Q3"),
      ("2020-09-14", "2020-Q3"), ("2020-09-15", "2020-Q4"), ("2020-12-14", "2020-Q4"),
      ("2020-12-15", "2021-Q1"), ("2020-12-31", "2021-Q1"), ("2020-01-31", "2020-Q1"),
    ])
  func `a statutory quarter starts on the 15th of the month before`(
    day: String, label: String
  ) throws {
    let date = try #require(LocalDate(iso: day))
    let quarter = Period.quarter(containing: date, calendar: .statutory)
    #expect(quarter.label == label)
    #expect(quarter.contains(date))
    #expect(quarter == (try Period.parse(label, calendar: .statutory)))
  }

  @Test(
    arguments: [
      ("2020-01-01", "2020-Q1"), ("2020-03-31", "2020-Q1"), ("2020-04-01", "2020-Q2"),
      ("2020-06-30", "2020-Q2"), ("2020-07-01", "2020-Q3"), ("2020-09-30", "2020-Q3"),
      ("2020-10-01", "2020-Q4"), ("2020-12-31", "2020-Q4"),
    ])
  func `a calendar quarter starts with its month`(day: String, label: String) throws {
    let date = try #require(LocalDate(iso: day))
    #expect(Period.quarter(containing: date, calendar: .calendar).label == label)
  }

  @Test func `an instant belongs to the quarter of its local day`() throws {
    let instant = try OccurredAt(rfc3339: "2020-03-14T17:00:00Z")
    let before = OccurredAt(milliseconds: instant.milliseconds - 1)
    let quarters = [before, instant].map {
      Period.quarter(containing: LocalDate(vietnam: $0), calendar: .statutory).label
    }
    #expect(quarters == ["2020-Q1", "2020-Q2"])
  }

  @Test(
    arguments: [
      ("2020-Q1", 91, 59), ("2020-Q2", 92, 62), ("2020-Q3", 92, 65), ("2020-Q4", 91, 65),
      ("2021-Q1", 90, 58), ("2021-Q2", 92, 63), ("2021-Q3", 92, 64), ("2021-Q4", 91, 65),
    ])
  func `a statutory quarter has its days and working days`(
    label: String, days: Int, working: Int
  ) throws {
    let quarter = try Period.parse(label, calendar: .statutory)
    #expect(quarter.start.adding(days: days) == quarter.end)
    #expect(try WorkingCalendar.bundled().workingDays(in: quarter) == working)
  }

  @Test(
    arguments: [
      ("2020Q1", ReportingCalendar.calendar, "2020-01-01", "2020-03-31"),
      ("2020Q4", .calendar, "2020-10-01", "2020-12-31"),
      ("2020H1", .calendar, "2020-01-01", "2020-06-30"),
      ("2020H2", .calendar, "2020-07-01", "2020-12-31"),
      ("2020M9", .calendar, "2020-01-01", "2020-09-30"),
      ("2020", .calendar, "2020-01-01", "2020-12-31"),
      ("2020Q1", .statutory, "2019-12-15", "2020-03-14"),
      ("2020Q4", .statutory, "2020-09-15", "2020-12-14"),
      ("2020H1", .statutory, "2019-12-15", "2020-06-14"),
      ("2020H2", .statutory, "2020-06-15", "2020-12-14"),
      ("2020M9", .statutory, "2019-12-15", "2020-09-14"),
      ("2020", .statutory, "2019-12-15", "2020-12-14"),
      ("2020-01-01..2020-02-15", .statutory, "2020-01-01", "2020-02-15"),
    ])
  func `a period has its first and last day`(
    text: String, calendar: ReportingCalendar, first: String, last: String
  ) throws {
    let period = try Period.parse(text, calendar: calendar)
    #expect(period.start.iso == first)
    #expect(period.lastDay.iso == last)
    #expect(period.end == period.lastDay.adding(days: 1))
    #expect(!period.contains(period.end))
  }

  @Test(
    arguments: [
      ("2020Q1", "2020-Q1"), ("2020-q1", "2020-Q1"), ("2020h2", "2020-H2"),
      ("2020-M9", "2020-M9"), ("2020m9", "2020-M9"), ("2020", "2020"),
      ("2020-01-01..2020-02-15", "2020-01-01..2020-02-15"),
      ("2020-01-01..2020-01-01", "2020-01-01..2020-01-01"),
    ])
  func `both spellings are read and one is written`(text: String, label: String) throws {
    let period = try Period.parse(text, calendar: .calendar)
    #expect(period.label == label)
    #expect(try Period.parse(period.label, calendar: .calendar) == period)
  }

  @Test(
    arguments: [
      ("", PeriodFault.notAPeriod("")), ("20", .notAPeriod("20")),
      ("2020Q", .notAPeriod("2020Q")), ("2020-", .notAPeriod("2020-")),
      ("2020Q11", .notAPeriod("2020Q11")), ("2020X1", .notAPeriod("2020X1")),
      ("2020 Q1", .notAPeriod("2020 Q1")), ("2020--Q1", .notAPeriod("2020--Q1")),
      ("Q1 2020", .notAPeriod("Q1 2020")), ("２０２０Q1", .notAPeriod("２０２０Q1")),
      ("2020Q5", .noSuchPart("2020Q5")), ("2020Q0", .noSuchPart("2020Q0")),
      ("2020H3", .noSuchPart("2020H3")), ("2020M6", .noSuchPart("2020M6")),
      ("0000", .yearOutOfRange(0)), ("1899Q1", .yearOutOfRange(1899)),
      ("3000", .yearOutOfRange(3000)),
      ("2020-02-30..2020-03-01", .impossibleDate("2020-02-30")),
      ("2020-01-01..2020-13-01", .impossibleDate("2020-13-01")),
      ("2020-02-01..2020-01-01", .reversed("2020-02-01..2020-01-01")),
    ])
  func `a text that names no period is refused with its reason`(text: String, fault: PeriodFault) {
    #expect(throws: fault) { try Period.parse(text, calendar: .calendar) }
    #expect(throws: fault) { try Period.range(text, calendar: .calendar) }
  }

  @Test(
    arguments: [
      ("2019Q1..2020Q1", ["2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4", "2020-Q1"]),
      ("2019-q4..2020-Q1", ["2019-Q4", "2020-Q1"]),
      ("2019H2..2020H1", ["2019-H2", "2020-H1"]),
      ("2018..2020", ["2018", "2019", "2020"]),
      ("2019M9..2020M9", ["2019-M9", "2020-M9"]),
      ("2020Q1", ["2020-Q1"]), ("2020Q1..2020Q1", ["2020-Q1"]),
      ("2020-01-01..2020-02-15", ["2020-01-01..2020-02-15"]),
    ])
  func `a range is every period from the first to the last`(text: String, labels: [String]) throws {
    #expect(try Period.range(text, calendar: .statutory).map(\.label) == labels)
  }

  @Test(
    arguments: [
      ("2019Q1..2020", PeriodFault.mixedKinds("2019Q1..2020")),
      ("2019..2020M9", .mixedKinds("2019..2020M9")),
      ("2019H1..2020Q1", .mixedKinds("2019H1..2020Q1")),
      ("2020Q1..2020-02-01..2020-03-01", .mixedKinds("2020Q1..2020-02-01..2020-03-01")),
      ("2020Q1..2019Q4", .reversed("2020Q1..2019Q4")),
      ("1900Q1..2000Q1", .tooMany(max: 400)),
      ("2020Q1..", .notAPeriod("")), ("..2020Q1", .notAPeriod("")),
    ])
  func `a range that makes no sense is refused with its reason`(text: String, fault: PeriodFault) {
    #expect(throws: fault) { try Period.range(text, calendar: .calendar) }
  }

  @Test func `the longest range has a century of quarters`() throws {
    #expect(try Period.range("1900Q1..1999Q4", calendar: .calendar).count == Period.mostPeriods)
  }

  @Test(
    arguments: [
      ("2020-Q1", "2019-Q4", "2019-Q1"), ("2020-Q2", "2020-Q1", "2019-Q2"),
      ("2020-H1", nil, "2019-H1"), ("2020-M9", nil, "2019-M9"), ("2020", nil, "2019"),
      ("2020-01-01..2020-02-15", nil, nil), ("1900-Q1", nil, nil),
    ])
  func `growth compares quarters with the one before and anything named with last year`(
    text: String, previous: String?, yearBefore: String?
  ) throws {
    let period = try Period.parse(text, calendar: .statutory)
    #expect(period.previous?.label == previous)
    #expect(period.yearBefore?.label == yearBefore)
    #expect(period.previous.map { $0.end == period.start } ?? true)
  }

  @Test func `quarters of either calendar follow each other without a gap`() throws {
    for calendar in ReportingCalendar.allCases {
      let quarters = try Period.range("2015Q1..2028Q4", calendar: calendar)
      for (one, next) in zip(quarters, quarters.dropFirst()) {
        #expect(one.end == next.start)
        #expect(next.previous == one)
        #expect(Period.quarter(containing: one.lastDay, calendar: calendar) == one)
        #expect(Period.quarter(containing: next.start, calendar: calendar) == next)
      }
    }
  }

  @Test func `a period that does not exist cannot be made`() {
    #expect(Period(.quarter(year: 2020, quarter: 0), calendar: .calendar) == nil)
    #expect(Period(.quarter(year: 2020, quarter: 5), calendar: .calendar) == nil)
    #expect(Period(.half(year: 2020, half: 3), calendar: .calendar) == nil)
    #expect(Period(.year(year: .max), calendar: .calendar) == nil)
    #expect(Period(.nineMonths(year: .min), calendar: .calendar) == nil)
    let day = LocalDate(dayNumber: 0)
    let reversed = Period.Span.dates(from: day, through: day.adding(days: -1))
    #expect(Period(reversed, calendar: .calendar) == nil)
  }
}
