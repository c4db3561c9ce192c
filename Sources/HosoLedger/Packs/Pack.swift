internal import HosoCrypto
public import HosoDomain

/// What a pack is made of.
public enum PackKind: String, Hashable, Sendable, CaseIterable {
  /// Events in ledger order.
  case events
  /// Events that were set aside.
  case setAside = "set-aside"
  /// Rows of the operational state.
  case state
  /// Tables of dated codes.
  case tables

  /// Published: never changed or used again.
  var number: UInt8 {
    switch self {
    case .events: 1
    case .setAside: 2
    case .state: 3
    case .tables: 4
    }
  }
}

/// One thing in a pack, with a place and a moment: an event's are those of the ledger.
public struct PackEntry: Hashable, Sendable {
  public let position: LedgerPosition
  public let moment: RecordedAt
  public let bytes: [UInt8]

  public init(position: LedgerPosition, moment: RecordedAt, bytes: [UInt8]) {
    self.position = position
    self.moment = moment
    self.bytes = bytes
  }
}

/// Why bytes are not the pack that they should be.
public enum PackFlaw: Error, Hashable, Sendable {
  case notAPack
  /// Made by a newer hoso.
  case newerFormat(UInt8)
  case otherKind
  case otherLedger
  /// Its bytes hash to something else than it says.
  case sum
  /// It is what it says, and this entry, counted from 0, is nothing that can be read.
  case entry(Int)
}

/// A file of entries that shows by itself whether it is whole.
///
/// Source: docs/ledger-format.md, "Backups".
enum Pack {
  static let magic = Array("hosopack".utf8)
  static let format: UInt8 = 1
  static let ledgerIDBytes = 32
  static let sumBytes = 32
  static let headerBytes = magic.count + 2 + ledgerIDBytes

  /// Takes a pack apart.
  ///
  /// Any bytes whatever lead to entries or to a flaw; nothing is handed over before the sum holds.
  static func read(
    _ bytes: [UInt8], kind: PackKind, ledgerID: String, hasher: Hasher256,
    _ body: (PackEntry) throws -> Void
  ) throws {
    let content = bytes.dropLast(sumBytes)
    guard content.count >= headerBytes, content.starts(with: magic) else {
      throw PackFlaw.notAPack
    }
    guard bytes[magic.count] == format else { throw PackFlaw.newerFormat(bytes[magic.count]) }
    let sum = content.withUnsafeBytes { hasher.digest(prefix: nil, $0) }
    guard bytes.suffix(sumBytes).elementsEqual(sum.bytes) else { throw PackFlaw.sum }
    guard bytes[magic.count + 1] == kind.number else { throw PackFlaw.otherKind }
    guard bytes[(magic.count + 2)..<headerBytes].elementsEqual(ledgerID.utf8) else {
      throw PackFlaw.otherLedger
    }
    try content.withUnsafeBytes { raw in
      var cursor = PackCursor(raw, from: headerBytes)
      var index = 0
      while !cursor.isAtEnd {  // Bounded by the bytes: each entry takes some.
        guard let entry = cursor.next() else { throw PackFlaw.entry(index) }
        try body(entry)
        index += 1
      }
    }
  }
}

/// Walks the entries of a pack; never reads outside its bytes.
private struct PackCursor {
  private let bytes: UnsafeRawBufferPointer
  private var offset: Int
  private var position: Int64 = 0
  private var moment: Int64 = 0

  init(_ bytes: UnsafeRawBufferPointer, from offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func next() -> PackEntry? {
    guard let positionStep = EventBytesCursor.varint(bytes, &offset),
      let momentStep = EventBytesCursor.varint(bytes, &offset),
      let length = EventBytesCursor.varint(bytes, &offset),
      length <= UInt64(bytes.count - offset)
    else { return nil }
    position &+= EventBytesCursor.signed(positionStep)
    moment &+= EventBytesCursor.signed(momentStep)
    let payload = bytes[offset..<offset + Int(length)]
    offset += Int(length)
    return PackEntry(
      position: LedgerPosition(position), moment: RecordedAt(microseconds: moment),
      bytes: [UInt8](payload))
  }
}

/// A pack in the making.
public struct PackBuilder {
  static let entriesMax = 65_536
  /// Beyond this much another pack is begun: what holds one in memory stays small.
  static let bytesMax = 16 << 20
  /// The longest pack that is read: one that was full but for its last entry, such as a table.
  static let readBytesMax = 2 * bytesMax + (1 << 20)

  let kind: PackKind
  private var bytes: [UInt8]
  private(set) var count = 0
  private var position: Int64 = 0
  private var moment: Int64 = 0

  init(_ kind: PackKind, ledgerID: String) {
    self.kind = kind
    bytes = Pack.magic + [Pack.format, kind.number] + Array(ledgerID.utf8)
  }

  var isFull: Bool {
    count >= PackBuilder.entriesMax || bytes.count >= PackBuilder.bytesMax
  }

  mutating func add(
    position: LedgerPosition, moment: RecordedAt, bytes payload: UnsafeRawBufferPointer
  ) {
    EventBytes.append(signed: position.number &- self.position, to: &bytes)
    EventBytes.append(signed: moment.microseconds &- self.moment, to: &bytes)
    EventBytes.append(varint: UInt64(payload.count), to: &bytes)
    bytes.append(contentsOf: payload)
    (self.position, self.moment) = (position.number, moment.microseconds)
    count += 1
  }

  /// The whole pack, and the hash that it ends with.
  func finished(hasher: Hasher256) -> (bytes: [UInt8], sum: Digest) {
    let sum = hasher.digest(of: bytes)
    return (bytes + sum.bytes, sum)
  }
}
