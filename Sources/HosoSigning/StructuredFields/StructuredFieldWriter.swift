// How structured fields are written, in the one form RFC 9651 section 4.1 gives a value. What the
// grammar cannot say is nil: a key, token or string with other letters, a number with more digits.

internal import HosoCrypto

extension BareItem {
  private static let integerMax: Int64 = 999_999_999_999_999

  /// The value's text; nil if the grammar has none.
  public var serialized: String? {
    switch self {
    case .integer(let number):
      (-BareItem.integerMax...BareItem.integerMax).contains(number) ? String(number) : nil
    case .decimal(let thousandths): BareItem.decimalText(thousandths)
    case .string(let text): BareItem.stringText(text)
    case .token(let text):
      text.utf8.first.map(StructuredLetters.isTokenStart) == true
        && text.utf8.allSatisfy(StructuredLetters.isToken) ? text : nil
    case .bytes(let bytes): ":" + Base64.encode(bytes) + ":"
    case .boolean(let isTrue): isTrue ? "?1" : "?0"
    case .date(let seconds): BareItem.integer(seconds).serialized.map { "@" + $0 }
    case .displayString(let text): BareItem.displayText(text)
    }
  }

  private static func decimalText(_ thousandths: Int64) -> String? {
    guard (-integerMax...integerMax).contains(thousandths) else { return nil }
    let (whole, fraction) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1_000)
    var digits = String(String(fraction + 1_000).dropFirst())
    while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }  // Bounded by 3 digits.
    return (thousandths < 0 ? "-" : "") + "\(whole).\(digits)"
  }

  private static func stringText(_ text: String) -> String? {
    guard text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else { return nil }
    return "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }

  private static func displayText(_ text: String) -> String {
    let plain = text.utf8.map { byte in
      (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "%") && byte != UInt8(ascii: "\"")
        ? String(Unicode.Scalar(byte)) : "%" + Hexadecimal.text(of: [byte])
    }
    return "%\"" + plain.joined() + "\""
  }
}

extension KeyedValues {
  static func isKey(_ key: String) -> Bool {
    key.utf8.first.map(StructuredLetters.isKeyStart) == true
      && key.utf8.allSatisfy(StructuredLetters.isKey)
  }
}

extension KeyedValues where Value == BareItem {
  /// `;key=value` for each, `;key` for what is true.
  public var serialized: String? {
    var text = ""
    for entry in entries {
      guard Self.isKey(entry.key), let value = entry.value.serialized else { return nil }
      text += ";" + entry.key + (entry.value == .boolean(true) ? "" : "=" + value)
    }
    return text
  }
}

extension KeyedValues where Value == StructuredMember {
  /// `key=value` for each, with a comma and a blank between; empty for no members.
  public var serialized: String? {
    var parts: [String] = []
    for entry in entries {
      guard Self.isKey(entry.key) else { return nil }
      if case .item(let item) = entry.value, item.value == .boolean(true) {
        guard let parameters = item.parameters.serialized else { return nil }
        parts.append(entry.key + parameters)
      } else {
        guard let value = entry.value.serialized else { return nil }
        parts.append(entry.key + "=" + value)
      }
    }
    return parts.joined(separator: ", ")
  }
}

extension StructuredItem {
  /// The item's text; nil if the grammar has none.
  public var serialized: String? {
    guard let value = value.serialized, let parameters = parameters.serialized else { return nil }
    return value + parameters
  }
}

extension InnerList {
  /// The list's text; nil if the grammar has none.
  public var serialized: String? {
    let texts = items.compactMap(\.serialized)
    guard texts.count == items.count, let parameters = parameters.serialized else { return nil }
    return "(" + texts.joined(separator: " ") + ")" + parameters
  }
}

extension StructuredMember {
  /// The member's text; nil if the grammar has none.
  public var serialized: String? {
    switch self {
    case .item(let item): item.serialized
    case .innerList(let list): list.serialized
    }
  }
}
