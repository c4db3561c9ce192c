// How structured fields are written, in the one form RFC 9651 section 4.1 gives a value. What the
// grammar cannot say is nil: a key, token or string with other letters, a number with more digits.

internal import RawStructuredFieldValues

extension ItemOrInnerList {
  /// The member's text; nil if the grammar has none.
  var serialized: String? {
    var serializer = StructuredFieldValueSerializer()
    return (try? serializer.writeListFieldValue([self])).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension Item {
  /// The item's text; nil if the grammar has none.
  var serialized: String? { ItemOrInnerList.item(self).serialized }
}

extension InnerList {
  /// The list's text; nil if the grammar has none.
  var serialized: String? { ItemOrInnerList.innerList(self).serialized }
}

extension StructuredDictionary {
  /// `key=value` for each, with a comma and a blank between; empty for no members.
  var serialized: String? {
    guard self[""] == nil else { return nil }  // The library writes a key of no letters.
    var serializer = StructuredFieldValueSerializer()
    return (try? serializer.writeDictionaryFieldValue(self))
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
