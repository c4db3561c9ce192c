/// A row of a table as bytes, the same whatever made the table.
///
/// A value is a byte that says its kind, then: nothing for null (0), a zigzag varint for a whole
/// number (1), a length as a varint and so many bytes for text in UTF-8 (2) and for bytes (3).
public struct PackRow: Hashable, Sendable {
  /// One value of a row.
  public enum Value: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
  }

  public let values: [Value]

  public init(_ values: [Value]) {
    self.values = values
  }

  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for value in values {
      switch value {
      case .null: bytes.append(0)
      case .integer(let number):
        bytes.append(1)
        EventBytes.append(signed: number, to: &bytes)
      case .text(let text): PackRow.append(2, Array(text.utf8), to: &bytes)
      case .bytes(let payload): PackRow.append(3, payload, to: &bytes)
      }
    }
    return bytes
  }

  /// Reads what `bytes` wrote; nil for anything else.
  public init?(bytes: [UInt8]) {
    let values = bytes.withUnsafeBytes { raw -> [Value]? in
      var values: [Value] = []
      var offset = 0
      while offset < raw.count {  // Bounded by the bytes: each value takes some.
        guard let value = PackRow.value(raw, &offset) else { return nil }
        values.append(value)
      }
      return values
    }
    guard let values else { return nil }
    self.values = values
  }

  private static func append(_ kind: UInt8, _ payload: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(kind)
    EventBytes.append(varint: UInt64(payload.count), to: &bytes)
    bytes += payload
  }

  private static func value(_ raw: UnsafeRawBufferPointer, _ offset: inout Int) -> Value? {
    let kind = raw[offset]
    offset += 1
    if kind == 0 { return .null }
    guard 1...3 ~= kind, let number = EventBytesCursor.varint(raw, &offset) else { return nil }
    if kind == 1 { return .integer(EventBytesCursor.signed(number)) }
    guard number <= UInt64(raw.count - offset) else { return nil }
    let payload = [UInt8](raw[offset..<offset + Int(number)])
    offset += payload.count
    guard kind == 2 else { return .bytes(payload) }
    return String(validating: payload, as: UTF8.self).map { .text($0) }
  }
}
