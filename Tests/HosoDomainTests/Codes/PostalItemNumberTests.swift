import HosoDomain
import Testing

@Suite("A postal item's number of UPU S10")
struct PostalItemNumberTests {
  @Test(
    arguments: [
      "RR473124829GB", "RR473124829VN", "EE123456785VN", "EA000000014VN", "RA987654326VN",
      "CP403188663VN", "RB000000005VN", "EA000000080VN", "EA000000120VN", "EA000000155VN",
      "EK100000048VN", "EH556677887VN", "RN202005071VN", "LD314159268VN", "MA271828189VN",
      "PA161803397VN",
    ])
  func `a right number is taken as it is`(text: String) throws {
    #expect(try PostalItemNumber(text).text == text)
    #expect(try Alias(text) == .item(PostalItemNumber(text)))
    #expect(try Alias.scanned(text).normalised == false)
  }

  static let wrong: [(text: String, fault: CodeFault, why: String)] = [
    ("EE123456784VN", .wrongCheckDigit(expected: 5, found: 4), "check digit"),
    ("EE12345678VN", length(12), "one digit too few"),
    ("EE1234567855VN", length(14), "one digit too many"),
    ("ee123456785vn", .wrongCharacter("e", position: 1), "small letters"),
    ("E1123456785VN", .wrongCharacter("1", position: 2), "a digit among the service letters"),
    ("1E123456785VN", .wrongCharacter("1", position: 1), "a digit in front"),
    ("EE12345678AVN", .wrongCharacter("A", position: 11), "a letter as check digit"),
    ("EE123456785V1", .wrongCharacter("1", position: 13), "a digit in the country"),
    ("EE123456785 VN", .wrongCharacter(" ", position: 12), "a blank inside"),
    ("RR473124839VN", .wrongCheckDigit(expected: 2, found: 9), "one digit changed"),
    ("RB000000000VN", .wrongCheckDigit(expected: 5, found: 0), "remainder 0 gives 5"),
    ("EA000000121VN", .wrongCheckDigit(expected: 0, found: 1), "10 becomes 0"),
    ("EA000000150VN", .wrongCheckDigit(expected: 5, found: 0), "11 becomes 5, not 0"),
    ("EE213456785VN", .wrongCheckDigit(expected: 3, found: 5), "neighbours swapped"),
    ("EE１２３４５６７８５VN", .wrongCharacter("１", position: 3), "full-width digits"),
    ("ĐE123456785VN", .wrongCharacter("Đ", position: 1), "a letter that is not ASCII"),
    ("", .empty, "nothing"),
    ("EE123456785VN\n", .wrongCharacter("\n", position: 14), "a trailing newline"),
  ]

  private static func length(_ found: Int) -> CodeFault {
    .wrongLength(part: .whole, expected: 13...13, found: found)
  }

  @Test(arguments: wrong)
  func `a wrong number is refused with its reason`(
    text: String, fault: CodeFault, why: String
  ) {
    #expect(throws: fault, "\(why)") { try PostalItemNumber(text) }
    #expect(throws: CodeFault.self, "\(why)") { try Alias(text) }
  }

  /// What only a scanner or a keyboard did to a right number, and what is wrong on the label.
  private static let mended: Set<String> = [
    "ee123456785vn", "EE１２３４５６７８５VN", "EE123456785VN\n",
  ]

  @Test(arguments: wrong)
  func `a scan mends only what normalising may`(text: String, fault: CodeFault, why: String) {
    let alias = try? Alias.scanned(text)
    if PostalItemNumberTests.mended.contains(text) {
      #expect(alias?.alias.text == "EE123456785VN", "\(why)")
      #expect(alias?.normalised == true, "\(why)")
    } else {
      #expect(alias == nil, "\(why)")
    }
  }

  @Test func `the published example of S10 has check digit 9`() {
    #expect(PostalItemNumber.checkDigit(serial: 47_312_482) == 9)
  }

  @Test func `every serial makes a number that is read back`() throws {
    for serial in stride(from: 0, through: 99_999_999, by: 104_729) {
      let number = try #require(PostalItemNumber(service: "EE", serial: serial))
      #expect(try PostalItemNumber(number.text) == number)
    }
  }

  @Test func `a check digit of 5 stands for two remainders, so S10 misses some misreadings`() throws
  {
    #expect(try PostalItemNumber("EE323456785VN") != PostalItemNumber("EE123456785VN"))
  }

  @Test func `under any other check digit no changed digit or swapped pair goes unnoticed`() {
    let right = Array("RR473124829VN".utf8)
    for place in 2...9 {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != right[place] {
        var changed = right
        changed[place] = digit
        #expect(throws: CodeFault.self) {
          try PostalItemNumber(String(decoding: changed, as: UTF8.self))
        }
      }
      guard place < 9 else { continue }
      var swapped = right
      swapped.swapAt(place, place + 1)
      #expect(throws: CodeFault.self) {
        try PostalItemNumber(String(decoding: swapped, as: UTF8.self))
      }
    }
  }

  @Test func `parts that do not fit make no number`() {
    #expect(PostalItemNumber(service: "EE", serial: -1) == nil)
    #expect(PostalItemNumber(service: "EE", serial: 100_000_000) == nil)
    #expect(PostalItemNumber(service: "E", serial: 1) == nil)
    #expect(PostalItemNumber(service: "EE", serial: 1, country: "vn") == nil)
  }
}
