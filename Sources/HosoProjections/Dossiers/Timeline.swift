public import HosoDomain
public import HosoLedger

/// What a code stands for, event by event: phiếu kiểm soát quá trình.
///
/// A function of the connected events alone. Knows no clock; what depends on the day is asked
/// of a dossier with that day.
public struct Timeline: Sendable {
  /// The code that was asked for.
  public let code: Alias
  /// The dossiers the code stood for, oldest first; several if an item number was used again.
  ///
  /// Empty for a code that no event names.
  public let dossiers: [DossierView]
  /// The last event that was looked at; before the first one for an unknown code.
  public let last: LedgerPosition

  /// - Parameters:
  ///   - events: Everything connected with the code, as `LedgerReader.history(of:)` or
  ///     `LedgerTransaction.history(of:)` finds it; with scans of bags, if those are to be seen.
  ///   - reach: Of whoever looks; dossiers of which they see nothing are left out.
  ///   - parted: Whether a link in doubt joins nothing, as for the person who holds the papers:
  ///     it may lead to somebody else's dossier.
  ///   - codes: Of the office whose ledger it is; they decide which codes are flagged as misread.
  public init(
    of code: Alias, events: [RecordedEvent], for reach: Reach = .everything,
    parted: Bool = false, codes: CodeRules = .standard
  ) {
    self.code = code
    last = events.map(\.position).max() ?? .start
    var builder = TimelineBuilder(events, reach, parted: parted || reach != .everything, codes)
    dossiers = builder.views(of: code)
  }

  /// The dossier that the code stands for now; nil for an unknown code.
  public var latest: DossierView? { dossiers.last }

  /// The entry of a dossier's event; nil if no dossier of the code has it.
  public func entry(at position: LedgerPosition) -> TimelineEntry? {
    for dossier in dossiers {
      if let entry = dossier.entries.first(where: { $0.recorded.position == position }) {
        return entry
      }
    }
    return nil
  }
}

/// Sorts connected events into dossiers with their corrections and flags.
private struct TimelineBuilder {
  private let decoder: FactDecoder
  private var names: NameTable { decoder.names }
  private let history: History
  private let voided: Set<Int64>
  private var recorded: [Int64: RecordedEvent] = [:]
  /// Corrections by the number of what they correct, in the total order.
  private var corrections: [Int64: [EventFact]] = [:]
  private let reach: Reach
  private let parted: Bool
  /// Events whose further codes are of another dossier to whoever looks.
  private var doubtful: Set<Int64> = []
  private let standings: EventStandings
  /// Why a correction changes nothing although what it names is here.
  private var idle: [Int64: EventFlag] = [:]

  /// A dossier's events, and how much of it is seen.
  private struct Seen {
    let sight: Sight
    let facts: [EventFact]
    /// What was voided of it.
    let struck: [EventFact]
  }

  init(_ events: [RecordedEvent], _ reach: Reach, parted: Bool, _ codes: CodeRules) {
    self.reach = reach
    self.parted = parted
    decoder = FactDecoder(codes: codes)
    history = decoder.history(of: events)
    voided = history.voidedNumbers
    standings = EventStandings(history, of: events, names: decoder.names)
    for event in events { recorded[event.position.number] = event }
    var named: [Int64: Int64] = [:]
    for found in CorrectionTargets(events).idle {
      idle[found.correction.position.number] = found.flag
      named[found.correction.position.number] = found.named.position.number
    }
    for fact in inOrder(history.facts) {
      guard let target = fact.target ?? named[fact.number] else { continue }
      corrections[target, default: []].append(fact)
    }
  }

  /// The dossiers as whoever looks sees them.
  private mutating func seen() -> [Seen] {
    guard parted else {
      let dossiers = history.dossiers(names: names)
      let struck = struck(in: dossiers, history.homes(in: dossiers, names: names))
      return zip(dossiers, struck).map { Seen(sight: .all, facts: $0, struck: $1) }
    }
    let holdings = history.holdings(names: names) { recorded[$0]?.recordedAt }
    doubtful = Set(holdings.doubts.filter { $0.kind == .link }.map(\.event))
    let struck = struck(
      in: holdings.dossiers.map(\.facts), history.homes(in: holdings, names: names))
    return zip(holdings.dossiers, struck).compactMap { holding, struck in
      let sight = reach.sight(of: holding.holders)
      return sight == .nothing ? nil : Seen(sight: sight, facts: holding.facts, struck: struck)
    }
  }

  /// By dossier what is shown among its events though it was voided.
  private func struck(in dossiers: [[EventFact]], _ homes: Homes) -> [[EventFact]] {
    var struck = dossiers.map { history.voidedScans(for: $0, names: names) }
    for fact in voidedFacts {
      for home in homes.dossiers[fact.number] ?? [] { struck[home].append(fact) }
    }
    return struck
  }

  private var voidedFacts: [EventFact] {
    history.facts.filter {
      $0.type.subjectKind == .dossier && !$0.isOfContainer && voided.contains($0.number)
    }
  }

