import Glibc
import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoState
@testable import HosoWebhooks

@Suite("The index of the feed")
struct FeedIndexTests {
  private let scene: Scene

  init() throws {
    scene = try Scene()
  }

  private func matchers() throws -> [FilterMatcher] {
    let agencies = try Scene.agencies.map { try AgencyCode($0) }
    var ready = EventFilter(agencies: [agencies[0], agencies[2]])
    ready.types = [try TypeGlob("result.*")]
    let reaches: [Reach] =
      agencies.map { .agency($0) }
      + [.office(try PostOfficeCode("100000")), .province(try ProvinceCode("01")), .everything]
    return reaches.map { FilterMatcher(EventFilter(), reach: $0) }
      + agencies.map { FilterMatcher(EventFilter(agencies: [$0])) } + [FilterMatcher(ready)]
  }

  private func expectSame(
    _ found: FeedReader, _ judged: FeedReader, _ chance: inout Chance
  ) throws {
    for matcher in try matchers() {
      var after = FeedCursor(after: LedgerPosition(Int64(chance.number(0...scene.count))))
      while after.nextPosition <= judged.head {  // Bounded by the ledger.
        let limit = chance.number(1...4)
        let pages = try [found, judged].map {
          try $0.page(after: after, matcher: matcher, limit: limit, positions: 1_000)
        }
        #expect(pages[0].cursor == pages[1].cursor && pages[0].isAtHead == pages[1].isAtHead)
        let bodies = pages.map { page in
          page.items.map { item in
            let origin = CloudEvent.Origin(ledgerID: "ledger", baseURL: nil)
            return "\(item.cursor.text) \(item.before) "
              + String(
                decoding: CloudEvent.body(of: item, form: .full, origin: origin), as: UTF8.self)
          }
        }
        #expect(bodies[0] == bodies[1])
        after = pages[1].cursor
      }
    }
  }

  @Test(arguments: Seeds.all(orElse: 120))
  func `finds what a look at every position finds, whatever it covers`(seed: Int) throws {
    var chance = Chance(seed: seed)
    for _ in 0..<chance.number(0...12) { try scene.tell(anything: &chance) }
    // It begins somewhere, and is extended now and then, by whoever.
    let reader = try scene.ledger.reader()
    let found = FeedReader(reader, index: try FeedIndex.open(reader))
    for _ in 0..<chance.number(1...4) {
      for _ in 0..<chance.number(0...10) { try scene.tell(anything: &chance) }
      try found.refresh()
      let other = try scene.ledger.reader()
      let author = chance.percent(50) ? found : FeedReader(other, index: try FeedIndex.open(other))
      if chance.percent(70) { _ = try author.extendIndex() }
      try expectSame(found, try scene.feed(tracksMax: chance.pick(0, 10_000)), &chance)
    }
  }

  @Test func `shows a reader of little only what there is for it`() throws {
    let reader = try scene.ledger.reader()
    let feed = FeedReader(reader, index: try FeedIndex.open(reader))
    for number in 1...200 {
      try scene.tell(
        .dossierPickedUp, "BN-2020-\(number)", agency: number % 50 == 0 ? "H27" : "H26")
    }
    try feed.refresh()
    while try feed.extendIndex() {}  // Bounded by the ledger.
    let small = FilterMatcher(EventFilter(agencies: [try AgencyCode("H27")]))
    let page = try feed.page(after: .start, matcher: small, limit: 100, positions: 1_000)
    #expect(page.items.map(\.cursor.text) == ["50", "100", "150", "200"])
    #expect(page.judged == 4 && page.isAtHead)
    #expect(try feed.unread(after: .start, matcher: small, upTo: 100) == 4)
    #expect(try feed.unread(after: page.cursor, matcher: small, upTo: 100) == 0)
    let nobody = FilterMatcher(EventFilter(agencies: [try AgencyCode("H01")]))
    #expect(try feed.page(after: .start, matcher: nobody, limit: 9, positions: 9).judged == 0)
  }

  @Test func `finds an event by its name wherever it is`() throws {
    for number in 1...40 { try scene.tell(.dossierPickedUp, "BN-2020-\(number)") }
    let reader = try scene.ledger.reader()
    let feed = FeedReader(reader, index: try FeedIndex.open(reader))
    while try feed.extendIndex() {}  // Bounded by the ledger.
    for item in try scene.items(EventFilter()) {
      #expect(try feed.find(item.id, at: nil, positions: 0) == item.event.position)
    }
    let unknown = try #require(WebhookID("evt_" + String(repeating: "0", count: 32)))
    #expect(try feed.find(unknown, at: nil, positions: 1_000) == nil)
  }

  @Test func `is made anew for another history`() throws {
    try scene.tell(.dossierPickedUp, "BN-2020-1", agency: "H26")
    let reader = try scene.ledger.reader()
    let index = try FeedIndex.open(reader)
    let feed = FeedReader(reader, index: index)
    while try feed.extendIndex() {}  // Bounded by the ledger.
    #expect(try FeedIndex.open(reader).stretch(of: reader)?.first == .start)
    let other = try Scene()
    try other.tell(.dossierPickedUp, "BN-2020-9", agency: "H27")
    let stranger = try other.ledger.reader()
    #expect(try index.stretch(of: stranger) == nil)
    for suffix in ["", "-wal"] {
      rename(scene.ledger.folder.feedPath + suffix, other.ledger.folder.feedPath + suffix)
    }
    let fresh = try FeedIndex.open(stranger)
    #expect(try fresh.stretch(of: stranger)?.first == LedgerPosition(1))
  }

  @Test func `a page ends when it took long enough, further on than before`() throws {
    for number in 1...9 { try scene.tell(.dossierPickedUp, "BN-2020-\(number)", agency: "H26") }
    let feed = try scene.feed()
    let matcher = FilterMatcher(EventFilter(agencies: [try AgencyCode("H27")]))
    var cursor = FeedCursor.start
    for number in 1...9 {
      let page = try feed.page(
        after: cursor, matcher: matcher, limit: 9, positions: 9, isOver: { true })
      #expect(page.cursor.position == LedgerPosition(Int64(number)))
      cursor = page.cursor
    }
  }

  @Test func `a damaged file is made anew when it is opened, and nobody misses anything`() throws {
    var chance = Chance(seed: 3)
    for _ in 0..<40 { try scene.tell(anything: &chance) }
    let reader = try scene.ledger.reader()
    do {
      let feed = FeedReader(reader, index: try FeedIndex.open(reader))
      while try feed.extendIndex() {}  // Bounded by the ledger.
    }
    let path = reader.folder.feedPath
    let file = open(path, O_RDWR)
    defer { close(file) }
    let length = Int(lseek(file, 0, SEEK_END))
    let garbage = [UInt8](repeating: 0xa5, count: 64)
    for place in stride(from: 4_096, to: length - 64, by: 1_024) {
      #expect(pwrite(file, garbage, 64, off_t(place)) == 64)
    }
    let again = FeedReader(reader, index: try FeedIndex.open(reader))
    #expect(again.isIndexInPlace)
    try expectSame(again, FeedReader(scene.ledger.reader()), &chance)
  }

  @Test func `where the file cannot be opened, the feed is read without it`() throws {
    let reader = try scene.ledger.reader()
    let index = try FeedIndex.open(reader)
    #expect(index.isInPlace)
    unlink(reader.folder.feedPath)
    #expect(!index.isInPlace)
    mkdir(reader.folder.feedPath, 0o700)
    #expect(FeedIndex.ifUsable(reader) == nil)
  }
}
