internal import HosoDomain
public import HosoLedger
public import HosoState

/// Which events an endpoint is to get again.
public enum ReplaySelection: Hashable, Sendable {
  /// One event.
  case event(LedgerPosition)
  /// What came into its feed at some positions.
  case positions(ClosedRange<Int64>)
  /// What was recorded from one moment until before another; nil for no end.
  case recorded(since: Moment, until: Moment?)
}

extension FeedReader {
  /// Events that can be sent again at a time: some minutes of deliveries.
  static let replayMax = 100_000

  /// What of a selection an endpoint gets; what is counted by a dry run.
  ///
  /// Its filter and its place in the feed decide: what is beyond its cursor comes by itself and is
  /// left out.
  /// - Parameter types: Only events of these types; empty for all.
  public func replay(
    _ selection: ReplaySelection, for endpoint: Endpoint, progress: DeliveryProgress,
    types: [TypeGlob] = []
  ) throws -> [ReplayEntry] {
    guard endpoint.kind.getsEvents else { throw EndpointFault.getsNoEvents }
    let matcher = FilterMatcher(endpoint: endpoint)
    let wanted =
      types.isEmpty
      ? EventTypeSet.all : types.reduce(into: EventTypeSet()) { $0.formUnion($1.types) }
    let positions: ClosedRange<Int64>
    switch selection {
    case .event(let event):
      return try item(of: event, through: progress.cursor.position, matcher: matcher)
        .flatMap { entry($0, progress: progress, wanted: wanted) }.map { [$0] } ?? []
    case .positions(let range): positions = range
    case .recorded(let since, let until):
      let first = try lastPosition(before: since).number + 1
      let last = try until.map { try lastPosition(before: $0).number } ?? head.number
      guard first <= last else { return [] }
      positions = first...last
    }
    return try entries(at: positions, matcher: matcher, progress: progress, wanted: wanted)
  }

  private func lastPosition(before moment: Moment) throws -> LedgerPosition {
    try ledger.lastPosition(recordedBefore: moment.recordedAt)
  }

  private func entries(
    at positions: ClosedRange<Int64>, matcher: FilterMatcher, progress: DeliveryProgress,
    wanted: EventTypeSet
  ) throws -> [ReplayEntry] {
    let last = min(positions.upperBound, progress.cursor.position.number, head.number)
    var entries: [ReplayEntry] = []
    var cursor = FeedCursor(after: LedgerPosition(max(0, positions.lowerBound - 1)))
    while cursor.nextPosition.number <= last, entries.count < FeedReader.replayMax {
      // Bounded by the positions: each page moves on.
      let page = try page(
        after: cursor, matcher: matcher, limit: 1_000, positions: 1_000,
        through: LedgerPosition(last))
      entries += page.items.compactMap { entry($0, progress: progress, wanted: wanted) }
      cursor = page.cursor
    }
    return Array(entries.prefix(FeedReader.replayMax))
  }

  private func entry(
    _ item: FeedItem, progress: DeliveryProgress, wanted: EventTypeSet
  ) -> ReplayEntry? {
    guard item.cursor <= progress.cursor, wanted.contains(item.event.event.type) else {
      return nil
    }
    return ReplayEntry(event: item.event.position, position: item.position)
  }
}
