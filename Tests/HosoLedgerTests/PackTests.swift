import HosoDomain
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoLedger

@Suite("A pack of entries")
struct PackTests {
  private static let ledgerID = String(repeating: "ab", count: 16)
  private let hasher: Hasher256

  init() throws {
    hasher = try Hasher256()
  }

  private static let entries = [
    PackEntry(position: LedgerPosition(7), moment: RecordedAt(microseconds: 5), bytes: [1, 2, 3]),
    PackEntry(position: LedgerPosition(8), moment: RecordedAt(microseconds: 5), bytes: []),
    PackEntry(
      position: LedgerPosition(.max), moment: RecordedAt(microseconds: .min),
      bytes: [UInt8](repeating: 9, count: 300)),
    PackEntry(
      position: LedgerPosition(.min), moment: RecordedAt(microseconds: .max), bytes: [0xff]),
  ]

  private func pack(_ entries: [PackEntry], _ kind: PackKind = .events) -> [UInt8] {
    var builder = PackBuilder(kind, ledgerID: Self.ledgerID)
    for entry in entries {
      entry.bytes.withUnsafeBytes {
        builder.add(position: entry.position, moment: entry.moment, bytes: $0)
      }
    }
    return builder.finished(hasher: hasher).bytes
  }

  private func read(
    _ bytes: [UInt8], _ kind: PackKind = .events, ledgerID: String = PackTests.ledgerID
  ) throws -> [PackEntry] {
    var entries: [PackEntry] = []
    try Pack.read(bytes, kind: kind, ledgerID: ledgerID, hasher: hasher) { entries.append($0) }
    return entries
  }

  @Test func `entries come out as they went in, whatever they are`() throws {
    #expect(try read(pack(Self.entries)) == Self.entries)
    #expect(try read(pack([])) == [])
  }

  @Test func `a changed bit, a missing end and a longer one are refused before anything comes out`()
    throws
  {
    let bytes = pack(Self.entries)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      var handedOver = 0
      #expect(throws: PackFlaw.self, "byte \(index)") {
        try Pack.read(changed, kind: .events, ledgerID: Self.ledgerID, hasher: hasher) { _ in
          handedOver += 1
        }
      }
      #expect(handedOver == 0)
      #expect(throws: PackFlaw.self) { try read(Array(bytes[..<index])) }
    }
    #expect(throws: PackFlaw.sum) { try read(bytes + [0]) }
  }

  @Test func `a pack of another kind or ledger is not taken for this one`() throws {
    let bytes = pack(Self.entries)
    #expect(throws: PackFlaw.otherKind) { try read(bytes, .setAside) }
    let other = String(repeating: "c", count: 32)
    #expect(throws: PackFlaw.otherLedger) { try read(bytes, ledgerID: other) }
  }

  @Test func `entries that no pack can have are refused, though the sum holds`() throws {
    let open = Pack.magic + [Pack.format, PackKind.events.number] + Array(Self.ledgerID.utf8)
    for tail: [UInt8] in [[0x80], [2, 2, 5, 1], [2, 2, 0x80, 0], [0xff, 0xff]] {
      let bytes = open + tail + hasher.digest(of: open + tail).bytes
      #expect(throws: PackFlaw.entry(0)) { try read(bytes) }
    }
  }

  @Test func `a row comes back from its bytes, and from no others`() {
    let row = PackRow([
      .null, .integer(.min), .integer(300), .text("hồ sơ"), .text(""), .bytes([0, 1]), .bytes([]),
    ])
    #expect(PackRow(bytes: row.bytes) == row)
    for length in 0..<row.bytes.count {
      #expect(PackRow(bytes: Array(row.bytes[..<length])) != row)
    }
    for bytes: [UInt8] in [[4], [1], [2, 1], [2, 1, 0xff], [3, 9, 1], [1, 0x80]] {
      #expect(PackRow(bytes: bytes) == nil)
    }
  }

  @Test func `a summed text with a changed bit is none`() throws {
    let bytes = SummedJSON.bytes(hasher: hasher) { $0.field("a", 1) }
    #expect(SummedJSON.read(bytes, hasher: hasher)?["a"]?.wholeNumber == 1)
    for index in bytes.indices {
      for bit in UInt8.min..<8 {
        var changed = bytes
        changed[index] ^= 1 << bit
        #expect(SummedJSON.read(changed, hasher: hasher) == nil, "byte \(index)")
      }
    }
    #expect(SummedJSON.read([], hasher: hasher) == nil)
  }
}
