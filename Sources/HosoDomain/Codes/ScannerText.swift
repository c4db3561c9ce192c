/// What scanners and keyboards do to a code, undone.
///
/// Only the outside of a code is touched, and characters that stand for an ASCII one; a blank
/// inside a code stays and makes it wrong, except between the groups in which labels print an item
/// number for people. The raw text is kept in the event.
///
/// Source: ISO/IEC 15424 (AIM symbology identifiers such as `]C1`); the rest is this product's
/// rule.
public enum ScannerText {
  /// The code in capitals and ASCII, without blanks around it or a symbology prefix.
  public static func normalise(_ raw: String) -> String {
    guard !isClean(raw) else { return raw }
    var scalars = raw.unicodeScalars.map(plain)[...]
    trim(&scalars)
    if hasSymbologyPrefix(scalars) {
      scalars = scalars.dropFirst(3)
      trim(&scalars)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.map(capital))
    return String(text)
  }

  /// A text without the blanks and invisible marks around it.
  public static func trimmed(_ raw: String) -> String {
    var scalars = Array(raw.unicodeScalars)[...]
    trim(&scalars)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// The item number of a text in printed groups, such as `RB 123 456 785 VN`: the service's
  /// letters by themselves, and the country's behind the digits.
  static func grouped(_ text: String) -> PostalItemNumber? {
    let groups = values(in: text)
    guard groups.count >= 3, groups[0].utf8.count == 2,
      let last = groups.last, 2...3 ~= last.utf8.count
    else { return nil }
    return try? PostalItemNumber(groups.joined())
  }

  /// That a line holds a code and further values, with blanks between them; nil if it does not.
  static func faultOfSeveral(_ text: String) -> CodeFault? {
    let values = values(in: text)
    guard values.count >= 2, (try? Alias(values[0])) != nil else { return nil }
    return .severalValues(values.count)
  }

  private static func values(in text: String) -> [String] {
    text.unicodeScalars.split(whereSeparator: isBlank).map { String($0) }
  }

  private static func isClean(_ raw: String) -> Bool {
    let bytes = raw.utf8.span
    guard bytes.count > 0 else { return true }
    for offset in 0..<bytes.count {
      let byte = bytes[offset]
      if byte >= 0x7F || CodeText.isLower(byte) { return false }
    }
    return bytes[0] > 0x20 && bytes[bytes.count - 1] > 0x20 && bytes[0] != UInt8(ascii: "]")
  }

  /// The ASCII character that a look-alike stands for.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: "-"
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0))
    default: scalar
    }
  }

  private static func capital(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x61...0x7A: Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0x20))
    default: scalar
    }
  }

  private static func trim(_ scalars: inout ArraySlice<Unicode.Scalar>) {
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
  }

  /// White space, control characters, and the invisible marks that copied text brings along.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F...0xA0, 0x200B...0x200F, 0x2028...0x202F, 0x2060, 0xFEFF: true
    default: scalar.properties.isWhitespace
    }
  }

  /// A bracket, the letter of the symbology and a digit.
  private static func hasSymbologyPrefix(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let prefix = scalars.prefix(3).map(\.value)
    guard prefix.count == 3, prefix[0] == 0x5D else { return false }
    let letter = UInt8(truncatingIfNeeded: min(prefix[1], 0xFF))
    let digit = UInt8(truncatingIfNeeded: min(prefix[2], 0xFF))
    return CodeText.isLetter(letter) && CodeText.isDigit(digit)
  }
}
