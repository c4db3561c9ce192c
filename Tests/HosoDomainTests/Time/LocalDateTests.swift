import HosoDomain
import Testing

@Suite("Days in Vietnam")
struct LocalDateTests {
  @Test func `every day from year 1 to 9999 follows the one before`() throws {
    var date = try #require(LocalDate(year: 1, month: 1, day: 1))
    #expect(date.dayNumber == -719_162)
    #expect(date.weekday == .monday)
    var wrong = 0
    for year in 1...9999 {
      for month in 1...12 {
        for day in 1...LocalDate.daysIn(month: month, year: year) {
          let same =
            date.year == year && date.month == month && date.day == day
            && LocalDate(year: year, month: month, day: day) == date
          if !same { wrong += 1 }
          date = date.adding(days: 1)
        }
      }
    }
    #expect(wrong == 0)
    #expect(date.dayNumber == 2_932_897)
  }

  @Test(
    arguments: [
      (2020, 2, 30), (2021, 2, 29), (1900, 2, 29), (2020, 4, 31), (2020, 0, 1), (2020, 13, 1),
      (2020, 1, 0), (2020, 1, 32), (0, 1, 1), (10_000, 1, 1), (2020, 1, -1),
    ])
  func `a day that does not exist is no date`(year: Int, month: Int, day: Int) {
    #expect(LocalDate(year: year, month: month, day: day) == nil)
  }

  @Test func `a date is written for machines and for Vietnamese readers`() throws {
    let date = try #require(LocalDate(iso: "2020-03-12"))
    #expect(date.iso == "2020-03-12")
    #expect(date.vietnamese == "12/03/2020")
    #expect(date.weekday == .thursday)
    #expect(LocalDate(iso: "0001-01-01")?.iso == "0001-01-01")
    #expect(LocalDate(iso: "2020-03-12T00:00:00Z".prefix(10)) == date)
  }

  @Test(arguments: [
    "", "2020-3-12", "2020-03-12 ", " 2020-03-12", "2020/03/12", "12/03/2020", "20200312",
    "2020-03-32", "2021-02-29", "２０２０-03-12", "2020-03-1٢", "+202-03-12", "2020-03-12T",
    "0000-01-01",
  ])
  func `only a real day in exactly ten characters is a date`(text: String) {
    #expect(LocalDate(iso: text) == nil)
  }

  @Test func `the day changes at 17.00 UTC`() throws {
    let before = try OccurredAt(rfc3339: "2020-03-14T16:59:59.999Z")
    let after = try OccurredAt(rfc3339: "2020-03-14T17:00:00Z")
    #expect(LocalDate(vietnam: before).iso == "2020-03-14")
    #expect(LocalDate(vietnam: after).iso == "2020-03-15")
    #expect(LocalDate(vietnam: try RecordedAt(rfc3339: "2020-03-14T16:59:59.999999Z")).day == 14)
    #expect(LocalDate(vietnam: try RecordedAt(rfc3339: "2020-03-14T17:00:00Z")).day == 15)
    #expect(LocalDate(vietnam: OccurredAt(milliseconds: -25_200_001)).iso == "1969-12-31")
  }

  @Test func `a day starts at midnight local time`() throws {
    let date = try #require(LocalDate(iso: "2020-03-15"))
    #expect(date.startOfDay == (try OccurredAt(rfc3339: "2020-03-14T17:00:00Z")))
    #expect(date.startRecordedAt == (try RecordedAt(rfc3339: "2020-03-14T17:00:00Z")))
    #expect(LocalDate(vietnam: date.startOfDay) == date)
  }

  @Test(
    arguments: [
      ("2020-01-31", 1, "2020-02-29"), ("2021-01-31", 1, "2021-02-28"),
      ("2020-12-15", 1, "2021-01-15"), ("2020-01-15", -1, "2019-12-15"),
      ("2020-02-29", 12, "2021-02-28"), ("2020-02-29", -48, "2016-02-29"),
      ("2020-05-31", -3, "2020-02-29"), ("2020-05-31", 0, "2020-05-31"),
    ])
  func `months keep the day or end with the shorter month`(
    from: String, months: Int, to: String
  ) throws {
    #expect(try #require(LocalDate(iso: from)).adding(months: months).iso == to)
  }

  @Test func `sums beyond the calendar stop at its ends`() throws {
    let date = try #require(LocalDate(iso: "2020-03-12"))
    #expect(date.adding(days: .max).dayNumber == .max)
    #expect(date.adding(days: .min).dayNumber == .min)
    #expect(date.adding(months: .max) > date)
    #expect(date.adding(months: .min) < date)
    #expect(LocalDate(vietnam: OccurredAt(milliseconds: .max)).dayNumber == .max)
    #expect(LocalDate(vietnam: OccurredAt(milliseconds: .min)).dayNumber == .min)
  }
}
