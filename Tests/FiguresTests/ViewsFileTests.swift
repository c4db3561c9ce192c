import HosoDomain
import HosoLedger
import HosoProjections
import HosoSQLite
import HosoTesting
import Testing

@Suite("The views' file, shared and in trouble")
struct ViewsFileTests {
  private let ledger: ScratchLedger
  private let pickup: Event

  init() throws {
    ledger = try ScratchLedger()
    let identity = EventIdentity(
      source: try SourceName("desk"), sequence: 1, id: try EventID("desk-1"))
    var event = Event(
      identity: identity, type: .dossierPickedUp,
      occurredAt: OccurredAt(milliseconds: 1_583_370_720_000),
      subject: .dossier(try Alias("EE123456785VN")))
    event.province = try ProvinceCode("01")
    pickup = event
  }

  private func provinces(_ views: Views) throws -> [String] {
    let query = FiguresQuery(
      periods: [try Period.parse("2020Q1", calendar: .calendar)], groupings: [.province])
    return try views.figures(query, provinces: Provinces.bundled()).rows.map { $0.group[0] }
  }

  @Test func `what a failed catch-up numbered is forgotten`() throws {
    try ledger.record([pickup], at: ledger.clock.now)
    let views = try Views.open(ledger.reader())
    let file = try Connection(path: ledger.folder.viewsPath, access: .readWrite)
    try file.execute(
      """
      CREATE TRIGGER trouble BEFORE UPDATE ON cursor
      BEGIN SELECT RAISE(ABORT, 'as if the disk were full'); END
      """)
    #expect(throws: SQLiteFault.self) { try views.catchUp() }
    try file.execute("DROP TRIGGER trouble")
    // Another process takes in more at once, so that the first group is another one.
    var amendment = Event(
      identity: EventIdentity(
        source: pickup.identity.source, sequence: 2, id: try EventID("desk-2")),
      type: .eventAmended, occurredAt: pickup.occurredAt,
      subject: .event(EventTarget(pickup.identity.id)))
    var set = Amendment()
    set.province = try ProvinceCode("79")
    amendment.amendment = set
    try ledger.record([amendment], at: ledger.clock.now)
    #expect(try provinces(Views.open(ledger.reader())) == ["79"])
    #expect(try provinces(views) == ["79"])
  }

  @Test func `views of another ledger or other rules, and no views at all, are made anew`() throws {
    try ledger.record([pickup], at: ledger.clock.now)
    try Views.open(ledger.reader()).catchUp()
    for damage in [
      "UPDATE cursor SET ledger_id='another'", "UPDATE cursor SET fingerprint='older'",
      "UPDATE cursor SET leaf=x'01'", "UPDATE cursor SET position=99",
    ] {
      let file = try Connection(path: ledger.folder.viewsPath, access: .readWrite)
      try file.execute(damage)
      #expect(try provinces(Views.open(ledger.reader())) == ["01"], "\(damage)")
    }
    #expect(try Views.daysThatDifferFromRebuild(ledger.reader()) == 0)
  }

  @Test func `whoever opens the figures waits while somebody else writes them`() async throws {
    try ledger.record([pickup], at: ledger.clock.now)
    try Views.open(ledger.reader()).catchUp()
    let path = ledger.folder.viewsPath
    let (locked, told) = AsyncStream<Void>.makeStream()
    let writing = Task.detached {
      let other = try Connection(path: path, access: .readWrite)
      try other.execute("BEGIN EXCLUSIVE")
      told.finish()
      ChildProcess.pause(microseconds: 200_000)
      other.rollback()
    }
    for await _ in locked {}
    #expect(try provinces(Views.open(ledger.reader())) == ["01"])
    try await writing.value
  }

  @Test func `stretch by stretch the figures come to what they are at once`() throws {
    for number in 1...9 {
      var event = pickup
      event.identity = EventIdentity(
        source: pickup.identity.source, sequence: UInt64(number), id: try EventID("desk-\(number)"))
      // The same dossier again and again, so that each stretch changes what the one before said.
      event.type = number == 1 ? .dossierPickedUp : .itemArrived
      try ledger.record([event], at: RecordedAt(microseconds: Int64(number) * 86_400_000_000))
    }
    let views = try Views.open(ledger.reader())
    var stretches = 1
    while try views.catchUp(atMost: 2) { stretches += 1 }
    #expect(stretches == 5)
    #expect(try !views.catchUp(atMost: 2))
    #expect(try Views.daysThatDifferFromRebuild(ledger.reader()) == 0)
  }

  @Test func `for figures as of a moment nothing that came later is judged`() throws {
    let moment = ledger.clock.now
    try ledger.record([pickup], at: moment)
    let views = try Views.open(ledger.reader())
    var later = pickup
    later.identity = EventIdentity(
      source: pickup.identity.source, sequence: 2, id: try EventID("desk-2"))
    try ledger.record([later], at: RecordedAt(microseconds: moment.microseconds + 10))
    var query = FiguresQuery(periods: [try Period.parse("2020Q1", calendar: .calendar)])
    query.cutoff = RecordedAt(microseconds: moment.microseconds + 5)
    let figures = try views.figures(query, provinces: Provinces.bundled())
    #expect(figures.position == LedgerPosition(1))
    let file = try Connection(path: ledger.folder.viewsPath, access: .readOnly)
    #expect(try file.integer("SELECT position FROM cursor") == 1)
  }

  @Test func `a cell that was tampered with shows as a day that differs`() throws {
    try ledger.record([pickup], at: ledger.clock.now)
    try Views.open(ledger.reader()).catchUp()
    let file = try Connection(path: ledger.folder.viewsPath, access: .readWrite)
    try file.execute("DELETE FROM cube")
    #expect(try Views.daysThatDifferFromRebuild(ledger.reader()) == 1)
  }
}
