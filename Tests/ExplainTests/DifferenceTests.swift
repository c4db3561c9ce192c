import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections
import Testing

@Suite("A count that changed between two moments")
struct DifferenceTests {
  private static let first = "2020-03-05 08:12"
  private static let t1 = "2020-04-01 00:00"
  private static let t2 = "2020-05-01 00:00"
  private static let between = "2020-04-10 09:00"

  private func changes(
    _ count: FigureCount, in book: Book, group: [Grouping: String] = [:]
  ) throws -> [CountChange] {
    let query = CountQuery(
      terms: count.terms, period: try Period.parse("2020Q1", calendar: .calendar), group: group)
    return try Explainer(book.reader(), provinces: Provinces.bundled()).difference(
      query, from: Book.known(Self.t1), to: Book.known(Self.t2)
    ).changes
  }

  private func causes(
    _ count: FigureCount, in book: Book, group: [Grouping: String] = [:]
  ) throws -> [String] {
    try changes(count, in: book, group: group).map { change in
      "\(change.sign) \(change.cause.rawValue) \(change.causes.map(\.number))"
    }
  }

  private func book() throws -> (Book, EventID) {
    let book = try Book()
    let id = try book.add(
      .dossierPickedUp, Self.first, code: "EE123456785VN", recorded: "2020-03-05 08:13")
    return (book, id)
  }

  @Test func `a pickup uploaded afterwards is late`() throws {
    let (book, _) = try book()
    try book.add(.dossierPickedUp, "2020-03-20 08:00", code: "BN2020/01", recorded: Self.between)
    #expect(try causes(.pickups, in: book) == ["1 late [2]"])
  }

  @Test func `what was recorded after the later moment is not asked about`() throws {
    let (book, _) = try book()
    try book.add(.dossierPickedUp, "2020-03-20 08:00", code: "BN2020/01", recorded: Self.t2)
    #expect(try causes(.pickups, in: book).isEmpty)
  }

  @Test func `a return that arrives late takes a dossier from the stock`() throws {
    let (book, _) = try book()
    try book.add(
      .resultReturned, "2020-03-25 10:00", code: "EE123456785VN", recorded: Self.between)
    #expect(try causes(.closing, in: book) == ["-1 late [2]"])
    #expect(try causes(.returns, in: book) == ["1 late [2]"])
  }

