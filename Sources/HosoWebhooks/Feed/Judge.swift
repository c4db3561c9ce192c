internal import HosoDomain
internal import HosoLedger

/// Judges events by the rules of the figures: which dossier they belong to as known at a
/// position, and what that dossier was filtered by then.
///
/// An event that was voided, and a correction, belong where they would without the void: whoever
/// was told of a scan is told of its end. Belongs to one thread.
final class Judge {
  /// Codes a decoder of facts may know before it is made anew: bounds memory.
  private static let codesMax = 20_000
  /// Connected events kept as they were read: some tens of MiB.
  private static let eventsMax = 20_000
  /// Positions ahead for which a dossier is read at once: a batch gives one many events.
  private static let positionsAhead: Int64 = 4_096

  private let reader: LedgerReader
  private let positionsAhead: Int64
  private var decoder = FactDecoder()
  private var cache: RecentlyUsed<Judgement.Place, Judgement>
  /// By the positions of their events.
  private var strands: RecentlyUsed<LedgerPosition, Strand>

  /// - Parameters:
  ///   - tracksMax: Connected events kept, over all judgements.
  ///   - positionsAhead: Positions ahead for which a dossier is read; they change nothing that
  ///     is found.
  init(reader: LedgerReader, tracksMax: Int, positionsAhead: Int64 = Judge.positionsAhead) {
    self.reader = reader
    self.positionsAhead = positionsAhead
    cache = RecentlyUsed(weightMax: tracksMax)
    strands = RecentlyUsed(weightMax: min(tracksMax, Judge.eventsMax))
  }

  /// The judgements at a position: of what is connected with the event there, and of each dossier
  /// of which something became known because a bag was scanned there that it was in.
  func judgements(at position: LedgerPosition) throws -> [Judgement] {
    guard let own = try judge(position) else { return [] }
    return try [own] + own.opened.compactMap { try judge(around: $0, through: position) }
  }

  /// The judgement of what is connected with the event at a position; nil beyond the head.
  ///
  /// For the n events of one dossier, asked for one after the other, O(n) reads, and a walk of n
  /// steps over what is known of it: n is the number of scans of one dossier. For a bag's scan as
  /// much for each item in it.
  func judge(_ position: LedgerPosition) throws -> Judgement? {
    if let known = cache[Judgement.Place(at: position, anchor: position)] { return known }
    return try strand(of: position, through: position).flatMap {
      try judge($0, through: position)
    }
  }

  /// What is known at a position of an event and all that is connected with it, whatever that
  /// position itself is about; nil beyond the head.
  func judge(
    around event: LedgerPosition, through position: LedgerPosition
  ) throws -> Judgement? {
    guard let strand = try strand(of: event, through: position) else { return nil }
    if strand.story.last(through: position)?.position == position {
      let judgement = try judge(position)
      if judgement?.tracks.contains(where: { $0.event == event }) ?? true { return judgement }
      // A correction that is not its to make is found from what it names, but connects nothing.
      let events = try reader.history(around: [event], through: position)
      let corrected = CorrectedEvents(events)
      let connected = try makeStrand(
        events.filter { corrected.root(of: $0) != nil }, through: position)
      // Not kept: whoever asks for the last of these is told of such corrections as well.
      return try connected.flatMap { try judge($0, through: position, isKept: false) }
    }
    return try judge(strand, through: position)
  }

  private func judge(
    _ strand: Strand, through position: LedgerPosition, isKept: Bool = true
  ) throws -> Judgement? {
    guard let place = strand.place(through: position) else { return nil }
    if isKept, let known = cache[place] { return known }
    var judgement = strand.judgement(at: place.at) { isKept ? cache[$0] : nil }
    guard isKept else { return judgement }
    // Whoever asks for it, and from where: it is kept for all of them.
    if place.at == place.anchor { judgement.opened = try opened(by: strand, at: place.at) }
    cache.insert(judgement, for: place, weight: judgement.tracks.count)
    return judgement
  }

  // MARK: - Reading

  /// An event that was read for a judgement and is kept; an event at a position never changes.
  func event(at position: LedgerPosition) -> RecordedEvent? {
    guard let last = strands[position]?.story.last(through: position), last.position == position
    else { return nil }
    return last
  }

  /// What is connected with an event at a position, read as far ahead as that stays the same; nil
  /// beyond the head.
  private func strand(
    of event: LedgerPosition, through position: LedgerPosition
  ) throws -> Strand? {
    if let known = strands[event], known.covers(position), !known.holdsStranger(at: event) {
      return known
    }
    var horizon = LedgerPosition(
      min(reader.head.position.number, position.number + positionsAhead))
    while position < horizon {  // Bounded by what is joined to the event's dossier on the way.
      guard let strand = try read(around: event, through: horizon) else { return nil }
      if strand.holdsStranger(at: event) { break }
      if strand.covers(position) {
        for recorded in strand.events { strands.insert(strand, for: recorded.position, weight: 1) }
        return strand
      }
      horizon = max(position, LedgerPosition(min(strand.first, horizon).number - 1))
    }
    return try read(around: event, through: position)
  }

  private func read(
    around event: LedgerPosition, through position: LedgerPosition
  ) throws -> Strand? {
    try makeStrand(reader.history(around: [event], through: position), through: position)
  }

  private func makeStrand(
    _ events: [RecordedEvent], through position: LedgerPosition
  ) throws -> Strand? {
    guard let last = events.last?.position else { return nil }
    if decoder.codeTexts.count > Judge.codesMax { decoder = FactDecoder() }
    return try Strand(
      events, scans: scans(of: events, around: last, through: position), through: position,
      decoder: decoder)
  }

  /// The dossiers, each by its last event, of which a bag's scan makes something known.
  private func opened(
    by strand: Strand, at position: LedgerPosition
  ) throws -> [LedgerPosition] {
    let events = strand.events
    // Most events are about a dossier, and open no bag.
    if let last = strand.story.last(through: position)?.event, case .dossier = last.subject,
      last.bagItMayBeAbout == nil
    {
      return []
    }
    guard let scan = BagScan.all(in: events).last(where: { $0.position == position }) else {
      return []
    }
    var seen = Set(events.map(\.position))
    var opened: [LedgerPosition] = []
    for putIn in try reader.putIns(into: scan.bag, through: position)
    where !seen.contains(putIn.position) && scan.concerns(putIn.event) {
      guard let judgement = try judge(around: putIn.position, through: position) else { continue }
      seen.formUnion(judgement.tracks.map(\.event))
      if judgement.position == position, !judgement.fresh.isEmpty {
        opened.append(judgement.anchor)
      }
    }
    return opened
  }

  /// What befell the bags that a dossier was in: it may be bound for an office in one.
  private func scans(
    of events: [RecordedEvent], around event: LedgerPosition, through position: LedgerPosition
  ) throws -> [RecordedEvent] {
    guard events.contains(where: \.event.tellsBag) else { return [] }
    let known = Set(events.map(\.position))
    return try reader.history(around: [event], through: position, withScans: true)
      .filter { !known.contains($0.position) }
  }
}

extension Event {
  /// Whether it says that an item is in a bag.
  var tellsBag: Bool { parent != nil && type.putsIntoContainer || amendment?.parent != nil }
}
