import Glibc
import HosoDomain
import HosoSimulation
import Testing

@Suite("The volumes of a history, counted again from its lines")
struct VolumeTests {
  /// Published and derived legs at scale 1, 2017Q1 to 2020Q1.
  static let published = [
    1_950_000, 2_250_000, 2_350_000, 2_450_000, 2_600_000, 2_950_000, 3_150_000, 3_300_000,
    3_174_603, 2_980_000, 4_095_397, 4_250_000, 4_000_000,
  ]

  /// The largest remainder method, written a second time; `share` is the scale's denominator.
  static func expected(oneOf share: Int) -> [Int] {
    var shares = published.map { $0 / share }
    let total = (published.reduce(0, +) + share / 2) / share
    let order = published.indices.sorted {
      (published[$1] % share, $0) < (published[$0] % share, $1)
    }
    for index in order.prefix(total - shares.reduce(0, +)) {
      shares[index] += 1
    }
    return shares
  }

  static func labels() -> [String] {
    published.indices.map { "\(2017 + $0 / 4)-Q\($0 % 4 + 1)" }
  }

  @Test func `the national figures add up to 39.5 million, 12 in 2018, 4 in the last quarter`() {
    #expect(VolumeTests.published.reduce(0, +) == 39_500_000)
    #expect(VolumeTests.published[4..<8].reduce(0, +) == 12_000_000)
    #expect(
      percentText(numerator: 4_000_000 - 3_174_603, denominator: 3_174_603, decimals: 1) == "26.0")
  }

  @Test func `at 0.0001 every quarter has its exact share`() throws {
    let history = try Histories.tenThousandth.get()
    let counted = VolumeTests.labels().map { history.recount.quarters[$0]?.handled }
    #expect(counted == VolumeTests.expected(oneOf: 10_000))
    #expect(history.recount.quarters.count == 13)
  }

  @Test func `at 0.001 every quarter has its exact share`() throws {
    let history = try Histories.thousandth.get()
    let counted = VolumeTests.labels().map { history.recount.quarters[$0]?.handled }
    #expect(counted == VolumeTests.expected(oneOf: 1_000))
    #expect(history.recount.quarters.count == 13)
  }

  @Test func `at 0.01 the last quarter grows by 26.0 % on the year before`() throws {
    let plan = try SimulationPlan(scale: Scale("0.01"), seed: 7, calendar: .bundled())
    var legs: [String: Int] = [:]
    var lines = 0
    let truth = plan.write(to: { chunk in
      lines += LegScan.count(chunk, into: &legs)
    })
    #expect(lines == plan.eventCount)
    #expect(VolumeTests.labels().map { legs[$0] } == VolumeTests.expected(oneOf: 100))
    #expect(truth.quarters.map(\.handled) == VolumeTests.expected(oneOf: 100))
    let (now, before) = (Int64(legs["2020-Q1"] ?? 0), Int64(legs["2019-Q1"] ?? 0))
    #expect(now == 40_000)
    #expect(before == 31_746)
    #expect(percentText(numerator: now - before, denominator: before, decimals: 1) == "26.0")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `no seed moves a quarter's volume`(seed: UInt64) throws {
    let history = try History(scale: "0.0003", seed: seed)
    let recount = Recount(history.lines)
    let other = try History(scale: "0.0003", seed: seed + 1_000)
    #expect(
      VolumeTests.labels().map { recount.quarters[$0]?.handled }
        == other.truth.quarters.map(\.handled))
  }
}

/// Counts pickups and returns by quarter from the first strings of each line; reading a million
/// whole lines would take a debug build minutes.
enum LegScan {
  static func count(_ chunk: [UInt8], into legs: inout [String: Int]) -> Int {
    var lines = 0
    chunk.withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count {
        // Strings of a line: id, source, type, dossier and occurred_at, each with its value.
        let strings = leadingStrings(10, of: bytes, from: start)
        let type = String(decoding: bytes[strings[5]], as: UTF8.self)
        if type == "dossier.picked_up" || type == "result.returned" {
          let time = String(decoding: bytes[strings[9]], as: UTF8.self)
          let month = Int(time.dropFirst(5).prefix(2)) ?? 0
          legs["\(time.prefix(4))-Q\((month + 2) / 3)", default: 0] += 1
        }
        lines += 1
        start = place(of: "\n", in: bytes, from: strings[9].upperBound) + 1
      }
    }
    return lines
  }

  private static func leadingStrings(
    _ count: Int, of bytes: UnsafeRawBufferPointer, from start: Int
  ) -> [Range<Int>] {
    var place = start
    return (0..<count).map { _ in
      let opening = self.place(of: "\"", in: bytes, from: place)
      let closing = self.place(of: "\"", in: bytes, from: opening + 1)
      place = closing + 1
      return opening + 1..<closing
    }
  }

  private static func place(
    of character: Unicode.Scalar, in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Int {
    guard let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(character.value), bytes.count - start)
    else { return bytes.count }
    return UnsafeRawPointer(found) - base
  }
}
