import HosoDomain
import Testing

@Suite("A table of dated data in CSV")
struct TableTests {
  private static let header = "gso_code,name,valid_from,valid_to,successor_gso_code\n"
  private static let day = LocalDate(dayNumber: 18_262)

  private func name(_ csv: String) throws -> String? {
    try Provinces(csv: Array(csv.utf8)).name(ProvinceCode("01"), on: TableTests.day)
  }

  @Test(
    arguments: [
      (header + "01,Hà Nội,,,\n", "Hà Nội"),
      (header + "01,Hà Nội,,,", "Hà Nội"),
      ("\u{FEFF}" + header + "01,Hà Nội,,,\n", "Hà Nội"),
      (header + "01,\"Hà Nội\",,,\n", "Hà Nội"),
      (header + "01,\"Hà, \"\"Nội\"\"\",,,\n", "Hà, \"Nội\""),
      (header + "01,\"Hà\nNội\",,,\n", "Hà\nNội"),
      (header + "\n\n01,Hà Nội,,,\n\n", "Hà Nội"),
      ("gso_code,name,valid_from,valid_to,successor_gso_code\r\n01,Hà Nội,,,\r\n", "Hà Nội"),
      ("name,gso_code,valid_to,valid_from,successor_gso_code,x\nHà Nội,01,,,,y\n", "Hà Nội"),
    ])
  func `quoting, line ends and the order of columns are read as RFC 4180 has them`(
    csv: String, expected: String
  ) throws {
    #expect(try name(csv) == expected)
  }

  @Test(
    arguments: [
      (
        header + "01,Hà Nội\n", 2, nil,
        TableFault.Reason.notCSV(.wrongCellCount(expected: 5, found: 2))
      ),
      (header + "01,\"Hà Nội,,,\n", 2, nil, .notCSV(.openQuote)),
      (header + "01,Hà \"Nội\",,,\n", 2, nil, .notCSV(.strayQuote)),
      (header + "01,\"Hà\" Nội,,,\n", 2, nil, .notCSV(.strayQuote)),
      ("name,name\n", 1, "name", .duplicate("name")),
      (header + "1,Hà Nội,,,\n", 2, "gso_code", .badValue("1")),
      (header + "01,,,,\n", 2, "name", .badValue("")),
      (header + "01,Hà Nội,2020-13-01,,\n", 2, "valid_from", .badValue("2020-13-01")),
      (
        header + "01,Hà Nội,2020-01-02,2020-01-01,\n", 2, "valid_to", .badValue("2020-01-01")
      ),
      (header + "01,Hà Nội,,,x\n", 2, "successor_gso_code", .badValue("x")),
      (header + "01,Hà Nội,,,\n01,Hà Nội,2020-01-01,,\n", 3, "gso_code", .duplicate("01")),
    ])
  func `a fault names line and column`(
    csv: String, line: Int, column: String?, reason: TableFault.Reason
  ) {
    #expect(throws: TableFault(line: line, column: column, reason: reason)) { try name(csv) }
  }

  @Test func `bytes that are no UTF-8 are a fault`() {
    let csv =
      Array(TableTests.header.utf8) + [0x30, 0x31, 0x2C, 0xC3, 0x28, 0x2C, 0x2C, 0x2C, 0x0A]
    #expect(throws: TableFault(line: 2, column: nil, reason: .notCSV(.notUTF8))) {
      try Provinces(csv: csv)
    }
  }

  @Test func `a changed byte is another version`() throws {
    let one = try Provinces(csv: Array((TableTests.header + "01,Hà Nội,,,\n").utf8))
    let other = try Provinces(csv: Array((TableTests.header + "01,Hà Nộj,,,\n").utf8))
    #expect(one.version != other.version)
    #expect(one.version.hasPrefix("vn-provinces."))
  }
}
