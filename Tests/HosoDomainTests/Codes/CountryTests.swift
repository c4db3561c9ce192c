import Foundation
import Testing

@Suite("The list of countries that issue item numbers")
struct CountryTests {
  @Test func `every row names two letters once, and a source`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/HosoDomain/Data/countries.csv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(rows.first == "code,name,valid_from,valid_to,source")
    let codes = rows.dropFirst().map { $0.prefix { $0 != "," } }
    #expect(codes.count == 252 && Set(codes).count == 252)
    #expect(codes.allSatisfy { $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isUppercase } })
    #expect(rows.allSatisfy { $0.split(separator: ",").last?.isEmpty == false })
  }
}
