internal import HosoDomain
internal import HosoLedger

/// Connected events with their facts, every correction pointed at what it is about.
struct Story {
  let events: [RecordedEvent]
  let history: History
  /// What befell the bags its items were in.
  private let scans: [EventFact]
  /// From where on that is known to be of interest; nil if it never is.
  private let firstPutIn: LedgerPosition?
  /// The place of each event by its number.
  private let places: [Int64: Int]
  private let times: [Int64: RecordedAt]
  /// By place, the code of the dossier that an event is about, and where it was recorded.
  let subjects: [(code: Alias?, office: PostOfficeCode?)]
  private let roots: CorrectionRoots

  init(_ events: [RecordedEvent], scans: [RecordedEvent], decoder: FactDecoder) {
    self.events = events
    history = decoder.history(of: events)
    roots = history.correctionRoots
    subjects = events.map { recorded in
      if case .dossier(let code) = recorded.event.subject {
        (code, recorded.event.office)
      } else {
        (nil, recorded.event.office)
      }
    }
    firstPutIn = events.first(where: \.event.tellsBag)?.position
    self.scans = decoder.history(of: scans).facts
    places = Dictionary(
      events.enumerated().map { ($0.element.position.number, $0.offset) }, uniquingKeysWith: min)
    times = Dictionary(
      (events + scans).map { ($0.position.number, $0.recordedAt) }, uniquingKeysWith: min)
  }

  /// When an event was recorded, by number.
  func recordedAt(_ number: Int64) -> RecordedAt? { times[number] }

  /// Whether every event could be read as a fact, so that facts and events go by the same places.
  var isWhole: Bool { history.facts.count == events.count }

  /// The number an agency gave to the dossier, if an event names it.
  func dossierNumber(toldBy number: Int64) -> String? {
    guard let place = places[number] else { return nil }
    for case .dossier(let code) in events[place].event.codes { return code.text }
    return nil
  }

  /// The last of its events through a position.
  func place(through position: LedgerPosition) -> Int? {
    events.lastIndex(through: position, \.position)
  }

  /// The same event; nil before the first.
  func last(through position: LedgerPosition) -> RecordedEvent? {
    place(through: position).map { events[$0] }
  }

  /// The place of an event by its number; nil for what is no event of these, such as a bag's scan.
  func place(of number: Int64) -> Int? { places[number] }

  /// Everything as it was known at a position.
  func known(at position: LedgerPosition) -> History {
    let last = position.number
    var known = History()
    let carried = firstPutIn.map { $0 <= position } ?? false
    let facts =
      history.facts.prefix(self.place(through: position).map { $0 + 1 } ?? 0)
      + (carried ? scans.filter { $0.number <= last } : [])
    known.facts = facts.map { fact in
      var fact = fact
      if let target = fact.target, target > last { fact.target = nil }
      return fact
    }
    known.links = history.links.filter { $0.event <= last }
    return known
  }

  /// The dossier's event that a correction is in the end about, else the event itself.
  ///
  /// Nil for a correction of what is not known at that time, or of itself in a circle, and for
  /// an event without a dossier.
  func root(of index: Int, through position: LedgerPosition) -> Int? {
    let root = roots.root(of: events[index].position.number, through: position.number)
    // A bag's scan stands for dossiers, and belongs to none.
    guard let place = root.flatMap({ places[$0] }), subjects[place].code != nil else { return nil }
    return place
  }
}

/// What a story amounts to at one position.
struct KnownDossiers {
  /// By place, which dossier an event belongs to.
  private(set) var dossiers: [Int]
  /// By dossier, what it is filtered by.
  private(set) var facets: [DossierFacets] = []
  /// By place, what a voided event alone knew besides its dossier.
  private(set) var own: [Int: DossierFacets] = [:]

  /// - Parameter place: The last event through the position.
  init(_ story: Story, through place: Int, at position: LedgerPosition, names: NameTable) {
    let known = story.known(at: position)
    dossiers = Array(repeating: -1, count: place + 1)
    let holdings = known.holdings(names: names, recordedAt: story.recordedAt)
    for holding in holdings.dossiers {
      let number = addDossier(of: holding.facts, in: story, names: names)
      facets[number].holders = holding.holders
      facets[number].agency = holding.holders.agency
      for fact in holding.facts where !fact.isOfContainer {
        if let index = story.place(of: fact.number) { dossiers[index] = number }
      }
    }
    let homes = known.homes(in: holdings, names: names)
    for (index, fact) in known.facts.prefix(place + 1).enumerated() {
      guard let home = homes.dossiers[fact.number]?.first else { continue }
      dossiers[index] = home
      own[index] = facets[home].filled(from: DossierFacets(Milestones([fact]), names: names))
    }
    for strays in homes.strays {
      let members = strays.compactMap { story.place(of: $0.number) }
      guard !members.isEmpty else { continue }
      let number = addDossier(of: strays, in: story, names: names)
      facets[number].holders.agency = facets[number].agency
      facets[number].holders.passers = Set(strays.compactMap(\.attributes.office))
      for index in members { dossiers[index] = number }
    }
    for index in dossiers.indices where dossiers[index] < 0 {
      // A correction of something unknown, or an event without a dossier: one of its own.
      dossiers[index] = facets.count
      facets.append(DossierFacets())
    }
  }

  private mutating func addDossier(
    of facts: [EventFact], in story: Story, names: NameTable
  ) -> Int {
    var known = DossierFacets(Milestones(facts), names: names)
    known.number = facts.lazy.compactMap { story.dossierNumber(toldBy: $0.number) }.first
    facets.append(known)
    return facets.count - 1
  }
}

extension DossierFacets {
  /// What the rules of the figures count a dossier under.
  init(_ milestones: Milestones, names: NameTable) {
    self.init(mode: milestones.mode)
    let attributes = milestones.attributes
    agency = attributes.agency.map { names[$0] }
    service = attributes.service.map { names[$0] }
    province = attributes.province
    office = attributes.office
    channel = attributes.channel
  }

  /// What is unknown here taken from elsewhere.
  func filled(from other: DossierFacets) -> DossierFacets {
    var filled = self
    filled.agency = agency ?? other.agency
    filled.holders.agency = filled.agency
    filled.service = service ?? other.service
    filled.province = province ?? other.province
    filled.office = office ?? other.office
    filled.channel = channel ?? other.channel
    filled.number = number ?? other.number
    return filled
  }
}
