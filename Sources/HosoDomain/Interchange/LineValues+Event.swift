extension LineValues {
  func occurredAt() throws(LineFault) -> OccurredAt? {
    try time(.occurredAt) { bytes throws(TimestampFault) in try OccurredAt(rfc3339: bytes) }
  }

  // Codes of digits only are read without making a text of them; one that is wrong takes the
  // long way and learns why.

  func office(_ field: InterchangeField) throws(LineFault) -> PostOfficeCode? {
    if let office = digits(field, count: 6).flatMap(PostOfficeCode.init(number:)) { return office }
    return try code(field, PostOfficeCode.init)
  }

  func province() throws(LineFault) -> ProvinceCode? {
    let number = digits(.province, count: 2).map { UInt8(truncatingIfNeeded: $0) }
    if let province = number.flatMap(ProvinceCode.init(number:)) { return province }
    return try code(.province, ProvinceCode.init)
  }

  func commune() throws(LineFault) -> CommuneCode? {
    if let commune = digits(.commune, count: 5).flatMap(CommuneCode.init(number:)) {
      return commune
    }
    return try code(.commune, CommuneCode.init)
  }

  func date(_ field: InterchangeField) throws(LineFault) -> LocalDate? {
    guard let text = try text(field) else { return nil }
    guard let date = LocalDate(iso: text) else { throw fault(field, .notADate) }
    return date
  }

  /// Free text; an empty one says nothing and counts as absent, as it does in a CSV cell.
  func freeText(_ field: InterchangeField) throws(LineFault) -> String? {
    let text = try withBytes(field) { bytes throws(LineFault) in
      guard bytes.count <= InterchangeLimits.reasonBytes else {
        throw fault(field, .tooLong(max: InterchangeLimits.reasonBytes))
      }
      if let offset = bytes.firstControlCharacter {
        throw fault(field, .controlCharacter(offset: offset))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }

  static func scanned(
    _ raw: String, of field: String, by rules: CodeRules
  ) throws(LineFault) -> (alias: Alias, normalised: Bool) {
    guard raw.utf8.count <= InterchangeLimits.scannedBytes else {
      throw LineFault(field: field, reason: .tooLong(max: InterchangeLimits.scannedBytes))
    }
    do throws(CodeFault) {
      return try Alias.scanned(raw, by: rules)
    } catch {
      throw LineFault(field: field, reason: .code(error))
    }
  }

  /// The further codes of an event, each once and none that it already has.
  func aliases(except known: [Alias], by rules: CodeRules) throws(LineFault) -> [Alias] {
    var aliases: [Alias] = []
    try forEachText(of: .aliases, max: InterchangeLimits.aliases) { text, name throws(LineFault) in
      let alias = try Self.scanned(text, of: name, by: rules).alias
      if !known.contains(alias) && !aliases.contains(alias) { aliases.append(alias) }
    }
    return aliases
  }

  /// Hands over the texts of a list, each with the name of its place.
  func forEachText(
    of field: InterchangeField, max: Int,
    _ body: (String, String) throws(LineFault) -> Void
  ) throws(LineFault) {
    guard let list = token(field) else { return }
    guard list.kind == .array else { throw fault(field, .wrongType(expected: .list)) }
    var cursor = JSONCursor(bytes, at: Int(list.start))
    var index = 0
    while let token = try nextItem(&cursor, of: field, isFirst: index == 0) {
      guard index < max else { throw fault(field, .tooMany(max: max)) }
      let name = "\(field.name)[\(index)]"
      guard token.isText else { throw LineFault(field: name, reason: .wrongType(expected: .text)) }
      try body(try text(token, of: field), name)
      index += 1
    }
  }

  private func nextItem(
    _ cursor: inout JSONCursor, of field: InterchangeField, isFirst: Bool
  ) throws(LineFault) -> JSONToken? {
    do throws(JSONFault) {
      if isFirst { try cursor.open(UInt8(ascii: "[")) }
      guard try cursor.hasNext(before: UInt8(ascii: "]"), isFirst: isFirst) else { return nil }
      return try cursor.value()
    } catch {
      throw LineFault(error, in: field.name)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the first control character of valid UTF-8 text starts.
  ///
  /// Source: The Unicode Standard, general category Cc: U+0000-001F and U+007F-009F.
  fileprivate var firstControlCharacter: Int? {
    indices.first { index in
      let byte = self[index]
      return byte < 0x20 || byte == 0x7F
        || (byte == 0xC2 && index + 1 < count && self[index + 1] < 0xA0)
    }
  }
}
