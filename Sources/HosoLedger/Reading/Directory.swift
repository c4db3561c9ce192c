internal import HosoDomain

/// Finds everything the ledger connects with a code.
///
/// Follows codes that any event ever named together, whether or not a later correction undid
/// the link: which of them still belong together is for the domain to decide.
struct Directory {
  let store: EventStore
  let head: LedgerHead
  /// Whether the scans of every bag that an item was ever put into are connected with it.
  var withScans = false

  /// Every event connected with some codes, in ledger order.
  ///
  /// O(events found).
  func history(of codes: [Alias]) throws -> [RecordedEvent] {
    var search = DirectorySearch(store: store, head: head, withScans: withScans)
    for code in codes { search.want(code) }
    return try search.run()
  }

  /// Every event connected with some events, themselves included, in ledger order.
  func history(around positions: [LedgerPosition]) throws -> [RecordedEvent] {
    var search = DirectorySearch(store: store, head: head, withScans: withScans)
    for position in positions { try search.take(position) }
    return try search.run()
  }

  /// An event as the amendments that are in force say it was.
  ///
  /// One look-up for an event that nothing corrects.
  func amended(_ recorded: RecordedEvent) throws -> Event {
    let identity = recorded.event.identity
    let key = LookupKey.target(identity.id, source: identity.source, hasher: store.hasher)
    guard head.corrections > 0, try !store.positions(for: key, through: head.position).isEmpty
    else { return recorded.event }
    return EventStandings(try history(around: [recorded.position])).amended(recorded)
  }

  /// Every event about a bag or manifest as a whole, with its corrections, in ledger order.
  func scans(of container: ContainerCode) throws -> [RecordedEvent] {
    var search = DirectorySearch(store: store, head: head, withScans: false)
    search.want(scansOf: container)
    return try search.run()
  }

  /// Those events, and everything connected with the items that were ever put into it.
  ///
  /// - Parameter isWanted: Whether an event that puts an item in is of interest.
  func contents(
    of container: ContainerCode, where isWanted: @escaping (Event) -> Bool = { _ in true }
  ) throws -> [RecordedEvent] {
    var search = DirectorySearch(store: store, head: head, withScans: true)
    search.want(contentsOf: container, where: isWanted)
    return try search.run()
  }

  /// Every event that puts an item into a bag, or says afterwards that it was in there.
  func putIns(into container: ContainerCode) throws -> [RecordedEvent] {
    let key = LookupKey.contents(of: container, hasher: store.hasher)
    return try store.positions(for: key, through: head.position)
      .compactMap { try store.event(at: $0) }
      .filter { recorded in
        let event = recorded.event
        return event.amendment?.parent?.key == container.key
          || event.parent?.key == container.key && event.type.putsIntoContainer
      }
  }

  /// How many events of some days before a moment are about a bag, or put something into it.
  ///
  /// O(log n) for n events of the bag: what is recorded later lies at a later position.
  func bagEvents(of bag: ContainerCode, since moment: RecordedAt) throws -> Int {
    let keys = [
      LookupKey.scans(of: bag, hasher: store.hasher),
      LookupKey.contents(of: bag, hasher: store.hasher),
    ]
    return try keys.reduce(0) { count, key in
      let positions = try store.positions(for: key, through: head.position)
      var (first, end) = (0, positions.count)
      while first < end {  // Bounded by halving.
        let middle = (first + end) / 2
        let isLate = try store.recordedAt(of: positions[middle]).map { $0 >= moment } ?? true
        if isLate { end = middle } else { first = middle + 1 }
      }
      return count + positions.count - first
    }
  }

  /// The events that are connected with a code, and the codes they name; ends where there are more
  /// than may be looked at.
  func crowd(
    around code: String, lookedAtMax: Int
  ) throws -> (events: [Event], codes: Set<String>) {
    var search = DirectorySearch(store: store, head: head, withScans: false)
    return try search.crowd(around: code, lookedAtMax: lookedAtMax)
  }

  /// Whether any event is about a bag, or puts an item into it.
  func knows(_ container: ContainerCode) throws -> Bool {
    let keys = [
      LookupKey.scans(of: container, hasher: store.hasher),
      LookupKey.contents(of: container, hasher: store.hasher),
    ]
    for key in keys {
      for position in try store.positions(for: key, through: head.position) {
        guard let event = try store.event(at: position)?.event else { continue }
        if event.carrier?.key == container.key || event.amendment?.parent?.key == container.key {
          return true
        }
      }
    }
    return false
  }
}

private struct DirectorySearch {
  let store: EventStore
  let head: LedgerHead
  let withScans: Bool
  private var found: [LedgerPosition: RecordedEvent] = [:]
  private var wanted: [String] = []
  private var seen: Set<String> = []
  private var wantedContainers: [ContainerCode] = []
  private var seenContainers: Set<String> = []
  private var wantedContents: [(bag: ContainerCode, isWanted: (Event) -> Bool)] = []
  private var seenContents: Set<String> = []

