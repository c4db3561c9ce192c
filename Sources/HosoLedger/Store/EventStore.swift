internal import HosoCrypto
internal import HosoDomain
internal import HosoSQLite

/// Reads the tables of ledger.db; shared by writer and reader, and able to change nothing.
final class EventStore {
  let connection: Connection
  let hasher: Hasher256
  /// Keys of the events that the look-up table does not hold yet.
  var tail = LookupTail()
  /// How many events were read by their positions: what an answer costs, whatever the machine.
  private(set) var eventsRead = 0
  private let selectEvent: Statement
  private let selectPositions: Statement
  private let selectOrigin: Statement
  private let selectRun: Statement
  private let selectRecordedAt: Statement

  init(connection: Connection) throws {
    self.connection = connection
    hasher = try Hasher256()
    selectEvent = try connection.prepare("SELECT recorded_at, bytes FROM event WHERE position=?1")
    selectPositions = try connection.prepare(
      "SELECT position FROM lookup WHERE key=?1 AND position<=?2 ORDER BY position")
    selectOrigin = try connection.prepare("SELECT number FROM origin WHERE name=?1")
    selectRun = try connection.prepare(
      """
      SELECT first_sequence, first_position, count FROM origin_run
      WHERE origin=?1 AND first_sequence<=?2 ORDER BY first_sequence DESC LIMIT 1
      """)
    selectRecordedAt = try connection.prepare("SELECT recorded_at FROM event WHERE position=?1")
  }

  /// The stored head with the frontier it names the root of.
  func head() throws -> (head: LedgerHead, frontier: MerkleFrontier) {
    let statement = try connection.prepare(
      "SELECT position, recorded_at, root, frontier, corrections, backfilled, looked_up FROM head")
    guard try statement.step(), let root = Digest(statement.bytes(2)),
      let frontier = MerkleFrontier(size: statement.integer(0), bytes: statement.bytes(3)),
      0...statement.integer(0) ~= statement.integer(6)
    else { throw LedgerFault.corrupt(position: nil, damage: .head) }
    let position = LedgerPosition(statement.integer(0))
    let head = LedgerHead(
      position: position,
      recordedAt: position == .start ? nil : RecordedAt(microseconds: statement.integer(1)),
      root: root, corrections: statement.integer(4), isBackfilled: statement.integer(5) != 0,
      lookedUpThrough: LedgerPosition(statement.integer(6)))
    return (head, frontier)
  }

  func setting(_ name: String) throws -> String? {
    let statement = try connection.prepare("SELECT value FROM setting WHERE name=?1")
    try statement.bind(name, at: 1)
    return try statement.step() ? statement.text(0) : nil
  }

  func setting(_ name: SettingName) throws -> String? { try setting(name.rawValue) }

  /// The event at a position; nil beyond the head, and for one that is only kept.
  func event(at position: LedgerPosition) throws -> RecordedEvent? {
    guard let (recordedAt, stored) = try stored(at: position) else { return nil }
    return stored.event.map {
      RecordedEvent(position: position, recordedAt: recordedAt, event: $0)
    }
  }

  /// What stands at a position; nil beyond the head.
  func stored(
    at position: LedgerPosition
  ) throws -> (recordedAt: RecordedAt, event: StoredEvent)? {
    try withEvent(at: position) { recordedAt, bytes in
      guard let event = EventCodec.decode(bytes) else {
        throw LedgerFault.corrupt(position: position, damage: .eventBytes)
      }
      return (recordedAt, event)
    }
  }

  /// Hands over an event's bytes in place; nil beyond the head.
  func withEvent<R>(
    at position: LedgerPosition, _ body: (RecordedAt, UnsafeRawBufferPointer) throws -> R
  ) throws -> R? {
    defer { selectEvent.reset() }
    eventsRead += 1
    try selectEvent.bind(position.number, at: 1)
    guard try selectEvent.step() else { return nil }
    let recordedAt = RecordedAt(microseconds: selectEvent.integer(0))
    return try selectEvent.withBytes(1) { bytes in try body(recordedAt, bytes) }
  }

  /// The leaf hash of the event at a position; zero before the first, nil beyond the head.
  func leaf(at position: LedgerPosition) throws -> Digest? {
    if position == .start { return .zero }
    return try withEvent(at: position) { recordedAt, bytes in
      MerkleTree.leaf(bytes, recordedAt: recordedAt, hasher: hasher)
    }
  }

  func recordedAt(of position: LedgerPosition) throws -> RecordedAt? {
    defer { selectRecordedAt.reset() }
    try selectRecordedAt.bind(position.number, at: 1)
    guard try selectRecordedAt.step() else { return nil }
    return RecordedAt(microseconds: selectRecordedAt.integer(0))
  }

  /// Candidates for a key, ascending.
  ///
  /// Whoever asked compares the full text.
  func positions(for key: LookupKey, through last: LedgerPosition) throws -> [LedgerPosition] {
    defer { selectPositions.reset() }
    try selectPositions.bind(key.number, at: 1)
    try selectPositions.bind(last.number, at: 2)
    var found: [LedgerPosition] = []
    while try selectPositions.step() {  // Bounded by the rows of the answer.
      found.append(LedgerPosition(selectPositions.integer(0)))
    }
    for position in tail.positions(for: key) where position <= last.number {
      found.append(LedgerPosition(position))
    }
    return found
  }

