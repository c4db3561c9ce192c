import Foundation
import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@Suite("Several processes on one ledger")
struct ConcurrencyTests {
  @Test func `scans go on while an import runs, and all of it is there`() throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...9_000), to: "lines.ndjson")
    let importing = try desk.start(["import", "lines.ndjson", "--json"])
    var answers: [ScanAnswer] = []
    for serial in 20_001...20_010 {
      answers += try desk.scan("pickup", try Samples.item(serial))
    }
    #expect(try Outcome(of: importing).summary() == ImportAnswer(recorded: 9_000, lines: 9_000))
    #expect(answers.allSatisfy { $0.outcome == "recorded" })
    #expect(Set(answers.map(\.id)).count == 10)
    let events = try desk.events()
    #expect(events.count == 9_010)
    for answer in answers {
      let event = try #require(events.first { $0.position.number == answer.position })
      #expect(event.event.identity.id.text == answer.id)
    }
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `two imports of overlapping files record every line once`() throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...6_000), to: "a.ndjson")
    try desk.write(try Samples.lines(3_001...9_000), to: "b.ndjson")
    let children = try ["a.ndjson", "b.ndjson"].map { try desk.start(["import", $0, "--json"]) }
    let summaries = try children.map { try Outcome(of: $0).summary() }
    #expect(summaries.map(\.recorded).reduce(0, +) == 9_000)
    #expect(summaries.map(\.duplicates).reduce(0, +) == 3_000)
    #expect(Set(try desk.events().map(\.event.identity)).count == 9_000)
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `many desks of one ledger scan at once, each event with its own number`() throws {
    let desk = try Desk.ready()
    let children = try (1...8).map { part in
      let codes = try (1...5).map { try Samples.item(part * 100 + $0) }
      return try desk.start(["scan", "pickup", "--json"] + codes)
    }
    let answers = try children.flatMap { try Outcome(of: $0).answers() }
    #expect(answers.count == 40)
    #expect(Set(answers.compactMap(\.position)) == Set(1...40))
    #expect(Set(answers.compactMap(\.id)).count == 40)
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `a shift that is closed many times at once is closed once`() throws {
    let desk = try Desk.ready()
    let codes = try (1...5).map { try Samples.item($0) }
    _ = try desk.run(["scan", "pickup", "--actor", "nv042"] + codes)
    let children = try (1...6).map { _ in
      try desk.start(["shift", "--close", "--actor", "nv042", "--json"])
    }
    for child in children { #expect(try Outcome(of: child).code == 0) }
    let closings = try desk.events().filter { $0.event.type == .shiftClosed }
    #expect(closings.map(\.event.count) == [5])
  }

  @Test func `a writer that waited while another ended its import leaves a sound ledger`() throws {
    let desk = try Desk.ready()
    let folder = LedgerFolder(path: desk.ledgerPath)
    let now = RecordedAt(microseconds: 1_583_366_400_000_000)
    let writers = try (0..<2).map { _ in try LedgerWriter(opening: folder) { now } }
    var reader = InterchangeReader(defaultSource: try SourceName("agency.h26"))
    for (number, writer) in [(1, writers[0]), (2, writers[1]), (3, writers[0])] {
      let line = Array(try Samples.line(number).utf8).dropLast()
      let event = try line.withUnsafeBufferPointer { try reader.read($0) }.event
      _ = try writer.commit(isBulk: true) { try $0.append(event) }
      if number == 2 {
        try writers[0].commit(isBulk: true) { _ in }
        try writer.finishBulk()
      }
    }
    #expect(try desk.run("verify", "--lang", "en").output.contains("The ledger is sound: 3 events"))
  }

  @Test func `an audit while an import runs finds nothing wrong`() throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...9_000), to: "lines.ndjson")
    let importing = try desk.start(["import", "lines.ndjson", "--json"])
    for _ in 1...3 {
      let outcome = try desk.run("verify", "--json")
      #expect(outcome.code == 0, "\(outcome.output)")
    }
    #expect(try Outcome(of: importing).code == 0)
  }

  @Test func `a stream of scans is answered as it comes, not at its end`() throws {
    let desk = try Desk.ready()
    let child = try desk.start(["scan", "pickup", "--json"], input: .written)
    for serial in 1...3 {
      child.write(try Samples.item(serial) + "\n")
      #expect(try child.waitForLines(serial) == serial)
      #expect(try desk.eventCount() == Int64(serial))
    }
    child.closeInput()
    #expect(try Outcome(of: child).code == 0)
  }
}
