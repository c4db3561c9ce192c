import HosoDomain
import Testing

/// SplitMix64, so that a seed gives the same lines on every machine.
private struct SeededBytes: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }
}

@Suite("Lines damaged in every way")
struct InterchangeMutationTests {
  private static func samples() throws -> [[UInt8]] {
    try EventType.allCases.flatMap { type in
      [try InterchangeSamples.complete(type), try InterchangeSamples.bare(type)].map { event in
        Array(InterchangeSamples.line(event).utf8)
      }
    }
  }

  private static let pieces: [[UInt8]] =
    [
      #"\u"#, #"\ud83d"#, "\"", "{", "}", "[", "]", ",", ":", "null", "1e9", "-0", #"\""#, "\0",
      #""id":"x","#, #""set":{"office":"1"},"#, "99999999999999999999", "ộ", "\u{FEFF}",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90]]

  private static func damaged(
    _ line: [UInt8], with other: [UInt8], by random: inout SeededBytes
  ) -> [UInt8] {
    var line = line
    for _ in 0...random.below(3) {
      let place = random.below(line.count)
      switch random.below(6) {
      case 0: if !line.isEmpty { line[place] ^= 1 << UInt8(random.below(8)) }
      case 1: line = Array(line.prefix(place))
      case 2: line = line.prefix(place) + other.suffix(random.below(other.count + 1))
      case 3: line.insert(contentsOf: pieces[random.below(pieces.count)], at: place)
      case 4: line.removeSubrange(place..<min(line.count, place + random.below(8)))
      default: if !line.isEmpty { line[place] = UInt8(truncatingIfNeeded: random.next()) }
      }
    }
    return line
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `any bytes lead to an event or to a fault`(_ seed: UInt64) throws {
    let samples = try Self.samples()
    var random = SeededBytes(state: seed)
    var reader = InterchangeReader(defaultSource: try SourceName("elsewhere"))
    var understood = 0
    for _ in 0..<4_000 {
      let line = Self.damaged(
        samples[random.below(samples.count)], with: samples[random.below(samples.count)],
        by: &random)
      guard case .success(let read) = InterchangeSamples.read(line, with: &reader) else { continue }
      understood += 1
      let written = InterchangeSamples.line(read.event, recordedAt: read.recordedAt)
      #expect(try InterchangeSamples.read(Array(written.utf8), with: &reader).get() == read)
    }
    #expect(understood > 0)
  }

  @Test func `every beginning of a line but the whole one is a fault`() throws {
    for line in try Self.samples() {
      for length in 0..<line.count {
        let fault = InterchangeSamples.fault(Array(line.prefix(length)))
        // What is left of a character of several bytes is no UTF-8.
        let isCutCharacter = line[length] & 0xC0 == 0x80
        guard case .notJSON(_, let flaw) = fault?.reason,
          flaw == (isCutCharacter ? .notUTF8 : .endsTooEarly)
        else {
          Issue.record("\(length) bytes of \(String(decoding: line, as: UTF8.self))")
          return
        }
      }
    }
  }

  @Test func `every single wrong bit leads to an event or to a fault`() throws {
    var reader = InterchangeReader(defaultSource: try SourceName("elsewhere"))
    var line = Array(InterchangeSamples.line(try InterchangeSamples.complete(.feeCollected)).utf8)
    var faults = 0
    for place in line.indices {
      for bit in 0..<8 {
        line[place] ^= 1 << UInt8(bit)
        if case .failure = InterchangeSamples.read(line, with: &reader) { faults += 1 }
        line[place] ^= 1 << UInt8(bit)
      }
    }
    #expect(faults > line.count)
  }
}
