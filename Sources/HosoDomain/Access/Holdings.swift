/// Connected events parted into dossiers as those see them who reach a part of the country.
///
/// As `History.dossiers(names:)` parts them, but for one thing: what contradicts the agency that
/// was recorded first is a doubt, and opens and closes nothing. A link between the dossiers of two
/// agencies joins them for nobody but whoever reaches everything, until the link, or what named the
/// wrong agency, is corrected.
public struct Holdings: Sendable {
  public fileprivate(set) var dossiers: [Holding] = []
  public fileprivate(set) var doubts: [ReachDoubt] = []
}

/// One dossier, and whose it is.
public struct Holding: Sendable {
  /// Its effective events in the total order, those of the bags it was in among them.
  public let facts: [EventFact]
  public let holders: Holders
}

/// What would give a dossier to another agency than the one recorded first.
public struct ReachDoubt: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// An event names the other agency.
    case entry
    /// An event links two agencies' dossiers.
    case link
  }

  /// The number of the event in doubt.
  public let event: Int64
  public let kind: Kind
  /// The agency that was recorded first, and keeps the dossier.
  public let kept: NameIndex
  public let other: NameIndex
}

extension History {
  /// The dossiers it holds as they are seen, and what is in doubt about whose they are.
  ///
  /// - Parameter recordedAt: When an event was recorded, by number.
  public func holdings(
    names: NameTable, recordedAt: (Int64) -> RecordedAt?
  ) -> Holdings {
    var effective = effectiveFacts(names: names)
    let scans = effective.filter(\.isOfContainer)
    effective.removeAll(where: \.isOfContainer)
    var joins = AgencyJoins(names: names, nodes: nodes(of: effective))
    // In the order of recording: whoever comes first keeps what is theirs.
    for place in effective.indices.sorted(by: { effective[$0].number < effective[$1].number }) {
      joins.take(effective[place], at: place)
    }
    let carriage = Carriage(scans: scans, names: names)
    let recorded = recordedOffices()
    var holdings = Holdings()
    holdings.doubts = joins.doubts
    for (root, places) in joins.groups() {
      let facts = carriage.completed(places.map { effective[$0] })
      let care = Care(facts, names: names, recordedOffices: recorded, recordedAt: recordedAt)
      var holders = care.holders
      holders.agency = joins.keepers[root].map { names[$0.agency] }
      holdings.dossiers.append(Holding(facts: facts, holders: holders))
    }
    return holdings
  }

  /// By event, the office it was recorded with, where an amendment could have put another.
  private func recordedOffices() -> [Int64: PostOfficeCode] {
    guard facts.contains(where: { $0.type == .eventAmended }) else { return [:] }
    return facts.reduce(into: [:]) { $0[$1.number] = $1.attributes.office }
  }
}

/// Joins codes to dossiers, one event after the other, as long as no two agencies' are joined.
private struct AgencyJoins {
  struct Keeper {
    let agency: NameIndex
    /// The number of the event that named it.
    let event: Int64
  }

  let names: NameTable
  private let nodes: [[Int]]
  private var sets: DisjointSets
  /// By root.
  private(set) var keepers: [Int: Keeper] = [:]
  private(set) var doubts: [ReachDoubt] = []

  init(names: NameTable, nodes: (ofEvents: [[Int]], sets: DisjointSets)) {
    self.names = names
    self.nodes = nodes.ofEvents
    sets = nodes.sets
  }

  mutating func take(_ fact: EventFact, at place: Int) {
    let own = nodes[place]
    for node in own.dropFirst() { join(own[0], node, by: fact) }
    guard let agency = fact.attributes.agency else { return }
    let root = sets.root(of: own[0])
    guard let keeper = keepers[root] else {
      keepers[root] = Keeper(agency: agency, event: fact.number)
      return
    }
    guard !areRelated(keeper.agency, agency) else { return }
    doubts.append(
      ReachDoubt(event: fact.number, kind: .entry, kept: keeper.agency, other: agency))
  }

  private mutating func join(_ left: Int, _ right: Int, by fact: EventFact) {
    let roots = [sets.root(of: left), sets.root(of: right)]
    guard roots[0] != roots[1] else { return }
    let known = roots.compactMap { keepers[$0] }.sorted { $0.event < $1.event }
    if known.count == 2, !areRelated(known[0].agency, known[1].agency) {
      doubts.append(
        ReachDoubt(
          event: fact.number, kind: .link, kept: known[0].agency, other: known[1].agency))
      return
    }
    sets.join(roots[0], roots[1])
    keepers[sets.root(of: roots[0])] = known.first
  }

  private func areRelated(_ left: NameIndex, _ right: NameIndex) -> Bool {
    left == right || AgencyScope.areRelated(names[left], names[right])
  }

