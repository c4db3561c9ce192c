import HosoDomain
import Testing

@Suite("Names of publications")
struct ReleaseNameTests {
  @Test(
    arguments: [
      ("2020Q1.r1", "2020Q1.r1"), ("2020-Q1.r12", "2020Q1.r12"), ("2020h2.R3", "2020H2.r3"),
      ("2020M9.r1", "2020M9.r1"), ("2020.r2", "2020.r2"),
      ("2020Q1.statutory.r1", "2020Q1.statutory.r1"),
      ("2020.statutory.r9999", "2020.statutory.r9999"),
    ])
  func `a name is read in any spelling and written in one`(text: String, written: String) throws {
    let name = try #require(ReleaseName(text))
    #expect(name.text == written)
    #expect(ReleaseName(written) == name)
  }

  @Test(
    arguments: [
      "", "r1", ".r1", "2020Q1", "2020Q1.", "2020Q1.1", "2020Q1.r", "2020Q1.r0", "2020Q1.r01",
      "2020Q1.r-1", "2020Q1.r1.r2", "2020Q5.r1", "2020Q1.calendar.r1", "2020Q1.lunar.r1",
      "2020Q1.r9999999999", "2020Q1.r1\u{661}", "2020-01-01..2020-02-01.r1", "2020Q1.r1 ",
      "2020-03-12", "2020-03-05T08:12:00.5+07:00",
    ])
  func `nothing else is a name`(text: String) {
    #expect(ReleaseName(text) == nil)
  }

  @Test func `free dates are never published`() throws {
    let days = try Period.parse("2020-01-01..2020-02-01", calendar: .calendar)
    #expect(ReleaseName(days, number: 1) == nil)
  }

  @Test func `the first is provisional, the second revised, then final unless corrected`() {
    let quiet = (1...5).map { ReleaseStatus(number: $0) { false } }
    #expect(quiet == [.provisional, .revised, .final, .final, .final])
    let busy = (1...5).map { ReleaseStatus(number: $0) { true } }
    #expect(busy == [.provisional, .revised, .final, .corrected, .corrected])
  }
}
