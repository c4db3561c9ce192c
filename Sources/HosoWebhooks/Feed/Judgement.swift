internal import HosoDomain
internal import HosoLedger

/// What the ledger through one position says about the event there and all events connected
/// with it: whose they are, and since when.
///
/// A function of the ledger alone, so it is the same for every subscriber.
struct Judgement: Equatable {
  /// Where something last was recorded of these events, or of a bag that they were in.
  var position: LedgerPosition
  /// Every connected event, itself included, by position; itself is the last.
  var tracks: [Track]
  /// The places of tracks that something became known about at this very position: no other can
  /// come into a feed here.
  var fresh: [Int] = []
  /// Dossiers to which a bag's scan at this very position brought something, each by its last event
  /// through here: they have judgements of their own.
  var opened: [LedgerPosition] = []

  /// The last of its events; before the position if that is a bag's.
  var anchor: LedgerPosition { tracks.last?.event ?? position }

  /// What tells judgements apart: several dossiers may be in one bag.
  struct Place: Hashable {
    let at: LedgerPosition
    let anchor: LedgerPosition
  }

  /// Connected events have one each, in the order of their positions.
  struct Track: Equatable {
    let event: LedgerPosition
    let type: EventType
    /// Events of one dossier have the same number, as known at the judged position.
    var dossier: Int
    /// The code the dossier was scanned by, for a correction that of the event it is about.
    var code: Alias?
    /// Where it was recorded, for a correction the event it is about.
    var office: PostOfficeCode?
    /// What the event's dossier was known as, and since which position.
    ///
    /// Ascending, each only once, never empty.
    var sightings: [Sighting]
  }

  /// What a dossier was known as from a position on.
  struct Sighting: Equatable {
    let since: LedgerPosition
    /// Nil for an event without a dossier, or a correction of an event that is not known.
    let facets: DossierFacets?
    /// The code it went by then; nil for a correction of an event that is not known.
    let code: Alias?
  }

  /// Whether a subscriber gets anything at this position: quick, since most get nothing.
  func brings(_ matcher: FilterMatcher, in feed: FeedReader) throws -> Bool {
    try fresh.contains { index in
      try matcher.first(of: tracks[index], in: feed)?.since == position
    }
  }

  /// The places of tracks that a subscriber gets, in the order in which it gets them.
  func order(for matcher: FilterMatcher, in feed: FeedReader) throws -> [Arrival] {
    var arrivals: [Arrival] = []
    for (index, track) in tracks.enumerated() {
      guard let first = try matcher.first(of: track, in: feed) else { continue }
      arrivals.append(
        Arrival(at: first.since, event: track.event, index: index, number: first.facets?.number))
    }
    arrivals.sort { ($0.at, $0.event) < ($1.at, $1.event) }
    return arrivals
  }

  /// When an event comes into a feed.
  struct Arrival {
    let at: LedgerPosition
    let event: LedgerPosition
    /// Its place among the tracks.
    let index: Int
    /// The dossier's number as known then.
    let number: String?
  }
}
