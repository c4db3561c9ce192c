internal import HosoDomain

/// Finds everything the ledger connects with a code.
///
/// Follows codes that any event ever named together, whether or not a later correction undid
/// the link: which of them still belong together is for the domain to decide.
struct Directory {
  let store: EventStore
  let head: LedgerHead

  /// Every event connected with some codes, in ledger order.
  ///
  /// O(events found).
  func history(of codes: [Alias]) throws -> [RecordedEvent] {
    var search = DirectorySearch(store: store, head: head)
    for code in codes { search.want(code) }
    return try search.run()
  }

  /// Every event connected with some events, themselves included, in ledger order.
  func history(around positions: [LedgerPosition]) throws -> [RecordedEvent] {
    var search = DirectorySearch(store: store, head: head)
    for position in positions { try search.take(position) }
    return try search.run()
  }
}

private struct DirectorySearch {
  let store: EventStore
  let head: LedgerHead
  private var found: [LedgerPosition: RecordedEvent] = [:]
  private var wanted: [String] = []
  private var seen: Set<String> = []

  init(store: EventStore, head: LedgerHead) {
    self.store = store
    self.head = head
  }

  mutating func want(_ code: Alias) {
    if seen.insert(code.text).inserted { wanted.append(code.text) }
  }

  mutating func run() throws -> [RecordedEvent] {
    while let code = wanted.popLast() {  // Bounded by the codes the ledger connects.
      let key = LookupKey.code(code, hasher: store.hasher)
      for position in try store.positions(for: key, through: head.position) {
        guard found[position] == nil, let candidate = try store.event(at: position),
          candidate.event.codes.contains(where: { $0.text == code })
        else { continue }
        try add(candidate)
      }
    }
    return found.values.sorted { $0.position < $1.position }
  }

  mutating func take(_ position: LedgerPosition) throws {
    guard found[position] == nil, let event = try store.event(at: position) else { return }
    try add(event)
  }

  private mutating func add(_ recorded: RecordedEvent) throws {
    found[recorded.position] = recorded
    let event = recorded.event
    for code in event.codes { want(code) }
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