  /// Derives the keys of the events that the look-up table does not hold yet.
  ///
  /// O(those events).
  func loadTail(of head: LedgerHead) throws {
    tail = LookupTail()
    var position = head.lookedUpThrough
    while position < head.position {  // Bounded by the events one import leaves for later.
      position = position.next
      guard let event = try stored(at: position)?.event else {
        throw LedgerFault.corrupt(position: position, damage: .head)
      }
      for key in Set(LookupKey.all(of: event, hasher: hasher)) { tail.add(key, at: position) }
    }
  }

  func originNumber(of source: SourceName) throws -> Int64? {
    defer { selectOrigin.reset() }
    try selectOrigin.bind(source.text, at: 1)
    return try selectOrigin.step() ? selectOrigin.integer(0) : nil
  }

  /// The run with the largest first sequence that is not above `sequence`.
  func run(of origin: Int64, atOrBelow sequence: UInt64) throws -> OriginRun? {
    defer { selectRun.reset() }
    try selectRun.bind(origin, at: 1)
    try selectRun.bind(Int64(clamping: sequence), at: 2)
    guard try selectRun.step() else { return nil }
    return OriginRun(
      origin: origin, firstSequence: UInt64(clamping: selectRun.integer(0)),
      firstPosition: LedgerPosition(selectRun.integer(1)), count: selectRun.integer(2))
  }

  /// Where the event is that a source calls by an id; nil if it is not known.
  func position(
    of id: EventID, source: SourceName, through last: LedgerPosition
  ) throws -> LedgerPosition? {
    try numberedPosition(of: id, source: source, through: last)
      ?? lookedUpPosition(of: id, source: source, through: last)
  }

  /// Where the event is that a correction takes effect on; nil if it is not known, is another one
  /// than was meant, or is not the correction's to correct.
  func position(ofTarget correction: Event, through last: LedgerPosition) throws
    -> LedgerPosition?
  {
    guard case .event(let target) = correction.subject, correction.mayCorrectItsTarget
    else { return nil }
    let source = target.source(for: correction.identity.source)
    guard let hash = target.hash else {
      return try position(of: target.id, source: source, through: last)
    }
    var candidates = try lookedUpPositions(of: target.id, source: source, through: last)
    if let numbered = try numberedPosition(of: target.id, source: source, through: last) {
      candidates.insert(numbered, at: 0)
    }
    return try candidates.first { position in
      try withEvent(at: position) { _, bytes in
        hasher.digest(prefix: nil, bytes).prefix == hash.number
      } ?? false
    }
  }

  /// The event whose sequence an id names.
  private func numberedPosition(
    of id: EventID, source: SourceName, through last: LedgerPosition
  ) throws -> LedgerPosition? {
    guard let sequence = derivedSequence(of: id, source: source),
      let origin = try originNumber(of: source),
      let position = try run(of: origin, atOrBelow: sequence)?.position(of: sequence),
      position <= last,
      try stored(at: position)?.event.identity.id == id
    else { return nil }
    return position
  }

  /// The same for an id that does not give its sequence away.
  func lookedUpPosition(
    of id: EventID, source: SourceName, through last: LedgerPosition
  ) throws -> LedgerPosition? {
    try lookedUpPositions(of: id, source: source, through: last).first
  }

  private func lookedUpPositions(
    of id: EventID, source: SourceName, through last: LedgerPosition
  ) throws -> [LedgerPosition] {
    let key = LookupKey.id(id, source: source, hasher: hasher)
    return try positions(for: key, through: last).filter { position in
      guard let found = try stored(at: position)?.event.identity else {
        throw LedgerFault.corrupt(position: position, damage: .index)
      }
      return found.source == source && found.id == id
    }
  }

  /// The sequence an id of this source names, if it has that form.
  func derivedSequence(of id: EventID, source: SourceName) -> UInt64? {
    guard let hyphen = id.text.utf8.lastIndex(of: 0x2d),
      let sequence = UInt64(id.text[id.text.utf8.index(after: hyphen)...]),
      isDerived(id, source: source, sequence: sequence)
    else { return nil }
    return sequence
  }

  /// The last position recorded strictly before a moment, by binary search.
  func lastPosition(recordedBefore cutoff: RecordedAt, head: LedgerPosition) throws
    -> LedgerPosition
  {
    var low: Int64 = 0
    var high = head.number
    while low < high {  // Bounded by the bits of a position.
      let middle = low + (high - low + 1) / 2
      guard let recordedAt = try recordedAt(of: LedgerPosition(middle)) else {
        throw LedgerFault.corrupt(position: LedgerPosition(middle), damage: .head)
      }
      if recordedAt < cutoff { low = middle } else { high = middle - 1 }
    }
    return LedgerPosition(low)
  }
}
