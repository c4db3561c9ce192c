public import HosoDomain
internal import HosoSQLite

extension LedgerReader {
  /// Hands over every event after a position through another, in ledger order.
  ///
  /// - Parameter kept: Told of those that this program only keeps.
  public func forEachEvent(
    after first: LedgerPosition, through last: LedgerPosition,
    kept: (KeptEvent) throws -> Void = { _ in }, _ body: (RecordedEvent) throws -> Void
  ) throws {
    let statement = try store.connection.prepare(
      """
      SELECT position, recorded_at, bytes FROM event WHERE position>?1 AND position<=?2
      ORDER BY position
      """)
    try statement.bind(first.number, at: 1)
    try statement.bind(last.number, at: 2)
    while try statement.step() {  // Bounded by the rows of the answer.
      let position = LedgerPosition(statement.integer(0))
      let recordedAt = RecordedAt(microseconds: statement.integer(1))
      switch statement.withBytes(2, EventCodec.decode) {
      case .known(let event)?:
        try body(RecordedEvent(position: position, recordedAt: recordedAt, event: event))
      case .kept(let event)?: try kept(event)
      case nil: throw LedgerFault.corrupt(position: position, damage: .eventBytes)
      }
    }
  }

  /// Hands over every event after a position through another, in ledger order, as facts; those
  /// that this program only keeps are passed over.
  public func forEachFact(
    after first: LedgerPosition, through last: LedgerPosition, decoder: FactDecoder,
    _ body: (FactDecoder.Decoded, RecordedAt) throws -> Void
  ) throws {
    let statement = try store.connection.prepare(
      """
      SELECT position, recorded_at, bytes FROM event WHERE position>?1 AND position<=?2
      ORDER BY position
      """)
    try statement.bind(first.number, at: 1)
    try statement.bind(last.number, at: 2)
    while try statement.step() {  // Bounded by the rows of the answer.
      let position = LedgerPosition(statement.integer(0))
      let decoded = statement.withBytes(2) { decoder.decode($0, at: position) }
      guard let decoded else {
        guard case .kept? = statement.withBytes(2, EventCodec.decode) else {
          throw LedgerFault.corrupt(position: position, damage: .eventBytes)
        }
        continue
      }
      try body(decoded, RecordedAt(microseconds: statement.integer(1)))
    }
  }

  /// Whether any event through a position names a code.
  ///
  /// One look-up; may say yes for a code that merely shares its key.
  public func mayKnow(code: String, through last: LedgerPosition) throws -> Bool {
    let key = LookupKey.code(code, hasher: store.hasher)
    return try !store.positions(for: key, through: last).isEmpty
  }

  /// Corrections through `last` of the events after `first` through `last`, wherever they are.
  public func corrections(
    ofEventsAfter first: LedgerPosition, through last: LedgerPosition
  ) throws -> [LedgerPosition] {
    guard head.corrections > 0, first < last else { return [] }
    var found: [LedgerPosition] = []
    for number in (first.number + 1)...last.number {
      guard let event = try store.event(at: LedgerPosition(number))?.event else { continue }
      let identity = event.identity
      let key = LookupKey.target(identity.id, source: identity.source, hasher: store.hasher)
      found += try store.positions(for: key, through: last)
    }
    return found
  }
}
