/// A place in a structured field, and what is read from there (RFC 9651 section 4.2).
///
/// The bare items are in `StructuredFieldParser+BareItem.swift`.
struct StructuredFieldParser {
  let bytes: [UInt8]
  let limits: StructuredFieldLimits
  var offset = 0

  init(_ text: String, limits: StructuredFieldLimits) throws(StructuredFieldFault) {
    bytes = Array(text.utf8)
    self.limits = limits
    guard bytes.count <= limits.bytesMax else {
      throw StructuredFieldFault(
        offset: limits.bytesMax, reason: .tooMany(max: limits.bytesMax))
    }
    skipBlanks()
  }

  // MARK: - The three types of fields

  /// A list to the end of the field.
  mutating func list() throws(StructuredFieldFault) -> [StructuredMember] {
    var members: [StructuredMember] = []
    while peek != nil {  // Bounded by the field's bytes.
      try require(members.count < limits.membersMax, .tooMany(max: limits.membersMax))
      members.append(try member())
      try comma()
    }
    return members
  }

  /// A dictionary to the end of the field.
  mutating func dictionary() throws(StructuredFieldFault) -> StructuredDictionary {
    var members = StructuredDictionary()
    while peek != nil {  // Bounded by the field's bytes.
      let key = try key()
      if take("=") {
        members.set(try member(), for: key)
      } else {
        members.set(.item(StructuredItem(.boolean(true), try parameters())), for: key)
      }
      try require(members.entries.count <= limits.membersMax, .tooMany(max: limits.membersMax))
      try comma()
    }
    return members
  }

  /// An item with its parameters.
  mutating func item() throws(StructuredFieldFault) -> StructuredItem {
    let value = try bareItem()
    return StructuredItem(value, try parameters())
  }

  /// Nothing but blanks may follow.
  mutating func end() throws(StructuredFieldFault) {
    skipBlanks()
    if let byte = peek { throw fault(.unexpected(byte)) }
  }

  // MARK: - Parts of them

  private mutating func member() throws(StructuredFieldFault) -> StructuredMember {
    peek == UInt8(ascii: "(") ? .innerList(try innerList()) : .item(try item())
  }

  /// The comma before another member, or the field's end; a comma alone at the end is a fault.
  private mutating func comma() throws(StructuredFieldFault) {
    skipOptionalWhitespace()
    guard peek != nil else { return }
    try expect(",")
    skipOptionalWhitespace()
    try require(peek != nil, .unexpectedEnd)
  }

  private mutating func innerList() throws(StructuredFieldFault) -> InnerList {
    try expect("(")
    var items: [StructuredItem] = []
    while true {  // Bounded by the field's bytes: each turn takes an item or returns.
      skipBlanks()
      if take(")") { return InnerList(items, try parameters()) }
      try require(items.count < limits.innerItemsMax, .tooMany(max: limits.innerItemsMax))
      items.append(try item())
      guard let next = peek else { throw fault(.unexpectedEnd) }
      guard next == UInt8(ascii: " ") || next == UInt8(ascii: ")") else {
        throw fault(.unexpected(next))
      }
    }
  }

  private mutating func parameters() throws(StructuredFieldFault) -> Parameters {
    var parameters = Parameters()
    while take(";") {  // Bounded by the field's bytes.
      skipBlanks()
      let key = try key()
      parameters.set(take("=") ? try bareItem() : .boolean(true), for: key)
      try require(
        parameters.entries.count <= limits.parametersMax, .tooMany(max: limits.parametersMax))
    }
    return parameters
  }

  private mutating func key() throws(StructuredFieldFault) -> String {
    guard let first = peek else { throw fault(.unexpectedEnd) }
    guard StructuredLetters.isKeyStart(first) else { throw fault(.unexpected(first)) }
    return takeWhile(StructuredLetters.isKey)
  }

  // MARK: - Bytes

  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func fault(_ reason: StructuredFieldFault.Reason) -> StructuredFieldFault {
    StructuredFieldFault(offset: offset, reason: reason)
  }

  func require(
    _ isTrue: Bool, _ reason: StructuredFieldFault.Reason
  ) throws(StructuredFieldFault) {
    guard isTrue else { throw fault(reason) }
  }

  /// Takes the byte if it is next.
  mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: letter) else { return false }
    offset += 1
    return true
  }

  /// Takes the byte, which has to be next.
  mutating func expect(_ letter: Unicode.Scalar) throws(StructuredFieldFault) {
    guard let byte = peek else { throw fault(.unexpectedEnd) }
    guard take(letter) else { throw fault(.unexpected(byte)) }
  }

  /// Takes the next byte, whatever it is.
  mutating func next() throws(StructuredFieldFault) -> UInt8 {
    guard let byte = peek else { throw fault(.unexpectedEnd) }
    offset += 1
    return byte
  }

  /// Takes bytes as long as they fit; `fits` takes ASCII only.
  mutating func takeWhile(_ fits: (UInt8) -> Bool) -> String {
    let start = offset
    while let byte = peek, fits(byte) { offset += 1 }  // Bounded by the field's bytes.
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  mutating func skipBlanks() {
    while take(" ") {}  // Bounded by the field's bytes.
  }

  private mutating func skipOptionalWhitespace() {
    while take(" ") || take("\t") {}  // Bounded by the field's bytes.
  }
}

/// Which letters may stand where.
enum StructuredLetters {
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }

  static func isKeyStart(_ byte: UInt8) -> Bool { isLower(byte) || byte == UInt8(ascii: "*") }

  static func isKey(_ byte: UInt8) -> Bool {
    isLower(byte) || isDigit(byte) || [0x5f, 0x2d, 0x2e, 0x2a].contains(byte)
  }

  static func isTokenStart(_ byte: UInt8) -> Bool { isLetter(byte) || byte == UInt8(ascii: "*") }

  /// The letters of RFC 9110's `tchar`, and `:` and `/`.
  static func isToken(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || marks.contains(byte)
  }

  private static let marks = Array("!#$%&'*+-.^_`|~:/".utf8)
}
