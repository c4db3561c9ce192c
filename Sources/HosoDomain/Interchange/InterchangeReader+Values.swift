extension InterchangeReader {
  /// Reads one event from values that were read before, as if they stood in a line.
  ///
  /// For whoever had to look into a text before it could be known what is a line in it.
  public mutating func read(_ members: [JSONMember]) throws(LineFault) -> InterchangeLine {
    let laid = try LaidValues(members, names: fieldNames)
    guard laid.bytes.count <= InterchangeLimits.lineBytes else {
      throw LineFault(field: nil, reason: .tooLong(max: InterchangeLimits.lineBytes))
    }
    return try laid.bytes.withUnsafeBufferPointer { bytes throws(LineFault) in
      try understood(LineValues(laid, in: bytes))
    }
  }
}

/// Values that were read before, laid out as the reader finds them in a line: texts without their
/// escapes, one behind the other.
struct LaidValues {
  private(set) var bytes: [UInt8] = []
  private(set) var tokens = [JSONToken](
    repeating: .absent, count: InterchangeField.allCases.count)
  private(set) var present: FieldSet = []

  init(_ members: [JSONMember], names: PackedNames) throws(LineFault) {
    var seen: FieldSet = []
    for member in members {
      let place = Array(member.key.utf8).withUnsafeBufferPointer { name in
        PackedName(name, from: 0, to: name.count).flatMap { names.find($0) }
      }
      guard let field = place.flatMap({ InterchangeField(rawValue: UInt8(truncatingIfNeeded: $0)) })
      else {
        let quoted = String(member.key.prefix(InterchangeLimits.quotedCharacters))
        throw LineFault(field: quoted, reason: .unknownField)
      }
      guard seen.insert(FieldSet(field)).inserted else {
        throw LineFault(field: field.name, reason: .duplicateField)
      }
      tokens[Int(field.rawValue)] = lay(member.value)
      if member.value != .null { present.insert(FieldSet(field)) }
    }
  }

  private mutating func lay(_ value: JSONValue) -> JSONToken {
    switch value {
    case .null: return .absent
    case .bool(let flag): return lay(flag ? "true" : "false", .bool)
    case .number(let text):
      let isWhole = text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || 0x30...0x39 ~= $0 }
      return lay(text, isWhole ? .wholeNumber : .otherNumber)
    case .text(let text): return lay(text, .plainText)
    case .list: return layWritten(value, .array)
    case .object: return layWritten(value, .object)
    }
  }

  private mutating func lay(_ text: String, _ kind: JSONToken.Kind) -> JSONToken {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    return token(kind, from: start)
  }

  /// What has values inside is written out: it is gone through item by item.
  private mutating func layWritten(_ value: JSONValue, _ kind: JSONToken.Kind) -> JSONToken {
    let start = bytes.count
    var json = JSONBuilder()
    json.item(value)
    bytes.append(contentsOf: json.bytes)
    return token(kind, from: start)
  }

  private func token(_ kind: JSONToken.Kind, from start: Int) -> JSONToken {
    JSONToken(
      kind: kind, start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: bytes.count))
  }
}
