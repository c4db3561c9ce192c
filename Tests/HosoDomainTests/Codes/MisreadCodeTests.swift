import HosoDomain
import Testing

@Suite("What is made of an item number on its way from the label")
struct MisreadCodeTests {
  private func fault(_ raw: String) -> CodeFault? {
    do throws(CodeFault) {
      _ = try Alias.scanned(raw)
      return nil
    } catch {
      return error
    }
  }

  private static func item(_ text: String) throws -> PostalItemNumber {
    try PostalItemNumber(text)
  }

  @Test(arguments: [
    ("EE123456785VNEE100000003VN", ["EE123456785VN", "EE100000003VN"]),
    (
      "EE123456785VNEE100000003VNRB000000005VN",
      ["EE123456785VN", "EE100000003VN", "RB000000005VN"]
    ),
    ("C-EE123456785VN", ["EE123456785VN"]), ("EE123456785VN-1", ["EE123456785VN"]),
    ("EE123456785VN/EE100000003VN", ["EE123456785VN", "EE100000003VN"]),
    ("1EE123456785VN", ["EE123456785VN"]), ("EE123456785VN2020", ["EE123456785VN"]),
    ("H26.12.19-200305-0001EE123456785VN", ["EE123456785VN"]),
  ])
  func `a text that holds item numbers is none, and names them`(
    raw: String, numbers: [String]
  ) throws {
    let expected = CodeFault.joinedCodes(try numbers.map(MisreadCodeTests.item))
    #expect(fault(raw) == expected)
    #expect(expected.probably == numbers.joined(separator: " "))
  }

  @Test(arguments: [
    ("EE1234S6785VN", "EE123456785VN"), ("EE1000O0003VN", "EE100000003VN"),
    ("EEI23456785VN", "EE123456785VN"), ("EE-123456785-VN", "EE123456785VN"),
  ])
  func `a letter among the digits is a misreading that the check digit clears up`(
    raw: String, number: String
  ) throws {
    #expect(fault(raw) == .misreadItem(probably: try MisreadCodeTests.item(number)))
  }

  @Test(arguments: [
    "EE1234X6785VN", "EE1234S6784VN", "EE12345678AVN", "EE12345678VN", "EE1234567855VN",
    "XEE123456784VN", "E123456785", "123456785V", "EE123456784VN-1",
  ])
  func `whatever else looks like an item number is misread`(raw: String) {
    #expect(fault(raw) == .misreadItem(probably: nil))
  }

  @Test(arguments: [
    ("EE123456", LabelPart.beginning), ("EE1000O0", .beginning), ("EE123456-1", .beginning),
    ("785VN", .end), ("456785VN", .end), ("7O5VN", .end), ("BN-785VN", .end),
    ("123456GB", .end),
  ])
  func `half a label is told as half a label`(raw: String, part: LabelPart) {
    #expect(fault(raw) == .partOfItem(part))
  }

  @Test(arguments: ["XX", "ZZ", "QV", "UK"])
  func `an item number of a country that is on no list is refused`(country: String) {
    #expect(fault("RB123456785\(country)") == .unknownCountry(country))
  }

  @Test(arguments: ["VN", "GB", "US", "LA", "KH", "AC", "SX"])
  func `an item number of any country of the list is taken`(country: String) throws {
    #expect(try Alias("RB123456785\(country)").kind == .item)
  }

  @Test(arguments: [
    ("0912345678", ForeignNumber.telephone), ("84912345678", .telephone),
    ("+84912345678", .telephone), ("+84 912 345 678", .telephone), ("0912.345.678", .telephone),
    ("0912-345-678", .telephone), ("02438252525", .telephone), ("(024) 38252525", .telephone),
    ("0084912345678", .telephone), ("00 84 912 345 678", .telephone),
    ("001085012345", .identity), ("079201012345", .identity), ("001-085-012-345", .identity),
    ("0792 0101 2345", .identity), ("001 085 012345", .identity), ("8934588012228", .article),
    ("8-934588-012228", .article),
    ("9780306406157", .article), ("12/03/2020", .date), ("2020-03-12", .date), ("5-3-2020", .date),
  ])
  func `numbers of people, things and days are no receipts`(raw: String, number: ForeignNumber) {
    #expect(fault(raw) == .foreignNumber(number))
  }

  @Test(arguments: [
    "BN-2020/00017", "12345", "0001234567890", "PG2020-0001", "A1B2C", "BN12345", "BN2020/01",
    "HCC00012345678901", "123456/BN", "2020-12345", "000123456789", "0123456789", "8934588012229",
    "31/02/2020", "097412345678", "1234567890", "BN-1234", "01-2020-000123",
    "89-3458-8012228", "0084123",
  ])
  func `what only resembles them is a receipt number as before`(raw: String) throws {
    #expect(try Alias(raw).kind == .receipt)
  }

  @Test(arguments: [
    "RB 123 456 785 VN", "EE 123456785 VN", "rb 123 456 785 vn", "EE 1234 5678 5VN",
  ])
  func `an item number in the groups that labels print is read`(raw: String) throws {
    let (alias, isNormalised) = try Alias.scanned(raw)
    #expect(alias.kind == .item && isNormalised)
    #expect(alias.text.hasSuffix("123456785VN"))
  }

  @Test func `a line of several values says so, whatever they are`() {
    #expect(fault("EE123456785VN H26.12.19-200305-0001 12/03/2020") == .severalValues(3))
    #expect(fault("EE123456785VN EE100000003VN") == .severalValues(2))
    #expect(fault("12 345") == .wrongCharacter(" ", position: 3))
  }

  @Test(arguments: [
    "EE123456785VNEE100000003VN", "785VN", "EE123456", "0912345678", "RB123456785XX", "ồ",
  ])
  func `what a ledger holds is taken as it is`(text: String) throws {
    let alias = try #require(Alias(stored: text))
    #expect(alias.text == text)
    #expect(alias.isMisread() == !["0912345678", "ồ"].contains(text))
  }

  @Test func `nothing is no code, not even in a ledger`() {
    #expect(Alias(stored: "") == nil)
  }

  @Test func `codes of today are the same codes in a ledger`() throws {
    for text in ["EE123456785VN", "H26.12.19-200305-0001", "000.00.06.G04.190701.0501", "BN12345"] {
      #expect(Alias(stored: text) == (try Alias(text)))
      #expect(try Alias(text).isMisread() == false)
    }
  }
}
