/// The values of one object of a line: found, but not yet understood.
///
/// Syntax is checked for the whole object first, so a line that is not JSON says so, whatever
/// else is wrong with it.
struct LineValues: ~Copyable {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Put before a field's name in faults, such as `set.`.
  private let path: StaticString
  /// One place for each field, of no meaning unless the field is `present`.
  private var tokens: [JSONToken]
  private var seen: FieldSet = []
  /// The fields that have a value other than null, which counts as absent.
  private(set) var present: FieldSet = []
  /// The first field that may not stand here; to be thrown once the line is known to be JSON.
  private(set) var misplaced: LineFault?

  /// Reads the object at the cursor to its end, with the storage of an earlier line if any.
  init(
    _ cursor: inout JSONCursor, names: PackedNames, known: FieldSet, path: StaticString,
    storage: consuming [JSONToken] = []
  ) throws(LineFault) {
    bytes = cursor.bytes
    self.path = path
    var current: InterchangeField?
    tokens =
      storage.isEmpty
      ? Array(repeating: .absent, count: InterchangeField.allCases.count) : storage
    do throws(JSONFault) {
      try cursor.open(UInt8(ascii: "{"))
      var next = 0
      var isFirst = true
      while try cursor.hasNext(before: UInt8(ascii: "}"), isFirst: isFirst) {
        isFirst = false
        let key = cursor
        guard let place = try Self.place(&cursor, in: names, near: next),
          let field = InterchangeField(rawValue: UInt8(truncatingIfNeeded: place)),
          known.contains(FieldSet(field))
        else {
          try skipUnknown(key, &cursor)
          continue
        }
        next = place + 1
        current = field
        try add(field, &cursor)
        current = nil
      }
    } catch {
      guard let current else { throw LineFault(error) }
      throw LineFault(error, in: "\(path)\(current.name)")
    }
  }

  /// Values that were read before.
  ///
  /// - Parameter bytes: Those of `laid`.
  init(_ laid: LaidValues, in bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    path = ""
    tokens = laid.tokens
    present = laid.present
  }

  /// Gives the storage back when the line is understood.
  consuming func storage() -> [JSONToken] { tokens }

  /// The place of the key at the cursor in the list of names; leaves the cursor at its value.
  @inline(__always)
  private static func place(
    _ cursor: inout JSONCursor, in names: PackedNames, near hint: Int
  ) throws(JSONFault) -> Int? {
    guard let name = cursor.shortKey() else { return try place(ofLongKey: &cursor, in: names) }
    try cursor.skipColon()
    return names.find(name, near: hint)
  }

  private static func place(
    ofLongKey cursor: inout JSONCursor, in names: PackedNames
  ) throws(JSONFault) -> Int? {
    let key = try cursor.key()
    guard key.kind == .escapedText else {
      return PackedName(cursor.bytes, from: Int(key.start), to: Int(key.end))
        .flatMap { names.find($0) }
    }
    let resolved = try JSONCursor.resolved(key, of: cursor.bytes)
    return resolved.withUnsafeBufferPointer { name in
      PackedName(name, from: 0, to: name.count).flatMap { names.find($0) }
    }
  }

  @inline(__always)
  private mutating func add(
    _ field: InterchangeField, _ cursor: inout JSONCursor
  ) throws(JSONFault) {
    let token = try cursor.value()
    guard seen.insert(FieldSet(field)).inserted else {
      if misplaced == nil { misplaced = fault(field, .duplicateField) }
      return
    }
    tokens[Int(field.rawValue)] = token
    if token.kind != .null { present.insert(FieldSet(field)) }
  }

  private mutating func skipUnknown(
    _ key: JSONCursor, _ cursor: inout JSONCursor
  ) throws(JSONFault) {
    _ = try cursor.value()
    guard misplaced == nil else { return }
    var key = key
    let name = try JSONCursor.string(try key.key(), of: bytes)
    let quoted = "\(path)" + name.prefix(InterchangeLimits.quotedCharacters)
    misplaced = LineFault(field: quoted, reason: .unknownField)
  }

  private func name(of field: InterchangeField) -> String { "\(path)\(field.name)" }

  func fault(_ field: InterchangeField, _ reason: LineFault.Reason) -> LineFault {
    LineFault(field: name(of: field), reason: reason)
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
      throw LineFault(error, in: name(of: field))
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
      throw LineFault(error, in: name(of: field))
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

  /// The number that exactly `count` digits make; nil for any other text.
  func digits(_ field: InterchangeField, count: Int32) -> UInt32? {
    guard let token = token(field), token.kind == .plainText, token.end - token.start == count
    else { return nil }
    return bytes.slice(token).wholeNumber(upTo: 999_999).map { UInt32(truncatingIfNeeded: $0) }
  }

  /// Whether a field is a text of just these bytes, without an escape.
  func has(_ text: [UInt8], in field: InterchangeField) -> Bool {
    guard let token = token(field), token.kind == .plainText else { return false }
    return bytes.slice(token).elementsEqual(text)
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
  func place(_ field: InterchangeField, in names: PackedNames) throws(LineFault) -> Int? {
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

  /// The value of digits; nil beyond `max` and for anything else, such as a sign: no field may
  /// be below 0.
  fileprivate func wholeNumber(upTo max: Int64) -> Int64? {
    var number: Int64 = 0
    for byte in self {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10, number <= max else { return nil }
      let (product, overflows) = number.multipliedReportingOverflow(by: 10)
      let (sum, exceeds) = product.addingReportingOverflow(Int64(digit))
      guard !overflows, !exceeds else { return nil }
      number = sum
    }
    return number
  }
}
