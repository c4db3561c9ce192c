/// Goes through JSON text byte by byte and never past its end.
///
/// It checks syntax and finds where values stand; it builds no tree and stores nothing.
///
/// Source: RFC 8259.
struct JSONCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  var index: Int
  /// How many objects and arrays are open.
  private var depth = 0
  private let depthMax: Int

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int = 0,
    depthMax: Int = InterchangeLimits.depth
  ) {
    self.bytes = bytes
    self.index = index
    self.depthMax = depthMax
  }

  /// The byte at the cursor; past the end 0, which is allowed nowhere in JSON text.
  var byte: UInt8 { byte(after: 0) }

  @inline(__always)
  func byte(after distance: Int) -> UInt8 {
    index + distance < bytes.count ? bytes[index + distance] : 0
  }

  var isAtEnd: Bool { index >= bytes.count }

  func fault(_ flaw: JSONFlaw) -> JSONFault {
    JSONFault(offset: index, flaw: isAtEnd ? .endsTooEarly : flaw)
  }

  @inline(__always)
  mutating func skipBlanks() {
    while byte <= 0x20 {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  @inline(__always)
  private mutating func expect(_ wanted: UInt8) throws(JSONFault) {
    guard byte == wanted else { throw fault(.unexpectedByte(byte)) }
    index += 1
  }

  mutating func open(_ bracket: UInt8) throws(JSONFault) {
    try expect(bracket)
    guard depth < depthMax else {
      throw JSONFault(offset: index - 1, flaw: .tooDeep(max: depthMax))
    }
    depth += 1
  }

  /// Whether another item follows in the open object or array; closes it if not.
  @inline(__always)
  mutating func hasNext(before bracket: UInt8, isFirst: Bool) throws(JSONFault) -> Bool {
    skipBlanks()
    if byte == bracket {
      index += 1
      depth -= 1
      return false
    }
    if !isFirst {
      try expect(UInt8(ascii: ","))
      skipBlanks()
    }
    return true
  }

  /// The key at the cursor; leaves the cursor at its value.
  mutating func key() throws(JSONFault) -> JSONToken {
    guard byte == UInt8(ascii: "\"") else { throw fault(.unexpectedByte(byte)) }
    let key = try text()
    try skipColon()
    return key
  }

  /// Steps over the colon between a key and its value.
  @inline(__always)
  mutating func skipColon() throws(JSONFault) {
    skipBlanks()
    try expect(UInt8(ascii: ":"))
    skipBlanks()
  }

  /// The value at the cursor, checked to its end.
  mutating func value() throws(JSONFault) -> JSONToken {
    let start = index
    switch byte {
    case UInt8(ascii: "\""):
      return try text()
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      return try number()
    case UInt8(ascii: "{"):
      try skipObject()
      return token(.object, from: start)
    case UInt8(ascii: "["):
      try skipArray()
      return token(.array, from: start)
    case UInt8(ascii: "t"):
      try skip("true")
      return token(.bool, from: start)
    case UInt8(ascii: "f"):
      try skip("false")
      return token(.bool, from: start)
    case UInt8(ascii: "n"):
      try skip("null")
      return token(.null, from: start)
    default:
      throw fault(.unexpectedByte(byte))
    }
  }

  func token(_ kind: JSONToken.Kind, from start: Int) -> JSONToken {
    JSONToken(
      kind: kind, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: index))
  }

  private mutating func skip(_ word: StaticString) throws(JSONFault) {
    for position in 0..<word.utf8CodeUnitCount {
      try expect(word.utf8Start[position])
    }
  }

  private mutating func skipObject() throws(JSONFault) {
    try open(UInt8(ascii: "{"))
    var isFirst = true
    while try hasNext(before: UInt8(ascii: "}"), isFirst: isFirst) {
      _ = try key()
      _ = try value()
      isFirst = false
    }
  }

  private mutating func skipArray() throws(JSONFault) {
    try open(UInt8(ascii: "["))
    var isFirst = true
    while try hasNext(before: UInt8(ascii: "]"), isFirst: isFirst) {
      _ = try value()
      isFirst = false
    }
  }
}

// MARK: - Numbers

extension JSONCursor {
  private mutating func number() throws(JSONFault) -> JSONToken {
    let start = index
    var kind = JSONToken.Kind.wholeNumber
    if byte == UInt8(ascii: "-") { index += 1 }
    if byte == UInt8(ascii: "0") {
      index += 1
      guard !isDigit else { throw fault(.malformedNumber) }
    } else {
      try digits()
    }
    if byte == UInt8(ascii: ".") {
      kind = .otherNumber
      index += 1
      try digits()
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      kind = .otherNumber
      index += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { index += 1 }
      try digits()
    }
    return token(kind, from: start)
  }

  private var isDigit: Bool { byte &- UInt8(ascii: "0") < 10 }

  private mutating func digits() throws(JSONFault) {
    guard isDigit else { throw fault(.malformedNumber) }
    while isDigit { index += 1 }
  }
}
