/// A compact JSON text in the making, with keys in the order in which they are given.
///
/// Objects and lists are opened and closed by the calls that fill them, so what has been built
/// is always balanced:
///
///     var json = JSONBuilder()
///     json.object { json in
///       json.field("recorded", 3)
///       json.list("rejected") { json in json.item("line 7") }
///     }
///
/// Source: RFC 8259.
public struct JSONBuilder: Sendable {
  public private(set) var bytes: [UInt8]
  /// Whether the next key or item has one before it in the same object or list.
  private var needsComma = false

  public init() {
    bytes = []
  }

  /// Goes on at the end of `bytes`, which may hold earlier lines.
  public init(appendingTo bytes: consuming [UInt8]) {
    self.bytes = bytes
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Ends a line, so that the next object starts another one (NDJSON).
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }
}

// MARK: - Values

extension JSONBuilder {
  public mutating func item(_ text: String) {
    separate()
    append(quoted: text)
  }

  public mutating func item(_ number: some BinaryInteger) {
    separate()
    append(decimal: number)
  }

  public mutating func item(_ flag: Bool) {
    separate()
    append(flag ? "true" : "false")
  }

  public mutating func nullItem() {
    separate()
    append("null")
  }

  /// A number that is already decimal text, such as a percentage with a fixed number of places.
  ///
  /// Nil and text that is no JSON number become null.
  public mutating func item(decimal text: String?) {
    separate()
    append(text.flatMap { Self.isNumber($0) ? $0 : nil } ?? "null")
  }

  /// A value that is JSON text already, byte by byte.
  public mutating func item(json text: some Sequence<UInt8>) {
    separate()
    bytes.append(contentsOf: text)
  }

  public mutating func object(_ fill: (inout JSONBuilder) -> Void) {
    enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), fill)
  }

  public mutating func list(_ fill: (inout JSONBuilder) -> Void) {
    enclose(UInt8(ascii: "["), UInt8(ascii: "]"), fill)
  }
}

// MARK: - Fields of an object

extension JSONBuilder {
  public mutating func field(_ key: String, _ text: String) {
    self.key(key)
    item(text)
  }

  /// A text, or null if there is none.
  public mutating func field(_ key: String, _ text: String?) {
    guard let text else { return nullField(key) }
    field(key, text)
  }

  public mutating func field(_ key: String, _ number: some BinaryInteger) {
    self.key(key)
    item(number)
  }

  /// A number, or null if there is none.
  public mutating func field<Number: BinaryInteger>(_ key: String, _ number: Number?) {
    guard let number else { return nullField(key) }
    field(key, number)
  }

  public mutating func field(_ key: String, _ flag: Bool) {
    self.key(key)
    item(flag)
  }

  /// A number that is already decimal text; null if there is none.
  public mutating func field(_ key: String, decimal text: String?) {
    self.key(key)
    item(decimal: text)
  }

  public mutating func nullField(_ key: String) {
    self.key(key)
    nullItem()
  }

  public mutating func object(_ key: String, _ fill: (inout JSONBuilder) -> Void) {
    self.key(key)
    object(fill)
  }

  public mutating func list(_ key: String, _ fill: (inout JSONBuilder) -> Void) {
    self.key(key)
    list(fill)
  }

  /// A value that `write` adds as it would add an item, such as an event.
  public mutating func field(_ key: String, _ write: (inout JSONBuilder) -> Void) {
    self.key(key)
    write(&self)
  }

  private mutating func key(_ key: String) {
    item(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }
}

// MARK: - Bytes

extension JSONBuilder {
  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func enclose(
    _ opening: UInt8, _ closing: UInt8, _ fill: (inout JSONBuilder) -> Void
  ) {
    separate()
    bytes.append(opening)
    needsComma = false
    fill(&self)
    bytes.append(closing)
    needsComma = true
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func append(decimal number: some BinaryInteger) {
    append(String(number))
  }

  private mutating func append(quoted text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { characters in
      guard !characters.allSatisfy(Self.isPlain) else {
        return bytes.append(contentsOf: characters)
      }
      for byte in characters { append(escaping: byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private mutating func append(escaping byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append(#"\""#)
    case UInt8(ascii: "\\"): append(#"\\"#)
    case 0x08: append(#"\b"#)
    case 0x09: append(#"\t"#)
    case 0x0A: append(#"\n"#)
    case 0x0C: append(#"\f"#)
    case 0x0D: append(#"\r"#)
    case 0..<0x20:
      append(byte < 0x10 ? #"\u000"# : #"\u00"#)
      append(String(byte, radix: 16))
    default: bytes.append(byte)
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      var cursor = JSONCursor(bytes)
      guard let token = try? cursor.value(), cursor.isAtEnd else { return false }
      return token.kind == .wholeNumber || token.kind == .otherNumber
    }
  }
}
