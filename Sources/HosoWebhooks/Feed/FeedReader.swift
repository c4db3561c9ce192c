internal import HosoDomain
public import HosoLedger
public import HosoState

/// Reads what a subscriber gets, in its order.
///
/// A feed is a function of the ledger and a filter: the same items and bytes for whoever asks, by
/// push or pull, today or after a restore. It goes by ledger position. Where a position makes
/// earlier events of a dossier the subscriber's (its agency became known, or the bag it is in was
/// sent to the subscriber's office), those come first. Belongs to one thread. What it throws:
/// `LedgerFault`, or `SQLiteFault`.
public final class FeedReader {
  /// Judged events kept, over all dossiers: some tens of MiB.
  public static let tracksMax = 200_000

  public let ledger: LedgerReader
  /// The `source` of its events.
  let source: String
  let judge: Judge
  /// Where to look; nil where every position is looked at.
  let index: FeedIndex?
  private var recent: RecentEvents
  /// How many positions were judged for a page: what readers cost, whatever the machine.
  private(set) var positionsJudged = 0

  /// - Parameter index: Where to look, so that a reader of little is not shown everything. What is
  ///   read does not depend on it.
  public init(
    _ ledger: LedgerReader, index: FeedIndex? = nil, tracksMax: Int = FeedReader.tracksMax
  ) {
    self.ledger = ledger
    self.index = index
    judge = Judge(reader: ledger, tracksMax: tracksMax)
    recent = RecentEvents(ledger)
    source = CloudEvent.Origin(ledgerID: ledger.settings.ledgerID, baseURL: nil).source
  }

  /// Moves on to what others have committed since.
  public func refresh() throws {
    try ledger.refresh()
  }

  /// The last position there is.
  public var head: LedgerPosition { ledger.head.position }

  /// What comes after a place.
  ///
  /// - Parameters:
  ///   - limit: items at most.
  ///   - positions: ledger positions judged at most, so that a reader of little does not keep
  ///     others waiting; the page then ends before the head.
  ///   - through: The last position of interest; the head unless given.
  ///   - isOver: Whether it took long enough: the page then ends with what there is.
  public func page(
    after cursor: FeedCursor, matcher: FilterMatcher, limit: Int, positions: Int,
    through: LedgerPosition? = nil, isOver: () -> Bool = { false }
  ) throws -> FeedPage {
    let last = min(through ?? head, head)
    var stops = FeedStops(for: matcher.audiences, through: last, of: self)
    var page = FeedPage(items: [], cursor: cursor, isAtHead: false)
    while page.judged < positions, page.judged == 0 || !isOver() {
      guard let position = try stops.next(from: page.cursor.nextPosition) else {
        page.cursor = max(page.cursor, FeedCursor(after: last))
        break
      }
      if page.cursor.nextPosition < position {
        page.cursor = FeedCursor(after: LedgerPosition(position.number - 1))
      }
      for item in try items(after: page.cursor, matcher: matcher) {
        guard page.items.count < limit else { return page }
        page.items.append(item)
        page.cursor = item.cursor
      }
      page.judged += 1
      positionsJudged += 1
      page.cursor = FeedCursor(after: position)
    }
    page.isAtHead = page.cursor.nextPosition > head
    return page
  }

  /// The items of the next position after a place that are left.
  private func items(after cursor: FeedCursor, matcher: FilterMatcher) throws -> [FeedItem] {
    let position = cursor.nextPosition
    var items: [FeedItem] = []
    for judgement in try judge.judgements(at: position)
    where try judgement.brings(matcher, in: self) {
      let order = try judgement.order(for: matcher, in: self)
      for (place, arrival) in order.enumerated() where arrival.at == position {
        let here = FeedCursor(position: position, event: arrival.event)
        guard here.map({ cursor < $0 }) ?? true else { continue }
        if let item = try item(place, of: order, judgement: judgement) { items.append(item) }
      }
    }
    // A bag brings those of several dossiers.
    return items.sorted { $0.event.position < $1.event.position }
  }

  /// The item for an event as a subscriber gets it, known to come at or before a position; nil if
  /// it does not get it.
  ///
  /// - Parameter position: Where it came, or any later position.
  public func item(
    of event: LedgerPosition, through position: LedgerPosition, matcher: FilterMatcher
  ) throws -> FeedItem? {
    guard let judgement = try judgement(on: event, through: max(event, position)) else {
      return nil
    }
    let order = try judgement.order(for: matcher, in: self)
    guard let place = order.firstIndex(where: { $0.event == event }) else { return nil }
    if order[place].at == judgement.position {
      return try item(place, of: order, judgement: judgement)
    }
    // It came earlier than it was asked for: as it was then.
    guard let earlier = try judge.judge(around: event, through: order[place].at) else {
      return nil
    }
    let earlierOrder = try earlier.order(for: matcher, in: self)
    guard let earlierPlace = earlierOrder.firstIndex(where: { $0.event == event }) else {
      return nil
    }
    return try item(earlierPlace, of: earlierOrder, judgement: earlier)
  }

  /// What is known of an event at a position, whatever that position itself is about.
  private func judgement(
    on event: LedgerPosition, through position: LedgerPosition
  ) throws -> Judgement? {
    if let judgement = try judge.judge(position),
      judgement.tracks.contains(where: { $0.event == event })
    {
      return judgement
    }
    return try judge.judge(around: event, through: position)
  }

  /// An event with its name; nil beyond the head.
  func named(_ position: LedgerPosition) throws -> (event: RecordedEvent, id: WebhookID)? {
    try recent.event(at: position) { judge.event(at: $0) }
  }

  private func item(
    _ place: Int, of order: [Judgement.Arrival], judgement: Judgement
  ) throws -> FeedItem? {
    let arrival = order[place]
    let track = judgement.tracks[arrival.index]
    guard let recorded = try named(arrival.event) else { return nil }
    let before = order[..<place]
    let sameDossier = before.filter { judgement.tracks[$0.index].dossier == track.dossier }
    let previous = sameDossier.last
    let previousID = try previous.flatMap { try named($0.event)?.id }
    return FeedItem(
      event: recorded.event, position: arrival.at, id: recorded.id,
      code: track.code, dossierNumber: (sameDossier.first ?? arrival).number,
      previous: previousID,
      before: before.map(\.event))
  }
}