  /// The places of events by dossier, dossiers in the order of their first events.
  mutating func groups() -> [(root: Int, places: [Int])] {
    var groups: [(root: Int, places: [Int])] = []
    var found: [Int: Int] = [:]
    for (place, own) in nodes.enumerated() {
      let root = sets.root(of: own[0])
      if let group = found[root] {
        groups[group].places.append(place)
      } else {
        found[root] = groups.count
        groups.append((root, [place]))
      }
    }
    return groups
  }
}

/// Who had a dossier in their care, and where it was sent.
private struct Care {
  private(set) var holders = Holders()
  private let names: NameTable
  private let recordedOffices: [Int64: PostOfficeCode]
  private var sourceOffices: [NameIndex: PostOfficeCode?] = [:]
  /// Of what happens once, the event that was recorded first, and the first of another office.
  private var firsts: [EventType: (first: EventFact, other: EventFact?)] = [:]

  init(
    _ facts: [EventFact], names: NameTable, recordedOffices: [Int64: PostOfficeCode],
    recordedAt: (Int64) -> RecordedAt?
  ) {
    self.names = names
    self.recordedOffices = recordedOffices
    let flags = FlagRules.flags(facts, recordedAt: recordedAt)
    let putIns = putIns(facts)
    for fact in facts.filter(\.type.happensOnce).sorted(by: { $0.number < $1.number }) {
      noteFirst(fact)
    }
    for fact in facts {
      if let province = fact.attributes.province { holders.provinces.insert(province) }
      if let destination = fact.destination, isSent(to: destination, by: fact, putIns) {
        holders.offices.insert(destination)
      }
      if let recorded = recordedOffices[fact.number] { holders.passers.insert(recorded) }
      guard let office = fact.attributes.office else { continue }
      holders.passers.insert(office)
      guard fact.type.isOfCare, !fact.isOfContainer, !isFlagged(fact, flags),
        !repeats(fact)
      else { continue }
      holders.offices.insert(office)
    }
  }

  /// The events that put the dossier into the bags whose scans are among its events, by number.
  private func putIns(_ facts: [EventFact]) -> [Int64: EventFact] {
    let numbers = Set(facts.lazy.filter(\.isOfContainer).compactMap(\.target))
    guard !numbers.isEmpty else { return [:] }
    return facts.reduce(into: [:]) { found, fact in
      if !fact.isOfContainer, numbers.contains(fact.number) { found[fact.number] = fact }
    }
  }

  /// Whether others say that the dossier is bound for an office: that a bag is, and that the
  /// dossier is in the bag.
  private mutating func isSent(
    to office: PostOfficeCode, by fact: EventFact, _ putIns: [Int64: EventFact]
  ) -> Bool {
    guard !isOf(office, fact) else { return false }
    guard fact.isOfContainer, let putIn = fact.target.flatMap({ putIns[$0] }) else { return true }
    return !isOf(office, putIn)
  }

  /// Whether an event is flagged by anything but a repetition: which of two is the repetition goes
  /// by their times, and anybody may say an earlier one; whose care it was goes by who was first.
  private func isFlagged(_ fact: EventFact, _ flags: [Int64: [EventFlag]]) -> Bool {
    (flags[fact.number] ?? []).contains { flag in
      if case .duplicate = flag { firsts[fact.type]?.first.number != fact.number } else { true }
    }
  }

  /// Whether another office had recorded the same before: a date further back takes nothing away
  /// from whoever was first.
  private func repeats(_ fact: EventFact) -> Bool {
    guard let (first, other) = firsts[fact.type] else { return false }
    let rival = first.attributes.office == fact.attributes.office ? other : first
    return rival.map { $0.number < fact.number } ?? false
  }

  private mutating func noteFirst(_ fact: EventFact) {
    guard let (first, other) = firsts[fact.type] else {
      firsts[fact.type] = (fact, nil)
      return
    }
    if other == nil, fact.attributes.office != first.attributes.office {
      firsts[fact.type] = (first, fact)
    }
  }

  /// Whether an event is an office's own: by where it was, is said to have been now, or by source.
  private mutating func isOf(_ office: PostOfficeCode, _ fact: EventFact) -> Bool {
    if fact.attributes.office == office || recordedOffices[fact.number] == office { return true }
    if let known = sourceOffices[fact.source] { return known == office }
    let named = (try? SourceName(names[fact.source]))?.office
    sourceOffices[fact.source] = .some(named)
    return named == office
  }
}

extension EventType {
  /// Whether a post office that does this has the dossier, or its result, in its care.
  fileprivate var isOfCare: Bool {
    switch self {
    case .dossierPickedUp, .dossierDelivered, .resultCollected, .resultReturnFailed,
      .resultReturned, .resultSentBack:
      true
    case .dossierAccepted, .dossierRefused, .supplementRequested, .dueChanged, .resultReady,
      .dossierWithdrawn, .itemDeparted, .itemArrived, .itemLost, .itemDamaged, .feeCollected,
      .feeRemitted, .handoverDisputed, .recipientInvited, .papersRecovered, .aliasLinked,
      .eventVoided, .eventAmended, .periodDeclared, .figuresReleased,
      .recordPrinted, .shiftClosed:
      false
    }
  }
}
