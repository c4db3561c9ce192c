/// The values of one object of a line: found, but not yet understood.
///
/// Syntax is checked for the whole object first, so a line that is not JSON says so, whatever
/// else is wrong with it.
struct LineValues {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Put before a field's name in faults, such as `set.`.
  private let path: String
  private var tokens = InlineArray<32, JSONToken>(repeating: .absent)
  private var seen: FieldSet = []
  /// The fields that have a value other than null, which counts as absent.
  private(set) var present: FieldSet = []
  /// The first field that may not stand here; to be thrown once the line is known to be JSON.
  private(set) var misplaced: LineFault?

  /// Reads the object at the cursor to its end.
  init(
    _ cursor: inout JSONCursor, names: NameTable, known: FieldSet, path: String
  ) throws(LineFault) {
    bytes = cursor.bytes
    self.path = path
    do throws(JSONFault) {
      try cursor.open(UInt8(ascii: "{"))
    } catch {
      throw LineFault(error)
    }
    var isFirst = true
    var next = 0
    while let key = try Self.nextKey(&cursor, isFirst: isFirst) {
      isFirst = false
      let name = PackedName(bytes, from: Int(key.start), to: Int(key.end))
      let place =
        key.kind == .escapedText
        ? try Self.place(ofEscaped: key, in: bytes, names: names)
        : name.flatMap { names.find($0, near: next) }
      guard let place, let field = InterchangeField(rawValue: UInt8(truncatingIfNeeded: place)),
        known.contains(FieldSet(field))
      else {
        try skipUnknown(key, &cursor)
        continue
      }
      next = place + 1
      try add(field, &cursor)
    }
  }

  private static func nextKey(
    _ cursor: inout JSONCursor, isFirst: Bool
  ) throws(LineFault) -> JSONToken? {
    do throws(JSONFault) {
      guard try cursor.hasNext(before: UInt8(ascii: "}"), isFirst: isFirst) else { return nil }
      return try cursor.key()
    } catch {
      throw LineFault(error)
    }
  }

  private static func place(
    ofEscaped key: JSONToken, in bytes: UnsafeBufferPointer<UInt8>, names: NameTable
  ) throws(LineFault) -> Int? {
    do throws(JSONFault) {
      let resolved = try JSONCursor.resolved(key, of: bytes)
      return resolved.withUnsafeBufferPointer { name in
        PackedName(name, from: 0, to: name.count).flatMap { names.find($0) }
      }
    } catch {
      throw LineFault(error)
    }
  }

  private mutating func add(
    _ field: InterchangeField, _ cursor: inout JSONCursor
  ) throws(LineFault) {
    let token: JSONToken
    do throws(JSONFault) {
      token = try cursor.value()
    } catch {
      throw LineFault(error, in: path + field.name)
    }
    guard seen.insert(FieldSet(field)).inserted else {
      misplaced = misplaced ?? fault(field, .duplicateField)
      return
    }
    tokens[Int(field.rawValue)] = token
    if token.kind != .null { present.insert(FieldSet(field)) }
  }

  private mutating func skipUnknown(
    _ key: JSONToken, _ cursor: inout JSONCursor
  ) throws(LineFault) {
    do throws(JSONFault) {
      let name = try JSONCursor.string(key, of: bytes)
      _ = try cursor.value()
      let quoted = path + name.prefix(InterchangeLimits.quotedCharacters)
      misplaced = misplaced ?? LineFault(field: quoted, reason: .unknownField)
    } catch {
      throw LineFault(error)
    }
  }

  func fault(_ field: InterchangeField, _ reason: LineFault.Reason) -> LineFault {
    LineFault(field: path + field.name, reason: reason)
  }
}

// MARK: - Understanding values

extension LineValues {
  /// The value of a field; nil when it is absent or null.
  func token(_ field: InterchangeField) -> JSONToken? {
    present.contains(FieldSet(field)) ? tokens[Int(field.rawValue)] : nil
  }

