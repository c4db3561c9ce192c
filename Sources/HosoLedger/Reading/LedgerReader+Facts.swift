public import HosoDomain
internal import HosoSQLite

extension LedgerReader {
  /// Events read at a time.
  ///
  /// While a statement stands among them, the log cannot be written back;
  /// whoever takes them may take long, such as a pipe that nobody empties.
  static let stretchLength: Int64 = 1_024

  /// Hands over every event after a position through another, in ledger order; the ledger may grow
  /// meanwhile.
  ///
  /// - Parameter kept: Told of those that this program only keeps.
  public func forEachEvent(
    after first: LedgerPosition, through last: LedgerPosition,
    kept: (KeptEvent) throws -> Void = { _ in }, _ body: (RecordedEvent) throws -> Void
  ) throws {
    try forEachStretch(after: first, through: last) { statement in
      var found: [(place: LedgerPosition, recordedAt: RecordedAt, event: StoredEvent)] = []
      while try statement.step() {  // Bounded by the rows of the stretch.
        let position = LedgerPosition(statement.integer(0))
        guard let event = statement.withBytes(2, EventCodec.decode) else {
          throw LedgerFault.corrupt(position: position, damage: .eventBytes)
        }
        found.append((position, RecordedAt(microseconds: statement.integer(1)), event))
      }
      statement.reset()
      for (position, recordedAt, event) in found {
        switch event {
        case .known(let event):
          try body(RecordedEvent(position: position, recordedAt: recordedAt, event: event))
        case .kept(let event): try kept(event)
        }
      }
    }
  }

  /// Hands over every event after a position through another, in ledger order, as facts; those
  /// that this program only keeps are passed over.
  public func forEachFact(
    after first: LedgerPosition, through last: LedgerPosition, decoder: FactDecoder,
    _ body: (FactDecoder.Decoded, RecordedAt) throws -> Void
  ) throws {
    try forEachStretch(after: first, through: last) { statement in
      while try statement.step() {  // Bounded by the rows of the stretch.
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
  }

  /// Hands over every row after a position through another as it is stored, in ledger order; the
  /// ledger may grow meanwhile.
  func forEachRow(
    after first: LedgerPosition, through last: LedgerPosition,
    _ body: (LedgerPosition, RecordedAt, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try forEachStretch(after: first, through: last) { statement in
      while try statement.step() {  // Bounded by the rows of the stretch.
        let position = LedgerPosition(statement.integer(0))
        let recordedAt = RecordedAt(microseconds: statement.integer(1))
        try statement.withBytes(2) { bytes in try body(position, recordedAt, bytes) }
      }
    }
  }

  /// Hands over a statement for each stretch of rows: position, moment of recording, bytes.
  private func forEachStretch(
    after first: LedgerPosition, through last: LedgerPosition, _ body: (Statement) throws -> Void
  ) throws {
    let statement = try store.connection.prepare(
      """
      SELECT position, recorded_at, bytes FROM event WHERE position>?1 AND position<=?2
      ORDER BY position
      """)
    var place = first.number
    while place < last.number {  // Bounded by the positions.
      let end = min(last.number, place + LedgerReader.stretchLength)
      try statement.bind(place, at: 1)
      try statement.bind(end, at: 2)
      try body(statement)
      statement.reset()
      place = end
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
