import HosoDomain
import Testing

@testable import HosoExports
@testable import HosoProjections

@Suite("A table of figures for programs")
struct FigureTableTests {
  @Test func `the columns are those of the contract`() throws {
    let names = try FigureTable(SmallLedger().figures("2020Q1", by: [.province])).columnNames
    let expected = """
      period calendar as_of province opening entered pickups deliveries returns handled withdrawn
      lost sent_back closed_delivered closing resolved early on_time late no_due
      on_time_of_resolved_pct on_time_766_pct pickups_qoq_pct pickups_yoy_pct deliveries_qoq_pct
      deliveries_yoy_pct returns_qoq_pct returns_yoy_pct handled_qoq_pct handled_yoy_pct orphans
      """
    #expect(names == expected.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  @Test func `the nation has a row with its orphans`() throws {
    let ledger = try SmallLedger()
    try ledger.fill()
    let csv = try String(decoding: FigureTable(ledger.figures("2020Q1")).csv(), as: UTF8.self)
    #expect(csv.split(separator: "\n", omittingEmptySubsequences: false).count == 3)
    #expect(
      csv.hasSuffix(
        "\n2020-Q1,calendar,2020-04-01T08:00:00.000005+07:00,1,3,3,2,2,5,0,0,0,0,2,2,1,0,1,0,"
          + "50.0,33.3,200.0,,100.0,,,,400.0,,1\n"))
  }

  @Test func `rows of groups have no orphans, and what nobody recorded is a row of its own`()
    throws
  {
    let ledger = try SmallLedger()
    try ledger.fill()
    let table = try FigureTable(ledger.figures("2020Q1", by: [.province, .channel]))
    #expect(
      table.lines.map(\.group) == [
        ["01", "counter"], ["01", "online"], ["48", "home"], ["unknown", "unknown"],
      ])
    #expect(table.lines.allSatisfy { $0.value(of: .orphans) == .empty })
  }

  @Test func `an empty ledger has a row of zeros and no percentages`() throws {
    let figures = try SmallLedger().figures("2019Q4..2020Q1")
    let csv = String(decoding: FigureTable(figures).csv(), as: UTF8.self)
    #expect(
      csv.hasSuffix(
        "2020-Q1,calendar,1970-01-01T07:00:00+07:00,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,,,,,,,,,,,0\n"))
  }

  @Test func `a fall has a minus and nothing rounds to a negative zero`() throws {
    var counts = FigureCounts()
    counts.pickups = 1_999
    var before = FigureCounts()
    before.pickups = 2_000
    let line = FigureLine(
      FigureRow(
        period: try Period.parse("2020Q1", calendar: .calendar), group: [], counts: counts,
        previous: before, yearBefore: counts))
    #expect(line.value(of: .growth(.pickups, .quarterBefore)) == .percent("-0.1"))
    #expect(line.value(of: .growth(.pickups, .yearBefore)) == .percent("0.0"))
    before.pickups = 4_000_000
    counts.pickups = 3_999_999
    let nearly = FigureLine(
      FigureRow(
        period: line.period, group: [], counts: counts, previous: before, yearBefore: nil))
    #expect(nearly.value(of: .growth(.pickups, .quarterBefore)) == .percent("0.0"))
    #expect(nearly.value(of: .growth(.pickups, .yearBefore)) == .empty)
  }

  @Test func `objects have the columns' names, numbers for numbers and null for what is empty`()
    throws
  {
    let ledger = try SmallLedger()
    try ledger.fill()
    var json = JSONBuilder()
    try FigureTable(ledger.figures("2020Q1", by: [.channel])).appendRows(to: &json)
    #expect(
      json.text.hasPrefix(
        #"{"period":"2020-Q1","calendar":"calendar","as_of":"2020-04-01T08:00:00.000005+07:00","#
          + #""channel":"counter","opening":1,"entered":0,"#))
    #expect(json.text.contains(#""on_time_of_resolved_pct":100.0,"on_time_766_pct":100.0"#))
    #expect(json.text.contains(#""handled_yoy_pct":null,"orphans":null}"#))
  }

  @Test func `a text that would break a line of CSV is quoted`() {
    var csv = CSVBuilder()
    csv.line([.text("a,b"), .text("say \"x\""), .text("two\nlines"), .empty, .percent("-1.5")])
    #expect(
      String(decoding: csv.bytes, as: UTF8.self)
        == "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",,-1.5\n")
  }
}