  func required<Value>(
    _ field: InterchangeField, _ value: Value?
  ) throws(LineFault) -> Value {
    guard let value else { throw fault(field, .missing) }
    return value
  }

  func text(_ field: InterchangeField) throws(LineFault) -> String? {
    guard let token = token(field) else { return nil }
    return try text(token, of: field)
  }

  func text(_ token: JSONToken, of field: InterchangeField) throws(LineFault) -> String {
    guard token.isText else { throw fault(field, .wrongType(expected: .text)) }
    do throws(JSONFault) {
      return try JSONCursor.string(token, of: bytes)
    } catch {
      throw LineFault(error, in: path + field.name)
    }
  }

  /// The bytes of a text as they are meant, escapes resolved.
  func withBytes<Value>(
    _ field: InterchangeField,
    _ body: (UnsafeBufferPointer<UInt8>) throws(LineFault) -> Value
  ) throws(LineFault) -> Value? {
    guard let token = token(field) else { return nil }
    guard token.isText else { throw fault(field, .wrongType(expected: .text)) }
    if token.kind == .plainText {
      return try body(bytes.slice(token))
    }
    let resolved: [UInt8]
    do throws(JSONFault) {
      resolved = try JSONCursor.resolved(token, of: bytes)
    } catch {
      throw LineFault(error, in: path + field.name)
    }
    return try resolved.withUnsafeBufferPointer { bytes throws(LineFault) in try body(bytes) }
  }

  func code<Code>(
    _ field: InterchangeField, _ make: (String) throws(CodeFault) -> Code
  ) throws(LineFault) -> Code? {
    guard let text = try text(field) else { return nil }
    do throws(CodeFault) {
      return try make(text)
    } catch {
      throw fault(field, .code(error))
    }
  }

  func time<Time>(
    _ field: InterchangeField,
    _ make: (UnsafeBufferPointer<UInt8>) throws(TimestampFault) -> Time
  ) throws(LineFault) -> Time? {
    try withBytes(field) { bytes throws(LineFault) in
      do throws(TimestampFault) {
        return try make(bytes)
      } catch {
        throw fault(field, .timestamp(error))
      }
    }
  }

  /// One of a closed list of names, as its place in the list.
  func place(_ field: InterchangeField, in names: NameTable) throws(LineFault) -> Int? {
    try withBytes(field) { bytes throws(LineFault) in
      let name = PackedName(bytes, from: 0, to: bytes.count)
      if let place = name.flatMap({ names.find($0) }) { return place }
      let text = String(decoding: bytes, as: UTF8.self)
      throw fault(field, .unknownValue(String(text.prefix(InterchangeLimits.quotedCharacters))))
    }
  }

  func wholeNumber(
    _ field: InterchangeField, in range: ClosedRange<Int64>
  ) throws(LineFault) -> Int64? {
    guard let token = token(field) else { return nil }
    guard token.kind == .wholeNumber else {
      throw fault(field, .wrongType(expected: .wholeNumber))
    }
    guard let number = bytes.slice(token).wholeNumber(upTo: range.upperBound),
      range.contains(number)
    else {
      throw fault(field, .outOfRange(min: range.lowerBound, max: range.upperBound))
    }
    return number
  }
}

extension UnsafeBufferPointer<UInt8> {
  func slice(_ token: JSONToken) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: self[Int(token.start)..<Int(token.end)])
  }

  /// The value of digits; nil beyond `max` and for a sign, since no field may be below 0.
  fileprivate func wholeNumber(upTo max: Int64) -> Int64? {
    var number: Int64 = 0
    for digit in self {
      guard digit != UInt8(ascii: "-"), number <= max else { return nil }
      let (product, overflows) = number.multipliedReportingOverflow(by: 10)
      let (sum, exceeds) = product.addingReportingOverflow(Int64(digit & 0x0F))
      guard !overflows, !exceeds else { return nil }
      number = sum
    }
    return number
  }
}
