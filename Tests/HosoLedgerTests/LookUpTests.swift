import HosoDomain
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoLedger

@Suite("Finding events by code, id and number")
struct LookUpTests {
  private let ledger: ScratchLedger
  private let start = RecordedAt(microseconds: 1_583_370_720_000_000)
  private let items: [Alias]

  init() throws {
    ledger = try ScratchLedger()
    items = try (1...20).compactMap {
      try PostalItemNumber(service: "EE", serial: $0).map { try Alias($0.text) }
    }
  }

  private func at(_ offset: Int64) -> RecordedAt {
    RecordedAt(microseconds: start.microseconds + offset)
  }

  /// Twenty items, each with three events, a link to a second code and a void of the second.
  private func commits() throws -> [[Event]] {
    try items.enumerated().map { index, item in
      let first = index * 5 + 1
      var link = try Samples.event(first + 2, code: item.text, type: .aliasLinked)
      link.aliases = [try Alias("BN2020/\(100 + index)")]
      return try [
        Samples.event(first, code: item.text), Samples.event(first + 1, code: item.text), link,
        Samples.void(first + 1, sequence: first + 3),
        Samples.event(first + 4, code: "BN2020/\(100 + index)"),
      ]
    }
  }

  private func check(_ reader: LedgerReader, items count: Int) throws {
    for (index, item) in items.prefix(count).enumerated() {
      let positions = (1...5).map { LedgerPosition(Int64(index * 5 + $0)) }
      #expect(try reader.history(of: item).map(\.position) == positions)
      let receipt = try Alias("BN2020/\(100 + index)")
      #expect(try reader.history(of: receipt).map(\.position) == positions)
      for position in positions {
        #expect(try reader.history(around: [position]).map(\.position) == positions)
        let identity = try #require(try reader.event(at: position)).event.identity
        #expect(try reader.position(of: identity.id, source: identity.source) == position)
      }
      // Only what was known by then.
      #expect(
        try reader.history(of: item, through: positions[2]).map(\.position.number)
          == positions[...2].map(\.number))
    }
  }

  @Test func `bulk commits leave look-ups behind, and everything is found all the same`() throws {
    for (index, events) in try commits().enumerated() {
      try ledger.record(events, at: at(Int64(index)), isBulk: true)
      try check(ledger.reader(), items: index + 1)
    }
    #expect(try ledger.reader().head.lookedUpThrough == .start)
    // As after a crash: nobody finished the bulk.
    let reopened = try ledger.anotherWriter()
    let known = try reopened.commit { try $0.history(of: [items[3]]) }
    #expect(known.count == 5)
    try reopened.finishBulk()
    let reader = try ledger.reader()
    #expect(reader.head.lookedUpThrough == LedgerPosition(100))
    try check(reader, items: 20)
    var audit = LedgerAudit(reader)
    #expect(try audit.run().findings == [])
  }

  @Test func `a writer goes on in bulk after another one finished it`() throws {
    let commits = try commits()
    let other = try ledger.anotherWriter()
    for (index, events) in commits.enumerated() {
      let writer = index % 2 == 0 ? ledger.writer : other
      ledger.clock.now = at(Int64(index))
      try writer.commit(isBulk: true) { transaction in
        for event in events { _ = try transaction.append(event) }
      }
      if index % 5 == 0 { try ledger.writer.finishBulk() }
      if index % 7 == 0 { try other.finishBulk() }
    }
    try check(ledger.reader(), items: 20)
    try ledger.record([Samples.event(101)], at: at(100))
    let reader = try ledger.reader()
    #expect(reader.head.lookedUpThrough == LedgerPosition(101))
    try check(reader, items: 20)
    var audit = LedgerAudit(reader)
    #expect(try audit.run().findings == [])
  }

  @Test func `a commit sees what it added itself`() throws {
    let commits = try commits()
    for isBulk in [true, false] {
      try ledger.writer.commit(isBulk: isBulk) { transaction in
        for event in commits[isBulk ? 0 : 1] {
          _ = try transaction.append(event)
          let identity = event.identity
          #expect(try transaction.event(identity.id, source: identity.source)?.event == event)
        }
        let known = try transaction.history(of: [items[isBulk ? 0 : 1]])
        #expect(known.map(\.event) == commits[isBulk ? 0 : 1])
      }
    }
  }

  @Test func `a link that was voided is still followed when events are sought`() throws {
    var link = try Samples.event(1, code: items[0].text, type: .aliasLinked)
    link.aliases = [items[1]]
    try ledger.record(
      [link, Samples.void(1, sequence: 2), Samples.event(3, code: items[1].text)], at: start)
    #expect(try ledger.reader().history(of: items[0]).count == 3)
  }

  @Test func `a correction is found before its target is known, and with it afterwards`() throws {
    try ledger.record([Samples.void(2, sequence: 1)], at: start)
    #expect(try ledger.reader().history(around: [LedgerPosition(1)]).count == 1)
    #expect(try ledger.reader().history(of: Alias(Samples.code)) == [])
    try ledger.record([Samples.event(2)], at: at(1))
    let reader = try ledger.reader()
    #expect(try reader.history(of: Alias(Samples.code)).map(\.position.number) == [1, 2])
    #expect(
      try reader.corrections(ofEventsAfter: LedgerPosition(1), through: LedgerPosition(2))
        == [LedgerPosition(1)])
  }

  @Test func `a reader stays where it is until it is refreshed`() throws {
    let commits = try commits()
    try ledger.record(commits[0], at: start)
    let reader = try ledger.reader()
    let head = reader.head
    try ledger.record([Samples.event(6, code: items[0].text)], at: at(1))
    #expect(reader.head == head)
    #expect(try reader.history(of: items[0]).count == 5)
    #expect(try reader.event(at: LedgerPosition(6)) == nil)
    try reader.refresh()
    #expect(try reader.history(of: items[0]).count == 6)
    #expect(reader.head.position == LedgerPosition(6))
  }

  @Test func `a reader beside a busy writer only sees whole commits`() async throws {
    let folder = ledger.folder
    let rounds = 150
    let start = start
    try await withThrowingTaskGroup { group in
      group.addTask {
        var ticks: Int64 = 0
        let writer = try LedgerWriter(opening: folder) {
          ticks += 1
          return RecordedAt(microseconds: start.microseconds + ticks)
        }
        for round in 0..<rounds {
          try writer.commit(isBulk: round % 5 != 0) { transaction in
            for number in 1...3 {
              _ = try transaction.append(Samples.event(round * 3 + number))
            }
          }
        }
      }
      group.addTask {
        let reader = try LedgerReader(opening: folder)
        let tree = NaiveTree(try Hasher256())
        var leaves: [[UInt8]] = []
        while leaves.count < rounds * 3 {  // Ends with the other task.
          try reader.refresh()
          let head = reader.head.position.number
          #expect(head % 3 == 0)
          while leaves.count < head {  // Each turn reads an event.
            let next = LedgerPosition(Int64(leaves.count + 1))
            let recorded = try #require(try reader.event(at: next))
            let stamp = UInt64(bitPattern: recorded.recordedAt.microseconds).bigEndian
            leaves.append(
              EventCodec.encode(recorded.event) + withUnsafeBytes(of: stamp) { [UInt8]($0) })
          }
          #expect(reader.head.root == tree.root(leaves))
          #expect(try reader.history(of: Alias(Samples.code)).count == head)
          await Task.yield()
        }
      }
      try await group.waitForAll()
    }
  }
}
