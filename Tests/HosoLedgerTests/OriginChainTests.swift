import HosoDomain
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoLedger

@Suite("The chain of an origin")
struct OriginChainTests {
  private let start = RecordedAt(microseconds: 1_583_370_720_000_000)
  private let source: SourceName
  private let events: [Event]

  init() throws {
    source = try SourceName("100000-a1b2c3-1")
    events = try (1...40).map { try Samples.event($0) }
  }

  /// h = SHA-256(h ‖ bytes) over the first events.
  private func chain(through count: Int) throws -> OriginChain {
    let hasher = try Hasher256()
    var hash = [UInt8](repeating: 0, count: 32)
    for event in events.prefix(count) {
      hash = hasher.digest(of: hash + EventCodec.encode(event)).bytes
    }
    return OriginChain(through: UInt64(count), hash: try #require(Digest(hash)))
  }

  private func findings(_ ledger: ScratchLedger) throws -> [AuditFinding] {
    var audit = LedgerAudit(try ledger.reader())
    return try audit.run().findings
  }

  @Test func `it is cumulative from sequence 1 and the same in every ledger`() throws {
    let (alone, mixed) = (try ScratchLedger(), try ScratchLedger())
    try alone.record(events, at: start)
    for (index, event) in events.enumerated() {
      // Another source in between ends the run, but not the chain.
      try mixed.record([Samples.foreign("x-\(index)")], at: start)
      try mixed.record([event], at: start, isBulk: index % 3 == 0)
      #expect(try mixed.reader().chain(of: source) == chain(through: index + 1))
    }
    #expect(try alone.reader().chain(of: source) == chain(through: 40))
    #expect(try findings(alone) == [] && findings(mixed) == [])
  }

  @Test func `it ends before a hole, and goes on when the hole is filled`() throws {
    let ledger = try ScratchLedger()
    try ledger.record(Array(events[..<5] + events[9...]), at: start)
    #expect(try ledger.reader().chain(of: source) == chain(through: 5))
    try ledger.record([events[8], events[6]], at: start)
    #expect(try ledger.reader().chain(of: source) == chain(through: 5))
    #expect(try findings(ledger) == [])
    try ledger.record([events[5], events[7]], at: start)
    #expect(try ledger.reader().chain(of: source) == chain(through: 40))
    #expect(try findings(ledger) == [])
  }

  @Test(arguments: 1...12)
  func `whatever the order of arrival, it is the same in the end`(seed: Int) throws {
    var chance = Chance(seed: seed)
    let ledger = try ScratchLedger()
    var rest = events.shuffled(using: &chance)
    while !rest.isEmpty {  // Each turn takes an event.
      let count = min(rest.count, chance.number(1...6))
      try ledger.record(Array(rest.prefix(count)), at: start, isBulk: chance.percent(30))
      rest.removeFirst(count)
    }
    #expect(try ledger.reader().chain(of: source) == chain(through: 40))
    #expect(try findings(ledger) == [])
  }

  @Test func `what is far behind is caught up a part at a time`() throws {
    let ledger = try ScratchLedger()
    let many = try (1...2_500).map { try Samples.event($0) }
    try ledger.record(Array(many.dropFirst()), at: start)
    #expect(try ledger.reader().chain(of: source)?.through == 0)
    try ledger.record([many[0]], at: start)
    // Some milliseconds of it beside a scan.
    let beside = try #require(try ledger.reader().chain(of: source)).through
    #expect(beside > 1 && beside < 2_500)
    #expect(try !ledger.writer.catchUpChain(of: source))
    #expect(try ledger.reader().chain(of: source)?.through == 2_500)
    #expect(try findings(ledger) == [])
  }

  @Test func `a transaction that is undone leaves it as it was`() throws {
    struct Undone: Error {}
    let ledger = try ScratchLedger()
    try ledger.record(Array(events[..<3]), at: start)
    #expect(throws: Undone.self) {
      try ledger.writer.commit { transaction in
        _ = try transaction.append(events[3])
        throw Undone()
      }
    }
    #expect(try ledger.reader().chain(of: source) == chain(through: 3))
    try ledger.record([events[3]], at: start)
    #expect(try ledger.reader().chain(of: source) == chain(through: 4))
  }
}
