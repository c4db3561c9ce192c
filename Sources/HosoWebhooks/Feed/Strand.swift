internal import HosoDomain
internal import HosoLedger

/// Connected events as the ledger holds them through one position, read once and judged step by
/// step for every position up to there.
///
/// So many events of one dossier cost one reading and one walk, whoever asks for which of them.
/// Belongs to one thread.
final class Strand {
  /// From where on all of its events so far are connected; before, some were none of the others'.
  let first: LedgerPosition
  /// How far the ledger was read.
  let last: LedgerPosition
  let story: Story
  /// Where something was recorded of these events, or of a bag that they were in.
  private let steps: [LedgerPosition]
  /// Corrections that are about nothing, or not theirs to make: found from what they name, but not
  /// connected with it.
  private let strangers: Set<LedgerPosition>
  private let decoder: FactDecoder
  /// How far was walked.
  private var walk = Judgement(position: .start, tracks: [])
  /// What any dossier was known as on the way.
  private var known: Set<DossierFacets> = []

  /// - Parameters:
  ///   - events: All that are connected through a position, in ledger order.
  ///   - scans: What befell the bags they were in.
  ///   - last: That position.
  init(
    _ events: [RecordedEvent], scans: [RecordedEvent], through last: LedgerPosition,
    decoder: FactDecoder
  ) throws {
    story = Story(events, scans: scans, decoder: decoder)
    guard story.isWhole else {
      throw LedgerFault.corrupt(position: events.last?.position, damage: .eventBytes)
    }
    self.last = last
    self.decoder = decoder
    steps = (events.map(\.position) + BagScan.steps(scans, of: events)).sorted()
    strangers = Strand.strangers(among: events)
    first = Connections(events).wholeFrom ?? last
  }

  private static func strangers(among events: [RecordedEvent]) -> Set<LedgerPosition> {
    guard events.contains(where: \.event.isCorrection) else { return [] }
    let corrected = CorrectedEvents(events)
    return Set(
      events.lazy.filter { $0.event.isCorrection && corrected.root(of: $0) == nil }
        .map(\.position))
  }

  var events: [RecordedEvent] { story.events }

  /// Whether it says all there is to say of its events at a position.
  func covers(_ position: LedgerPosition) -> Bool { first <= position && position <= last }

  /// Whether a correction among the events is connected with none of the others.
  func holdsStranger(at position: LedgerPosition) -> Bool { strangers.contains(position) }

  /// The last step through a position, and the last of the events by then; nil before the first.
  func place(through position: LedgerPosition) -> Judgement.Place? {
    guard let anchor = story.last(through: position)?.position,
      let step = steps.lastIndex(through: position, \.self)
    else { return nil }
    return Judgement.Place(at: steps[step], anchor: anchor)
  }

  /// What is known at a step.
  ///
  /// - Parameter before: An earlier step's judgement, where one is at hand.
  func judgement(
    at step: LedgerPosition, from before: (Judgement.Place) -> Judgement?
  ) -> Judgement {
    if walk.position > step || walk.position == .start {
      restart(at: place(through: LedgerPosition(step.number - 1)).flatMap(before))
    }
    for next in steps where walk.position < next && next <= step { extend(to: next) }
    walk.opened = []
    walk.fresh = walk.tracks.indices.filter { index in
      walk.tracks[index].sightings.last?.since == step
    }
    return walk
  }

  private func restart(at judgement: Judgement?) {
    walk = Judgement(position: .start, tracks: [])
    known = []
    guard let judgement, let place = story.place(through: judgement.position),
      judgement.tracks.count == place + 1
    else { return }
    walk = Judgement(position: judgement.position, tracks: judgement.tracks)
    for track in walk.tracks {
      for sighting in track.sightings { sighting.facets.map { _ = known.insert($0) } }
    }
  }

