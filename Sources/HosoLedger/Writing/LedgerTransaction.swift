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
