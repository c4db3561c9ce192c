public import HosoDomain

/// Looking things up during a commit, what it added included.
extension LedgerTransaction {
  /// Everything connected with some codes, what this commit added included, and the scans of the
  /// bags that their items were put into.
  public func history(of codes: [Alias]) throws -> [RecordedEvent] {
    try Directory(store: state.store, head: state.head, withScans: true).history(of: codes)
  }

  /// Every event about a bag, what this commit added included, and everything connected with the
  /// items that were put into it not long before a moment.
  func contents(of container: ContainerCode, at moment: OccurredAt) throws -> [RecordedEvent] {
    // Once more as long as anything stays in: an amendment may have moved either of the two.
    let milliseconds = 2 * Int64(Carriage.daysMax) * 86_400_000
    return try Directory(store: state.store, head: state.head).contents(of: container) { event in
      let gap = moment.milliseconds.subtractingReportingOverflow(event.occurredAt.milliseconds)
      return !gap.overflow && gap.partialValue.magnitude <= UInt64(milliseconds)
    }
  }

  /// Every event about a bag as a whole, with its corrections, what this commit added included.
  func scans(of container: ContainerCode) throws -> [RecordedEvent] {
    try Directory(store: state.store, head: state.head).scans(of: container)
  }

  /// Whether any event is about a bag or puts an item into it, what this commit added included.
  func knows(_ container: ContainerCode) throws -> Bool {
    try Directory(store: state.store, head: state.head).knows(container)
  }

  /// Whether any event names a code of a dossier, what this commit added included.
  func knows(_ code: Alias) throws -> Bool {
    let key = LookupKey.code(code.text, hasher: state.store.hasher)
    return try state.store.positions(for: key, through: position).contains { position in
      try state.store.event(at: position)?.event.codes.contains(code) ?? false
    }
  }

  /// How many events of the last days are about a bag, or put something into it, what this commit
  /// added included.
  func bagEvents(of bag: ContainerCode, days: Int64) throws -> Int {
    let moment = RecordedAt(microseconds: recordedAt.microseconds - days * 86_400_000_000)
    return try Directory(store: state.store, head: state.head).bagEvents(of: bag, since: moment)
  }

  /// The events that are connected with a code, and the codes they name, what this commit added
  /// included; ends where there are more than may be looked at.
  func crowd(
    around code: String, lookedAtMax: Int
  ) throws -> (events: [Event], codes: Set<String>) {
    try Directory(store: state.store, head: state.head)
      .crowd(around: code, lookedAtMax: lookedAtMax)
  }

  /// Everything connected with some events, what this commit added included.
  public func history(around positions: [LedgerPosition]) throws -> [RecordedEvent] {
    try Directory(store: state.store, head: state.head).history(around: positions)
  }

  /// Everything connected with an event, and the event that it names to correct, whether or not it
  /// changes anything there; in ledger order.
  public func surroundings(of position: LedgerPosition) throws -> [RecordedEvent] {
    let events = try history(around: [position])
    guard let correction = events.first(where: { $0.position == position })?.event,
      case .event(let target) = correction.subject,
      let named = try event(target.id, source: target.source(for: correction.identity.source)),
      !events.contains(where: { $0.position == named.position })
    else { return events }
    return (events + [named]).sorted { $0.position < $1.position }
  }

  /// An event as the amendments that are in force say it was, those of this commit included.
  func amended(_ recorded: RecordedEvent) throws -> Event {
    try Directory(store: state.store, head: state.head).amended(recorded)
  }

  /// The event at a position, what this commit added included; nil beyond the head.
  public func event(at position: LedgerPosition) throws -> RecordedEvent? {
    position <= self.position ? try state.store.event(at: position) : nil
  }

  /// The event a source calls by an id, what this commit added included.
  public func event(_ id: EventID, source: SourceName) throws -> RecordedEvent? {
    try state.origins.flush()
    let store = state.store
    return try store.position(of: id, source: source, through: position).flatMap(store.event)
  }
}
