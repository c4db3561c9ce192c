internal import HosoDomain
internal import HosoLedger
internal import HosoState

/// The positions at which something may come for a subscriber, one after the other.
///
/// Where the index covers the ledger only those that it names, else every one.
struct FeedStops {
  /// Rows of the index read at a time for each audience.
  private static let rowsMax = 256

  private let audiences: [Audience]?
  private let last: LedgerPosition
  private let feed: FeedReader
  private var known: ArraySlice<LedgerPosition> = []
  /// Up to where `known` says everything.
  private var knownThrough = LedgerPosition.start
  /// Up to where the index says nothing.
  private var blindThrough = LedgerPosition.start

  /// - Parameters:
  ///   - audiences: Nil for whoever is to look everywhere.
  ///   - last: The last position of interest.
  init(for audiences: [Audience]?, through last: LedgerPosition, of feed: FeedReader) {
    self.audiences = audiences
    self.last = last
    self.feed = feed
  }

  /// The next one from a position on, itself included; nil if there is none.
  mutating func next(from position: LedgerPosition) throws -> LedgerPosition? {
    guard let audiences, let index = feed.index else { return position <= last ? position : nil }
    var position = position
    while position <= last {  // Bounded by the rows of the index: each round reads on.
      if position <= blindThrough { return position }
      if position <= knownThrough {
        known = known.drop { $0 < position }
        if let next = known.first { return next }
        position = knownThrough.next
        continue
      }
      let arrivals = try index.arrivals(
        for: audiences, after: LedgerPosition(position.number - 1), through: last,
        limit: FeedStops.rowsMax, of: feed.ledger)
      if let arrivals {
        known = arrivals.positions[...]
        knownThrough = arrivals.through
      } else {
        let covered = try index.stretch(of: feed.ledger)
        let isBefore = covered.map { position <= $0.first } ?? false
        blindThrough = isBefore ? min(last, covered?.first ?? last) : last
      }
    }
    return nil
  }
}

extension Judgement {
  /// For whom something may come at its position: whoever a dossier is newly known to be for.
  var audiences: Set<Audience> {
    var audiences: Set<Audience> = []
    for index in fresh {
      let track = tracks[index]
      for sighting in track.sightings.reversed() {
        guard sighting.since == position else { break }
        guard let facets = sighting.facets else { continue }
        for agency in Set([facets.agency, facets.holders.agency].compactMap(\.self)) {
          audiences.formUnion(Audience.line(of: agency))
        }
        for office in facets.holders.offices { audiences.insert(.office(office)) }
        for province in facets.holders.provinces { audiences.insert(.province(province)) }
        // Of a dossier that only passed through an office, that sees its own events.
        if let office = track.office { audiences.insert(.office(office)) }
      }
    }
    return audiences
  }
}
