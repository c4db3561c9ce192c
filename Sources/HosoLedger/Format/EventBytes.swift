internal import HosoDomain

/// The canonical bytes of an event: layout and the cursor that walks them.
///
/// A format byte, the type number, the time of occurrence as eight bytes (milliseconds, most
/// significant first), then fields in ascending order of their tag: tag byte, length as a
/// varint, payload. Text is UTF-8, numbers are shortest unsigned LEB128, signed ones
/// zigzag first. The format is pinned by vectors in Fixtures/events and described in
/// docs/ledger-format.md.
enum EventBytes {
  static let format: UInt8 = 1
  static let headerLength = 10

  /// Field tags.
  ///
  /// Published: a number is never changed or used again.
  enum Tag: UInt8 {
    case source = 1
    case sequence = 2
    /// Left out when the id is the source, a hyphen and the sequence.
    case id = 3
    case dossier = 4
    case target = 5
    case scannedText = 6
    /// The only tag that may occur more than once.
    case alias = 7
    case office = 8
    case actor = 9
    case province = 10
    case commune = 11
    case service = 12
    case agency = 13
    case channel = 14
    case mode = 15
    case dueDate = 16
    case reason = 17
    case setOccurredAt = 18
    case setOffice = 19
    case setProvince = 20
    case setCommune = 21
    case moneyKind = 22
    case amount = 23
    case parent = 24
    case destination = 25
    case count = 26
    case period = 27
    case calendar = 28
    /// Left out where the target is of the event's own source.
    case targetSource = 29
    /// Eight bytes.
    case targetHash = 30
    case setDueDate = 31
    case setService = 32
    case setAgency = 33
    case setChannel = 34
    case setParent = 35
    case setDestination = 36
    case setCount = 37
    case setAmount = 38
    case setActor = 39
    /// The tags of the fields to be emptied, a byte each, ascending.
    case clear = 40
    // Reserved, and read as fields of a later format: 41 a sealed reason, 42 a sealed staff number,
    // 43 a sealed staff number put in place by an amendment, 44 the reference of a payment.
    /// Of a printed record.
    case number = 45
    /// Microseconds, and so is `to`.
    case from = 46
    case to = 47
    /// Thirty-two bytes.
    case digest = 48

    /// Whether an event of a type may have it; what other types have under its number was kept for
    /// later formats before it got a meaning, and still is.
    func isKnown(in type: EventType?) -> Bool {
      rawValue < Tag.number.rawValue || type?.subjectKind == .desk
    }
  }
}

extension EventBytes {
  /// The number of a calendar in the bytes; published, so never changed or used again.
  static func number(of calendar: ReportingCalendar) -> UInt64 {
    switch calendar {
    case .calendar: 1
    case .statutory: 2
    }
  }

  /// Adds an unsigned number in its shortest form.
  static func append(varint value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {  // Bounded by the 64 bits of the value.
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Adds a signed number: zigzag, then as an unsigned one.
  static func append(signed value: Int64, to bytes: inout [UInt8]) {
    append(varint: UInt64(bitPattern: (value << 1) ^ (value >> 63)), to: &bytes)
  }
}

/// Walks the fields of an event's bytes in place.
///
/// Never reads outside them.
struct EventBytesCursor {
  private let bytes: UnsafeRawBufferPointer
  private var offset: Int
  let typeNumber: UInt8
  let occurredAtMilliseconds: Int64
  private var lastTag: UInt8 = 0

  /// Nil unless the bytes begin with a header of this format.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= EventBytes.headerLength, bytes[0] == EventBytes.format else { return nil }
    self.bytes = bytes
    typeNumber = bytes[1]
    occurredAtMilliseconds = Int64(
      bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: Int64.self))
    offset = EventBytes.headerLength
  }

  /// Whether every byte was read.
  var isAtEnd: Bool { offset == bytes.count }

  /// The next field, its tag as a number that this program need not know; nil at the end and where
  /// the bytes are malformed, which `isAtEnd` tells.
  mutating func next() -> (tag: UInt8, payload: UnsafeRawBufferPointer)? {
    guard offset < bytes.count else { return nil }
    let tag = bytes[offset]
    guard tag > lastTag || (tag == EventBytes.Tag.alias.rawValue && lastTag == tag)
    else { return nil }
    var cursor = offset + 1
    guard let length = EventBytesCursor.varint(bytes, &cursor), length <= UInt64(bytes.count),
      cursor + Int(length) <= bytes.count
    else { return nil }
    let payload = UnsafeRawBufferPointer(rebasing: bytes[cursor..<cursor + Int(length)])
    lastTag = tag
    offset = cursor + Int(length)
    return (tag, payload)
  }

  /// An unsigned number in its shortest form; nil for anything else.
  static func varint(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while offset < bytes.count, shift < 64 {  // Bounded by the 64 bits of the value.
      let byte = bytes[offset]
      offset += 1
      if shift == 63, byte > 1 { return nil }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return byte == 0 && shift > 0 ? nil : value }
      shift += 7
    }
    return nil
  }

  /// A payload that is one unsigned number and nothing else.
  static func unsigned(_ payload: UnsafeRawBufferPointer) -> UInt64? {
    var offset = 0
    guard let value = varint(payload, &offset), offset == payload.count else { return nil }
    return value
  }

  /// A payload that is one zigzag-coded signed number and nothing else.
  static func signed(_ payload: UnsafeRawBufferPointer) -> Int64? {
    unsigned(payload).map(signed)
  }

  /// The signed number that zigzag made an unsigned one of.
  static func signed(_ raw: UInt64) -> Int64 {
    Int64(bitPattern: (raw >> 1) ^ (0 &- (raw & 1)))
  }
}
