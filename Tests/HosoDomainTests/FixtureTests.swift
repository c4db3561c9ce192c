import Foundation
import HosoDomain
import Testing

@Suite("The samples that come with the product")
struct FixtureTests {
  private func rows(_ name: String) throws -> [[String: String]] {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Fixtures/\(name)"), encoding: .utf8)
    #expect(!text.contains("\r") && !text.contains("\""))
    #expect(text == text.precomposedStringWithCanonicalMapping)
    let lines = text.split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let header = try #require(lines.first)
    return try lines.dropFirst().map { line in
      try #require(line.count == header.count, "\(line)")
      return Dictionary(uniqueKeysWithValues: zip(header, line))
    }
  }

  private func cell(_ row: [String: String], _ column: String) throws -> String {
    try #require(row[column])
  }

  @Test func `every sample procedure is a code with its stem`() throws {
    let rows = try rows("samples/procedures.csv")
    #expect(rows.count >= 24)
    for row in rows {
      let code = try ProcedureCode(try cell(row, "code"))
      #expect(code.stem == row["stem"])
      #expect(code.isStandard == (row["note"] == ""))
    }
  }

  @Test func `every sample agency is a code with its key`() throws {
    let rows = try rows("samples/agencies.csv")
    #expect(rows.count >= 24)
    for row in rows {
      #expect(try AgencyCode(try cell(row, "code")).canonical == row["canonical"])
    }
  }

  @Test func `every sample post office lies in its province of either system`() throws {
    let rows = try rows("samples/post-offices.csv")
    let provinces = try Provinces.bundled()
    let before = try #require(LocalDate(iso: "2025-06-30"))
    #expect(rows.count >= 24)
    #expect(Set(rows.map { $0["code"] }).count == rows.count)
    for row in rows {
      let office = try PostOfficeCode(try cell(row, "code"))
      #expect(Int(office.postalProvince) == Int(try cell(row, "postal_province")))
      let province = try ProvinceCode(try cell(row, "gso_province"))
      let name = try #require(provinces.name(province, on: before))
      #expect(row["postal_province_name"]?.hasSuffix(name) == true)
      #expect(LocalDate(iso: try cell(row, "valid_from")) != nil)
    }
  }

  @Test func `every published figure has a period, a value and a source`() throws {
    for row in try rows("published-figures.csv") {
      let period = try cell(row, "period")
      let isDated =
        period == "undated" || LocalDate(iso: period) != nil
        || (try? Period.parse(period, calendar: .calendar)) != nil
      #expect(isDated, "\(period)")
      let low = try #require(Double(try cell(row, "low")))
      let high = try cell(row, "high")
      #expect(high.isEmpty || low <= (Double(high) ?? 0))
      #expect(["published", "derived"].contains(row["status"]))
      #expect(row["source"]?.isEmpty == false)
    }
  }

  @Test func `the published growth of 2020-Q1 agrees with the range for 2019-Q1`() throws {
    let rows = try rows("published-figures.csv")
    let before = try #require(
      rows.first { $0["period"] == "2019-Q1" && $0["measure"] == "handled" })
    let low = try #require(Int64(try cell(before, "low")))
    let high = try #require(Int64(try cell(before, "high")))
    let most = try #require(growthText(now: 4_000_000, before: low, decimals: 0))
    let least = try #require(growthText(now: 4_000_000, before: high, decimals: 0))
    let range = try #require(Int(least))...(try #require(Int(most)))
    #expect(range.contains(26))
  }
}
