import HosoDomain
import Testing

@Suite("Who sees which dossier")
struct ReachTests {
  /// Events that are told in the order in which they are recorded, an hour apart.
  private struct Book {
    var names = NameTable()
    var history = History()
    private var codes: [String: CodeIndex] = [:]

    private mutating func code(_ text: String) -> CodeIndex {
      if let known = codes[text] { return known }
      let code = CodeIndex(number: UInt32(codes.count), isItem: true)
      codes[text] = code
      return code
    }

    private mutating func bag(_ text: String) -> CodeIndex {
      if let known = codes[text] { return known }
      let code = CodeIndex(containerNumber: UInt32(codes.count))
      codes[text] = code
      return code
    }

    /// A bag as a whole leaves for an office.
    mutating func send(bag text: String, from office: String, to destination: String) throws {
      try tell(.itemDeparted, text, at: office, to: destination)
      // Its own code would be an item's.
      history.facts[history.facts.count - 1].code = self.bag(text)
    }

    @discardableResult
    mutating func tell(
      _ type: EventType, _ text: String, at office: String? = nil, agency: String? = nil,
      to destination: String? = nil, also alias: String? = nil, hoursAgo: Int64 = 0,
      source: String = "x", inBag bag: String? = nil
    ) throws -> Int64 {
      let number = Int64(history.facts.count + 1)
      var fact = EventFact(
        number: number, type: type,
        occurredAt: OccurredAt(milliseconds: (number - hoursAgo) * 3_600_000),
        source: names.index(of: source), sequence: UInt64(number))
      fact.code = code(text)
      fact.attributes.office = try office.map { try PostOfficeCode($0) }
      fact.attributes.agency = agency.map { names.index(of: $0) }
      fact.destination = try destination.map { try PostOfficeCode($0) }
      fact.container = bag.map { self.bag($0) }
      history.facts.append(fact)
      if let alias { history.links.append(CodeLink(event: number, code: code(alias))) }
      return number
    }

    mutating func void(_ target: Int64) {
      let number = Int64(history.facts.count + 1)
      var fact = EventFact(
        number: number, type: .eventVoided,
        occurredAt: OccurredAt(milliseconds: number * 3_600_000),
        source: names.index(of: "x"), sequence: UInt64(number))
      fact.target = target
      history.facts.append(fact)
    }

    var holdings: Holdings {
      history.holdings(names: names) { RecordedAt(microseconds: $0 * 3_600_000_000) }
    }

    func sight(_ office: String) throws -> [Sight] {
      let reach = Reach.office(try PostOfficeCode(office))
      return holdings.dossiers.map { reach.sight(of: $0.holders) }
    }

    func agencies() -> [String?] { holdings.dossiers.map(\.holders.agency) }
  }

  @Test(arguments: [
    EventType.itemArrived, .itemDeparted, .feeCollected, .itemDamaged, .aliasLinked,
    .recipientInvited, .papersRecovered, .handoverDisputed,
  ])
  func `a scan in passing shows an office its own events only`(type: EventType) throws {
    var book = Book()
    try book.tell(.dossierPickedUp, "A", at: "100000", agency: "H26")
    try book.tell(type, "A", at: "460000")
    #expect(try book.sight("100000") == [.all])
    #expect(try book.sight("460000") == [.ownEvents])
    #expect(try book.sight("700000") == [.nothing])
  }

  @Test func `what another sends an office opens the dossier to it`() throws {
    var book = Book()
    try book.tell(.dossierPickedUp, "A", at: "100000")
    try book.tell(.itemDeparted, "A", at: "100000", to: "460000")
    #expect(try book.sight("460000") == [.all])
    #expect(try book.sight("700000") == [.nothing])
  }

  @Test func `nobody sends a dossier to themselves`() throws {
    var book = Book()
    try book.tell(.dossierPickedUp, "A", at: "100000")
    try book.tell(.itemDeparted, "A", at: "460000", to: "460000")
    #expect(try book.sight("460000") == [.ownEvents])
    try book.tell(.itemDeparted, "A", at: "700000", to: "460000", source: "460000-may-1")
    #expect(try book.sight("460000") == [.ownEvents])
  }

