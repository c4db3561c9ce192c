/// Số hiệu bưu gửi: a postal item's number, such as `EE123456785VN`.
///
/// Two letters for the service, eight digits, a check digit and the country. The service letters
/// do not tell whether the item is a dossier: VNPost carries dossiers as `E?` and as `R?`.
///
/// Source: UPU S10-12.
public struct PostalItemNumber: Hashable, Sendable {
  public let text: String

  /// Takes exactly the 13 characters of S10, upper case, with a right check digit and a country
  /// of the UPU's list.
  public init(_ text: String) throws(CodeFault) {
    try PostalItemNumber.check(text)
    let bytes = text.utf8.span
    guard IssuingCountries.lists(bytes[11], bytes[12]) else {
      throw .unknownCountry(String(text.suffix(2)))
    }
    self.text = text
  }

  /// Takes a number that a ledger holds: the country was judged when it was recorded, by the list
  /// of that day.
  init?(stored text: String) {
    guard (try? PostalItemNumber.check(text)) != nil else { return nil }
    self.text = text
  }

  /// Checks everything but the country.
  private static func check(_ text: String) throws(CodeFault) {
    let bytes = text.utf8.span
    guard bytes.count == 13 else { throw CodeText.wrongLength(of: text, expected: 13...13) }
    for offset in 0..<13 {
      let mustBeLetter = offset < 2 || offset > 10
      let fits = mustBeLetter ? CodeText.isUpper(bytes[offset]) : CodeText.isDigit(bytes[offset])
      guard fits else { throw CodeText.wrongCharacter(in: text, at: offset) }
    }
    let expected = PostalItemNumber.checkDigit(
      serial: CodeText.digits(bytes, from: 2, count: 8))
    let found = Int(bytes[10] & 0x0F)
    guard expected == found else {
      throw .wrongCheckDigit(expected: expected, found: found)
    }
  }

  /// Makes the number of a serial; nil unless the parts have the shape of S10.
  public init?(service: String, serial: Int, country: String = "VN") {
    guard 0...99_999_999 ~= serial else { return nil }
    let digits = Digits.text(serial, width: 8)
    let check = PostalItemNumber.checkDigit(serial: serial)
    guard let number = try? PostalItemNumber("\(service)\(digits)\(check)\(country)") else {
      return nil
    }
    self = number
  }

  /// The check digit of an eight-digit serial number.
  ///
  /// Weights 8 6 4 2 3 5 9 7 from the left; 11 minus the sum modulo 11, where 10 becomes 0 and
  /// 11 becomes 5. The 5 of remainder 0 is also that of remainder 6: a standard weakness, so a
  /// check digit of 5 lets some misread numbers pass.
  ///
  /// Source: UPU S10-12.
  public static func checkDigit(serial: Int) -> Int {
    var rest = serial
    var sum = 0
    for weight in [7, 9, 5, 3, 2, 4, 6, 8] {
      sum += rest % 10 * weight
      rest /= 10
    }
    switch 11 - sum % 11 {
    case 10: return 0
    case 11: return 5
    case let digit: return digit
    }
  }
}
