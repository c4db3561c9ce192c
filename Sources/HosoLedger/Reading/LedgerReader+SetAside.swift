public import HosoCrypto
public import HosoDomain
internal import HosoSQLite

/// An event that was kept aside: another one has its identity and other bytes.
///
/// A fork: a restored or cloned device wrote under an identity that was used before.
public struct SetAsideEvent: Hashable, Sendable {
  /// The event that the ledger had already.
  public let known: LedgerPosition
  /// When the other one came.
  public let seenAt: RecordedAt
  public let event: StoredEvent
}

extension LedgerReader {
  /// When an event was set aside last; nil if none ever was.
  public func lastSetAsideAt() throws -> RecordedAt? {
    let statement = try store.connection.prepare("SELECT max(seen_at) FROM set_aside")
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return RecordedAt(microseconds: statement.integer(0))
  }

  /// Whether any event was set aside after a moment.
  public func isAnythingSetAside(after moment: RecordedAt) throws -> Bool {
    let statement = try store.connection.prepare("SELECT 1 FROM set_aside WHERE seen_at>?1 LIMIT 1")
    try statement.bind(moment.microseconds, at: 1)
    return try statement.step()
  }

  /// Hands over the events set aside at a moment or later and strictly before another, in the order
  /// in which they came, each with the hash of its bytes.
  public func forEachSetAside(
    since moment: RecordedAt, before end: RecordedAt? = nil,
    _ body: (SetAsideEvent, Digest) throws -> Void
  ) throws {
    let statement = try store.connection.prepare(
      """
      SELECT known_position, seen_at, bytes, hash FROM set_aside
      WHERE seen_at>=?1 AND seen_at<?2 ORDER BY seen_at, hash
      """)
    try statement.bind(moment.microseconds, at: 1)
    try statement.bind(end?.microseconds ?? Int64.max, at: 2)
    while try statement.step() {  // Bounded by the rows of the answer.
      let aside = try LedgerReader.setAside(statement)
      guard let hash = Digest(statement.bytes(3)) else {
        throw LedgerFault.corrupt(position: aside.known, damage: .index)
      }
      try body(aside, hash)
    }
  }

  /// The event set aside whose bytes have a hash; nil if there is none.
  public func setAside(hash: [UInt8]) throws -> SetAsideEvent? {
    let statement = try store.connection.prepare(
      "SELECT known_position, seen_at, bytes FROM set_aside WHERE hash=?1")
    try statement.bind(hash, at: 1)
    return try statement.step() ? LedgerReader.setAside(statement) : nil
  }

  private static func setAside(_ row: Statement) throws -> SetAsideEvent {
    let known = LedgerPosition(row.integer(0))
    guard let event = row.withBytes(2, EventCodec.decode) else {
      throw LedgerFault.corrupt(position: known, damage: .eventBytes)
    }
    return SetAsideEvent(
      known: known, seenAt: RecordedAt(microseconds: row.integer(1)), event: event)
  }

  /// When other content came under the name of an event, the first times.
  public func setAside(of known: LedgerPosition, limit: Int) throws -> [RecordedAt] {
    let statement = try store.connection.prepare(
      "SELECT seen_at FROM set_aside WHERE known_position=?1 ORDER BY seen_at, hash LIMIT ?2")
    try statement.bind(known.number, at: 1)
    try statement.bind(Int64(limit), at: 2)
    var moments: [RecordedAt] = []
    while try statement.step() {  // Bounded by limit.
      moments.append(RecordedAt(microseconds: statement.integer(0)))
    }
    return moments
  }
}