  @Test func `a bag that another sends an office opens what another put in, and nothing else`()
    throws
  {
    var book = Book()
    try book.tell(.dossierPickedUp, "A", at: "100000", inBag: "T")
    try book.tell(.dossierPickedUp, "B", at: "300000")
    try book.tell(.itemDeparted, "B", at: "460000", inBag: "T")
    try book.send(bag: "T", from: "100000", to: "460000")
    #expect(try book.sight("460000") == [.all, .ownEvents])
  }

  @Test func `a step of the dossier's own way opens it, a flagged one does not`() throws {
    var book = Book()
    try book.tell(.dossierPickedUp, "A", at: "100000")
    try book.tell(.dossierDelivered, "A", at: "700000")
    #expect(try book.sight("700000") == [.all])
    try book.tell(.dossierPickedUp, "A", at: "460000")
    try book.tell(.resultReturned, "A", at: "500000")
    #expect(try book.sight("460000") == [.ownEvents])
    #expect(try book.sight("500000") == [.ownEvents])
  }

  @Test func `a pickup dated back opens nothing that was picked up elsewhere`() throws {
    var book = Book()
    try book.tell(.dossierPickedUp, "A", at: "100000", agency: "H26")
    try book.tell(.dossierPickedUp, "A", at: "460000", agency: "H27", hoursAgo: 24)
    #expect(try book.sight("460000") == [.ownEvents])
    #expect(book.agencies() == ["H26"])
    #expect(book.holdings.doubts.map(\.kind) == [.entry])
  }

  @Test func `the agency recorded first keeps the dossier until that is corrected`() throws {
    var book = Book()
    let first = try book.tell(.dossierPickedUp, "A", at: "100000", agency: "H26")
    try book.tell(.dossierDelivered, "A", at: "100000", agency: "H27")
    #expect(book.agencies() == ["H26"])
    #expect(book.holdings.doubts.map(\.event) == [2])
    book.void(first)
    #expect(book.agencies() == ["H27"])
    #expect(book.holdings.doubts.isEmpty)
  }

  @Test func `a unit below the agency is no contradiction`() throws {
    var book = Book()
    try book.tell(.dossierPickedUp, "A", at: "100000", agency: "H26.12")
    try book.tell(.dossierDelivered, "A", at: "100000", agency: "H26.12.19")
    #expect(book.agencies() == ["H26.12"])
    #expect(book.holdings.doubts.isEmpty)
  }

  @Test func `a link between two agencies' dossiers joins nothing until it is settled`()
    throws
  {
    var book = Book()
    try book.tell(.dossierPickedUp, "A", at: "100000", agency: "H26")
    let second = try book.tell(.dossierPickedUp, "B", at: "460000", agency: "H27")
    try book.tell(.aliasLinked, "A", at: "700000", also: "B")
    #expect(book.agencies() == ["H26", "H27"])
    #expect(book.holdings.doubts.map(\.kind) == [.link])
    #expect(try book.sight("100000") == [.all, .nothing])
    #expect(try book.sight("700000") == [.ownEvents, .nothing])
    book.void(second)
    try book.tell(.dossierDelivered, "B", at: "460000", agency: "H26")
    #expect(book.agencies() == ["H26"])
    #expect(book.holdings.doubts.isEmpty)
  }

  @Test func `a link to a dossier of no agency yet joins it`() throws {
    var book = Book()
    try book.tell(.dossierPickedUp, "A", at: "100000", agency: "H26")
    try book.tell(.itemArrived, "B", at: "460000")
    try book.tell(.aliasLinked, "A", at: "100000", also: "B")
    #expect(book.agencies() == ["H26"])
    try book.tell(.dossierDelivered, "B", at: "460000", agency: "H27")
    #expect(book.agencies() == ["H26"])
    #expect(book.holdings.doubts.map(\.event) == [4])
  }

  @Test(arguments: [
    ("H26.12.19", true), ("H26.12.19.3", true), ("H26.12", false), ("H26.12.190", false),
    ("000.19.12.H26", true),
  ])
  func `an agency reaches itself and what is below it`(code: String, isSeen: Bool) throws {
    let own = Reach.agency(try AgencyCode("H26.12.19"))
    var holders = Holders()
    #expect(own.sight(of: holders) == .nothing)
    holders.agency = try AgencyCode(code).canonical
    #expect(own.sight(of: holders) == (isSeen ? .all : .nothing))
  }
}
