import HosoDomain
import Testing

@Suite("A table of codes that an operator brings")
struct CodeTableTests {
  private static let offices =
    "code;name_vi;province;valid_from;valid_to\r\n"
    + "100000;Bưu điện Trung tâm;01;;2025-06-30\r\n"
    + "100000;Bưu điện Hoàn Kiếm;01;2025-07-01;\r\n"
    + "460000;Bưu điện Vinh;;2020-01-01;2020-12-31\r\n"

  private func day(_ iso: String) throws -> LocalDate { try #require(LocalDate(iso: iso)) }

  @Test func `an office has the name of the day`() throws {
    let offices = try PostOffices(csv: Array(CodeTableTests.offices.utf8))
    let office = try PostOfficeCode("100000")
    #expect(offices.name(office, on: try day("2025-06-30")) == "Bưu điện Trung tâm")
    #expect(offices.name(office, on: try day("2025-07-01")) == "Bưu điện Hoàn Kiếm")
    #expect(offices.name(try PostOfficeCode("460000"), on: try day("2021-01-01")) == nil)
    #expect(offices.province(office)?.text == "01")
  }

  @Test func `the offices of a period are those open on any day of it`() throws {
    let offices = try PostOffices(csv: Array(CodeTableTests.offices.utf8))
    let start = try day("2020-12-31")
    #expect(offices.open(during: start...start).map(\.text) == ["100000", "460000"])
    let next = start.adding(days: 1)
    #expect(offices.open(during: next...next).map(\.text) == ["100000"])
  }

  @Test func `a procedure is known by its stem`() throws {
    let csv = "code,name_vi,valid_from,valid_to\n1.001612.000.00.00.H26,Đăng ký kinh doanh,,\n"
    let procedures = try Procedures(csv: Array(csv.utf8))
    #expect(procedures.name(stem: "1.001612", on: try day("2020-01-01")) == "Đăng ký kinh doanh")
  }

  @Test func `both forms of an agency's code are one agency`() throws {
    let csv = "code,name_vi,valid_from,valid_to\n000.00.12.H26,Sở Nội vụ,,\n"
    let agencies = try Agencies(csv: Array(csv.utf8))
    #expect(agencies.name(canonical: "H26.12", on: try day("2020-01-01")) == "Sở Nội vụ")
  }

  @Test(arguments: CodeTable.allCases)
  func `a bundled table is sound`(_ table: CodeTable) throws {
    guard let csv = table.bundled else { return }
    let summary = try table.check(csv: csv)
    #expect(summary.rows > 0)
    #expect(!summary.version.isEmpty)
  }

  @Test func `a summary spans the days of all rows and leaves open ends open`() throws {
    let header = "code,name_vi,valid_from,valid_to\n"
    let csv = header + "H26,Hà Nội,2020-01-01,2020-12-31\nH01,An Giang,2021-01-01,\n"
    let summary = try CodeTable.agencies.check(csv: Array(csv.utf8))
    #expect(summary.rows == 2)
    #expect(summary.validFrom == LocalDate(iso: "2020-01-01"))
    #expect(summary.validTo == nil)
  }

  @Test(
    arguments: [
      (CodeTable.offices, "10000,x,01,,", 2, "code", TableFault.Reason.badValue("10000")),
      (.offices, "100000,,01,,", 2, "name_vi", .badValue("")),
      (.offices, "100000,x,1,,", 2, "province", .badValue("1")),
      (.offices, "100000,x,,,\n100000,y,,,", 3, "code", .duplicate("100000")),
      (.offices, "100000,x,,2020-02-30,", 2, "valid_from", .badValue("2020-02-30")),
      (.services, "x,x,,", 2, "code", .badValue("x")),
      (.agencies, "z,x,,", 2, "code", .badValue("z")),
      (.agencies, "000.00.12.H26,x,,\nH26.12,x,,", 3, "code", .duplicate("H26.12")),
      (.provinces, "01,Hà Nội,,2025-06-30,02", 2, "successor_gso_code", .badValue("02")),
    ])
  func `a table with a fault is refused with line and column`(
    table: CodeTable, rows: String, line: Int, column: String, reason: TableFault.Reason
  ) {
    let csv = table.columns.joined(separator: ",") + "\n" + rows + "\n"
    #expect(throws: TableFault(line: line, column: column, reason: reason)) {
      try table.check(csv: Array(csv.utf8))
    }
  }
}
