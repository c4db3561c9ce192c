/// Base 64 with the standard alphabet (RFC 4648 section 4).
public enum Base64 {
  /// How strictly a text is read.
  public enum Reading: Sendable {
    /// Padding may be left out; the bits after the last byte must be zero, so that a value has one
    /// spelling with padding and one without.
    case exact
    /// As `exact`, but the bits after the last byte may be anything (RFC 8941 section 4.2.7 asks
    /// parsers to allow it).
    case lenient
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let notInAlphabet: UInt8 = 0xff
  private static let padding = UInt8(ascii: "=")
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: notInAlphabet, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  /// The text of some bytes, padded.
  public static func encode(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: encodedBytes(bytes), as: UTF8.self)
  }

  /// The text of some bytes, padded, as ASCII.
  static func encodedBytes(_ bytes: some Collection<UInt8>) -> [UInt8] {
    // Once for all kinds of collections: other modules cannot specialise what they call.
    bytes.withContiguousStorageIfAvailable(encoded)
      ?? Array(bytes).withUnsafeBufferPointer(encoded)
  }

  private static func encoded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var group: UInt32 = 0
    var held = 0
    for byte in bytes {
      group = group << 8 | UInt32(byte)
      held += 1
      guard held == 3 else { continue }
      for shift in [18, 12, 6, 0] as [UInt32] { text.append(letter(group >> shift)) }
      (group, held) = (0, 0)
    }
    if held == 1 {
      text += [letter(group >> 2), letter(group << 4), padding, padding]
    } else if held == 2 {
      text += [letter(group >> 10), letter(group >> 4), letter(group << 2), padding]
    }
    return text
  }

  /// The bytes of a text; nil for a letter outside the alphabet, half a padding, or, if `exact`,
  /// bits that belong to no byte.
  public static func decode(_ text: some StringProtocol, _ reading: Reading = .exact) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var bitCount = 0
    var letters = 0
    var pads = 0
    for letter in text.utf8 {
      if letter == padding {
        pads += 1
        continue
      }
      let value = values[Int(letter)]
      guard pads == 0, value != notInAlphabet else { return nil }
      letters += 1
      bits = bits << 6 | UInt32(value)
      bitCount += 6
      guard bitCount >= 8 else { continue }
      bitCount -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
      bits &= (1 << UInt32(bitCount)) - 1
    }
    let isWhole = letters % 4 != 1 && (pads == 0 || pads <= 2 && (letters + pads) % 4 == 0)
    guard isWhole, reading == .lenient || bits == 0 else { return nil }
    return bytes
  }

  private static func letter(_ bits: UInt32) -> UInt8 { alphabet[Int(bits & 63)] }
}
