internal import HosoDomain

/// What the bytes of a desk's own event say of a paper or a shift.
struct DecodedRecord {
  private var number: RecordNumber?
  private var from: RecordedAt?
  private var to: RecordedAt?
  private var digest: ContentDigest?

  /// Reads one field; false if its payload is not well-formed.
  mutating func take(_ tag: EventBytes.Tag, _ payload: UnsafeRawBufferPointer) -> Bool {
    if tag == .number {
      number = String(validating: payload, as: UTF8.self).flatMap { try? RecordNumber($0) }
      return number != nil
    }
    if tag == .digest {
      digest = ContentDigest([UInt8](payload))
      return digest != nil
    }
    guard let moment = EventBytesCursor.signed(payload).map(RecordedAt.init(microseconds:)) else {
      return false
    }
    if tag == .from { from = moment } else { to = moment }
    return true
  }

  private var span: RecordedSpan? {
    from.flatMap { from in to.flatMap { RecordedSpan(from: from, to: $0) } }
  }

  /// Nil where the bytes say nothing.
  var record: DeskRecord? {
    var record = DeskRecord()
    record.number = number
    record.span = span
    record.digest = digest
    return record.isEmpty ? nil : record
  }

  /// Whether the two ends of a stretch stand together, and in their order.
  var isWhole: Bool { span != nil || (from == nil && to == nil) }
}
