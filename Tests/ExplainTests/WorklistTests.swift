import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@Suite("The worklist")
struct WorklistTests {
  private static let item = "EE123456785VN"
  private static let dossier = "H26.12.19-200305-0001"

  private func worklist(
    _ book: Book, on today: String, partLength: Int64? = nil, cutoff: RecordedAt? = nil,
    _ fill: (inout WorklistQuery) -> Void = { _ in }
  ) throws -> Worklist {
    var query = WorklistQuery(cutoff: cutoff, today: try #require(LocalDate(iso: today)))
    fill(&query)
    return try Explainer(
      book.reader(), provinces: Provinces.bundled(), partLength: partLength
    ).worklist(query, calendar: .bundled(), zones: .bundled())
  }

  private func words(_ worklist: Worklist) -> [String] {
    worklist.items.map { "\($0.kind.rawValue) \($0.position.number)" }
  }

  private func picked() throws -> Book {
    let book = try Book()
    try book.add(
      .dossierPickedUp, "2020-03-05 08:12", code: Self.item, recorded: "2020-03-05 08:13")
    return book
  }

  @Test func `a leg is overdue once its limit has passed, until the next scan`() throws {
    let book = try Book()
    try book.add(
      .dossierPickedUp, "2020-03-05 08:12", code: Self.item, recorded: "2020-03-05 08:13"
    ) { $0.destination = try? PostOfficeCode("100900") }
    #expect(try words(worklist(book, on: "2020-03-06")).isEmpty)
    #expect(try words(worklist(book, on: "2020-03-12")) == ["overdue 1"])
    try book.add(
      .dossierDelivered, "2020-03-12 08:00", code: Self.item, recorded: "2020-03-12 08:01")
    #expect(try words(worklist(book, on: "2020-03-12")).isEmpty)
  }

  @Test func `an agency is overdue after the due date, until the result is ready`() throws {
    let book = try picked()
    try book.add(
      .dossierDelivered, "2020-03-06 08:00", code: Self.item, recorded: "2020-03-06 08:01"
    ) { $0.dueDate = LocalDate(iso: "2020-03-12") }
    #expect(try words(worklist(book, on: "2020-03-12")).isEmpty)
    #expect(try words(worklist(book, on: "2020-03-13")) == ["overdue 2"])
    try book.add(.resultReady, "2020-03-14 08:00", code: Self.item, recorded: "2020-03-14 08:01")
    #expect(try words(worklist(book, on: "2020-03-16")).isEmpty)
  }

  @Test func `an orphan is listed once, and not as a flag`() throws {
    let book = try Book()
    try book.add(.resultReady, "2020-03-14 08:00", code: Self.dossier, recorded: "2020-03-14 08:01")
    #expect(try words(worklist(book, on: "2020-03-14")) == ["orphans 1"])
  }

  @Test func `a repetition stays listed until it is voided`() throws {
    let book = try picked()
    let again = try book.add(
      .dossierPickedUp, "2020-03-05 08:40", code: Self.item, recorded: "2020-03-05 08:41")
    #expect(try words(worklist(book, on: "2020-03-05")) == ["flags 2"])
    try book.correct(.eventVoided, again, recorded: "2020-03-05 09:00")
    #expect(try words(worklist(book, on: "2020-03-05")).isEmpty)
    let before = try Book.known("2020-03-05 09:00")
    #expect(try words(worklist(book, on: "2020-03-05", cutoff: before)) == ["flags 2"])
  }

  @Test func `a time after its own recording is a flag`() throws {
    let book = try Book()
    try book.add(
      .dossierPickedUp, "2020-03-06 08:12", code: Self.item, recorded: "2020-03-05 08:13")
    #expect(try words(worklist(book, on: "2020-03-06")) == ["flags 1"])
  }

  @Test func `other content under a known identity is listed with what was there`() throws {
    let book = try picked()
    let reader = try book.reader()
    var other = try #require(try reader.event(at: LedgerPosition(1))?.event)
    other.office = try PostOfficeCode("700000")
    try book.record([other], at: Book.known("2020-03-06 08:00"))
    let worklist = try worklist(book, on: "2020-03-06")
    #expect(words(worklist) == ["set-aside 1"])
    #expect(worklist.items.first?.office?.text == "700000")
    let before = try Book.known("2020-03-06 08:00")
    #expect(try self.worklist(book, on: "2020-03-06", cutoff: before).items.isEmpty)
  }

  @Test func `an agency that contradicts the one recorded first is in doubt until it is voided`()
    throws
  {
    let book = try Book()
    try book.add(
      .dossierPickedUp, "2020-03-05 08:12", code: Self.item, recorded: "2020-03-05 08:13"
    ) { $0.agency = try? AgencyCode("H26.12") }
    let second = try book.add(
      .dossierDelivered, "2020-03-05 09:00", code: Self.item, recorded: "2020-03-05 09:01"
    ) { $0.agency = try? AgencyCode("H27") }
    let found = try worklist(book, on: "2020-03-05") { $0.kinds = [.agencies] }
    #expect(words(found) == ["agencies 2"])
    #expect(
      found.items.first?.reason
        == .agency(AgencyDoubt(kind: .entry, kept: "H26.12", other: "H27")))
    try book.correct(.eventVoided, second, recorded: "2020-03-05 09:30")
    #expect(try words(worklist(book, on: "2020-03-05") { $0.kinds = [.agencies] }).isEmpty)
  }

