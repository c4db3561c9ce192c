import Foundation
import HosoDomain
import HosoLedger
import Testing

@testable import HosoProjections

@Suite("The index of what is to be done")
struct WorkIndexTests {
  private let provinces: Provinces
  private let calendar: WorkingCalendar
  private let zones: TransitZones

  init() throws {
    provinces = try Provinces.bundled()
    calendar = try WorkingCalendar.bundled()
    zones = try TransitZones.bundled()
  }

  private func index(_ book: Book, stretchLength: Int64 = 3) throws -> WorkIndex {
    try WorkIndex.inMemory(
      book.reader(), calendar: calendar, zones: zones, stretchLength: stretchLength)
  }

  private func anew(_ book: Book, _ query: WorklistQuery) throws -> Worklist {
    try Explainer(book.reader(), provinces: provinces, partLength: 4)
      .worklist(query, calendar: calendar, zones: zones)
  }

  /// What the index says otherwise than the ledger judged anew; nil if nothing.
  private func difference(
    _ index: WorkIndex, _ book: Book, _ query: WorklistQuery
  ) throws -> String? {
    try index.catchUp()
    guard let kept = try index.answer(query, provinces) else { return "a row for nothing" }
    let judged = try anew(book, query)
    guard kept.items == judged.items else { return "\(kept.items)\n\n\(judged.items)" }
    let counts = WorkKind.allCases.map { (kept.count(of: $0), judged.count(of: $0)) }
    guard counts.allSatisfy({ $0 == $1 }) else { return "\(counts)" }
    return kept.position == judged.position && kept.asOf == judged.asOf ? nil : "another moment"
  }

  /// Questions that differ in the day, the place, the kinds and how much is told.
  private func questions(_ seed: Int) throws -> [WorklistQuery] {
    let start = try #require(LocalDate(iso: "2020-01-01"))
    let today = start.adding(days: seed * 37 % 500)
    let few: [WorkKind] = [.flags, .overdue]
    return [
      WorklistQuery(kinds: WorkKind.allCases, today: today),
      WorklistQuery(
        kinds: few, office: try PostOfficeCode("100000"), today: today.adding(days: 3), limit: 2),
      // By then one province with 79.
      WorklistQuery(
        kinds: WorkKind.allCases, province: try ProvinceCode("77"),
        today: start.adding(days: 2_100), limit: 3),
    ]
  }

  @Test func `it is what the whole ledger says, whenever it was brought up to date`() throws {
    for seed in 1...150 {
      let tangle = try Tangle(seed: seed)
      let book = try Book()
      let live = try index(book, stretchLength: Int64(1 + seed % 7))
      for (number, commit) in tangle.commits.enumerated() {
        try book.record(commit.events, at: commit.recordedAt)
        guard (number + seed) % 3 == 0 || number == tangle.commits.count - 1 else { continue }
        for query in try questions(seed) {
          let difference = try difference(live, book, query)
          #expect(difference == nil, "seed \(seed), commit \(number)")
          guard difference == nil else { return }
        }
      }
    }
  }

  @Test func `what was set aside is listed in the order in which it came, and not twice`() throws {
    let book = try Book()
    let live = try index(book)
    for code in ["EE123456785VN", "BN2020/01"] {
      try book.add(.dossierPickedUp, "2020-03-05 08:12", code: code, recorded: "2020-03-05 08:13")
    }
    for (number, office) in ["700000", "460000", "550000"].enumerated() {
      var other = try #require(
        try book.reader().event(at: LedgerPosition(Int64(2 - number % 2)))?.event)
      other.office = try PostOfficeCode(office)
      try book.record([other], at: Book.known("2020-03-06 08:0\(number)"))
      for query in try questions(number) {
        #expect(try difference(live, book, query) == nil)
      }
    }
    var query = WorklistQuery(kinds: [.setAside], today: try #require(LocalDate(iso: "2020-03-07")))
    let told = try live.worklist(query, provinces: provinces)
    #expect(told.count(of: .setAside) == 3)
    // As of the moment that it names, it says the same again; as of earlier ones, less.
    query.cutoff = told.asOf
    #expect(try anew(book, query).items == told.items)
    query.cutoff = RecordedAt(microseconds: told.asOf.microseconds - 1)
    #expect(try anew(book, query).count == 2)
    query.limit = 1
    let first = try anew(book, query)
    #expect(first.items == [told.items[0]] && first.count == 2)
  }

