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
    of container: ContainerCode, where isWanted: (Event) -> Bool = { _ in true }
  ) throws -> [RecordedEvent] {
    var search = DirectorySearch(store: store, head: head, withScans: true)
    search.want(scansOf: container)
    let key = LookupKey.contents(of: container, hasher: store.hasher)
    for position in try store.positions(for: key, through: head.position) {
      guard let event = try store.event(at: position)?.event, event.parent?.key == container.key,
        isWanted(event)
      else { continue }
      try search.take(position)
    }
    return try search.run()
  }

  /// Whether any event is about a bag, or puts an item into it.
  func knows(_ container: ContainerCode) throws -> Bool {
    let keys = [
      LookupKey.scans(of: container, hasher: store.hasher),
      LookupKey.contents(of: container, hasher: store.hasher),
    ]
    for key in keys {
      for position in try store.positions(for: key, through: head.position) {
        if try store.event(at: position)?.event.carrier?.key == container.key { return true }
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

  mutating func run() throws -> [RecordedEvent] {
    while !wanted.isEmpty || !wantedContainers.isEmpty {  // Bounded by what the ledger connects.
      if let code = wanted.popLast() { try find(code) }
      if let container = wantedContainers.popLast() { try findScans(of: container) }
    }
    return found.values.sorted { $0.position < $1.position }
  }

  private mutating func find(_ code: String) throws {
    let key = LookupKey.code(code, hasher: store.hasher)
    for position in try store.positions(for: key, through: head.position) {
      guard found[position] == nil, let candidate = try store.event(at: position),
        candidate.event.codes.contains(where: { $0.text == code })
      else { continue }
      try add(candidate)
    }
  }

  private mutating func findScans(of container: ContainerCode) throws {
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
    if withScans, let parent = event.parent, event.type.putsIntoContainer {
      want(scansOf: parent)
    }
    guard head.corrections > 0 else { return }
    try addCorrections(of: event.identity)
    if case .event(let target) = event.subject {
      let source = event.identity.source
      if let position = try store.position(of: target, source: source, through: head.position) {
        try take(position)
      }
    }
  }

  private mutating func addCorrections(of identity: EventIdentity) throws {
    let key = LookupKey.target(identity.id, source: identity.source, hasher: store.hasher)
    for position in try store.positions(for: key, through: head.position) {
      guard found[position] == nil, let candidate = try store.event(at: position),
        candidate.event.identity.source == identity.source,
        candidate.event.subject == .event(identity.id)
      else { continue }
      try add(candidate)
    }
  }
}
