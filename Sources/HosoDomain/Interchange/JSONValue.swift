/// A JSON text as values, for texts whose shape is not known before they are read.
///
/// Lines of events are read by `InterchangeReader`, which builds no tree.
///
/// Source: RFC 8259; no object may name a key twice (RFC 8259 section 4 leaves that open, and
/// readers that disagree about it are a way round a check).
public indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number as it is written: nothing is rounded, `1` and `1.0` are different.
  case number(String)
  case text(String)
  case list([JSONValue])
  /// The members in the order in which they are written.
  case object([JSONMember])
}

/// A key of an object with its value.
public struct JSONMember: Hashable, Sendable {
  public let key: String
  public let value: JSONValue

  public init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}

/// How much of a text is taken apart at most.
public struct JSONLimits: Hashable, Sendable {
  /// Objects and lists inside each other.
  public var depth: Int
  /// Values of any kind, keys not counted: what bounds the memory of hostile lists.
  public var values: Int

  public init(depth: Int = InterchangeLimits.depth, values: Int = 100_000) {
    self.depth = depth
    self.values = values
  }
}

/// Why a text is no JSON value.
public enum JSONValueFault: Error, Hashable, Sendable {
  /// Not JSON from this byte on, counted from 0.
  case notJSON(offset: Int, flaw: JSONFlaw)
  /// An object names a key twice; the pointer leads to the second one.
  case duplicateKey(JSONPointer)
  /// More values than the limit.
  case tooManyValues(max: Int)
}

/// The place of a value in a JSON text.
///
/// Source: RFC 6901.
public struct JSONPointer: Hashable, Sendable {
  /// Keys and indices from the outermost in.
  public var parts: [String]

  public init(_ parts: [String] = []) {
    self.parts = parts
  }

  /// The text form, such as `/data/aliases/2`; empty for the whole text.
  public var text: String {
    parts.map { "/" + JSONPointer.escaped($0) }.joined()
  }

  /// The place one step further in.
  public func appending(_ part: String) -> JSONPointer { JSONPointer(parts + [part]) }

  private static func escaped(_ part: String) -> String {
    guard part.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
      return part
    }
    return part.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
  }
}

// MARK: - Looking into a value

extension JSONValue {
  /// The value of a member; nil for an absent one and for anything that is no object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// An item of a list; nil beyond its end and for anything that is no list.
  public subscript(index: Int) -> JSONValue? {
    guard case .list(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }

  /// The text; nil for any other kind of value.
  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The whole number; nil for any other kind of value, and beyond 64 bits.
  public var wholeNumber: Int64? {
    if case .number(let text) = self { Int64(text) } else { nil }
  }

  public var bool: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }

  /// The items; nil for anything that is no list.
  public var items: [JSONValue]? {
    if case .list(let items) = self { items } else { nil }
  }

  /// The members; nil for anything that is no object.
  public var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }
}

// MARK: - Writing

extension JSONBuilder {
  /// A value as it was read, compact.
  public mutating func item(_ value: JSONValue) {
    switch value {
    case .null: nullItem()
    case .bool(let flag): item(flag)
    case .number(let text): item(decimal: text)
    case .text(let text): item(text)
    case .list(let items):
      list { json in
        for value in items { json.item(value) }
      }
    case .object(let members):
      object { json in
        for member in members { json.field(member.key, member.value) }
      }
    }
  }

  /// A member whose value is written as it was read.
  public mutating func field(_ key: String, _ value: JSONValue) {
    field(key) { $0.item(value) }
  }
}
