internal import RawStructuredFieldValues

/// How much of a field is read; at least what every parser has to take (RFC 9651 section 3).
struct StructuredFieldLimits: Sendable {
  /// A whole field: what the library's work is bounded by.
  var bytesMax: Int
  /// Members of a list or dictionary.
  var membersMax = 1_024
  /// Items of an inner list.
  var innerItemsMax = 256
  /// Parameters of one item or inner list.
  var parametersMax = 256

  /// Limits for a field of at most so many bytes; usual senders need a tenth of the default.
  init(bytesMax: Int = 16_384) {
    self.bytesMax = bytesMax
  }
}

/// What a dictionary's field says, by key.
typealias StructuredDictionary = OrderedMap<String, ItemOrInnerList>

/// Reads header fields of the structured types of RFC 9651, which replaced RFC 8941.
///
/// The grammar is the library's; here is what it leaves open: limits, which bytes are base 64, and
/// where a fault is. The lines of a field that came more than once are joined with a comma first,
/// which is part of the grammar of lists and dictionaries.
public enum StructuredField {
  /// The text of a field that is a string, such as `Idempotency-Key`; nil for any other field.
  public static func string(_ text: String) -> String? {
    guard case .string(let string) = try? item(text).rfc9651BareItem else { return nil }
    return string
  }

  /// A field that is one item.
  static func item(
    _ text: String, limits: StructuredFieldLimits = StructuredFieldLimits()
  ) throws(StructuredFieldFault) -> Item {
    var item = try parsed(text, as: .item, limits) { try $0.parseItemFieldValue() }
    try StructuredFieldCheck(text: text, limits: limits).settle(&item)
    return item
  }

  /// A field that is a list; an empty one has no members.
  static func list(
    _ text: String, limits: StructuredFieldLimits = StructuredFieldLimits()
  ) throws(StructuredFieldFault) -> [ItemOrInnerList] {
    var list = try parsed(text, as: .list, limits) { try $0.parseListFieldValue() }
    try StructuredFieldCheck(text: text, limits: limits).settle(&list)
    return list
  }

  /// A field that is a dictionary, such as `Signature-Input`; an empty one has no members.
  static func dictionary(
    _ text: String, limits: StructuredFieldLimits = StructuredFieldLimits()
  ) throws(StructuredFieldFault) -> StructuredDictionary {
    var dictionary = try parsed(text, as: .dictionary, limits) {
      try $0.parseDictionaryFieldValue()
    }
    try StructuredFieldCheck(text: text, limits: limits).settle(&dictionary)
    return dictionary
  }

  private static func parsed<Value>(
    _ text: String, as type: FieldType, _ limits: StructuredFieldLimits,
    _ parse: (inout StructuredFieldValueParser<[UInt8]>) throws -> Value
  ) throws(StructuredFieldFault) -> Value {
    let bytes = Array(text.utf8)
    guard bytes.count <= limits.bytesMax else {
      throw StructuredFieldFault(
        offset: limits.bytesMax, reason: .tooMany(max: limits.bytesMax))
    }
    do {
      var parser = StructuredFieldValueParser(bytes)
      return try parse(&parser)
    } catch {
      throw type.fault(in: bytes)
    }
  }
}
