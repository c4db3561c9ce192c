internal import HosoCrypto
public import HosoDomain
internal import HosoSQLite

/// What became of an event that was handed to the ledger.
public enum AppendOutcome: Hashable, Sendable {
  /// It is new; durable once the transaction is committed.
  case recorded(LedgerPosition)
  /// The same event is there already.
  case duplicate(LedgerPosition)
  /// Another event has the same identity: this one is kept aside and listed, not recorded.
  case setAside(known: LedgerPosition)
}

/// One commit in the making.
///
/// Valid only inside `LedgerWriter.commit`.
public final class LedgerTransaction {
  /// When everything in this commit counts as recorded.
  public let recordedAt: RecordedAt
  let state: WriterState
  private var bytes: [UInt8] = []
  private(set) var hasChanges = false
  /// The last event that another system had recorded, if this commit added one.
  private var backfilledThrough: LedgerPosition?

  init(state: WriterState, recordedAt: RecordedAt) {
    self.state = state
    self.recordedAt = recordedAt
  }

  /// The last position, uncommitted ones included.
  public var position: LedgerPosition { state.head.position }

  /// The settings in force, what this commit changed included.
  public var settings: LedgerSettings { state.settings }

  /// A setting's value, what this commit changed included; nil if there is none.
  public func setting(_ name: SettingName) throws -> String? { try state.store.setting(name) }

  /// Changes a setting with this commit, or takes it away; every writer has it from its next
  /// commit on.
  public func set(_ name: SettingName, to value: String?) throws {
    guard try setting(name) != value else { return }
    try state.set(name, to: value)
    hasChanges = true
  }

  /// Appends an event of this ledger's own desk, which gets the next sequence.
  public func append(
    own source: SourceName, _ make: (EventIdentity) -> Event
  ) throws -> RecordedEvent {
    let sequence = try state.origins.nextSequence(of: source)
    let id = try EventID("\(source.text)-\(sequence)")
    let event = make(EventIdentity(source: source, sequence: sequence, id: id))
    encode(event)
    let position = try record(.known(event), recordedAt: recordedAt)
    return RecordedEvent(
      position: position, recordedAt: state.head.recordedAt ?? recordedAt, event: event)
  }

  /// Appends an event that carries its identity, unless it is known.
  ///
  /// - Parameter backfilledAt: When another system recorded it; not before the ledger's head.
  /// - Throws: `LedgerFault.behindHead` for a new event backfilled before the head.
  public func append(_ event: Event, backfilledAt: RecordedAt? = nil) throws -> AppendOutcome {
    if let outcome = try recognise(event) { return outcome }
    if let backfilledAt, let head = state.head.recordedAt, backfilledAt < head {
      throw LedgerFault.behindHead(recordedAt: backfilledAt, head: head)
    }
    if backfilledAt != nil { state.head.isBackfilled = true }
    let position = try record(.known(event), recordedAt: backfilledAt ?? recordedAt)
    if backfilledAt != nil { backfilledThrough = position }
    return .recorded(position)
  }

  /// Appends an event that carries its identity, unless it is known; nil if it is not wanted.
  ///
  /// - Parameter isWanted: Asked of a new event only.
  public func append(
    _ event: Event, where isWanted: () throws -> Bool
  ) throws -> AppendOutcome? {
    if let outcome = try recognise(event) { return outcome }
    guard try isWanted() else { return nil }
    return .recorded(try record(.known(event), recordedAt: recordedAt))
  }

  /// Appends an event by its canonical bytes, unless it is known; nil if they are none.
  ///
  /// One whose type or fields this program does not know is kept for those that do.
  public func append(canonical event: [UInt8]) throws -> AppendOutcome? {
    try append(canonical: event, at: recordedAt)
  }

  /// The same, recorded or seen at another moment: where a ledger is made anew.
  func append(canonical event: [UInt8], at moment: RecordedAt) throws -> AppendOutcome? {
    guard let stored = event.withUnsafeBytes(EventCodec.decode) else { return nil }
    bytes = event
    if let outcome = try recogniseEncoded(stored.identity, seenAt: moment) { return outcome }
    return .recorded(try record(stored, recordedAt: moment))
  }

  /// Says that history was moved in from another system.
  func markBackfilled() {
    state.head.isBackfilled = true
    hasChanges = true
  }

  /// What becomes of an event whose identity is known already; nil for a new one, which is left
  /// alone.
  func recognise(_ event: Event) throws -> AppendOutcome? {
    encode(event)
    return try recogniseEncoded(event.identity, seenAt: recordedAt)
  }

