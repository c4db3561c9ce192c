import Foundation
import HosoDomain
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoLedger

@Suite("Events and fields of a later format")
struct KeptEventTests {
  private struct Vector: Decodable {
    let name: String
    let bytes: String
    let sha256: String
    let source: String
    let id: String
    let type: UInt8
  }

  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/events/kept.ndjson")

  private let vectors: [(vector: Vector, bytes: [UInt8], line: String)]
  private let ledger: ScratchLedger
  private let start = RecordedAt(microseconds: 1_583_370_720_000_000)

  init() throws {
    ledger = try ScratchLedger()
    vectors = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n").map {
      let vector = try JSONDecoder().decode(Vector.self, from: Data($0.utf8))
      let digits = vector.bytes.compactMap(\.hexDigitValue)
      let bytes = stride(from: 0, to: digits.count, by: 2).map {
        UInt8(digits[$0] << 4 | digits[$0 + 1])
      }
      let event = try #require($0.firstRange(of: "\"event\":"))
      return (vector, bytes, String($0[event.upperBound...].dropLast()))
    }
  }

  private func append(_ bytes: [UInt8]) throws -> AppendOutcome? {
    ledger.clock.now = start
    return try ledger.writer.commit { try $0.append(canonical: bytes) }
  }

  @Test func `every reserved type has its vector`() {
    #expect(Set(vectors.map(\.vector.type)).isSuperset(of: [27, 28, 31, 32, 33, 34]))
  }

  @Test func `what any reader can tell of them is told, and their bytes stay`() throws {
    let hasher = try Hasher256()
    for (vector, bytes, line) in vectors {
      let stored = try #require(bytes.withUnsafeBytes(EventCodec.decode), "\(vector.name)")
      #expect(hasher.digest(of: bytes).hex == vector.sha256, "\(vector.name)")
      #expect(stored.identity.source.text == vector.source, "\(vector.name)")
      #expect(stored.identity.id.text == vector.id, "\(vector.name)")
      switch stored {
      case .known(let event):
        var written: [UInt8] = []
        InterchangeWriter.write(event, into: &written)
        #expect(String(decoding: written, as: UTF8.self) == line, "\(vector.name)")
        #expect(!event.keptFields.isEmpty && EventCodec.encode(event) == bytes, "\(vector.name)")
      case .kept(let event):
        #expect(line == "null" && event.typeNumber == vector.type, "\(vector.name)")
        #expect(event.bytes == bytes, "\(vector.name)")
      }
    }
  }

  @Test func `a ledger keeps them in their place, and is sound with them`() throws {
    try ledger.record([Samples.event(1)], at: start)
    var identities: Set<String> = []
    var taken: [[UInt8]] = []
    for (vector, bytes, _) in vectors {
      let isNew = identities.insert(vector.source + vector.id).inserted
      let outcome = try append(bytes)
      if isNew { taken.append(bytes) }
      switch outcome {
      case .recorded?: #expect(isNew, "\(vector.name)")
      case .setAside?: #expect(!isNew, "\(vector.name)")
      case .duplicate?, nil: Issue.record("\(vector.name)")
      }
      if isNew { #expect(try append(bytes) != outcome, "\(vector.name)") }
    }
    try ledger.record([Samples.event(2)], at: start)
    let reader = try ledger.reader()
    #expect(reader.head.position.number == Int64(taken.count) + 2)
    for (index, bytes) in taken.enumerated() {
      let stored = try reader.store.withEvent(at: LedgerPosition(Int64(index) + 2)) { [UInt8]($1) }
      #expect(stored == bytes)
    }
    var audit = LedgerAudit(reader)
    #expect(try audit.run().findings == [])
    #expect(try reader.setAside().count == vectors.count - taken.count)
  }

  @Test func `an event of an unknown type counts nowhere and stops no reader`() throws {
    let kept = vectors.filter { $0.line == "null" }
    for (_, bytes, _) in kept { #expect(try append(bytes) != nil) }
    try ledger.record([Samples.event(1)], at: start)
    let reader = try ledger.reader()
    var seen: [LedgerPosition] = []
    var passed = 0
    let count: (KeptEvent) -> Void = { _ in passed += 1 }
    try reader.forEachEvent(after: .start, through: reader.head.position, kept: count) {
      seen.append($0.position)
    }
    #expect(seen == [reader.head.position])
    #expect(passed == kept.count)
    var facts = 0
    try reader.forEachFact(
      after: .start, through: reader.head.position, decoder: FactDecoder()
    ) { _, _ in facts += 1 }
    #expect(facts == 1)
    #expect(try reader.event(at: LedgerPosition(1)) == nil)
    #expect(try reader.history(around: [LedgerPosition(1)]) == [])
  }

  @Test func `bytes that are no event are refused, whatever type they claim`() throws {
    let bytes = vectors[0].bytes
    #expect(try append(Array(bytes.dropLast())) == nil)
    #expect(try append(bytes + [1, 1, 0x61]) == nil)
    #expect(try append([2] + bytes.dropFirst()) == nil)
    var zero = bytes
    zero[1] = 0
    #expect(try append(zero) == nil)
    #expect(try ledger.reader().head.position == .start)
  }
}
