extension JSONCursor {
  mutating func text() throws(JSONFault) -> JSONToken {
    index += 1
    let start = index
    var kind = JSONToken.Kind.plainText
    skipPlainText()
    while byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") {
        kind = .escapedText
        _ = try escape()
      } else if byte >= 0x80 {
        try skipMultibyteCharacter()
      } else if byte < 0x20 {
        throw fault(.controlCharacter(byte))
      } else {
        index += 1
      }
      skipPlainText()
    }
    let text = token(kind, from: start)
    index += 1
    return text
  }

  /// Goes on to the next byte that is not plain text, eight bytes at a time.
  @inline(__always)
  private mutating func skipPlainText() {
    while let word = bytes.word(at: index) {
      let marks = Self.marks(in: word)
      guard marks == 0 else {
        index += marks.trailingZeroBitCount / 8
        return
      }
      index += 8
    }
  }

  /// Has the high bit of the first byte set that is a quote, a backslash, a control character or
  /// above ASCII; higher bytes may be marked wrongly.
  ///
  /// The subtractions borrow from higher bytes only, so the lowest mark is always right.
  @inline(__always)
  private static func marks(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highBits: UInt64 = 0x8080_8080_8080_8080
    let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    return
      (((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
      | ((word &- (ones &* 0x20)) & ~word) | word) & highBits
  }

  /// Steps over a plain key of up to 15 bytes, as all keys of the format are; nil for others.
  @inline(__always)
  mutating func shortKey() -> PackedName? {
    guard byte == UInt8(ascii: "\""), let first = bytes.word(at: index + 1) else { return nil }
    let marks = Self.marks(in: first)
    guard marks == 0 else { return shortKey((first, 0), length: marks.trailingZeroBitCount / 8) }
    guard let second = bytes.word(at: index + 9) else { return nil }
    let secondMarks = Self.marks(in: second)
    guard secondMarks != 0 else { return nil }
    return shortKey((first, second), length: 8 + secondMarks.trailingZeroBitCount / 8)
  }

  @inline(__always)
  private mutating func shortKey(_ words: (UInt64, UInt64), length: Int) -> PackedName? {
    guard byte(after: length + 1) == UInt8(ascii: "\"") else { return nil }
    index += length + 2
    return PackedName(words, length: length)
  }

  /// The character that the escape at the cursor stands for.
  mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    let start = index
    index += 1
    let letter = byte
    guard letter != UInt8(ascii: "u") else {
      index += 1
      return try unicodeEscape(from: start)
    }
    let character: Unicode.Scalar
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      character = Unicode.Scalar(letter)
    case UInt8(ascii: "b"): character = "\u{8}"
    case UInt8(ascii: "f"): character = "\u{C}"
    case UInt8(ascii: "n"): character = "\n"
    case UInt8(ascii: "r"): character = "\r"
    case UInt8(ascii: "t"): character = "\t"
    default: throw fault(.unknownEscape)
    }
    index += 1
    return character
  }

  private mutating func unicodeEscape(from start: Int) throws(JSONFault) -> Unicode.Scalar {
    let first = try hexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let lone = JSONFault(offset: start, flaw: .loneSurrogate)
    guard first < 0xDC00, byte == UInt8(ascii: "\\"), byte(after: 1) == UInt8(ascii: "u") else {
      throw lone
    }
    index += 2
    let second = try hexDigits()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw lone }
    return scalar
  }

  private mutating func hexDigits() throws(JSONFault) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw fault(.unknownEscape)
      }
      number = number << 4 | UInt32(digit)
      index += 1
    }
    return number
  }

  /// Steps over one character of two to four bytes.
  ///
  /// Source: The Unicode Standard, Table 3-7, well-formed UTF-8 byte sequences.
  private mutating func skipMultibyteCharacter() throws(JSONFault) {
    let (length, second): (Int, ClosedRange<UInt8>) =
      switch byte {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: throw fault(.notUTF8)
      }
    guard second.contains(byte(after: 1)) else { throw fault(.notUTF8) }
    for distance in 2..<length {
      guard byte(after: distance) & 0xC0 == 0x80 else { throw fault(.notUTF8) }
    }
    index += length
  }
}

extension JSONCursor {
  /// The bytes of a text that has escapes, with the escapes resolved.
  static func resolved(
    _ token: JSONToken, of bytes: UnsafeBufferPointer<UInt8>
  ) throws(JSONFault) -> [UInt8] {
    var cursor = JSONCursor(bytes, at: Int(token.start))
    var resolved: [UInt8] = []
    resolved.reserveCapacity(Int(token.end) - Int(token.start))
    while cursor.index < Int(token.end) {
      if cursor.byte == UInt8(ascii: "\\") {
        resolved.append(contentsOf: try cursor.escape().utf8)
      } else {
        resolved.append(cursor.byte)
        cursor.index += 1
      }
    }
    return resolved
  }
}

extension JSONCursor {
  /// A text as a string, escapes resolved.
  static func string(
    _ token: JSONToken, of bytes: UnsafeBufferPointer<UInt8>
  ) throws(JSONFault) -> String {
    // Decoding repairs nothing: the cursor has accepted these bytes as UTF-8.
    token.kind == .plainText
      ? String(decoding: bytes.slice(token), as: UTF8.self)
      : String(decoding: try resolved(token, of: bytes), as: UTF8.self)
  }
}
