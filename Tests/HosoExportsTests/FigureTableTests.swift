import HosoDomain
import HosoPages
import Testing

@testable import HosoExports
@testable import HosoProjections

@Suite("A table of figures for programs")
struct FigureTableTests {
  @Test func `the columns are those of the contract`() throws {
    let names = try FigureTable(SmallLedger().figures("2020Q1", by: [.province])).columns.map(
      \.name)
    let expected = """
      period calendar as_of province opening entered pickups deliveries returns handled withdrawn
      lost sent_back closed_delivered closing resolved early on_time late no_due
      on_time_of_resolved_pct on_time_766_pct pickups_qoq_pct pickups_yoy_pct deliveries_qoq_pct
      deliveries_yoy_pct returns_qoq_pct returns_yoy_pct handled_qoq_pct handled_yoy_pct orphans
      period_status
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
          + "50.0,33.3,200.0,,100.0,,,,400.0,,1,ended\n"))
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
        "2020-Q1,calendar,1970-01-01T07:00:00+07:00,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,,,,,,"
          + ",,,,,0,not_ended\n"
      ))
  }

  @Test func `a fall has a minus and nothing rounds to a negative zero`() throws {
    func pickups(_ number: Int64) -> FigureCounts {
      var sums = MeasureSums()
      sums[Int(Measure.pickups.rawValue)] = number
      return FigureCounts(before: MeasureSums(), within: sums)
    }
    var (counts, before) = (pickups(1_999), pickups(2_000))
    let line = FigureLine(
      FigureRow(
        period: try Period.parse("2020Q1", calendar: .calendar), hasEnded: true, group: [],
        counts: counts,
        previous: before, yearBefore: counts))
    #expect(line.value(of: .growth(.pickups, .quarterBefore)) == .percent("-0.1"))
    #expect(line.value(of: .growth(.pickups, .yearBefore)) == .percent("0.0"))
    (counts, before) = (pickups(3_999_999), pickups(4_000_000))
    let nearly = FigureLine(
      FigureRow(
        period: line.period, hasEnded: true, group: [], counts: counts, previous: before,
        yearBefore: nil))
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
    #expect(json.text.contains(#""handled_yoy_pct":null,"orphans":null,"period_status":"ended"}"#))
  }

  @Test func `a page shows the rows of the file, under names for people`() throws {
    let ledger = try SmallLedger()
    try ledger.fill()
    let table = try FigureTable(ledger.figures("2020Q1", by: [.channel]))
    let html = table.html(.vietnamese).text
    #expect(html.contains("<caption>Số liệu hồ sơ</caption>"))
    #expect(html.contains(#"data-label="Nhận gửi hồ sơ" class="n">"#))
    #expect(html.split(separator: "<tr ").count == table.lines.count + 2)
    #expect(table.html(.english).text.contains(#"data-label="Pickups" class="n">"#))
  }

  @Test func `every value is of its column's kind, and what counts has a unit`() throws {
    let ledger = try SmallLedger()
    try ledger.fill()
    let table = try FigureTable(ledger.figures("2019Q1..2020Q1", by: [.channel]))
    #expect(Set(table.columns.map(\.name)).count == table.columns.count)
    for row in table.rows {
      #expect(row.count == table.columns.count)
      for (column, value) in zip(table.columns, row) {
        switch value {
        case .text: #expect(column.kind == .text)
        case .count: #expect(column.kind == .count)
        case .percent: #expect(column.kind == .percent)
        case .empty: #expect(column.kind != .text)
        }
      }
    }
    #expect(table.columns.allSatisfy { ($0.unit != nil) == ($0.kind == .count) })
  }

  @Test func `a text that would break a line of CSV is quoted`() {
    var csv = CSVBuilder()
    csv.line([.text("a,b"), .text("say \"x\""), .text("two\nlines"), .empty, .percent("-1.5")])
    #expect(
      String(decoding: csv.bytes, as: UTF8.self)
        == "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",,-1.5\n")
  }

  @Test(arguments: ["=1+1", "+84", "-1", "@sum", "\tx", "\rx"])
  func `a text that a spreadsheet would evaluate is guarded, a number never`(text: String) {
    var csv = CSVBuilder()
    csv.line([.text(text), .count(-1), .percent("-1.5")])
    let quote = text.hasPrefix("\r") ? "\"" : ""
    #expect(
      String(decoding: csv.bytes, as: UTF8.self) == "\(quote)'\(text)\(quote),-1,-1.5\n")
  }

  @Test func `a period that is not over at the cutoff has no growth, and says so in every row`()
    throws
  {
    let ledger = try SmallLedger()
    try ledger.fill()
    func growth(_ asOf: String, sameDays: Bool = false) throws -> [[FigureValue]] {
      let query = FiguresQuery(
        periods: try Period.range("2020Q1", calendar: .calendar), groupings: [.channel],
        cutoff: try RecordedAt(rfc3339: asOf + "T00:00:00+07:00"), sameDays: sameDays)
      let figures = try ledger.views().figures(query, provinces: Provinces.bundled())
      return FigureTable(figures).lines.map { line in
        [.periodStatus, .growth(.pickups, .quarterBefore), .growth(.pickups, .yearBefore)]
          .map(line.value(of:))
      }
    }
    try ledger.recordFrom("2020-04-02T08:00:00+07:00")
    try ledger.dossier([("2019-02-05", .dossierPickedUp)])
    #expect(
      try growth("2020-06-30").first == [.text("ended"), .percent("-100.0"), .percent("-100.0")])
    let early = try ledger.figures("2020Q2")
    #expect(early.rows.allSatisfy { !$0.hasEnded && $0.previous != nil })
    for line in FigureTable(early).lines {
      #expect(line.value(of: .growth(.returns, .quarterBefore)) == .empty)
      #expect(line.value(of: .periodStatus) == .text("not_ended"))
    }
  }

  @Test func `the days that are over are compared with the same days of the year before`() throws {
    let ledger = try SmallLedger()
    for day in ["2019-01-05", "2019-04-01", "2019-04-02", "2019-12-30", "2020-01-05"] {
      try ledger.dossier([(day, .dossierPickedUp)])
    }
    let query = FiguresQuery(
      periods: try Period.range("2019..2020", calendar: .calendar),
      cutoff: try RecordedAt(rfc3339: "2020-04-02T00:00:00+07:00"), sameDays: true)
    let lines = FigureTable(
      try ledger.views().figures(query, provinces: Provinces.bundled())
    ).lines
    #expect(lines.map(\.period.label) == ["2019", "2020-01-01..2020-04-01"])
    #expect(lines.map { $0[.pickups] } == [4, 1])
    #expect(lines.last?.value(of: .growth(.pickups, .yearBefore)) == .percent("-50.0"))
    #expect(lines.last?.value(of: .periodStatus) == .text("ended"))
  }

  @Test func `a group that only counts in the form has no row`() throws {
    let ledger = try SmallLedger()
    // Delivered and closed the quarter before, but never said to be ready: the form has it open.
    try ledger.dossier([("2020-01-05", .dossierPickedUp)])
    try ledger.dossier(
      [
        ("2019-11-05", .dossierPickedUp), ("2019-11-06", .dossierDelivered),
        ("2019-11-09", .dossierAccepted), ("2019-11-10", .itemLost),
        ("2020-01-10", .dossierRefused),
      ], province: "48")
    let rows = try ledger.figures("2020Q1", by: [.province]).rows
    #expect(rows.map(\.group) == [["01"], ["48"]])
    let table = try FigureTable(ledger.figures("2020Q1", by: [.province]))
    #expect(table.lines.map(\.group) == [["01"]])
    _ = try ledger.export()
    #expect(!ledger.text("out/throughput-province.csv").contains(",48,"))
  }
}
