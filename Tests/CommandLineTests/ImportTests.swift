import HosoDomain
import HosoLedger
import Testing

@Suite("Importing lines")
struct ImportTests {
  @Test func `every line is recorded once, however often the file is imported`() throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...500), to: "lines.ndjson")
    let first = try desk.run("import", "lines.ndjson", "--json")
    #expect(first.code == 0)
    #expect(first.errors.isEmpty)
    #expect(try first.summary() == ImportAnswer(recorded: 500, lines: 500))
    let second = try desk.run("import", "lines.ndjson", "--json")
    #expect(second.code == 0)
    #expect(try second.summary() == ImportAnswer(duplicates: 500, lines: 500))
    #expect(try desk.eventCount() == 500)
    #expect(!desk.exists("lines.ndjson.rejected.ndjson"))
  }

  @Test func `the summary is told in words too`() throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...1_234) + "{}\n", to: "lines.ndjson")
    let vietnamese = try desk.run("import", "lines.ndjson")
    #expect(vietnamese.output.contains("Đã ghi 1.234 sự kiện; đã biết từ trước 0."))
    let english = try desk.run("import", "lines.ndjson", "--lang", "en")
    #expect(english.output.contains("Recorded 0 events; 1,234 were known."))
    #expect(english.output.contains("Rejected 1 lines."))
  }

  @Test func `a line is the event it says, whatever its source left out`() throws {
    let desk = try Desk.ready()
    let bare = """
      {"id":"e-9","type":"dossier.delivered","dossier":"ee123456785vn",\
      "occurred_at":"2020-03-05T01:12:00Z"}
      """
    try desk.write(bare, to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson", "--source", "vnpost.hn").code == 0)
    let event = try #require(desk.events().first?.event)
    #expect(event.identity.source.text == "vnpost.hn")
    #expect(event.identity.sequence == nil)
    #expect(event.type == .dossierDelivered)
    #expect(event.subject == .dossier(try Alias(Samples.item)))
    #expect(event.occurredAt.rfc3339 == "2020-03-05T08:12:00+07:00")
    #expect(event.office == nil)
  }

  @Test func `several files are one import, and a hyphen is standard input`() throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...3), to: "a.ndjson")
    try desk.write(try Samples.lines(3...5), to: "b.ndjson")
    let files = try desk.run("import", "a.ndjson", "b.ndjson", "--json")
    #expect(try files.summary() == ImportAnswer(recorded: 5, duplicates: 1, lines: 6))
    let input = try desk.run(["import", "-", "--json"], input: try Samples.lines(5...7))
    #expect(try input.summary() == ImportAnswer(recorded: 2, duplicates: 1, lines: 3))
  }

  @Test func `blank lines, CR and a missing last newline are nothing`() throws {
    let desk = try Desk.ready()
    let text =
      "\n" + (try Samples.lines(1...2)).split(separator: "\n").joined(separator: "\r\n\n  \n")
    let outcome = try desk.run(["import", "-", "--json"], input: text)
    #expect(outcome.code == 0)
    #expect(try outcome.summary().recorded == 2)
  }

  @Test func `a dry run says what would happen and records nothing`() throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...3), to: "known.ndjson")
    #expect(try desk.run("import", "known.ndjson").code == 0)
    try desk.write(try Samples.lines(2...9) + "x\n" + Samples.line(9), to: "lines.ndjson")
    let outcome = try desk.run("import", "lines.ndjson", "--dry-run", "--json")
    #expect(outcome.code == 65)
    #expect(
      try outcome.summary()
        == ImportAnswer(recorded: 6, duplicates: 3, rejected: 1, lines: 10, dryRun: true))
    #expect(!desk.exists("lines.ndjson.rejected.ndjson"))
    #expect(try desk.eventCount() == 3)
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `other content under a known id is set aside and counted`() throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...2), to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson").code == 0)
    let other = try Samples.line(1, ["office": "460000"])
    let numbered = try Samples.line(7).replacing("}", with: #","sequence":1}"#)
    let fork = numbered.replacing("100000", with: "700000")
    try desk.write(other + numbered + fork, to: "other.ndjson")
    let outcome = try desk.run("import", "other.ndjson", "--json")
    #expect(outcome.code == 0)
    #expect(try outcome.summary() == ImportAnswer(recorded: 1, setAside: 2, lines: 3))
    let again = try desk.run("import", "other.ndjson", "--json")
    #expect(try again.summary() == ImportAnswer(duplicates: 1, setAside: 2, lines: 3))
    #expect(try desk.events().map { $0.event.office?.text } == ["100000", "100000", "100000"])
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `what another desk recorded can be imported from its lines`() throws {
    let desk = try Desk.ready()
    let simulated = try desk.run("simulate", "--scale", "0.0001", "--seed", "3")
    #expect(simulated.code == 0)
    let part = simulated.lines.prefix(300).joined(separator: "\n") + "\n"
    #expect(try desk.run(["import", "-", "--backfill"], input: part).code == 0)
    let scanned = try desk.run(["scan", "pickup", Samples.item])
    #expect(scanned.code == 0)
    let again = try desk.run(["import", "-", "--backfill", "--json"], input: part)
    #expect(try again.summary() == ImportAnswer(duplicates: 300, lines: 300))
    #expect(try desk.run("verify").code == 0)
  }
}

