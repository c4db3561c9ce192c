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

  private let reader: LedgerReader
  private var decoder = FactDecoder()
  private var cache: JudgementCache

  init(reader: LedgerReader, tracksMax: Int) {
    self.reader = reader
    cache = JudgementCache(tracksMax: tracksMax)
  }

  /// The judgements at a position: of what is connected with the event there, and of each dossier
  /// of which something became known because a bag was scanned there that it was in.
  func judgements(at position: LedgerPosition) throws -> [Judgement] {
    guard let own = try judge(position) else { return [] }
    return try [own] + own.opened.compactMap { try judge(around: $0, through: position) }
  }

  /// The judgement of what is connected with the event at a position; nil beyond the head.
  ///
  /// O(n) for n connected events when the one before was judged lately, else O(n²): n is the
  /// number of scans of one dossier. For a bag's scan as much for each item in it.
  func judge(_ position: LedgerPosition) throws -> Judgement? {
    if let known = cache[Judgement.Place(at: position, anchor: position)] { return known }
    let events = try reader.history(around: [position], through: position)
    guard events.last?.position == position else { return nil }
    return try judge(events, through: position) { judgement in
      judgement.opened = try opened(by: events, at: position)
    }
  }

  /// What is known at a position of an event and all that is connected with it, whatever that
  /// position itself is about; nil beyond the head.
  func judge(
    around event: LedgerPosition, through position: LedgerPosition
  ) throws -> Judgement? {
    var events = try reader.history(around: [event], through: position)
    if events.last?.position == position {
      let judgement = try judge(position)
      if judgement?.tracks.contains(where: { $0.event == event }) ?? true { return judgement }
      // A correction that is not its to make is found from what it names, but connects nothing.
      let corrected = CorrectedEvents(events)
      events.removeAll { corrected.root(of: $0) == nil }
    }
    return try judge(events, through: position) { _ in }
  }

  private func judge(
    _ events: [RecordedEvent], through position: LedgerPosition,
    _ complete: (inout Judgement) throws -> Void
  ) throws -> Judgement? {
    guard let anchor = events.last?.position else { return nil }
    let scans = try scans(of: events, through: position)
    let steps = (events.map(\.position) + BagScan.steps(scans, of: events)).sorted()
    guard let last = steps.last else { return nil }
    if let known = cache[Judgement.Place(at: last, anchor: anchor)] { return known }
    if decoder.codeTexts.count > Judge.codesMax { decoder = FactDecoder() }
    let story = Story(events, scans: scans, decoder: decoder)
    guard story.isWhole else { throw LedgerFault.corrupt(position: anchor, damage: .eventBytes) }
    var judgement = start(of: story, steps)
    for step in steps where step > judgement.position {
      judgement = extend(judgement, with: story, to: step)
    }
    judgement.fresh = judgement.tracks.indices.filter { index in
      judgement.tracks[index].sightings.last?.since == last
    }
    try complete(&judgement)
    cache.insert(judgement)
    return judgement
  }

  /// The dossiers, each by its last event, of which a bag's scan makes something known.
  private func opened(
    by events: [RecordedEvent], at position: LedgerPosition
  ) throws -> [LedgerPosition] {
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
    of events: [RecordedEvent], through position: LedgerPosition
  ) throws -> [RecordedEvent] {
    let isPutIn = events.contains { recorded in
      let event = recorded.event
      return event.parent != nil && event.type.putsIntoContainer || event.amendment?.parent != nil
    }
    guard let last = events.last?.position, isPutIn else { return [] }
    let known = Set(events.map(\.position))
    return try reader.history(around: [last], through: position, withScans: true)
      .filter { !known.contains($0.position) }
  }

  /// What is known at the step before the last from an earlier judgement; else nothing.
  private func start(of story: Story, _ steps: [LedgerPosition]) -> Judgement {
    if let before = steps.dropLast().last, let place = story.place(through: before) {
      let known = Judgement.Place(at: before, anchor: story.events[place].position)
      if let judgement = cache[known], judgement.tracks.count == place + 1 {
        return Judgement(position: before, tracks: judgement.tracks)
      }
    }
    return Judgement(position: .start, tracks: [])
  }

  /// Goes on to a step: adds the event there, if it is one of these, and what is known since then
  /// of those before it.
  private func extend(
    _ judgement: Judgement, with story: Story, to step: LedgerPosition
  ) -> Judgement {
    guard let place = story.place(through: step) else { return judgement }
    var tracks = judgement.tracks
    let recorded = story.events[place]
    let standing = KnownDossiers(story, through: place, at: step, names: decoder.names)
    if recorded.position == step {
      tracks.append(
        Judgement.Track(
          event: step, type: recorded.event.type, dossier: 0, code: nil,
          office: recorded.event.office, sightings: []))
    }
    for index in tracks.indices {
      let root = story.root(of: index, through: step)
      tracks[index].dossier = standing.dossiers[root ?? index]
      if let root, case .dossier(let code) = story.events[root].event.subject {
        tracks[index].code = code
        tracks[index].office = story.events[root].event.office
      }
      // A correction is told to all who were told of what it corrects.
      let isNew = tracks[index].sightings.allSatisfy { $0.facets == nil }
      if let root, root != index, isNew {
        for sighting in tracks[root].sightings {
          see(sighting.facets, sighting.code, at: step, in: &tracks[index])
        }
      }
      let facets = root.flatMap { standing.facets[standing.dossiers[$0]] }
      see(
        root.flatMap { standing.own[$0] } ?? facets, tracks[index].code, at: step,
        in: &tracks[index])
    }
    return Judgement(position: step, tracks: tracks)
  }

  private func see(
    _ facets: DossierFacets?, _ code: Alias?, at position: LedgerPosition,
    in track: inout Judgement.Track
  ) {
    guard !track.sightings.contains(where: { $0.facets == facets && $0.code == code }) else {
      return
    }
    track.sightings.append(Judgement.Sighting(since: position, facets: facets, code: code))
  }
}