  init(store: EventStore, head: LedgerHead, withScans: Bool) {
    self.store = store
    self.head = head
    self.withScans = withScans
  }

  mutating func want(_ code: Alias) {
    if seen.insert(code.text).inserted { wanted.append(code.text) }
  }

  mutating func want(scansOf container: ContainerCode) {
    if seenContainers.insert(container.key).inserted { wantedContainers.append(container) }
  }

  mutating func want(contentsOf bag: ContainerCode, where isWanted: @escaping (Event) -> Bool) {
    want(scansOf: bag)
    if seenContents.insert(bag.key).inserted { wantedContents.append((bag, isWanted)) }
  }

  mutating func run() throws -> [RecordedEvent] {
    // Bounded by what the ledger connects.
    while !wanted.isEmpty || !wantedContainers.isEmpty || !wantedContents.isEmpty {
      if let code = wanted.popLast() { try find(code) }
      if let container = wantedContainers.popLast() { try findScans(of: container) }
      if let (bag, isWanted) = wantedContents.popLast() { try findContents(of: bag, isWanted) }
    }
    return found.values.sorted { $0.position < $1.position }
  }

  mutating func crowd(
    around code: String, lookedAtMax: Int
  ) throws -> (events: [Event], codes: Set<String>) {
    seen = [code]
    wanted = [code]
    while found.count < lookedAtMax, let code = wanted.popLast() { try find(code) }
    return (found.values.map(\.event), seen)
  }

  private mutating func find(_ code: String) throws {
    var isNamed = false
    var mayBeBag = false
    let key = LookupKey.code(code, hasher: store.hasher)
    for position in try store.positions(for: key, through: head.position) {
      guard let candidate = try found[position] ?? store.event(at: position),
        candidate.event.codes.contains(where: { $0.text == code })
      else { continue }
      isNamed = true
      if candidate.event.type.mayBeOfContainer { mayBeBag = true }
      if found[position] == nil { try add(candidate) }
    }
    guard withScans, isNamed, let bag = try? ContainerCode(code), bag.asReceipt != nil else {
      return
    }
    // What it stands for is told by what was put into it, where anything may be about a bag.
    let scans = LookupKey.scans(of: bag, hasher: store.hasher)
    if try mayBeBag || !store.positions(for: scans, through: head.position).isEmpty {
      want(contentsOf: bag) { _ in true }
    }
  }

  private mutating func findContents(
    of bag: ContainerCode, _ isWanted: (Event) -> Bool
  ) throws {
    let key = LookupKey.contents(of: bag, hasher: store.hasher)
    for position in try store.positions(for: key, through: head.position) {
      guard let event = try store.event(at: position)?.event else { continue }
      if event.parent?.key == bag.key {
        if event.type.putsIntoContainer, isWanted(event) { try take(position) }
      } else if event.amendment?.parent?.key == bag.key {
        try take(position)
      }
    }
  }

  private mutating func findScans(of container: ContainerCode) throws {
    // What the code stands for depends on what happened to it as a dossier's.
    if let code = container.asReceipt { want(code) }
    let key = LookupKey.scans(of: container, hasher: store.hasher)
    for position in try store.positions(for: key, through: head.position) {
      guard found[position] == nil, let candidate = try store.event(at: position),
        case .container(let code) = candidate.event.subject, code.key == container.key
      else { continue }
      try add(candidate)
    }
  }

  mutating func take(_ position: LedgerPosition) throws {
    guard found[position] == nil, let event = try store.event(at: position) else { return }
    try add(event)
  }

  private mutating func add(_ recorded: RecordedEvent) throws {
    found[recorded.position] = recorded
    let event = recorded.event
    for code in event.codes { want(code) }
    if withScans { wantBags(of: event) }
    guard head.corrections > 0 else { return }
    try addCorrections(of: event.identity)
    if let position = try store.position(ofTarget: event, through: head.position) {
      try take(position)
    }
  }

  private mutating func wantBags(of event: Event) {
    if let parent = event.parent, event.type.putsIntoContainer { want(scansOf: parent) }
    if let parent = event.amendment?.parent { want(scansOf: parent) }
  }

  private mutating func addCorrections(of identity: EventIdentity) throws {
    let key = LookupKey.target(identity.id, source: identity.source, hasher: store.hasher)
    for position in try store.positions(for: key, through: head.position) {
      guard found[position] == nil, let candidate = try store.event(at: position),
        case .event(let target) = candidate.event.subject, target.id == identity.id,
        target.source(for: candidate.event.identity.source) == identity.source
      else { continue }
      try add(candidate)
    }
  }
}
