import HosoDomain
import HosoTesting
import Testing

@testable import HosoLedger

@Suite("Events that are told more than once")
struct DuplicateTests {
  private let ledger: ScratchLedger
  private let start = RecordedAt(microseconds: 1_583_370_720_000_000)

  init() throws {
    ledger = try ScratchLedger()
  }

  private func record(_ events: Event...) throws -> [AppendOutcome] {
    try ledger.record(events, at: start)
  }

  private func audit() throws -> AuditReport {
    var audit = LedgerAudit(try ledger.reader())
    return try audit.run()
  }

  @Test func `the same numbered event is a duplicate, in a commit and in any later one`() throws {
    let events = try (1...3).map { try Samples.event($0) }
    let outcomes = try record(events[0], events[1], events[0], events[2])
    #expect(
      outcomes == [
        .recorded(LedgerPosition(1)), .recorded(LedgerPosition(2)), .duplicate(LedgerPosition(1)),
        .recorded(LedgerPosition(3)),
      ])
    let head = try ledger.reader().head
    #expect(
      try record(events[2], events[1])
        == [.duplicate(LedgerPosition(3)), .duplicate(LedgerPosition(2))])
    #expect(try ledger.reader().head == head)
    #expect(try ledger.reader().setAside().count == 0)
  }

  @Test func `other bytes under a known number are set aside once, and nothing is lost`() throws {
    let event = try Samples.event(1)
    _ = try record(event)
    let before = try ledger.reader().head
    for _ in 0..<2 {
      #expect(try record(Samples.altered(event)) == [.setAside(known: LedgerPosition(1))])
    }
    let reader = try ledger.reader()
    #expect(reader.head == before)
    #expect(try reader.event(at: LedgerPosition(1))?.event == event)
    #expect(try reader.setAside().count == 1)
    #expect(try record(event) == [.duplicate(LedgerPosition(1))])
  }

  @Test func `a hole is seen, and filled when the lost events arrive`() throws {
    let events = try (1...9).map { try Samples.event($0) }
    _ = try record(events[0], events[1], events[5], events[8])
    #expect(try audit().holes == 5)
    #expect(
      try record(events[3], events[5]) == [
        .recorded(LedgerPosition(5)), .duplicate(LedgerPosition(3)),
      ])
    _ = try record(events[2], events[6], events[7])
    #expect(try audit().holes == 1)
    #expect(try record(events[4]) == [.recorded(LedgerPosition(9))])
    #expect(try audit().holes == 0)
    #expect(try audit().findings == [])
    for (event, position) in zip(events, [1, 2, 6, 5, 9, 3, 7, 8, 4]) {
      #expect(try record(event) == [.duplicate(LedgerPosition(Int64(position)))])
      #expect(
        try record(Samples.altered(event)) == [.setAside(known: LedgerPosition(Int64(position)))])
    }
    let reader = try ledger.reader()
    #expect(
      try reader.position(of: events[4].identity.id, source: events[4].identity.source)
        == LedgerPosition(9))
  }

  @Test func `origins that take turns keep their own numbers`() throws {
    let events = try (1...4).flatMap { number in
      try [Samples.event(number), Samples.event(number, source: "200000-ffffff-1")]
    }
    let outcomes = try ledger.record(events, at: start)
    #expect(outcomes == (1...8).map { .recorded(LedgerPosition($0)) })
    #expect(try ledger.record(events, at: start) == (1...8).map { .duplicate(LedgerPosition($0)) })
    #expect(try audit().findings == [])
    #expect(try audit().originCount == 2)
  }

  @Test func `an event without a number is known by its source and id`() throws {
    let events = try ["a", "b"].map { try Samples.foreign($0) }
    let other = try Samples.foreign("a", source: "other")
    #expect(
      try record(events[0], events[0], other, events[1]) == [
        .recorded(LedgerPosition(1)), .duplicate(LedgerPosition(1)),
        .recorded(LedgerPosition(2)), .recorded(LedgerPosition(3)),
      ])
    #expect(
      try record(events[1], Samples.altered(events[0]), other) == [
        .duplicate(LedgerPosition(3)), .setAside(known: LedgerPosition(1)),
        .duplicate(LedgerPosition(2)),
      ])
    #expect(try ledger.reader().setAside().count == 1)
    #expect(try audit().findings == [])
  }

  @Test func `one id is one event, whether or not its source numbers it`() throws {
    let foreign = try Samples.foreign("a", source: "100000-a1b2c3-1")
    var numbered = try Samples.event(4)
    numbered.identity.id = foreign.identity.id
    var again = try Samples.event(5)
    again.identity.id = foreign.identity.id
    _ = try record(numbered)
    #expect(try record(foreign) == [.setAside(known: LedgerPosition(1))])
    #expect(try record(again) == [.setAside(known: LedgerPosition(1))])
    #expect(try record(numbered) == [.duplicate(LedgerPosition(1))])
    var derived = try Samples.foreign("100000-a1b2c3-1-4", source: "100000-a1b2c3-1")
    #expect(try record(derived) == [.recorded(LedgerPosition(2))])
    _ = try record(Samples.event(6))
    derived.identity.id = try EventID("100000-a1b2c3-1-6")
    #expect(try record(derived) == [.setAside(known: LedgerPosition(3))])
  }

  @Test func `an own event gets the next number, whatever was told of this desk before`() throws {
    let source = ledger.writer.settings.source
    let told = try Samples.event(7, source: source.text)
    _ = try record(told)
    let own = try ledger.writer.commit { transaction in
      try (0..<2).map { _ in
        try transaction.append(own: source) { identity in
          Event(
            identity: identity, type: .itemArrived, occurredAt: told.occurredAt,
            subject: told.subject)
        }
      }
    }
    #expect(own.map(\.event.identity.sequence) == [8, 9])
    #expect(own.map(\.event.identity.id.text) == ["\(source.text)-8", "\(source.text)-9"])
    #expect(own.map(\.position.number) == [2, 3])
  }
}
