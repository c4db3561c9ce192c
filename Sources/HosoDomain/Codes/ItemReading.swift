/// What scanners, keyboards and hands make of an item number, recognised as such.
///
/// A receipt number has no fixed form, so everything that once was an item number has to be told
/// from one: labels joined without an end between them, half a label, a letter among the digits.
///
/// Source: UPU S10-12; that such a text is never a receipt's is this product's rule.
enum ItemReading {
  /// Letters, digits, check digit and country.
  private static let length = 13
  /// Of a serial and its check digit.
  private static let digitsOfItem = 9
  /// Fewer digits behind two letters are the usual beginning of a receipt's number.
  private static let fewestDigits = 6
  /// `785VN` is the end of a Vietnamese label; other letters end receipts too.
  private static let fewestDigitsAtHome = 3

  /// Why a text is an item number that was not read as it is printed; nil if nothing in it looks
  /// like one, or it is one to be judged by itself.
  static func fault(of text: String) -> CodeFault? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 5, bytes.count > length || !isItemShaped(bytes, at: 0) else { return nil }
    let whole = numbers(in: bytes)
    if !whole.isEmpty { return .joinedCodes(whole) }
    if holdsItem(text) { return .misreadItem(probably: nil) }
    if let fault = misread(bytes) { return fault }
    if digitsAtBeginning(bytes) >= fewestDigits { return .partOfItem(.beginning) }
    return isEnd(bytes) ? .partOfItem(.end) : nil
  }

  /// The same for a text that was given as a bag's, of which nothing else judges item numbers.
  ///
  /// An office numbers its bags by its own code and the day, `VN10000020200305`: more digits than
  /// an item number has.
  static func fault(ofBag text: String) -> CodeFault? {
    let bytes = Array(text.utf8)
    if bytes.count == length, isItemShaped(bytes, at: 0) {
      do throws(CodeFault) {
        _ = try PostalItemNumber(text)
        return .belongsTo(.item)
      } catch {
        return error
      }
    }
    let fault = fault(of: text)
    let isLonger = digitsAtBeginning(bytes) > digitsOfItem
    return fault == .partOfItem(.beginning) && isLonger ? nil : fault
  }

  /// Whether something of an item number's form stands in a text, with or without a right check
  /// digit.
  static func holdsItem(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.indices.contains { isItemShaped(bytes, at: $0) }
  }

  /// The item numbers that a text holds, each with a right check digit.
  static func numbers(in bytes: [UInt8]) -> [PostalItemNumber] {
    var numbers: [PostalItemNumber] = []
    var start = 0
    while start + length <= bytes.count {  // Bounded by the text.
      if let number = number(in: bytes, at: start) {
        numbers.append(number)
        start += length
      } else {
        start += 1
      }
    }
    return numbers
  }

  private static func number(in bytes: [UInt8], at start: Int) -> PostalItemNumber? {
    guard isItemShaped(bytes, at: start) else { return nil }
    let text = String(decoding: bytes[start..<start + length], as: UTF8.self)
    return try? PostalItemNumber(text)
  }

  /// Two letters, nine digits, two letters.
  private static func isItemShaped(_ bytes: [UInt8], at start: Int) -> Bool {
    guard start + length <= bytes.count else { return false }
    return (0..<length).allSatisfy { offset in
      let byte = bytes[start + offset]
      return 2...10 ~= offset ? CodeText.isDigit(byte) : CodeText.isUpper(byte)
    }
  }

  // MARK: - Letters for digits

  /// A number with a letter among its digits, with separators between its parts, or with a digit
  /// too many or too few.
  private static func misread(_ bytes: [UInt8]) -> CodeFault? {
    for start in bytes.indices where start + length <= bytes.count {
      let window = Array(bytes[start..<start + length])
      if let number = number(in: digitised(window), at: 0) {
        return .misreadItem(probably: number)
      }
    }
    let compact = bytes.filter { $0 != CodeText.hyphen && $0 != CodeText.slash }
    if compact.count == length, let number = number(in: digitised(compact), at: 0) {
      return .misreadItem(probably: number)
    }
    return isNearlyItem(bytes) || isCoreOfItem(bytes) ? .misreadItem(probably: nil) : nil
  }

  /// The nine places of digits, where letters that look like digits are read as those.
  private static func digitised(_ window: [UInt8]) -> [UInt8] {
    window.enumerated().map { offset, byte in
      2...10 ~= offset ? digit(like: byte) ?? byte : byte
    }
  }

  /// The digit that a byte is or looks like on a worn label.
  private static func digit(like byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte
    case UInt8(ascii: "O"), UInt8(ascii: "Q"), UInt8(ascii: "D"): UInt8(ascii: "0")
    case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
    case UInt8(ascii: "Z"): UInt8(ascii: "2")
    case UInt8(ascii: "S"): UInt8(ascii: "5")
    case UInt8(ascii: "G"): UInt8(ascii: "6")
    case UInt8(ascii: "B"): UInt8(ascii: "8")
    default: nil
    }
  }

  /// Two letters at each end and between them eight to ten places, nearly all of them digits.
  private static func isNearlyItem(_ bytes: [UInt8]) -> Bool {
    guard 12...14 ~= bytes.count, bytes.allSatisfy(CodeText.isUpperOrDigit),
      CodeText.isUpper(bytes[0]), CodeText.isUpper(bytes[1]),
      CodeText.isUpper(bytes[bytes.count - 1]), CodeText.isUpper(bytes[bytes.count - 2])
    else { return false }
    let middle = bytes[2..<bytes.count - 2]
    if middle.count == 9 { return middle.count(where: CodeText.isDigit) >= fewestDigits }
    return middle.first.flatMap(digit(like:)) != nil && middle.last.flatMap(digit(like:)) != nil
      && middle.count(where: CodeText.isDigit) >= fewestDigits
  }

  /// Nine digits with a right check digit, a letter or two on either side and nothing else.
  private static func isCoreOfItem(_ bytes: [UInt8]) -> Bool {
    guard 10...12 ~= bytes.count, let first = bytes.firstIndex(where: CodeText.isDigit),
      first <= 2, bytes.count - first >= 9, bytes.count - first <= 11,
      bytes[first..<first + 9].allSatisfy(CodeText.isDigit),
      bytes[..<first].allSatisfy(CodeText.isUpper),
      bytes[(first + 9)...].allSatisfy(CodeText.isUpper)
    else { return false }
    let serial = bytes[first..<first + 8].reduce(0) { $0 * 10 + Int($1 & 0x0F) }
    return PostalItemNumber.checkDigit(serial: serial) == Int(bytes[first + 8] & 0x0F)
  }

  // MARK: - Parts of a label

  /// How many digits, or letters that look like some, follow two letters at the beginning.
  private static func digitsAtBeginning(_ bytes: [UInt8]) -> Int {
    guard bytes.count > 2, CodeText.isUpper(bytes[0]), CodeText.isUpper(bytes[1]),
      CodeText.isDigit(bytes[2])
    else { return 0 }
    return bytes[2...].prefix { digit(like: $0) != nil }.count
  }

  /// Digits and then the two letters of a country, of which those at home need fewer digits.
  private static func isEnd(_ bytes: [UInt8]) -> Bool {
    let country = bytes.suffix(2)
    let before = bytes.dropLast(2)
    guard let first = country.first, let last = country.last, let digit = before.last,
      IssuingCountries.lists(first, last), ItemReading.digit(like: digit) != nil
    else { return false }
    if first == UInt8(ascii: "V"), last == UInt8(ascii: "N") {
      let run = before.reversed().prefix { ItemReading.digit(like: $0) != nil }
      return run.count >= fewestDigitsAtHome && run.count(where: CodeText.isDigit) >= 2
    }
    return before.reversed().prefix(while: CodeText.isDigit).count >= fewestDigits
  }
}
