internal import HosoLedger
internal import HosoSQLite

/// A named reader of the pull feed, whose place the ledger's side keeps.
public struct Consumer: Hashable, Sendable {
  /// 1 to 64 letters, digits, `-` and `_`; unique for its owner.
  public let id: String
  /// The access key it belongs to.
  public let owner: String
  public var filter: EventFilter
  /// Everything through it is acknowledged.
  public var cursor: FeedCursor
  public let createdAt: Moment
  public internal(set) var updatedAt: Moment
  /// Counts its changes from 1: the ETag.
  public internal(set) var revision: Int64

  /// A new consumer, not stored yet; nil if its id or owner cannot be one.
  public init?(
    id: String, owner: String, filter: EventFilter, cursor: FeedCursor, createdAt: Moment
  ) {
    guard Consumer.isName(id), 1...64 ~= owner.utf8.count, filter.isWithinLimits else {
      return nil
    }
    self.id = id
    self.owner = owner
    self.filter = filter
    self.cursor = cursor
    self.createdAt = createdAt
    updatedAt = createdAt
    revision = 1
  }

  private static func isName(_ text: String) -> Bool {
    1...64 ~= text.utf8.count
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
      }
  }
}

/// Where consumers are kept.
enum ConsumerTables {
  static let sql = """
    CREATE TABLE consumer(
      owner TEXT NOT NULL, id TEXT NOT NULL, filter TEXT NOT NULL,
      cursor_position INTEGER NOT NULL, cursor_event INTEGER NOT NULL,
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, revision INTEGER NOT NULL,
      PRIMARY KEY(owner, id)
    ) STRICT, WITHOUT ROWID;
    """
}

/// Consumers of the pull feed.
extension DeliveryStore {
  /// Consumers of one owner.
  static let consumersMax = 100

  public func consumer(_ id: String, owner: String) throws -> Consumer? {
    let rows = try statement(
      """
      SELECT id, owner, filter, cursor_position, cursor_event, created_at, updated_at, revision
      FROM consumer WHERE owner=?1 AND id=?2
      """)
    try rows.bind(owner, at: 1)
    try rows.bind(id, at: 2)
    return try readConsumers(rows).first
  }

  /// The consumers of an owner, by id; nil for everybody's.
  public func consumers(owner: String?) throws -> [Consumer] {
    let rows = try statement(
      """
      SELECT id, owner, filter, cursor_position, cursor_event, created_at, updated_at, revision
      FROM consumer WHERE ?1 IS NULL OR owner=?1 ORDER BY owner, id
      """)
    try rows.bind(owner, at: 1)
    return try readConsumers(rows)
  }

  /// Stores a consumer's filter and place: made if it is new, else changed under its revision.
  ///
  /// - Parameter revision: What the caller read; nil for one that must be new.
  /// - Throws: `EndpointFault.changed` if it is not as the caller read it; its revision is 0 if
  ///   there is none. `.tooMany` for one too many.
  @discardableResult
  public func put(
    _ consumer: Consumer, ifRevision revision: Int64?, at moment: Moment
  ) throws -> Consumer {
    guard consumer.filter.isWithinLimits else { throw EndpointFault.field(.filter) }
    return try write {
      let known = try self.consumer(consumer.id, owner: consumer.owner)
      guard known?.revision == revision else {
        throw EndpointFault.changed(revision: known?.revision ?? 0)
      }
      if known == nil, try consumers(owner: consumer.owner).count >= DeliveryStore.consumersMax {
        throw EndpointFault.tooMany(max: DeliveryStore.consumersMax)
      }
      var stored = Consumer(
        id: consumer.id, owner: consumer.owner, filter: consumer.filter,
        cursor: consumer.cursor, createdAt: known?.createdAt ?? moment)
      stored?.updatedAt = moment
      stored?.revision = (known?.revision ?? 0) + 1
      guard let stored else { throw EndpointFault.field(.owner) }
      try store(stored)
      return stored
    }
  }

  /// Forgets a consumer; true if there was one.
  @discardableResult
  public func removeConsumer(_ id: String, owner: String) throws -> Bool {
    try write {
      guard try consumer(id, owner: owner) != nil else { return false }
      let delete = try statement("DELETE FROM consumer WHERE owner=?1 AND id=?2")
      try delete.bind(owner, at: 1)
      try delete.bind(id, at: 2)
      try delete.run()
      return true
    }
  }

  private func store(_ consumer: Consumer) throws {
    let insert = try statement("INSERT OR REPLACE INTO consumer VALUES(?1,?2,?3,?4,?5,?6,?7,?8)")
    try insert.bind(consumer.owner, at: 1)
    try insert.bind(consumer.id, at: 2)
    try insert.bind(consumer.filter.storedText, at: 3)
    try insert.bind(consumer.cursor.position.number, at: 4)
    try insert.bind(consumer.cursor.event.number, at: 5)
    try insert.bind(consumer.createdAt.milliseconds, at: 6)
    try insert.bind(consumer.updatedAt.milliseconds, at: 7)
    try insert.bind(consumer.revision, at: 8)
    try insert.run()
  }

  private func readConsumers(_ rows: Statement) throws -> [Consumer] {
    defer { rows.reset() }
    var found: [Consumer] = []
    while try rows.step() {  // Bounded by the rows of the answer.
      let cursor = FeedCursor(
        position: LedgerPosition(rows.integer(3)), event: LedgerPosition(rows.integer(4)))
      guard let cursor, let filter = EventFilter(storedText: rows.text(2)),
        var consumer = Consumer(
          id: rows.text(0), owner: rows.text(1), filter: filter, cursor: cursor,
          createdAt: Moment(milliseconds: rows.integer(5)))
      else { throw DeliveryFault.corrupt(.consumer) }
      consumer.updatedAt = Moment(milliseconds: rows.integer(6))
      consumer.revision = rows.integer(7)
      found.append(consumer)
    }
    return found
  }
}
