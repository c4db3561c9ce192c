import HosoDomain
import Testing

@Suite("Working days of the state")
struct WorkingCalendarTests {
  let calendar: WorkingCalendar

  init() throws { calendar = try WorkingCalendar.bundled() }

  static let terms: [(start: String, ends: [Int: String])] = [
    ("2020-01-21", [1: "01-22", 2: "01-30", 3: "01-31", 4: "02-03", 8: "02-07"]),
    ("2020-04-01", [1: "04-03", 2: "04-06", 3: "04-07", 4: "04-08", 8: "04-14"]),
    ("2022-04-08", [1: "04-12", 2: "04-13", 3: "04-14", 4: "04-15", 8: "04-21"]),
    ("2023-04-28", [1: "05-04", 2: "05-05", 3: "05-08", 4: "05-09", 8: "05-15"]),
    ("2024-04-26", [1: "05-02", 2: "05-03", 3: "05-04", 4: "05-06", 8: "05-10"]),
    ("2024-04-27", [1: "05-02", 2: "05-03", 3: "05-04", 4: "05-06", 8: "05-10"]),
    ("2025-04-25", [1: "04-26", 2: "04-28", 3: "04-29", 4: "05-05", 8: "05-09"]),
    ("2025-08-29", [1: "09-03", 2: "09-04", 3: "09-05", 4: "09-08", 8: "09-12"]),
    ("2026-01-01", [1: "01-05", 2: "01-06", 3: "01-07", 4: "01-08", 8: "01-13"]),
    ("2026-01-08", [1: "01-09", 2: "01-10", 3: "01-12", 4: "01-13", 8: "01-19"]),
    ("2026-02-13", [1: "02-23", 2: "02-24", 3: "02-25", 4: "02-26", 8: "03-04"]),
    ("2026-08-21", [1: "08-22", 2: "08-24", 3: "08-25", 4: "08-26", 8: "09-04"]),
    ("2026-11-23", [1: "11-25", 2: "11-26", 3: "11-27", 4: "11-30", 8: "12-04"]),
  ]

  @Test(arguments: terms)
  func `J+n skips weekends and holidays and counts make-up Saturdays`(
    start: String, ends: [Int: String]
  ) throws {
    let first = try #require(LocalDate(iso: start))
    for (days, end) in ends {
      let expected = try #require(LocalDate(iso: "\(first.year)-\(end)"))
      #expect(calendar.date(days, workingDaysAfter: first) == expected, "J+\(days)")
      #expect(calendar.workingDays(after: first, through: expected) == days, "J+\(days)")
    }
  }

  @Test(
    arguments: [
      2016: 251, 2017: 250, 2018: 250, 2019: 252, 2020: 252, 2021: 250, 2022: 249, 2023: 249,
      2024: 251, 2025: 250, 2026: 249, 2027: 249, 2028: 248,
    ])
  func `a year has its number of working days`(year: Int, days: Int) throws {
    let period = try #require(Period(.year(year: year), calendar: .calendar))
    #expect(calendar.workingDays(in: period) == days)
    let counted = (0..<Int(period.end.dayNumber - period.start.dayNumber))
      .filter { calendar.isWorkingDay(period.start.adding(days: $0)) }
      .count
    #expect(counted == days)
  }

  @Test(arguments: [
    "2019-01-05", "2019-05-04", "2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22",
  ])
  func `a make-up Saturday is a working day`(text: String) throws {
    let date = try #require(LocalDate(iso: text))
    #expect(date.weekday == .saturday)
    #expect(calendar.isWorkingDay(date))
    #expect(!calendar.isWorkingDay(date.adding(days: 7)))
  }

  @Test func `counting steps day by day agrees with counting at once`() throws {
    var date = try #require(LocalDate(iso: "2015-06-01"))
    let end = try #require(LocalDate(iso: "2029-06-30"))
    let start = date
    var counted = 0
    while date < end {
      date = date.adding(days: 1)
      guard calendar.isWorkingDay(date) else {
        #expect(calendar.workingDays(after: start, through: date) == counted)
        continue
      }
      counted += 1
      #expect(calendar.date(counted, workingDaysAfter: start) == date)
    }
    #expect(calendar.workingDays(after: start, through: end) == counted)
  }

  @Test func `outside the years covered only weekdays count`() throws {
    let monday = try #require(LocalDate(iso: "2035-01-01"))
    #expect(monday.weekday == .monday)
    #expect(calendar.isWorkingDay(monday))
    #expect(!calendar.covers.contains(monday))
    #expect(calendar.date(5, workingDaysAfter: monday) == monday.adding(days: 7))
  }

  @Test func `a term of no days ends where it starts and huge ones end somewhere`() throws {
    let date = try #require(LocalDate(iso: "2020-03-12"))
    #expect(calendar.date(0, workingDaysAfter: date) == date)
    #expect(calendar.date(-3, workingDaysAfter: date) == date)
    #expect(calendar.date(.max, workingDaysAfter: date) > date)
    #expect(calendar.workingDays(after: date, through: date) == 0)
    #expect(calendar.workingDays(after: date, through: date.adding(days: -9)) == 0)
  }

  @Test func `the second invitation before Tết waits for the second working day`() throws {
    let first = try #require(LocalDate(iso: "2026-02-13"))
    #expect(calendar.date(2, workingDaysAfter: first).iso == "2026-02-24")
  }

  @Test func `the version names the years covered and projected years are known`() {
    #expect(calendar.version.hasPrefix("vn-2016-2028."))
    #expect(calendar.version.utf8.count == "vn-2016-2028.".utf8.count + 8)
    #expect(calendar.covers.lowerBound.iso == "2016-01-01")
    #expect(calendar.covers.upperBound.iso == "2028-12-31")
    #expect(calendar.decidedThrough.iso == "2026-12-31")
  }

  private static let header = "date,weekday,kind,is_working_day,name_vi,status,source\n"

  @Test(
    arguments: [
      ("", 0, nil, TableFault.Reason.empty),
      ("date,weekday\n2020-01-01,Wed\n", 1, "kind", .missingColumn),
      (header, 0, nil, .empty),
      (header + "2020-02-30,Wed,public,0,x,decided,y\n", 2, "date", .badValue("2020-02-30")),
      (header + "2020-01-01,Thu,public,0,x,decided,y\n", 2, "weekday", .contradiction("Thu")),
      (header + "2020-01-01,Wed,party,0,x,decided,y\n", 2, "kind", .badValue("party")),
      (
        header + "2020-01-01,Wed,public,1,x,decided,y\n", 2, "is_working_day",
        .contradiction("1")
      ),
      (
        header + "2020-01-04,Sat,swap_workday,0,x,decided,y\n", 2, "is_working_day",
        .contradiction("0")
      ),
      (header + "2020-01-01,Wed,public,2,x,decided,y\n", 2, "is_working_day", .badValue("2")),
      (header + "2020-01-01,Wed,public,0,x,maybe,y\n", 2, "status", .badValue("maybe")),
      (
        header + "2020-01-01,Wed,public,0,x,decided,y\n2020-01-01,Wed,public,0,x,decided,y\n", 3,
        "date", .duplicate("2020-01-01")
      ),
    ])
  func `a table that contradicts itself is refused with line and column`(
    csv: String, line: Int, column: String?, reason: TableFault.Reason
  ) {
    #expect(throws: TableFault(line: line, column: column, reason: reason)) {
      try WorkingCalendar(csv: Array(csv.utf8))
    }
  }
}