@Suite("Moving history in")
struct BackfillTests {
  @Test func `every line keeps the moment it was recorded elsewhere`() throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.backfill(1...3).joined(), to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson", "--backfill").code == 0)
    #expect(
      try desk.events().map(\.recordedAt.rfc3339) == [
        "2020-03-06T00:00:01+07:00", "2020-03-06T00:00:02+07:00", "2020-03-06T00:00:03+07:00",
      ])
  }

  @Test func `without it the moment is that of the import`() throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.backfill(1...3).joined(), to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson").code == 0)
    let moments = Set(try desk.events().map(\.recordedAt))
    #expect(moments.count == 1)
    #expect(moments.allSatisfy { $0 > (try? RecordedAt(rfc3339: "2026-01-01T00:00:00Z")) ?? $0 })
  }

  @Test(arguments: [10, 4_500])
  func `a line out of order is named; what came before stays, a rerun changes nothing`(
    count: Int
  ) throws {
    let desk = try Desk.ready()
    var lines = try Samples.backfill(1...count)
    let late = try #require(Samples.backfill(900_000...900_000).first)
    let early = late.replacing("2020-03-16", with: "2019-03-16")
    #expect(late != early)
    lines.insert(early, at: count - 2)
    try desk.write(lines.joined(), to: "lines.ndjson")
    let dry = try desk.run("import", "lines.ndjson", "--backfill", "--dry-run")
    #expect(dry.code == 65)
    #expect(dry.errors.contains("\(count - 1)"))
    for _ in 1...2 {
      let outcome = try desk.run("import", "lines.ndjson", "--backfill", "--lang", "en")
      #expect(outcome.code == 65)
      #expect(outcome.errors.contains("lines.ndjson line \(count - 1):"))
      #expect(outcome.errors.contains("lies before the ledger's head"))
      #expect(try desk.eventCount() == Int64(count - 2))
      #expect(try desk.run("verify").code == 0)
    }
    lines.remove(at: count - 2)
    try desk.write(lines.joined(), to: "lines.ndjson")
    let mended = try desk.run("import", "lines.ndjson", "--backfill", "--json")
    #expect(
      try mended.summary()
        == ImportAnswer(recorded: 2, duplicates: Int64(count - 2), lines: Int64(count)))
  }

  @Test func `a line that fails later does not lose the lines rejected before it`() throws {
    let desk = try Desk.ready()
    var lines = try Samples.backfill(1...3)
    lines.swapAt(1, 2)
    try desk.write("broken\n" + lines.joined(), to: "lines.ndjson")
    let outcome = try desk.run("import", "lines.ndjson", "--backfill", "--json")
    #expect(outcome.code == 65)
    #expect(try desk.read("lines.ndjson.rejected.ndjson") == "broken\n")
    #expect(try outcome.summary() == ImportAnswer(recorded: 2, rejected: 1, lines: 4))
  }

  @Test func `a line without its moment, or with one in the future, is rejected`() throws {
    let desk = try Desk.ready()
    let future = try Samples.line(2, ["recorded_at": "2199-01-01T00:00:00Z"])
    try desk.write(try Samples.line(1) + future, to: "lines.ndjson")
    let outcome = try desk.run("import", "lines.ndjson", "--backfill", "--lang", "en")
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains("lines.ndjson line 1: field \"recorded_at\": missing"))
    #expect(
      outcome.errors.contains("lines.ndjson line 2: \"recorded_at\" lies in the future"))
    #expect(try desk.read("lines.ndjson.rejected.ndjson") == (try Samples.line(1)) + future)
    #expect(try desk.eventCount() == 0)
  }

  @Test func `a known line is a duplicate even where its moment is missing or in the future`()
    throws
  {
    let desk = try Desk.ready()
    try desk.write(try Samples.line(1) + Samples.line(2), to: "first.ndjson")
    #expect(try desk.run("import", "first.ndjson").code == 0)
    let future = try Samples.line(2, ["recorded_at": "2199-01-01T00:00:00Z"])
    try desk.write(try Samples.line(1) + future, to: "again.ndjson")
    for isDryRun in [true, false] {
      let options = ["import", "again.ndjson", "--backfill", "--json"]
      let outcome = try desk.run(options + (isDryRun ? ["--dry-run"] : []))
      #expect(outcome.code == 0)
      #expect(try outcome.summary() == ImportAnswer(duplicates: 2, lines: 2, dryRun: isDryRun))
    }
  }

  @Test func `an import that was cut off is continued by the same command`() throws {
    let desk = try Desk.ready()
    let lines = try Samples.backfill(1...5_000)
    let cut = lines.prefix(3_000).joined() + lines[3_000].prefix(50)
    let first = try desk.run(["import", "-", "--backfill", "--json"], input: cut)
    #expect(first.code == 65)
    #expect(try first.summary() == ImportAnswer(recorded: 3_000, rejected: 1, lines: 3_001))
    let second = try desk.run(["import", "-", "--backfill", "--json"], input: lines.joined())
    #expect(second.code == 0)
    #expect(
      try second.summary() == ImportAnswer(recorded: 2_000, duplicates: 3_000, lines: 5_000))
  }
}
