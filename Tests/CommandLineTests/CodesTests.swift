import Foundation
import Testing

@Suite("Tables of codes that an operator puts in force")
struct CodesTests {
  private struct Table: Decodable {
    let table: String
    let rows: Int?
    let version: String?
    let source: String?
  }

  private struct Listing: Decodable {
    let tables: [Table]
  }

  private static let offices =
    "code;name_vi;province;valid_from;valid_to\r\n100000;Bưu điện Hoàn Kiếm;01;;\r\n"

  private func tables(_ desk: Desk, _ environment: [String: String] = [:]) throws -> [String: Table]
  {
    let outcome = try desk.run(["codes", "list", "--json"], environment: environment)
    let listing: Listing = try Outcome.decode(try #require(outcome.lines.first))
    return Dictionary(uniqueKeysWithValues: listing.tables.map { ($0.table, $0) })
  }

  @Test func `a list of offices is installed for its owner only and names offices`() throws {
    let desk = try Desk.ready()
    try desk.write(CodesTests.offices, to: "offices.csv")
    #expect(try tables(desk)["offices"]?.source == nil)
    #expect(try desk.run("codes", "import", "offices", "offices.csv").code == 0)
    let table = try #require(try tables(desk)["offices"])
    #expect(table.rows == 1)
    #expect(table.source == "ledger")
    #expect(table.version?.hasPrefix("offices.") == true)
    let attributes = try FileManager.default.attributesOfItem(
      atPath: desk.ledgerPath + "/codes/offices.csv")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    _ = try desk.scan("pickup", Samples.item)
    let timeline = try desk.run("track", Samples.item)
    #expect(timeline.output.contains("100000 Bưu điện Hoàn Kiếm"))
  }

  @Test func `a table with a fault is refused by line and column, and the old one stays`() throws {
    let desk = try Desk.ready()
    let holidays = try desk.run("codes", "export", "holidays").output
    try desk.write(holidays + "2029-01-01,Mon,public,0,Tết,projected,x\n", to: "good.csv")
    try desk.write(holidays + "2029-01-01,Tue,public,0,Tết,projected,x\n", to: "bad.csv")
    #expect(try desk.run("codes", "import", "holidays", "good.csv").code == 0)
    let before = try desk.run("codes", "list", "--json").output
    let outcome = try desk.run("codes", "import", "holidays", "bad.csv", "--lang", "en")
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains("bad.csv: line 194, column \"weekday\": "))
    #expect(try desk.run("codes", "list", "--json").output == before)
    #expect(try tables(desk)["holidays"]?.version?.hasPrefix("vn-2016-2029.") == true)
  }

  @Test(arguments: ["provinces", "holidays", "zones"])
  func `a bundled table that is read back is the same version`(table: String) throws {
    let desk = try Desk.ready()
    let bundled = try #require(try tables(desk)[table])
    try desk.write(try desk.run("codes", "export", table).output, to: "table.csv")
    #expect(try desk.run("codes", "import", table, "table.csv").code == 0)
    let installed = try #require(try tables(desk)[table])
    #expect([bundled.source, installed.source] == ["bundled", "ledger"])
    #expect(bundled.version == installed.version)
    #expect(bundled.rows == installed.rows)
  }

  @Test func `a table that is not there yet is exported as its header`() throws {
    let desk = try Desk.ready()
    let outcome = try desk.run("codes", "export", "offices")
    #expect(outcome.output == "code,name_vi,province,valid_from,valid_to\n")
  }

  @Test func `the folder of HOSO_CODES comes first, and an import says so`() throws {
    let desk = try Desk.ready()
    try desk.write(CodesTests.offices, to: "offices.csv")
    let environment = ["HOSO_CODES": desk.folder.path(percentEncoded: false)]
    #expect(try tables(desk, environment)["offices"]?.source == "HOSO_CODES")
    let outcome = try desk.run(
      ["codes", "import", "offices", "offices.csv"], environment: environment)
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("HOSO_CODES"))
  }

  @Test func `unknown tables, missing files and missing ledgers have their exit codes`() throws {
    let desk = try Desk.ready()
    try desk.write(CodesTests.offices, to: "offices.csv")
    #expect(try desk.run("codes", "import", "colours", "offices.csv").code == 64)
    #expect(try desk.run("codes", "import", "offices", "none.csv").code == 66)
    let elsewhere = try desk.run("codes", "import", "offices", "offices.csv", "--ledger", "none")
    #expect(elsewhere.code == 66)
    #expect(!desk.exists("none"))
  }
}
