// How values without structure are read (RFC 9651 sections 4.2.3.1 to 4.2.10).
internal import HosoCrypto

extension StructuredFieldParser {
  private static let integerDigitsMax = 15
  private static let wholeDigitsMax = 12
  private static let fractionDigitsMax = 3

  mutating func bareItem() throws(StructuredFieldFault) -> BareItem {
    guard let first = peek else { throw fault(.unexpectedEnd) }
    switch first {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: ":"): return .bytes(try byteSequence())
    case UInt8(ascii: "?"): return .boolean(try boolean())
    case UInt8(ascii: "@"): return .date(try date())
    case UInt8(ascii: "%"): return .displayString(try displayString())
    case UInt8(ascii: "-"): return try number()
    case _ where StructuredLetters.isDigit(first): return try number()
    case _ where StructuredLetters.isTokenStart(first):
      return .token(takeWhile(StructuredLetters.isToken))
    default: throw fault(.unexpected(first))
    }
  }

  private mutating func number() throws(StructuredFieldFault) -> BareItem {
    let sign: Int64 = take("-") ? -1 : 1
    let whole = try digits()
    guard take(".") else {
      try require(whole.count <= Self.integerDigitsMax, .numberTooLong)
      return .integer(sign * (Int64(whole) ?? 0))
    }
    try require(whole.count <= Self.wholeDigitsMax, .numberTooLong)
    let fraction = try digits()
    try require(fraction.count <= Self.fractionDigitsMax, .numberTooLong)
    let padded = fraction + String(repeating: "0", count: Self.fractionDigitsMax - fraction.count)
    return .decimal(thousandths: sign * ((Int64(whole) ?? 0) * 1_000 + (Int64(padded) ?? 0)))
  }

  private mutating func digits() throws(StructuredFieldFault) -> String {
    guard let first = peek else { throw fault(.unexpectedEnd) }
    try require(StructuredLetters.isDigit(first), .unexpected(first))
    return takeWhile(StructuredLetters.isDigit)
  }

  private mutating func string() throws(StructuredFieldFault) -> String {
    try expect("\"")
    var text: [UInt8] = []
    while true {  // Bounded by the field's bytes: each turn takes one or more, or throws.
      let byte = try next()
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        let escaped = try next()
        guard escaped == UInt8(ascii: "\"") || escaped == UInt8(ascii: "\\") else {
          throw fault(.unexpected(escaped))
        }
        text.append(escaped)
      case 0x20...0x7e: text.append(byte)
      default: throw fault(.unexpected(byte))
      }
    }
  }

  private mutating func byteSequence() throws(StructuredFieldFault) -> [UInt8] {
    try expect(":")
    guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: ":")) else {
      offset = bytes.count
      throw fault(.unexpectedEnd)
    }
    guard let value = Base64.decode(utf8: bytes[offset..<end], .lenient) else {
      throw fault(.notBase64)
    }
    offset = end + 1
    return value
  }

  private mutating func boolean() throws(StructuredFieldFault) -> Bool {
    try expect("?")
    if take("1") { return true }
    try expect("0")
    return false
  }

  private mutating func date() throws(StructuredFieldFault) -> Int64 {
    try expect("@")
    guard case .integer(let seconds) = try number() else { throw fault(.unexpected(0x2e)) }
    return seconds
  }

  private mutating func displayString() throws(StructuredFieldFault) -> String {
    try expect("%")
    try expect("\"")
    var text: [UInt8] = []
    while true {  // Bounded by the field's bytes: each turn takes one or more, or throws.
      let byte = try next()
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: text, as: UTF8.self) else { throw fault(.notUTF8) }
        return text
      case UInt8(ascii: "%"):
        let high = try hexadecimalDigit()
        text.append(high << 4 | (try hexadecimalDigit()))
      case 0x20...0x7e: text.append(byte)
      default: throw fault(.unexpected(byte))
      }
    }
  }

  /// A lower-case digit; upper case is a fault, so that a text has one spelling.
  private mutating func hexadecimalDigit() throws(StructuredFieldFault) -> UInt8 {
    let byte = try next()
    switch byte {
    case 0x30...0x39: return byte - 0x30
    case 0x61...0x66: return byte - 0x61 + 10
    default: throw fault(.unexpected(byte))
    }
  }
}
