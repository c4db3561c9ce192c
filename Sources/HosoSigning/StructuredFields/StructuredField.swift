/// A value without structure of its own (RFC 9651 section 3.3).
public enum BareItem: Hashable, Sendable {
  /// At most fifteen digits.
  case integer(Int64)
  /// A number with up to three digits after the point, in thousandths: 1.5 is 1500.
  case decimal(thousandths: Int64)
  /// Visible ASCII and blanks.
  case string(String)
  /// A word without quotes.
  case token(String)
  case bytes([UInt8])
  case boolean(Bool)
  /// Seconds since 1970.
  case date(Int64)
  /// Any text.
  case displayString(String)
}

/// Values by key, in the order in which the keys first came; a later value replaces an earlier.
public struct KeyedValues<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The keys with their values, in order.
  public struct Entry: Hashable, Sendable {
    public let key: String
    public internal(set) var value: Value
  }

  public private(set) var entries: [Entry] = []
  private var places: [String: Int] = [:]

  public init() {}

  /// The value of a key.
  public subscript(key: String) -> Value? {
    places[key].map { entries[$0].value }
  }

  /// Adds a key at the end, or replaces its value where it is.
  public mutating func set(_ value: Value, for key: String) {
    if let place = places[key] {
      entries[place].value = value
    } else {
      places[key] = entries.count
      entries.append(Entry(key: key, value: value))
    }
  }
}

/// What is said about an item, list or member behind semicolons.
public typealias Parameters = KeyedValues<BareItem>

/// A value with its parameters.
public struct StructuredItem: Hashable, Sendable {
  public var value: BareItem
  public var parameters: Parameters

  public init(_ value: BareItem, _ parameters: Parameters = Parameters()) {
    self.value = value
    self.parameters = parameters
  }
}

/// Items in parentheses, with parameters of the whole.
public struct InnerList: Hashable, Sendable {
  public var items: [StructuredItem]
  public var parameters: Parameters

  public init(_ items: [StructuredItem], _ parameters: Parameters = Parameters()) {
    self.items = items
    self.parameters = parameters
  }
}

/// What a list or dictionary is made of.
public enum StructuredMember: Hashable, Sendable {
  case item(StructuredItem)
  case innerList(InnerList)
}

/// Members by key.
public typealias StructuredDictionary = KeyedValues<StructuredMember>

/// Why a field is not what its type says.
///
/// Nothing is read from a field that has a fault (RFC 9651 section 4.2: it is ignored as a whole,
/// or the message refused).
public struct StructuredFieldFault: Error, Hashable, Sendable {
  /// Bytes before the place where reading stopped.
  public let offset: Int
  public let reason: Reason

  /// What was found there.
  public enum Reason: Hashable, Sendable {
    /// A byte that cannot stand there.
    case unexpected(UInt8)
    /// The field ends where more is needed.
    case unexpectedEnd
    /// A number with more digits than a number may have.
    case numberTooLong
    /// Bytes that are not base 64.
    case notBase64
    /// A display string that is not UTF-8.
    case notUTF8
    /// More bytes, members, items or parameters than are read.
    case tooMany(max: Int)
  }
}

/// How much of a field is read; at least what every parser has to take (RFC 9651 section 3).
public struct StructuredFieldLimits: Sendable {
  /// A whole field.
  public var bytesMax: Int
  /// Members of a list or dictionary.
  public var membersMax = 1_024
  /// Items of an inner list.
  public var innerItemsMax = 256
  /// Parameters of one item or inner list.
  public var parametersMax = 256

  /// Limits for a field of at most so many bytes; usual senders need a tenth of the default.
  public init(bytesMax: Int = 16_384) {
    self.bytesMax = bytesMax
  }
}

/// Reads header fields of the structured types of RFC 9651, which replaced RFC 8941.
///
/// The lines of a field that came more than once are joined with a comma first, which is part of
/// the grammar of lists and dictionaries.
public enum StructuredField {
  /// A field that is one item, such as `Idempotency-Key`.
  public static func item(
    _ text: String, limits: StructuredFieldLimits = StructuredFieldLimits()
  ) throws(StructuredFieldFault) -> StructuredItem {
    var parser = try StructuredFieldParser(text, limits: limits)
    let item = try parser.item()
    try parser.end()
    return item
  }

  /// A field that is a list; an empty one has no members.
  public static func list(
    _ text: String, limits: StructuredFieldLimits = StructuredFieldLimits()
  ) throws(StructuredFieldFault) -> [StructuredMember] {
    var parser = try StructuredFieldParser(text, limits: limits)
    return try parser.list()
  }

  /// A field that is a dictionary, such as `Signature-Input`; an empty one has no members.
  public static func dictionary(
    _ text: String, limits: StructuredFieldLimits = StructuredFieldLimits()
  ) throws(StructuredFieldFault) -> StructuredDictionary {
    var parser = try StructuredFieldParser(text, limits: limits)
    return try parser.dictionary()
  }
}
