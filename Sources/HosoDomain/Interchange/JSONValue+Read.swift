extension JSONValue {
  /// Reads a whole text: one value, with nothing but blanks round it.
  ///
  /// Any bytes whatever lead to a value or to a fault, within the limits.
  public init(
    reading bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits = JSONLimits()
  ) throws(JSONValueFault) {
    var reader = JSONValueReader(bytes, limits: limits)
    self = try reader.whole()
  }

  /// Reads a whole text: one value, with nothing but blanks round it.
  public init(
    reading bytes: [UInt8], limits: JSONLimits = JSONLimits()
  ) throws(JSONValueFault) {
    self = try bytes.withUnsafeBufferPointer { bytes throws(JSONValueFault) in
      try JSONValue(reading: bytes, limits: limits)
    }
  }
}

/// Builds values from a text, one after the other.
private struct JSONValueReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let limits: JSONLimits
  private var cursor: JSONCursor
  private var count = 0
  /// Where the value that is being read stands.
  private var path: [String] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
    cursor = JSONCursor(bytes, depthMax: limits.depth)
  }

  mutating func whole() throws(JSONValueFault) -> JSONValue {
    cursor.skipBlanks()
    let value = try value()
    cursor.skipBlanks()
    guard cursor.isAtEnd else { throw JSONValueFault(cursor.fault(.trailingText)) }
    return value
  }

  private mutating func value() throws(JSONValueFault) -> JSONValue {
    count += 1
    guard count <= limits.values else { throw .tooManyValues(max: limits.values) }
    switch cursor.byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try list()
    default: return try plainValue()
    }
  }

  private mutating func plainValue() throws(JSONValueFault) -> JSONValue {
    do throws(JSONFault) {
      let token = try cursor.value()
      switch token.kind {
      case .bool: return .bool(bytes[Int(token.start)] == UInt8(ascii: "t"))
      case .plainText, .escapedText: return .text(try JSONCursor.string(token, of: bytes))
      case .wholeNumber, .otherNumber:
        return .number(String(decoding: bytes.slice(token), as: UTF8.self))
      case .null, .absent, .array, .object: return .null
      }
    } catch {
      throw JSONValueFault(error)
    }
  }

  private mutating func object() throws(JSONValueFault) -> JSONValue {
    try open(UInt8(ascii: "{"))
    var members: [JSONMember] = []
    var keys: Set<String> = []
    while try hasNext(before: UInt8(ascii: "}"), isFirst: members.isEmpty) {
      let key = try key()
      path.append(key)
      // Two spellings of one accented letter are one key here, as they are for people.
      guard keys.insert(key).inserted else { throw .duplicateKey(JSONPointer(path)) }
      members.append(JSONMember(key, try value()))
      path.removeLast()
    }
    return .object(members)
  }

  private mutating func list() throws(JSONValueFault) -> JSONValue {
    try open(UInt8(ascii: "["))
    var items: [JSONValue] = []
    while try hasNext(before: UInt8(ascii: "]"), isFirst: items.isEmpty) {
      path.append(String(items.count))
      items.append(try value())
      path.removeLast()
    }
    return .list(items)
  }

  private mutating func open(_ bracket: UInt8) throws(JSONValueFault) {
    do throws(JSONFault) {
      try cursor.open(bracket)
    } catch {
      throw JSONValueFault(error)
    }
  }

  private mutating func hasNext(
    before bracket: UInt8, isFirst: Bool
  ) throws(JSONValueFault) -> Bool {
    do throws(JSONFault) {
      return try cursor.hasNext(before: bracket, isFirst: isFirst)
    } catch {
      throw JSONValueFault(error)
    }
  }

  private mutating func key() throws(JSONValueFault) -> String {
    do throws(JSONFault) {
      return try JSONCursor.string(try cursor.key(), of: bytes)
    } catch {
      throw JSONValueFault(error)
    }
  }
}

extension JSONValueFault {
  fileprivate init(_ fault: JSONFault) {
    self = .notJSON(offset: fault.offset, flaw: fault.flaw)
  }
}
