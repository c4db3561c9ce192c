import HosoDomain
import HosoProjections
import Testing

@testable import HosoExports

@Suite("The workbook of an export")
struct WorkbookTests {
  private let ledger: SmallLedger

  init() throws {
    ledger = try SmallLedger()
    try ledger.fill()
  }

  @Test func `the same figures are the same bytes, in a folder of any name`() throws {
    let receipt = try ledger.export(to: "a")
    _ = try ledger.export(to: "b", cutoff: receipt.asOf)
    let name = "/bao-cao-quy-2020Q1.xlsx"
    let bytes = try #require(ledger.bytes("a" + name))
    #expect(bytes.starts(with: Array("PK".utf8)) && bytes.count > 10_000)
    #expect(bytes == ledger.bytes("b" + name))
  }

  @Test(arguments: [
    ("2020Q1", "bao-cao-quy-2020Q1.xlsx"), ("2020H1", "bao-cao-2020H1.xlsx"),
    ("2020", "bao-cao-2020.xlsx"),
    ("2020-01-01..2020-02-15", "bao-cao-2020-01-01..2020-02-15.xlsx"),
  ])
  func `it is called by its period`(label: String, name: String) throws {
    let period = try Period.parse(label, calendar: .calendar)
    #expect(ReportWorkbook.path(of: period) == name)
  }

  @Test func `a percentage becomes the share nearest to it`() {
    #expect(TableSheet.number("95.8", isShare: true) == 0.958)
    #expect(TableSheet.number("-5.9", isShare: true) == -0.059)
    #expect(TableSheet.number("1.250", isShare: false) == 1.25)
  }

  @Test func `columns are lettered as spreadsheets letter them`() {
    #expect(
      [0, 25, 26, 51, 52, 701, 702].map(Sheet.letters) == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
      ])
  }

  @Test func `what is empty makes a workbook too`() throws {
    let empty = try SmallLedger()
    _ = try empty.export()
    #expect(empty.bytes("out/bao-cao-quy-2020Q1.xlsx")?.isEmpty == false)
  }
}