  private func recogniseEncoded(
    _ identity: EventIdentity, seenAt moment: RecordedAt
  ) throws -> AppendOutcome? {
    guard let known = try knownPosition(of: identity) else { return nil }
    let isSame = try state.store.withEvent(at: known) { _, stored in
      bytes.withUnsafeBytes { stored.elementsEqual($0) }
    }
    guard let isSame else { throw LedgerFault.corrupt(position: known, damage: .index) }
    if isSame { return .duplicate(known) }
    try setAside(known: known, seenAt: moment)
    return .setAside(known: known)
  }

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

  /// The highest sequence that a source wrote, what this commit added included; 0 for none.
  func lastSequence(of source: SourceName) throws -> UInt64 {
    try state.origins.lastSequence(of: source)
  }

  /// The event that a source wrote under a sequence, what this commit added included.
  func event(numbered sequence: UInt64, of source: SourceName) throws -> RecordedEvent? {
    try state.origins.knownPosition(of: sequence, source: source).flatMap(state.store.event)
  }

  /// What a correction of an event names beside its id.
  func hash(of event: Event) -> EventHash { state.store.hasher.hash(of: event) }

  /// Where an event of this identity is, or another that its source calls by the same id.
  private func knownPosition(of identity: EventIdentity) throws -> LedgerPosition? {
    let (source, id) = (identity.source, identity.id)
    if let sequence = identity.sequence {
      if let known = try state.origins.knownPosition(of: sequence, source: source) { return known }
      // An id that says no more than the sequence needs no look-up of its own.
      if isDerived(id, source: source, sequence: sequence) { return nil }
    }
    if let sequence = state.store.derivedSequence(of: id, source: source),
      let numbered = try state.origins.knownPosition(of: sequence, source: source),
      try state.store.stored(at: numbered)?.event.identity.id == id
    {
      return numbered
    }
    return try state.store.lookedUpPosition(of: id, source: source, through: position)
  }

  private func encode(_ event: Event) {
    bytes.removeAll(keepingCapacity: true)
    EventCodec.encode(event, into: &bytes)
  }

  /// Inserts the event whose bytes were just encoded.
  private func record(_ event: StoredEvent, recordedAt: RecordedAt) throws -> LedgerPosition {
    let position = state.head.position.next
    // Moved history may bear a later time than this commit: what follows it is no earlier.
    let recordedAt = max(recordedAt, state.head.recordedAt ?? recordedAt)
    assert(
      bytes.withUnsafeBytes(EventCodec.decode)?.identity == event.identity,
      "what is written reads back as what it was")
    try bytes.withUnsafeBytes { raw in
      try state.insert(raw, at: position, recordedAt: recordedAt)
      if let sequence = event.identity.sequence {
        try state.origins.add(sequence, source: event.identity.source, at: position, bytes: raw)
      }
    }
    addKeys(of: event, at: position)
    hasChanges = true
    return position
  }

  private func addKeys(of event: StoredEvent, at position: LedgerPosition) {
    for key in Set(LookupKey.all(of: event, hasher: state.store.hasher)) {
      state.store.tail.add(key, at: position)
    }
    if case .event? = event.event?.subject { state.head.corrections += 1 }
  }

  private func setAside(known: LedgerPosition, seenAt moment: RecordedAt) throws {
    let hash = state.store.hasher.digest(of: bytes)
    let statement = try state.store.connection.prepare(
      "INSERT OR IGNORE INTO set_aside(hash, known_position, seen_at, bytes) VALUES(?1,?2,?3,?4)")
    try statement.bind(hash.bytes, at: 1)
    try statement.bind(known.number, at: 2)
    try statement.bind(moment.microseconds, at: 3)
    try statement.bind(bytes, at: 4)
    try statement.run()
    hasChanges = true
  }

  /// Writes what was kept back for the end of the transaction.
  ///
  /// - Parameter lookUpEvents: How many events the look-up table may be behind.
  /// - Parameter chainEvents: How many events may be added to chains that are behind.
  func finish(lookUpEvents: Int64, chainEvents: Int64) throws {
    if let backfilledThrough {
      try state.set(.backfilledThrough, to: "\(backfilledThrough.number)")
    }
    if state.head.position.number - state.head.lookedUpThrough.number > lookUpEvents {
      try state.storeTail()
    }
    try state.origins.flush()
    try state.origins.catchUpChains(events: chainEvents)
    try state.storeHead()
  }
}
