import HosoDomain
import Testing

@Suite("Codes of agencies and procedures")
struct AdministrativeCodeTests {
  @Test(
    arguments: [
      ("000.19.12.H26", "H26.12.19"), ("000.00.06.H56", "H56.06"), ("000.00.00.H05", "H05"),
      ("001.00.26.G14", "001.00.26.G14"), ("000.17.00.H56", "000.17.00.H56"),
      ("H26.12.19", "H26.12.19"), ("G01.602.005", "G01.602.005"), ("H29.5", "H29.5"),
      ("H26", "H26"), ("Z01ABC", "Z01ABC"), ("123.45.67.A89", "A89.67.45.123"),
    ])
  func `an agency keeps its code and has one key for both forms`(text: String, key: String) throws {
    let code = try AgencyCode(text)
    #expect(code.text == text)
    #expect(code.canonical == key)
  }

  static let wrongAgencies: [(text: String, fault: CodeFault)] = [
    ("", .empty),
    ("h26.12.19", .wrongCharacter("h", position: 1)),
    ("H26..19", .wrongLength(part: .agencyGroup, expected: 1...35, found: 0)),
    ("H26.12.", .wrongLength(part: .agencyGroup, expected: 1...35, found: 0)),
    ("H2", .wrongLength(part: .agency, expected: 3...35, found: 2)),
    ("H261", .wrongCharacter("1", position: 4)),
    ("H26.12-19", .wrongCharacter("-", position: 7)),
    ("000.19.12", .wrongLength(part: .agency, expected: 13...13, found: 9)),
    ("000.19.12.H26.1", .wrongLength(part: .agency, expected: 13...13, found: 15)),
    ("000.19.12.Z26", .wrongCharacter("Z", position: 11)),
    ("Z00ABC", .outOfRange),
    ("Z01", .wrongLength(part: .whole, expected: 4...35, found: 3)),
    ("Z01.ABC", .wrongCharacter(".", position: 4)),
    ("ZA1ABC", .wrongCharacter("A", position: 2)),
    (
      "H26." + String(repeating: "A", count: 32),
      .wrongLength(part: .whole, expected: 1...35, found: 36)
    ),
    ("H26.Đ", .wrongCharacter("Đ", position: 5)),
  ]

  @Test(arguments: wrongAgencies)
  func `a wrong agency code is refused with its reason`(text: String, fault: CodeFault) {
    #expect(throws: fault) { try AgencyCode(text) }
  }

  @Test func `an agency code may have all 35 characters of the law`() throws {
    let text = "H26." + String(repeating: "A", count: 31)
    #expect(try AgencyCode(text).text == text)
  }

  @Test(
    arguments: [
      ("1.010708.000.00.00.H56", "1.010708"), ("2.000806.000.00.00.H56", "2.000806"),
      ("1.001612.000.00.00.H01", "1.001612"), ("1.001612.000.00.00.H48", "1.001612"),
      ("3.000181.000.00.00.H22", "3.000181"), ("2.000815.000.00.00.H55", "2.000815"),
      ("1.011442.000.00.00.H38", "1.011442"), ("2.000884.000.00.00.H55", "2.000884"),
      ("1.012790.000.00.00.H41", "1.012790"), ("2.000622.000.00.00.H35", "2.000622"),
      ("1.000656.000.00.00.H29", "1.000656"), ("1.012766", "1.012766"),
      ("2.002492", "2.002492"),
    ])
  func `a national procedure is known by its stem`(text: String, stem: String) throws {
    let code = try ProcedureCode(text)
    #expect(code.text == text)
    #expect(code.stem == stem)
    #expect(code.isStandard)
  }

  @Test(
    arguments: [
      ("2.000815.000.00.00.H55.02", "2.000815"),
      ("TS_lop1.000.00.00.H22", "TS_lop1.000.00.00.H22"),
    ])
  func `a code of a live system is kept and said to be unusual`(text: String, stem: String) throws {
    let code = try ProcedureCode(text)
    #expect(code.stem == stem)
    #expect(!code.isStandard)
  }

  static let wrongProcedures: [(text: String, fault: CodeFault)] = [
    ("4.000001", .wrongCharacter("4", position: 1)),
    ("1.00123", .wrongLength(part: .whole, expected: 8...64, found: 7)),
    ("1.001234.000.00.H01", .wrongCharacter("H", position: 17)),
    ("1.001234.000.00.00.h01", .wrongCharacter("h", position: 20)),
    ("1.0012345", .wrongCharacter("5", position: 9)),
    ("1.001234.000.00.00", .wrongLength(part: .suffix, expected: 14...14, found: 10)),
    ("1.001234.000.00.00.H01.", .wrongCharacter(".", position: 23)),
    ("1.001234.000.00.00.H01..2", .wrongCharacter(".", position: 24)),
    ("1.001234.000.00.00.H012", .wrongCharacter("2", position: 23)),
    ("TS_lop1_only", .missingPart(.suffix)),
    ("_lop1.000.00.00.H22", .wrongCharacter("_", position: 1)),
    ("thủ tục", .wrongCharacter("ủ", position: 3)),
    ("１.001234", .wrongCharacter("１", position: 1)),
    ("", .empty),
  ]

  @Test(arguments: wrongProcedures)
  func `a wrong procedure code is refused with its reason`(text: String, fault: CodeFault) {
    #expect(throws: fault) { try ProcedureCode(text) }
  }
}
