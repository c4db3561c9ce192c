import HosoDomain
import HosoSQLite
import HosoTesting
import Testing

@testable import HosoLedger

@Suite("Commits to a ledger")
struct CommitTests {
  private struct Refusal: Error {}

  private let ledger: ScratchLedger
  private let start = RecordedAt(microseconds: 1_583_370_720_000_000)

  init() throws {
    ledger = try ScratchLedger()
  }

  private func audit() throws -> AuditReport {
    var audit = LedgerAudit(try ledger.reader())
    return try audit.run()
  }

  @Test func `the time of recording grows with every commit, even if the clock jumps back`() throws
  {
    for (number, jump) in [0, -5_000_000, 0, 1, -1, 10].enumerated() {
      let moment = RecordedAt(microseconds: start.microseconds + Int64(jump))
      try ledger.record(
        [Samples.event(number * 2 + 1), Samples.event(number * 2 + 2)], at: moment)
    }
    let reader = try ledger.reader()
    let times = try (1...12).compactMap { try reader.recordedAt(of: LedgerPosition($0)) }
    #expect(
      times.map { $0.microseconds - start.microseconds } == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 10, 10])
    #expect(try reader.lastPosition(recordedBefore: start) == .start)
    #expect(try reader.lastPosition(recordedBefore: times[3]) == LedgerPosition(2))
    #expect(try reader.lastPosition(recordedBefore: times[11]) == LedgerPosition(10))
    let later = RecordedAt(microseconds: times[11].microseconds + 1)
    #expect(try reader.lastPosition(recordedBefore: later) == LedgerPosition(12))
  }

  @Test func `history moved in keeps its times, and none of it may be behind the head`() throws {
    func move(_ number: Int, _ offset: Int64) throws -> AppendOutcome {
      try ledger.writer.commit { transaction in
        try transaction.append(
          Samples.event(number),
          backfilledAt: RecordedAt(microseconds: start.microseconds + offset))
      }
    }
    ledger.clock.now = start
    #expect(try move(1, -100) == .recorded(LedgerPosition(1)))
    #expect(try move(2, -50) == .recorded(LedgerPosition(2)))
    #expect(try move(3, -50) == .recorded(LedgerPosition(3)))
    let fault = LedgerFault.behindHead(
      recordedAt: RecordedAt(microseconds: start.microseconds - 51),
      head: RecordedAt(microseconds: start.microseconds - 50))
    #expect(throws: fault) { try move(4, -51) }
    #expect(try move(1, -500) == .duplicate(LedgerPosition(1)))
    let head = try ledger.reader().head
    #expect(head.isBackfilled)
    #expect(head.position == LedgerPosition(3))
    #expect(head.recordedAt?.microseconds == start.microseconds - 50)
    #expect(try audit().findings == [])
  }

  @Test func `what is recorded beside moved history does not run back in time`() throws {
    ledger.clock.now = start
    try ledger.writer.commit { transaction in
      _ = try transaction.append(
        Samples.event(1), backfilledAt: RecordedAt(microseconds: start.microseconds + 1_000))
      _ = try transaction.append(Samples.event(2))
    }
    #expect(try audit().findings == [])
    let reader = try ledger.reader()
    #expect(try reader.lastPosition(recordedBefore: start) == .start)
  }

  @Test func `events, once recorded, are neither changed nor deleted`() throws {
    try ledger.record([Samples.event(1)], at: start)
    let connection = try Connection(path: ledger.folder.ledgerPath, access: .readWrite)
    for statement in [
      "UPDATE event SET bytes=x'00'", "UPDATE event SET recorded_at=recorded_at+1",
      "UPDATE event SET position=2", "DELETE FROM event",
    ] {
      #expect(throws: SQLiteFault.self, "\(statement)") { try connection.execute(statement) }
    }
    #expect(try audit().findings == [])
    #expect(try ledger.reader().event(at: LedgerPosition(1))?.event == Samples.event(1))
    // SQLite asks no trigger about a replacement; the hashes tell on it.
    try connection.execute("REPLACE INTO event SELECT position, recorded_at+1, bytes FROM event")
    #expect(try audit().findings.contains { if case .root = $0.kind { true } else { false } })
  }

  @Test func `a commit that fails leaves nothing, and later ones are right`() throws {
    try ledger.record([Samples.event(1)], at: start)
    let before = try ledger.reader().head
    let source = ledger.writer.settings.source
    for isBulk in [false, true] {
      #expect(throws: Refusal.self) {
        try ledger.writer.commit(isBulk: isBulk) { transaction in
          for number in 2...300 { _ = try transaction.append(Samples.event(number)) }
          _ = try transaction.append(Samples.foreign("a", source: "newcomer"))
          _ = try transaction.append(Samples.void(1, sequence: 301))
          _ = try transaction.append(Samples.altered(Samples.event(1)))
          _ = try transaction.append(own: source) { identity in
            Event(
              identity: identity, type: .periodDeclared, occurredAt: OccurredAt(milliseconds: 0),
              subject: .period)
          }
          throw Refusal()
        }
      }
      #expect(try ledger.reader().head == before)
      #expect(try ledger.reader().setAside().count == 0)
      #expect(try ledger.reader().history(of: Alias(Samples.code)).count == 1)
    }
    let outcomes = try ledger.record(
      [Samples.event(2), Samples.foreign("a", source: "newcomer"), Samples.event(4)], at: start)
    #expect(outcomes == (2...4).map { .recorded(LedgerPosition($0)) })
    #expect(try audit().findings == [])
    #expect(try audit().holes == 1)
    #expect(try ledger.reader().head.corrections == 0)
  }

  @Test func `a commit that failed is forgotten, even if another writer filled its place`() throws {
    let other = try ledger.anotherWriter()
    try ledger.record([Samples.event(1)], at: start)
    #expect(throws: Refusal.self) {
      try ledger.writer.commit { transaction in
        _ = try transaction.append(Samples.event(2))
        throw Refusal()
      }
    }
    try other.commit(isBulk: true) {
      _ = try $0.append(Samples.event(1, source: "200000-bbbbbb-1"))
    }
    #expect(
      try ledger.record([Samples.event(2), Samples.event(3)], at: start)
        == [.recorded(LedgerPosition(3)), .recorded(LedgerPosition(4))])
    #expect(try audit().findings == [])
    #expect(try ledger.reader().history(of: Alias(Samples.code)).count == 4)
  }

  @Test func `a commit in which nothing was new changes nothing`() throws {
    try ledger.record([Samples.event(1), Samples.foreign("a")], at: start)
    let before = try ledger.reader().head
    try ledger.record([Samples.event(1), Samples.foreign("a")], at: start)
    try ledger.record([], at: start)
    #expect(try ledger.reader().head == before)
    try ledger.record([Samples.event(2)], at: start)
    #expect(try ledger.reader().head.position == LedgerPosition(3))
    #expect(try audit().findings == [])
  }

  @Test func `two writers of one ledger lose nothing and break nothing`() async throws {
    let folder = ledger.folder
    let rounds = 60
    let start = start
    try await withThrowingTaskGroup { group in
      for name in ["100000-aaaaaa-1", "200000-bbbbbb-1"] {
        group.addTask {
          // A clock that often stands still, so both meet at the same moment.
          var ticks: Int64 = 0
          let writer = try LedgerWriter(opening: folder) {
            ticks += 1
            return RecordedAt(microseconds: start.microseconds + ticks / 4)
          }
          for round in 0..<rounds {
            try writer.commit(isBulk: round % 3 != 0) { transaction in
              for number in [round * 2 + 1, round * 2 + 2, max(1, round)] {
                _ = try transaction.append(Samples.event(number, source: name))
              }
              _ = try transaction.append(Samples.foreign("f\(round)"))
            }
            if round % 7 == 0 { try writer.finishBulk() }
          }
        }
      }
      try await group.waitForAll()
    }
    let reader = try ledger.reader()
    #expect(reader.head.position.number == Int64(rounds * 5))
    let report = try audit()
    #expect(report.findings == [])
    #expect(report.holes == 0)
    let history = try reader.history(of: Alias(Samples.code))
    #expect(history.map(\.position.number) == Array(1...Int64(rounds * 5)))
    var commits: [RecordedAt: Set<SourceName>] = [:]
    for event in history where event.event.identity.sequence != nil {
      commits[event.recordedAt, default: []].insert(event.event.identity.source)
    }
    #expect(commits.count == 2 * rounds)
    #expect(commits.values.allSatisfy { $0.count == 1 })
  }
}