  @Test func `a link between two dossiers that were both picked up is in doubt`() throws {
    let book = try picked()
    try book.add(
      .dossierPickedUp, "2020-03-05 09:00", code: "BN2020/01", recorded: "2020-03-05 09:01")
    let link = try book.add(
      .aliasLinked, "2020-03-05 10:00", code: Self.item, recorded: "2020-03-05 10:01"
    ) { $0.aliases = [try? Alias("BN2020/01")].compactMap(\.self) }
    let links = try worklist(book, on: "2020-03-05") { $0.kinds = [.links] }
    #expect(words(links) == ["links 3"])
    guard case .link(let doubt) = try #require(links.items.first).reason else {
      Issue.record("no link")
      return
    }
    #expect(doubt.codes == [Self.item, "BN2020/01"])
    #expect(doubt.contradiction == .bothEntered)
    try book.correct(.eventVoided, link, recorded: "2020-03-05 11:00")
    #expect(try words(worklist(book, on: "2020-03-05") { $0.kinds = [.links] }).isEmpty)
  }

  @Test func `a link between an item and its dossier number is in no doubt`() throws {
    let book = try picked()
    try book.add(
      .dossierDelivered, "2020-03-06 09:00", code: Self.item, recorded: "2020-03-06 09:01"
    ) { $0.aliases = [try? Alias(Self.dossier)].compactMap(\.self) }
    try book.add(.resultReady, "2020-03-09 08:00", code: Self.dossier, recorded: "2020-03-09 08:01")
    #expect(try words(worklist(book, on: "2020-03-09")).isEmpty)
  }

  @Test func `a link between different procedures is in doubt`() throws {
    let book = try Book()
    try book.add(
      .dossierPickedUp, "2020-03-05 08:12", code: Self.item, recorded: "2020-03-05 08:13"
    ) { $0.service = try? ProcedureCode("1.001612") }
    try book.add(
      .resultReady, "2020-03-05 09:00", code: Self.dossier, recorded: "2020-03-05 09:01"
    ) {
      $0.service = try? ProcedureCode("2.000889")
      $0.aliases = [try? Alias(Self.item)].compactMap(\.self)
    }
    let links = try worklist(book, on: "2020-03-05") { $0.kinds = [.links] }
    #expect(words(links) == ["links 2"])
  }

  /// Tết of 2026: 13 February to 24 February are two working days.
  @Test(arguments: [("2026-02-23", false), ("2026-02-24", true)])
  func `two invitations two working days apart send a result back`(
    second: String, isDue: Bool
  ) throws {
    let book = try Book()
    for (type, at) in [
      (EventType.dossierPickedUp, "2026-02-02 08:00"), (.dossierDelivered, "2026-02-03 08:00"),
      (.resultCollected, "2026-02-12 08:00"), (.resultReturnFailed, "2026-02-13 08:00"),
      (.recipientInvited, "2026-02-13 09:00"), (.recipientInvited, "\(second) 09:00"),
    ] {
      try book.add(type, at, code: Self.item, recorded: at)
    }
    let kinds: (inout WorklistQuery) -> Void = { $0.kinds = [.sendBack] }
    #expect(try words(worklist(book, on: second, kinds)) == (isDue ? ["send-back 6"] : []))
    try book.add(
      .resultSentBack, "2026-03-02 08:00", code: Self.item, recorded: "2026-03-02 08:00")
    #expect(try worklist(book, on: second, kinds).items.isEmpty)
  }

  @Test func `a post office sees what is its own`() throws {
    let book = try picked()
    try book.add(
      .dossierPickedUp, "2020-03-05 08:40", code: Self.item, recorded: "2020-03-05 08:41"
    ) { $0.office = try? PostOfficeCode("700000") }
    for (office, expected) in [("700000", 1), ("100000", 0)] {
      let code = try PostOfficeCode(office)
      #expect(
        try worklist(book, on: "2020-03-05") { $0.office = code }.items.count == expected)
    }
  }

  /// The flags of an event where it is tracked: with its dossier, or with its bag.
  private func flags(of recorded: RecordedEvent, _ reader: LedgerReader) throws -> [EventFlag] {
    if let bag = recorded.event.container {
      let view = ContainerView(of: bag, events: try reader.contents(of: bag))
      return view.entries.first { $0.recorded == recorded }?.flags ?? []
    }
    guard let code = recorded.event.codes.first else { return [] }
    let history = try reader.history(of: code, withScans: true)
    return Timeline(of: code, events: history).entry(at: recorded.position)?.flags ?? []
  }

  @Test func `flags are those of the timelines, in parts of any length`() throws {
    for seed in 1...60 {
      let book = try Book(Tangle(seed: seed))
      let flags: (inout WorklistQuery) -> Void = { $0.kinds = [.flags] }
      let whole = try worklist(book, on: "2020-12-31", flags)
      let parts = try worklist(book, on: "2020-12-31", partLength: Int64(1 + seed % 4), flags)
      #expect(words(whole) == words(parts), "seed \(seed)")
      let reader = try book.reader()
      var expected: Set<String> = []
      try reader.forEachEvent(after: .start, through: reader.head.position) { recorded in
        let flags = try self.flags(of: recorded, reader)
        for flag in flags where flag != .noEntry {
          expected.insert("\(recorded.position.number) \(flag)")
        }
      }
      let found = whole.items.compactMap { item in
        if case .flag(let flag) = item.reason { "\(item.position.number) \(flag)" } else { nil }
      }
      #expect(found.sorted() == expected.sorted(), "seed \(seed)")
    }
  }

  @Test func `a correction that takes no effect is listed with what it names`() throws {
    for partLength: Int64 in [1, 100] {
      let book = try picked()
      let known = try Book.known("2020-03-05 09:00")
      func correction(_ id: String, of source: String, hash: EventHash? = nil) throws -> Event {
        Event(
          identity: EventIdentity(
            source: try SourceName(source), sequence: nil, id: try EventID(id)),
          type: .eventVoided, occurredAt: try Book.moment("2020-03-05 09:00"),
          subject: .event(
            EventTarget(
              try EventID("desk-1"), source: source == "desk" ? nil : try SourceName("desk"),
              hash: hash)))
      }
      try book.record([correction("x-1", of: "460000-a1b2c3-1")], at: known)
      try book.record([correction("x-2", of: "desk", hash: EventHash(number: 7))], at: known)
      let missing = Event(
        identity: EventIdentity(
          source: try SourceName("desk"), sequence: nil, id: try EventID("x-3")),
        type: .eventVoided, occurredAt: try Book.moment("2020-03-05 09:00"),
        subject: .event(EventTarget(try EventID("not-here-yet"))))
      try book.record([missing], at: known)
      let found = try worklist(book, on: "2020-03-05", partLength: partLength) {
        $0.kinds = [.flags]
      }
      #expect(found.items.map(\.reason.slug) == ["may-not-correct", "other-target"])
      #expect(found.items.map(\.position.number) == [2, 3])
      #expect(found.items.map(\.codes) == [[Self.item], [Self.item]])
    }
  }
}
