import HosoDomain
import Testing

@Suite("A dossier number on an agency's appointment slip")
struct DossierNumberTests {
  static let right: [(text: String, form: DossierNumber.Form, agency: String, date: String)] = [
    ("000.19.12.H26-210305-0001", .old, "000.19.12.H26", "2021-03-05"),
    ("H26.12.19-210305-0001", .new, "H26.12.19", "2021-03-05"),
    ("000.00.06.H56-231027-0361", .old, "000.00.06.H56", "2023-10-27"),
    ("000.17.22.H56-210531-0001", .old, "000.17.22.H56", "2021-05-31"),
    ("H56.14-240823-0001", .new, "H56.14", "2024-08-23"),
    ("000.00.06.G04.190701.0501", .dotted, "000.00.06.G04", "2019-07-01"),
    ("000.00.16.G04-220405-0008", .old, "000.00.16.G04", "2022-04-05"),
    ("000.00.16.G04-220324-0020", .old, "000.00.16.G04", "2022-03-24"),
    ("000.00.53.H48-220921-0099", .old, "000.00.53.H48", "2022-09-21"),
    ("H15.50.05.13-261008-0975", .new, "H15.50.05.13", "2026-10-08"),
    ("G01.899.909-260916-890028", .new, "G01.899.909", "2026-09-16"),
    ("G01.899.909-260916-890012", .new, "G01.899.909", "2026-09-16"),
    ("000.00.00.H05-260818-0001", .old, "000.00.00.H05", "2026-08-18"),
    ("G01.899.108-260916-0001", .new, "G01.899.108", "2026-09-16"),
    ("G12.18-250701-090123", .new, "G12.18", "2025-07-01"),
    ("H29.5-240229-0001", .new, "H29.5", "2024-02-29"),
    ("001.00.26.G14-191231-9999", .old, "001.00.26.G14", "2019-12-31"),
    ("H55.242-250701-1800123", .new, "H55.242", "2025-07-01"),
  ]

  @Test(arguments: right)
  func `a right number is taken as it is and names its form, agency and day`(
    text: String, form: DossierNumber.Form, agency: String, date: String
  ) throws {
    let number = try DossierNumber(text)
    #expect(number.text == text)
    #expect(number.form == form)
    #expect(number.agencyText == agency)
    #expect(number.receivedOn.iso == date)
    #expect(try AgencyCode(number.agencyText).text == agency)
    #expect(try Alias(text) == .dossier(number))
    #expect(try Alias.scanned(text).normalised == false)
  }

  @Test func `an agency without further groups has dossiers too`() throws {
    #expect(try DossierNumber("H26-210305-0001").agencyText == "H26")
    #expect(try Alias("H26-210305-0001").kind == .dossier)
  }

  static let wrong: [(text: String, fault: CodeFault, why: String)] = [
    ("000.19.12.H26-210305-001", sequence(3), "three digits"),
    ("000.19.12.H26-210230-0001", .impossibleDate("210230"), "30 February"),
    ("000.19.12.H26-211305-0001", .impossibleDate("211305"), "month 13"),
    ("000.19.12.H26-230229-0001", .impossibleDate("230229"), "no leap day in 2023"),
    (
      "000.19.12.H26-20210305-0001", .wrongLength(part: .date, expected: 6...6, found: 8),
      "a date of eight digits"
    ),
    ("000.19.12.H26-210305-0000", .zeroSequence, "running number zero"),
    ("000.19.12.H26-210305", .missingPart(.sequence), "no running number"),
    ("000.19.12.H26_210305_0001", .wrongCharacter("_", position: 14), "underscores"),
    (
      "000.19.12-210305-0001", .wrongLength(part: .agency, expected: 13...13, found: 9),
      "no group with a letter"
    ),
    ("19.12.H26-210305-0001", .wrongCharacter(".", position: 3), "no first group"),
    ("00.19.12.H26-210305-0001", .wrongCharacter(".", position: 3), "two digits, not three"),
    ("h26.12.19-210305-0001", .wrongCharacter("h", position: 1), "small letter"),
    ("H2.12.19-210305-0001", .wrongCharacter(".", position: 3), "one digit after the letter"),
    ("Z26.12.19-210305-0001", .wrongCharacter("Z", position: 1), "Z is for schemes"),
    ("H26..19-210305-0001", group(0), "an empty group"),
    ("H26.12.19.-210305-0001", group(0), "a point too many"),
    ("H26.12.19-210305-00010000", sequence(8), "eight digits"),
    ("H26.12.19–210305–0001", .wrongCharacter("–", position: 10), "en dashes"),
    ("H26.12.19 -210305-0001", .wrongCharacter(" ", position: 10), "a blank inside"),
    ("26H.12.19-210305-0001", .wrongCharacter("H", position: 3), "letter last"),
    (
      "H26.1234567890.1234567890.12345678-210305-0001", group(10),
      "groups longer than 8"
    ),
    (
      "H26.AAAAAAAA.BBBBBBBB.CCCCCCCC.DDDDD-210305-0001",
      .wrongLength(part: .agency, expected: 3...35, found: 36), "36 characters"
    ),
    ("ED123456785VN", .notACode(.dossier), "a postal item in the wrong box"),
    ("", .empty, "nothing"),
    ("-210305-0001", .missingPart(.agency), "no agency"),
    ("000.00.06.G04.190701.05012", dotted(5), "five digits in the legacy form"),
    ("000.00.06.G04.190732.0501", .impossibleDate("190732"), "day 32"),
    ("000.00.06.G04.190701", .missingPart(.sequence), "legacy form without its number"),
    ("H26.12.19-210305-0001-1", .wrongCharacter("-", position: 22), "something after it"),
    ("H26.12.19-٢١٠٣٠٥-0001", .wrongCharacter("٢", position: 11), "digits of another script"),
  ]

  private static func sequence(_ found: Int) -> CodeFault {
    .wrongLength(part: .sequence, expected: 4...7, found: found)
  }

  private static func dotted(_ found: Int) -> CodeFault {
    .wrongLength(part: .sequence, expected: 4...4, found: found)
  }

  private static func group(_ found: Int) -> CodeFault {
    .wrongLength(part: .agencyGroup, expected: 1...8, found: found)
  }

  @Test(arguments: wrong)
  func `a wrong number is refused with its reason`(
    text: String, fault: CodeFault, why: String
  ) {
    #expect(throws: fault, "\(why)") { try DossierNumber(text) }
  }

  /// Right as a postal item; only the box it was scanned into was wrong.
  private static let item = "ED123456785VN"
  private static let mended: Set<String> = ["h26.12.19-210305-0001", "H26.12.19–210305–0001"]

  @Test(arguments: wrong)
  func `no wrong number slips through as another kind of code`(
    text: String, fault: CodeFault, why: String
  ) throws {
    if text == DossierNumberTests.item {
      #expect(try Alias(text).kind == .item)
      return
    }
    #expect(throws: CodeFault.self, "\(why)") { try Alias(text) }
    guard DossierNumberTests.mended.contains(text) else {
      #expect(throws: CodeFault.self, "\(why)") { try Alias.scanned(text) }
      return
    }
    let scanned = try Alias.scanned(text)
    #expect(scanned.alias.text == "H26.12.19-210305-0001", "\(why)")
    #expect(scanned.normalised, "\(why)")
  }
}
