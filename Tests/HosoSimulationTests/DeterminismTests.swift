import HosoDomain
import HosoSimulation
import Testing

@Suite("A history made again")
struct DeterminismTests {
  @Test func `the same scale and seed give the same bytes`() throws {
    let (first, second) = (
      try History(scale: "0.0002", seed: 42), try History(scale: "0.00020", seed: 42)
    )
    #expect(first.bytes == second.bytes)
    #expect(first.truth == second.truth)
  }

  @Test func `another seed gives another history of the same size`() throws {
    let (first, second) = (
      try History(scale: "0.0001", seed: 1), try History(scale: "0.0001", seed: 2)
    )
    #expect(first.bytes != second.bytes)
    #expect(first.truth.quarters.map(\.handled) == second.truth.quarters.map(\.handled))
  }

  /// Changes only with the history itself: then every figure drawn from it has changed too.
  @Test func `the bytes are those of every other machine`() throws {
    let history = try History(scale: "0.0001", seed: 7)
    // FNV-1a, 64 bits.
    let hash = history.bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    #expect(hash == 0xb908_3b5e_982c_4c54)
  }

  @Test func `the largest seed fits into ids and sources`() throws {
    let history = try History(scale: "0.0001", seed: .max)
    let line = try #require(history.lines.last)
    let source = try SourceName(line["source"]).text
    #expect(source == "simulate-18446744073709551615-100")
    #expect(try EventID(line["id"]).text == "\(source)-\(history.lines.count)")
  }

  @Test func `progress ends at the number of lines promised`() throws {
    let plan = try SimulationPlan(scale: Scale("0.0001"), seed: 7, calendar: .bundled())
    var told: [Int] = []
    _ = plan.write(
      progress: { written, all in
        told.append(written)
        #expect(all == plan.eventCount)
      }, to: { _ in })
    #expect(told == told.sorted())
    #expect(told.last == plan.eventCount)
  }

  @Test func `a sink that fails ends the history with its own error`() throws {
    struct Full: Error {}
    let plan = try SimulationPlan(scale: Scale("0.0001"), seed: 7, calendar: .bundled())
    #expect(throws: Full.self) {
      try plan.write(to: { (_: [UInt8]) throws(Full) in throw Full() })
    }
  }
}

@Suite("A calendar that does not fit a history")
struct CalendarTests {
  /// A table whose only rows are these dates without work.
  static func calendar(_ holidays: [LocalDate]) throws -> WorkingCalendar {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let rows = holidays.map { date in
      "\(date.iso),\(names[date.weekday.rawValue - 1]),public,0,Nghỉ,decided,test\n"
    }
    let header = "date,weekday,kind,is_working_day,name_vi,status,source\n"
    return try WorkingCalendar(csv: Array((header + rows.joined()).utf8))
  }

  static func date(_ iso: String) throws -> LocalDate { try #require(LocalDate(iso: iso)) }

  @Test func `a calendar that starts too late is refused with both ranges`() throws {
    let calendar = try CalendarTests.calendar(
      [CalendarTests.date("2017-05-01"), CalendarTests.date("2020-05-01")])
    let needs = try CalendarTests.date("2016-11-01")...CalendarTests.date("2020-06-30")
    #expect(throws: SimulationFault.calendarTooShort(needs: needs, covers: calendar.covers)) {
      try SimulationPlan(scale: Scale("0.0001"), seed: 7, calendar: calendar)
    }
  }

  @Test(arguments: [
    ("2018-04-01", 91, 2018, 2), ("2016-11-01", 61, 2017, 1), ("2020-04-01", 91, 2020, 1),
  ])
  func `a quarter without working days is refused by name`(
    first: String, length: Int, year: Int, quarter: Int
  ) throws {
    let start = try CalendarTests.date(first)
    let holidays = try [CalendarTests.date("2016-01-01"), CalendarTests.date("2020-12-31")]
    let calendar = try CalendarTests.calendar(
      holidays + (0..<length).map { start.adding(days: $0) })
    #expect(throws: SimulationFault.calendarUnsuitable(year: year, quarter: quarter)) {
      try SimulationPlan(scale: Scale("0.0001"), seed: 7, calendar: calendar)
    }
  }
}
