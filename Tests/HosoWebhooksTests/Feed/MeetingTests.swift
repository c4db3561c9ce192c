import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoSigning
@testable import HosoState
@testable import HosoWebhooks

@Suite("Deliveries that meet a ledger which was restored")
struct MeetingTests {
  private let ledger: ScratchLedger
  private let store: DeliveryStore
  private let now = Moment(seconds: 1_600_000_000)

  init() throws {
    ledger = try ScratchLedger()
    store = try DeliveryStore(of: ledger.folder)
  }

  private func scan(_ numbers: ClosedRange<Int>) throws {
    let scans = try numbers.map { number in
      Scan(
        type: .itemArrived, code: try Alias("BN2020/\(1_000 + number)"),
        occurredAt: OccurredAt(milliseconds: 1_583_370_720_000 + Int64(number) * 60_000))
    }
    _ = try ScanDesk(ledger.writer).record(scans)
  }

  private func endpoint() throws -> Endpoint {
    let keys = EndpointKeys(
      secrets: KeyRing(try SymmetricSecret.random(), at: now.seconds),
      signing: KeyRing(try SigningKey.random(), at: now.seconds))
    return Endpoint(
      id: try EndpointID.random(), name: "Sở Tư pháp", kind: .standard,
      url: "https://callbacks.example.vn/hoso", filter: EventFilter(), keys: keys,
      asksConsent: false, createdAt: now)
  }

  /// Begins an epoch as a writer does that finds deliveries further than the ledger.
  private func beginEpoch() throws {
    let mark = LedgerMark(
      ledgerID: ledger.writer.settings.ledgerID, position: LedgerPosition(99), leaf: .zero,
      epoch: 1)
    let moment = ledger.clock.now
    let writer = try LedgerWriter(opening: ledger.folder, delivered: { mark }, clock: { moment })
    #expect(writer.begun != nil)
  }

  @Test func `places behind where the histories part are set back, and owners are told`() throws {
    try scan(1...3)
    let (ahead, behind) = (try endpoint(), try endpoint())
    try store.add(ahead, after: FeedCursor(after: LedgerPosition(10)))
    try store.add(behind, after: FeedCursor(after: LedgerPosition(2)))
    #expect(try store.meet(try ledger.reader(), at: now) == nil)
    try beginEpoch()
    try scan(4...13)
    #expect(try store.meet(try ledger.reader(), at: now) == LedgerPosition(3))
    #expect(
      try store.progress(of: ahead.id)?.cursor == FeedCursor(after: LedgerPosition(3)))
    #expect(
      try store.progress(of: behind.id)?.cursor == FeedCursor(after: LedgerPosition(2)))
    let notices = try store.notices(limit: 9)
    #expect(notices.map(\.kind) == [.ledgerRestored])
    #expect(notices.map(\.endpoint) == [ahead.id])
    #expect(notices.first?.detail == "3")
    #expect(try store.meet(try ledger.reader(), at: now) == nil)
  }

  @Test func `operational state behind the ledger is no restore`() throws {
    try scan(1...3)
    try store.meet(try ledger.reader(), at: now)
    try scan(4...9)
    let seen = try #require(DeliveryStore.seen(of: ledger.folder))
    #expect(seen.position == LedgerPosition(3))
    let moment = ledger.clock.now
    let writer = try LedgerWriter(opening: ledger.folder, delivered: { seen }, clock: { moment })
    #expect(writer.begun == nil)
    #expect(try store.meet(try ledger.reader(), at: now) == nil)
    #expect(DeliveryStore.seen(of: ledger.folder)?.position == LedgerPosition(9))
  }

  @Test func `a cursor of another history says where to go on`() throws {
    try scan(1...5)
    let feed = FeedReader(try ledger.reader())
    let place = try feed.place(at: FeedCursor(after: LedgerPosition(4)))
    #expect(try #require(FeedPlace(text: place.text)) == place)
    #expect(try feed.cursor(of: place) == place.cursor)
    for text in ["4-00000000", "6", "999-0123abcd"] {
      let other = try #require(FeedPlace(text: text))
      #expect(throws: FeedParted.self) { try feed.cursor(of: other) }
    }
    #expect(try feed.cursor(of: try #require(FeedPlace(text: "4"))) == place.cursor)
    for text in ["4-", "4-xyz", "0-00000000", "4-0000000", "4-00000000-1", "-1", "04-00000000"] {
      #expect(FeedPlace(text: text) == nil)
    }
  }
}
