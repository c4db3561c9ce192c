import HosoDomain
import HosoLedger
import HosoTesting

@testable import HosoState
@testable import HosoWebhooks

/// A ledger in which things happen in the order in which they are told.
final class Scene {
  static let source = "100000-a1b2c3-1"
  /// The moment of the first event.
  static let start = RecordedAt(microseconds: 1_583_370_720_000_000)

  let ledger: ScratchLedger
  private var sequence = 0

  /// How many events there are.
  var count: Int { sequence }

  init() throws {
    ledger = try ScratchLedger()
  }

  /// Records an event one second after the one before; its position is returned.
  @discardableResult
  func tell(
    _ type: EventType, _ code: String, agency: String? = nil, also aliases: [String] = [],
    occurred secondsAgo: Int = 0, _ change: (inout Event) -> Void = { _ in }
  ) throws -> LedgerPosition {
    try add(type, .dossier(try Alias(code)), secondsAgo: secondsAgo) { event in
      event.agency = try agency.map { try AgencyCode($0) }
      event.aliases = try aliases.map { try Alias($0) }
      change(&event)
    }
  }

  /// Corrects an earlier event by its position.
  @discardableResult
  func void(_ target: LedgerPosition) throws -> LedgerPosition {
    try void(sequence: Int(target.number))
  }

  /// Voids the event of this desk with a number, which may come later.
  @discardableResult
  func void(sequence target: Int) throws -> LedgerPosition {
    try add(
      .eventVoided, .event(EventTarget(try EventID("\(Scene.source)-\(target)"))), secondsAgo: 0
    ) { _ in }
  }

  /// Says of an earlier event, by its position, what is so instead.
  @discardableResult
  func amend(
    _ target: LedgerPosition, _ change: (inout Amendment) -> Void
  ) throws -> LedgerPosition {
    let id = try EventID("\(Scene.source)-\(target.number)")
    return try add(.eventAmended, .event(EventTarget(id)), secondsAgo: 0) { event in
      var amendment = Amendment()
      change(&amendment)
      event.amendment = amendment
    }
  }

  /// An event without a dossier.
  @discardableResult
  func declare() throws -> LedgerPosition {
    try add(.periodDeclared, .period, secondsAgo: 0) { _ in }
  }

  /// What a desk did by itself, with what it says of it.
  @discardableResult
  func work(_ type: EventType, agency: String? = nil) throws -> LedgerPosition {
    try add(type, .desk, secondsAgo: 0) { event in
      event.agency = try agency.map { try AgencyCode($0) }
      event.record = DeskRecord()
      event.record?.number = try RecordNumber("BBGN-1")
    }
  }

  /// Records events of a dossier in one commit, each a second after the one before.
  func tell(_ type: EventType, _ code: String, each changes: [(inout Event) -> Void]) throws {
    var events: [Event] = []
    for change in changes {
      var event = try make(type, .dossier(try Alias(code)), secondsAgo: 0)
      change(&event)
      events.append(event)
    }
    _ = try ledger.record(events, at: now)
  }

  private var now: RecordedAt {
    RecordedAt(microseconds: Scene.start.microseconds + Int64(sequence) * 1_000_000)
  }

  private func add(
    _ type: EventType, _ subject: Subject, secondsAgo: Int, _ change: (inout Event) throws -> Void
  ) throws -> LedgerPosition {
    var event = try make(type, subject, secondsAgo: secondsAgo)
    try change(&event)
    _ = try ledger.record([event], at: now)
    return LedgerPosition(Int64(sequence))
  }

  private func make(_ type: EventType, _ subject: Subject, secondsAgo: Int) throws -> Event {
    sequence += 1
    let identity = EventIdentity(
      source: try SourceName(Scene.source), sequence: UInt64(sequence),
      id: try EventID("\(Scene.source)-\(sequence)"))
    let occurred = now.microseconds / 1_000 - Int64(secondsAgo) * 1_000
    return Event(
      identity: identity, type: type, occurredAt: OccurredAt(milliseconds: occurred),
      subject: subject)
  }

  func feed(tracksMax: Int = FeedReader.tracksMax) throws -> FeedReader {
    FeedReader(try ledger.reader(), tracksMax: tracksMax)
  }

  /// The whole feed of a filter, page by page.
  func items(
    _ filter: EventFilter, for reach: Reach = .everything, pageSize: Int = 100
  ) throws -> [FeedItem] {
    let feed = try feed()
    let matcher = FilterMatcher(filter, reach: reach)
    var items: [FeedItem] = []
    var page = FeedPage(items: [], cursor: .start, isAtHead: false)
    while !page.isAtHead {  // Bounded by the ledger.
      page = try feed.page(after: page.cursor, matcher: matcher, limit: pageSize, positions: 7)
      items += page.items
    }
    return items
  }

  /// The feed of some agencies as `event@position`, or just `event` where they are the same.
  func story(_ agencies: String..., pageSize: Int = 100) throws -> [String] {
    let filter = EventFilter(agencies: try agencies.map { try AgencyCode($0) })
    return try items(filter, pageSize: pageSize).map(\.cursor.text)
  }
}