  @Test func `a term that ends is overdue from that day on though nothing is recorded`() throws {
    let book = try Book()
    try book.add(
      .dossierPickedUp, "2020-03-05 08:12", code: "EE123456785VN", recorded: "2020-03-05 08:13"
    ) { $0.destination = try? PostOfficeCode("100900") }
    let live = try index(book)
    var overdue: [Int] = []
    for days in 0..<14 {
      let today = try #require(LocalDate(iso: "2020-03-05")).adding(days: days)
      let query = WorklistQuery(kinds: [.overdue], today: today)
      #expect(try difference(live, book, query) == nil)
      overdue.append(try live.worklist(query, provinces: provinces).count)
    }
    #expect(overdue == overdue.sorted() && Set(overdue) == [0, 1])
  }

  /// Scans of codes that are a dossier's as well as a bag's.
  private func bags(_ seed: Int) throws -> Book {
    var dice = Dice(seed: seed)
    let codes = ["QUAY-1-77", "BN-2611/00001", "QUAY-77-123", "TUI-17"]
    let types: [EventType] = [
      .dossierPickedUp, .dossierDelivered, .resultCollected, .itemArrived, .itemDeparted, .itemLost,
    ]
    let book = try Book()
    var ids: [EventID] = []
    for minute in 10...(12 + dice.roll(8)) {
      let time = "2020-03-05 08:\(minute)"
      if !ids.isEmpty, dice.roll(6) == 0 {
        ids.append(
          try book.correct(
            .eventVoided, ids[dice.roll(ids.count)], recorded: time,
            at: dice.roll(3) == 0 ? "2021-01-01 00:00" : nil))
        continue
      }
      let code = codes[dice.roll(codes.count)]
      let type = types[dice.roll(types.count)]
      let (other, isBags, isCounted) = (codes[dice.roll(codes.count)], dice.roll(2), dice.roll(2))
      let (isLinked, isPutIn) = (dice.roll(4) == 0, dice.roll(4) == 0)
      ids.append(
        try book.add(type, time, code: code, recorded: time) { event in
          if type.mayBeOfContainer, isBags == 0 || code == "TUI-17" {
            event.subject = .container(try ContainerCode(code))
          } else {
            if isLinked, other != code { event.aliases = [try Alias(other)] }
            if isPutIn, other != code { event.parent = try ContainerCode(other) }
          }
          if type.isTransit, isCounted == 0 { event.count = 3 }
        })
    }
    return book
  }

  @Test func `codes that are a dossier's and a bag's are told of as in the whole ledger`() throws {
    for seed in 1...400 {
      let book = try bags(seed)
      for stretchLength in [1, 3, 1_000] as [Int64] {
        let index = try index(book, stretchLength: stretchLength)
        for query in try questions(seed) {
          let difference = try difference(index, book, query)
          #expect(difference == nil, "seed \(seed)")
          guard difference == nil else { return }
        }
      }
    }
  }

  @Test func `a file that is damaged is made anew`() throws {
    let book = try Book(Tangle(seed: 7))
    let query = WorklistQuery(
      kinds: WorkKind.allCases, today: try #require(LocalDate(iso: "2021-03-07")))
    let items = {
      try WorkIndex.open(book.reader(), calendar: calendar, zones: zones)
        .worklist(query, provinces: provinces).items
    }
    let before = try items()
    let file = try #require(FileHandle(forUpdatingAtPath: book.folder.worklistPath))
    let length = try file.seekToEnd()
    for place in stride(from: 4_096, to: length - 64, by: 4_096) {
      try file.seek(toOffset: place)
      try file.write(contentsOf: Data(repeating: 0xa5, count: 64))
    }
    try file.close()
    #expect(try items() == before)
  }

  @Test func `the file is made anew where codes are judged by other rules by now`() throws {
    let book = try Book()
    let id = try EventID("desk-1")
    var event = Event(
      identity: EventIdentity(source: try SourceName("desk"), sequence: 1, id: id),
      type: .dossierPickedUp, occurredAt: try Book.moment("2020-03-05 08:12"),
      subject: .dossier(try #require(Alias(stored: "EE123456"))))
    event.office = try PostOfficeCode("100000")
    try book.record([event], at: Book.known("2020-03-05 08:13"))
    let query = WorklistQuery(kinds: [.flags], today: try #require(LocalDate(iso: "2020-03-07")))
    let count = {
      let reader = try book.reader()
      return try WorkIndex.open(reader, calendar: calendar, zones: zones)
        .worklist(query, provinces: provinces).count
    }
    #expect(try count() == 1)
    try book.recordAnew { transaction in
      var codes = transaction.settings.codes
      codes.receipts = .printedAs([try ReceiptPattern("aannnnnn")])
      try transaction.set(codes)
    }
    #expect(try count() == 0)
    #expect(try count() == 0)
  }
}