  /// Goes on to a step: adds the event there, if it is one of these, and what is known since then
  /// of those before it.
  private func extend(to step: LedgerPosition) {
    guard let place = story.place(through: step) else { return }
    let recorded = story.events[place]
    let standing = KnownDossiers(story, through: place, at: step, names: decoder.names)
    // One value for what was known before as well, so that comparing it costs next to nothing.
    let facets = standing.facets.map { known.insert($0) }
    if recorded.position == step {
      walk.tracks.append(
        Judgement.Track(
          event: step, type: recorded.event.type, dossier: 0, code: nil,
          office: recorded.event.office, sightings: []))
    }
    for index in walk.tracks.indices {
      let root = story.root(of: index, through: step)
      walk.tracks[index].dossier = standing.dossiers[root ?? index]
      if let root {
        walk.tracks[index].code = story.subjects[root].code
        walk.tracks[index].office = story.subjects[root].office
      }
      // A correction is told to all who were told of what it corrects.
      if let root, root != index,
        walk.tracks[index].sightings.allSatisfy({ $0.facets == nil })
      {
        for sighting in walk.tracks[root].sightings {
          see(sighting.facets, sighting.code, at: step, index)
        }
      }
      let own = root.flatMap { standing.own[$0] }
      let common = root.map { facets[standing.dossiers[$0]] }
      see(
        own ?? common?.memberAfterInsert, walk.tracks[index].code, at: step, index,
        isNew: own == nil && common?.inserted == true)
    }
    walk.position = step
  }

  /// Notes what a track's dossier is known as, if it was never known as that.
  private func see(
    _ facets: DossierFacets?, _ code: Alias?, at position: LedgerPosition, _ index: Int,
    isNew: Bool = false
  ) {
    let isSeen =
      !isNew
      && walk.tracks[index].sightings.reversed().contains {
        $0.code == code && $0.facets == facets
      }
    guard !isSeen else { return }
    walk.tracks[index].sightings.append(
      Judgement.Sighting(since: position, facets: facets, code: code))
  }
}

/// From where on events are all connected with each other.
///
/// As the directory finds them: by the codes they name, and corrections with what they are about.
private struct Connections {
  private struct Name: Hashable {
    let source: SourceName
    let id: EventID
  }

  private var sets = DisjointSets()
  private var codes: [String: Int] = [:]
  private var named: [Name: Int] = [:]
  private var waiting: [Name: [Int]] = [:]
  private var parts = 0
  /// Nil if that is nowhere, or cannot be told.
  private(set) var wholeFrom: LedgerPosition?

  init(_ events: [RecordedEvent]) {
    for recorded in events {
      guard add(recorded.event) else {
        wholeFrom = nil
        return
      }
      if parts > 1 {
        wholeFrom = nil
      } else if wholeFrom == nil {
        wholeFrom = recorded.position
      }
    }
  }

  /// False for an event whose name another one has: which of them a correction means is for the
  /// directory to say.
  private mutating func add(_ event: Event) -> Bool {
    let node = sets.add()
    parts += 1
    for code in event.codes {
      if let other = codes[code.text] { join(other, node) } else { codes[code.text] = node }
    }
    if case .event(let target) = event.subject {
      let name = Name(source: target.source(for: event.identity.source), id: target.id)
      if let other = named[name] {
        join(other, node)
      } else {
        waiting[name, default: []].append(node)
      }
    }
    let name = Name(source: event.identity.source, id: event.identity.id)
    guard named.updateValue(node, forKey: name) == nil else { return false }
    for other in waiting.removeValue(forKey: name) ?? [] { join(other, node) }
    return true
  }

  private mutating func join(_ left: Int, _ right: Int) {
    guard sets.root(of: left) != sets.root(of: right) else { return }
    sets.join(left, right)
    parts -= 1
  }
}

extension Event {
  fileprivate var isCorrection: Bool {
    if case .event = subject { true } else { false }
  }
}

extension Array {
  /// The last place of a sorted list that is not beyond a position.
  func lastIndex(
    through position: LedgerPosition, _ key: (Element) -> LedgerPosition
  ) -> Int? {
    var (low, high) = (0, count)
    while low < high {  // Bounded by halving.
      let middle = (low + high) / 2
      if key(self[middle]) <= position { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