  @Test func `an amended due date, service, agency or channel is amended`() throws {
    let (book, id) = try book()
    try book.add(
      .resultReady, "2020-03-20 10:00", code: "EE123456785VN", recorded: "2020-03-20 10:01")
    let delivery = try book.add(
      .dossierDelivered, "2020-03-06 10:00", code: "EE123456785VN", recorded: "2020-03-06 10:01"
    ) { $0.dueDate = LocalDate(iso: "2020-03-12") }
    try book.correct(.eventAmended, delivery, recorded: Self.between) {
      $0.dueDate = LocalDate(iso: "2020-03-21")
    }
    #expect(try causes(.late, in: book) == ["-1 amended [4]"])
    #expect(try causes(.early, in: book) == ["1 amended [4]"])
    try book.correct(.eventAmended, id, recorded: Self.between) {
      $0.service = try? ProcedureCode("1.001612")
      $0.agency = try? AgencyCode("H26.12.19")
      $0.channel = .online
    }
    for (grouping, text) in [
      (Grouping.service, "1.001612"), (.agency, "H26.12.19"), (.channel, "online"),
    ] {
      #expect(
        try causes(.pickups, in: book, group: [grouping: text]) == ["1 amended [5]"])
    }
  }

  @Test func `a void takes away, and its own void gives back`() throws {
    let (book, id) = try book()
    let void = try book.correct(.eventVoided, id, recorded: "2020-04-02 09:00")
    #expect(try causes(.pickups, in: book) == ["-1 voided [2]"])
    try book.correct(.eventVoided, void, recorded: "2020-04-03 09:00")
    #expect(try causes(.pickups, in: book).isEmpty)
  }

  @Test func `a late pickup that is voided at once changes nothing`() throws {
    let (book, _) = try book()
    let late = try book.add(
      .dossierPickedUp, "2020-03-20 08:00", code: "BN2020/01", recorded: Self.between)
    try book.correct(.eventVoided, late, recorded: "2020-04-11 09:00")
    #expect(try causes(.pickups, in: book).isEmpty)
  }

  @Test func `an amended date moves a dossier out of the period as amended`() throws {
    let (book, id) = try book()
    try book.correct(.eventAmended, id, recorded: Self.between) {
      $0.occurredAt = try? Book.moment("2020-04-02 08:00")
    }
    #expect(try causes(.pickups, in: book) == ["-1 amended [2]"])
  }

  @Test func `two dossiers that turn out to be one are linked`() throws {
    let (book, _) = try book()
    try book.add(
      .dossierPickedUp, "2020-03-06 08:00", code: "BN2020/01", recorded: "2020-03-06 08:01")
    try book.add(.aliasLinked, Self.between, code: "BN2020/01", recorded: Self.between) {
      $0.aliases = [try? Alias("EE123456785VN")].compactMap(\.self)
    }
    #expect(try causes(.pickups, in: book) == ["-1 linked [3]"])
  }

  @Test func `a link to a code nobody knew comes with its event`() throws {
    let (book, _) = try book()
    try book.add(
      .dossierDelivered, "2020-03-06 08:00", code: "EE123456785VN", recorded: Self.between
    ) { $0.aliases = [try? Alias("BN2020/01")].compactMap(\.self) }
    try book.add(.resultReady, "2020-03-20 08:00", code: "BN2020/01", recorded: Self.between)
    #expect(try causes(.noDue, in: book).map { $0.prefix(6) } == ["1 late"])
  }

  @Test func `an earlier pickup that arrives late moves the dossier to its office`() throws {
    let (book, _) = try book()
    try book.add(
      .dossierPickedUp, "2020-03-04 08:00", code: "EE123456785VN", recorded: Self.between
    ) { $0.province = try? ProvinceCode("79") }
    #expect(try causes(.pickups, in: book).isEmpty)
    #expect(
      try causes(.pickups, in: book, group: [.province: "01"]) == ["-1 moved [2]"])
    #expect(
      try causes(.pickups, in: book, group: [.province: "79"]) == ["1 moved [2]"])
  }

  @Test func `a correction outweighs what merely arrived`() throws {
    let (book, id) = try book()
    try book.add(
      .dossierDelivered, "2020-03-06 08:00", code: "EE123456785VN", recorded: Self.between)
    try book.correct(.eventVoided, id, recorded: "2020-04-12 09:00")
    #expect(try causes(.pickups, in: book) == ["-1 voided [3]"])
    #expect(try causes(.orphans, in: book) == ["1 voided [3]"])
  }

  @Test func `the causes of a tangled history add up to the difference`() throws {
    let provinces = try Provinces.bundled()
    for seed in 1...60 {
      let tangle = try Tangle(seed: seed)
      let book = try Book(tangle)
      let reader = try book.reader()
      let whole = Explainer(reader, provinces: provinces)
      let parts = Explainer(reader, provinces: provinces, partLength: Int64(1 + seed % 5))
      let from = tangle.commits[tangle.commits.count / 3].recordedAt
      let group: [Grouping: String] = seed % 2 == 0 ? [:] : [.province: "01"]
      for count in FigureCount.allCases {
        let query = CountQuery(
          terms: count.terms, period: try Period.parse("2020Q1", calendar: .calendar),
          group: group)
        let difference = try whole.difference(query, from: from)
        let was = try whole.explain(query, cutoff: from).dossiers.count
        let now = try whole.explain(query).dossiers.count
        #expect(difference.sum == now - was, "seed \(seed) \(count.name)")
        let causes = ChangeCause.allCases.reduce(0) { $0 + difference.sum(of: $1) }
        #expect(causes == difference.sum, "seed \(seed) \(count.name)")
        let again = try parts.difference(query, from: from)
        #expect(
          difference.changes.map(Self.words) == again.changes.map(Self.words),
          "seed \(seed) \(count.name)")
      }
    }
  }

  private static func words(_ change: CountChange) -> String {
    "\(change.sign) \(change.cause) \(change.dossier.position) \(change.causes)"
  }
}
