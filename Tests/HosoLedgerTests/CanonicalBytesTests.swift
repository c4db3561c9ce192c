import Foundation
import HosoDomain
import Testing

@testable import HosoCrypto
@testable import HosoLedger

@Suite("The canonical bytes of events")
struct CanonicalBytesTests {
  private struct Vector {
    let name: String
    let line: String
    let bytes: [UInt8]
    let hash: String
  }

  /// A vector's line, apart from its event.
  private struct Told: Decodable {
    let name: String
    let bytes: String
    let sha256: String
  }

  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/events/vectors.ndjson")

  private let vectors: [Vector]

  init() throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    vectors = try text.split(separator: "\n").map { line in
      let told = try JSONDecoder().decode(Told.self, from: Data(line.utf8))
      // The event's text as it stands, to the letter; it comes last.
      let start = try #require(line.firstRange(of: "\"event\":"))
      return Vector(
        name: told.name, line: String(line[start.upperBound...].dropLast()),
        bytes: try #require(Self.bytes(told.bytes)), hash: told.sha256)
    }
  }

  @Test func `every type has its vectors`() throws {
    let types = Set(try vectors.map { try event($0).type })
    #expect(types == Set(EventType.allCases))
    #expect(vectors.count >= 2 * EventType.allCases.count)
  }

  @Test func `every vector's line has its bytes and its hash`() throws {
    let hasher = try Hasher256()
    for vector in vectors {
      let event = try event(vector)
      #expect(EventCodec.encode(event) == vector.bytes, "\(vector.name)")
      #expect(hasher.digest(of: vector.bytes).hex == vector.hash, "\(vector.name)")
      #expect(decode(vector.bytes) == event, "\(vector.name)")
      var line: [UInt8] = []
      InterchangeWriter.write(event, into: &line)
      #expect(String(decoding: line, as: UTF8.self) == vector.line, "\(vector.name)")
    }
  }

  @Test func `bytes appended to others are the same bytes`() throws {
    for vector in vectors {
      var bytes: [UInt8] = [1, 2, 3]
      EventCodec.encode(try event(vector), into: &bytes)
      #expect(bytes == [1, 2, 3] + vector.bytes, "\(vector.name)")
    }
  }

  @Test func `whatever bytes are an event are the bytes of that event`() throws {
    for vector in vectors {
      for length in 0..<vector.bytes.count { check(Array(vector.bytes[..<length]), vector) }
      for byte in [0, 1, 7, 26, 27, 0xff] as [UInt8] { check(vector.bytes + [byte], vector) }
      for index in vector.bytes.indices {
        var bytes = vector.bytes
        bytes.remove(at: index)
        check(bytes, vector)
        for value in mutations(of: vector.bytes[index], isLong: vector.bytes.count > 64) {
          bytes = vector.bytes
          bytes[index] = value
          check(bytes, vector)
        }
      }
    }
  }

  @Test func `a field twice, out of order or with a number in more bytes is refused`() throws {
    let bytes = EventCodec.encode(try Samples.event(1))
    #expect(decode(bytes) != nil)
    let source = Array("100000-a1b2c3-1".utf8)
    let head = Array(bytes[..<10])
    let sourceField = [1, UInt8(source.count)] + source
    let code = [4, 13] + Array(Samples.code.utf8)
    #expect(decode(head + sourceField + [2, 1, 1] + code) != nil)
    #expect(decode(head + sourceField + [2, 2, 0x81, 0] + code) == nil)
    #expect(decode(head + sourceField + [2, 0x81, 0, 1] + code) == nil)
    #expect(decode(head + [2, 1, 1] + sourceField + code) == nil)
    #expect(decode(head + sourceField + sourceField + [2, 1, 1] + code) == nil)
    #expect(decode(head + sourceField + [2, 1, 1]) == nil)
    // Without a dossier an arrival is about the bag it names, which has no aliases.
    let bag = [24, 6] + Array("TUI-17".utf8)
    let alias = [7, 13] + Array(Samples.code.utf8)
    #expect(decode(head + sourceField + [2, 1, 1] + bag)?.container?.text == "TUI-17")
    #expect(decode(head + sourceField + [2, 1, 1] + alias + bag) == nil)
    #expect(decode(head + sourceField + [2, 1, 1] + code + bag)?.container == nil)
    #expect(decode(head + sourceField + code) == nil)
    #expect(decode(head + sourceField + [2, 1, 1] + code + [27, 0]) == nil)
    #expect(decode([2] + bytes.dropFirst()) == nil)
    // An id that the sequence gives away is a second spelling of the same event.
    let id = Array("100000-a1b2c3-1-1".utf8)
    #expect(decode(head + sourceField + [2, 1, 1, 3, 17] + id + code) == nil)
    #expect(decode(head + sourceField + [2, 1, 2, 3, 17] + id + code) != nil)
  }

  /// Every byte in short events; in long ones those that differ in a bit or by one.
  private func mutations(of byte: UInt8, isLong: Bool) -> [UInt8] {
    guard isLong else { return (UInt8.min...UInt8.max).filter { $0 != byte } }
    return (0..<8).map { byte ^ (1 << $0) } + [byte &+ 1, byte &- 1]
  }

  private func check(_ bytes: [UInt8], _ vector: Vector) {
    let decoder = FactDecoder()
    let fact = bytes.withUnsafeBytes { decoder.decode($0, at: LedgerPosition(1)) }
    guard let event = decode(bytes) else {
      if case .kept(let event)? = bytes.withUnsafeBytes(EventCodec.decode) {
        #expect(event.bytes == bytes, "\(vector.name)")
        #expect(fact == nil, "\(vector.name)")
      }
      return
    }
    #expect(EventCodec.encode(event) == bytes, "\(vector.name)")
    #expect(fact?.fact.type == event.type, "\(vector.name)")
    #expect(fact?.fact.occurredAt == event.occurredAt, "\(vector.name)")
    let recorded = RecordedEvent(
      position: LedgerPosition(1), recordedAt: RecordedAt(microseconds: 0), event: event)
    let again = decoder.decode(recorded)
    #expect(again?.fact == fact?.fact, "\(vector.name)")
    #expect(again?.links == fact?.links && again?.target == fact?.target, "\(vector.name)")
  }

  private func decode(_ bytes: [UInt8]) -> Event? {
    bytes.withUnsafeBytes { EventCodec.decode($0) }?.event
  }

  private func event(_ vector: Vector) throws -> Event {
    var reader = InterchangeReader(defaultSource: try SourceName("none"))
    return try Array(vector.line.utf8).withUnsafeBufferPointer { try reader.read($0) }.event
  }

  private static func bytes(_ hex: String) -> [UInt8]? {
    let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == hex.utf8.count, digits.count % 2 == 0 else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