  mutating func views(of code: Alias) -> [DossierView] {
    let index = decoder.index(of: code)
    var dossiers = seen().compactMap { seen in
      seen.facts.first { $0.code == index || (!$0.isOfContainer && names($0, code)) }
        .map { (first: $0, seen: seen) }
    }
    dossiers.sort { EventOrder.precedes($0.first, $1.first, names: names) }
    guard dossiers.isEmpty else {
      return dossiers.map {
        view(codes: codes(of: $0.seen.facts, asked: code), $0.seen, asked: code)
      }
    }
    // Nothing effective names the code: what was voided under it is all there is to see of it.
    let own = reach == .everything ? voidedFacts.filter { names($0, code) } : []
    let alone = Seen(sight: .all, facts: [], struck: own)
    return own.isEmpty ? [] : [view(codes: [code], alone, asked: code)]
  }

  private func names(_ fact: EventFact, _ code: Alias) -> Bool {
    codes(of: fact).contains(code)
  }

  /// The codes of its dossier that an event names.
  private func codes(of fact: EventFact) -> [Alias] {
    let codes = recorded[fact.number]?.event.codes ?? []
    return doubtful.contains(fact.number) ? Array(codes.prefix(1)) : codes
  }

  /// The codes of some events in the order in which they appear.
  private func codes(of facts: [EventFact], asked: Alias) -> [Alias] {
    var seen: Set<Alias> = []
    let found = facts.filter { !$0.isOfContainer }.flatMap { codes(of: $0) }
      .filter { seen.insert($0).inserted }
    // What was taken for a bag's code names no dossier by itself.
    return found.isEmpty ? [asked] : found
  }

  private func inOrder(_ facts: [EventFact]) -> [EventFact] {
    facts.sorted { EventOrder.precedes($0, $1, names: names) }
  }

  private func view(codes: [Alias], _ seen: Seen, asked: Alias) -> DossierView {
    let facts = seen.facts
    let flags = FlagRules.flags(facts) { recorded[$0]?.recordedAt }
    let shown = inOrder(facts + seen.struck).filter { fact in
      seen.sight == .all || reach.isOwn(recorded[fact.number]?.event.office)
    }
    let entries = shown.compactMap { fact in
      entry(fact, flags: flags[fact.number] ?? [], among: seen.sight == .all ? facts : shown)
    }
    let attributes = Milestones(facts).attributes
    return DossierView(
      codes: seen.sight == .all ? codes : self.codes(of: shown, asked: asked), entries: entries,
      facts: facts,
      sight: seen.sight,
      service: attributes.service.map { names[$0] }, agency: attributes.agency.map { names[$0] })
  }

  private func entry(
    _ fact: EventFact, flags: [EventFlag], among facts: [EventFact]
  ) -> TimelineEntry? {
    guard let event = recorded[fact.number] else { return nil }
    let isEffective = !voided.contains(fact.number)
    let voider = (corrections[fact.number] ?? []).first {
      $0.type == .eventVoided && !voided.contains($0.number) && idle[$0.number] == nil
    }
    return TimelineEntry(
      recorded: event, amended: isEffective ? standings.amended(event) : event.event,
      container: container(of: fact, event.event), isEffective: isEffective,
      voidedBy: voider.flatMap { recorded[$0.number] },
      corrections: corrections(of: fact.number, isEffective: isEffective), flags: flags,
      duplicateOf: flags.lazy.compactMap { firstScan($0, among: facts) }.first)
  }

  /// The bag that an event is about, spelt as it was recorded where it was recorded as a bag's.
  private func container(of fact: EventFact, _ event: Event) -> ContainerCode? {
    guard fact.isOfContainer, let code = fact.code else { return nil }
    return event.container ?? FactDecoder.container(of: decoder.codeTexts[code.number])
  }

  private func firstScan(_ flag: EventFlag, among facts: [EventFact]) -> FirstScan? {
    guard case .duplicate(let number) = flag, let event = recorded[number],
      let fact = facts.first(where: { $0.number == number })
    else { return nil }
    return FirstScan(
      recorded: event, occurredAt: fact.occurredAt, office: fact.attributes.office)
  }

  /// What looks odd about a correction that takes effect.
  private func flag(inEffect correction: RecordedEvent) -> EventFlag? {
    FlagRules.isFuture(correction.event.occurredAt, correction.recordedAt) ? .inFuture : nil
  }

  /// What corrects an event, and what corrects that: each followed by its own corrections.
  private func corrections(of number: Int64, isEffective: Bool) -> [TimelineCorrection] {
    var found: [TimelineCorrection] = []
    var waiting = (corrections[number] ?? []).reversed().map { (fact: $0, depth: 0) }
    // Bounded by the corrections: each has one target, so none of them comes up twice.
    while let (fact, depth) = waiting.popLast() {
      guard let event = recorded[fact.number] else { continue }
      // Only a dossier's event can be amended, and only while it is effective.
      let canHaveEffect =
        idle[fact.number] == nil
        && (fact.type == .eventVoided || (depth == 0 && isEffective))
      let isInEffect = canHaveEffect && !voided.contains(fact.number)
      found.append(
        TimelineCorrection(
          recorded: event, depth: depth, isInEffect: isInEffect,
          flag: idle[fact.number] ?? (isInEffect ? flag(inEffect: event) : nil)))
      waiting += (corrections[fact.number] ?? []).reversed().map { ($0, depth + 1) }
    }
    return found
  }
}
