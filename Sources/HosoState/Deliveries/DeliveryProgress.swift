public import HosoLedger
internal import HosoSQLite

/// How far the deliveries to an endpoint are, and how it has been answering.
public struct DeliveryProgress: Hashable, Sendable {
  /// Every item at or before it is delivered, or listed as outstanding.
  public var cursor: FeedCursor
  /// Events after the cursor that are delivered already; few, ascending.
  public var deliveredAhead: [LedgerPosition] = []
  /// The receiver asked for no request before this moment (`Retry-After`).
  public var waitsUntil: Moment?
  /// Nothing is sent before this moment, because it failed so often; nil while deliveries go.
  ///
  /// Once it has come, one delivery is let through to try.
  public var pausedUntil: Moment?
  /// The first failure since the last success; nil if there is none.
  public var failingSince: Moment?
  public var lastFailureAt: Moment?
  public var lastSuccessAt: Moment?
  /// When a parked delivery was last tried to see whether the receiver is back.
  public var probedAt: Moment?
  /// Deliveries that succeeded.
  public var delivered: Int64 = 0
  /// Attempts that failed.
  public var failures: Int64 = 0

  public init(cursor: FeedCursor) {
    self.cursor = cursor
  }
}

/// Where progress and outstanding deliveries are kept.
enum ProgressTables {
  static let sql = """
    CREATE TABLE progress(
      endpoint INTEGER PRIMARY KEY REFERENCES endpoint(number),
      cursor_position INTEGER NOT NULL, cursor_event INTEGER NOT NULL, ahead BLOB NOT NULL,
      waits_until INTEGER, failing_since INTEGER, last_failure_at INTEGER,
      last_success_at INTEGER, probed_at INTEGER, delivered INTEGER NOT NULL,
      failures INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE outstanding(
      endpoint INTEGER NOT NULL REFERENCES endpoint(number), event INTEGER NOT NULL,
      position INTEGER NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
      retry_at INTEGER NOT NULL, since INTEGER NOT NULL, out_of_order INTEGER NOT NULL,
      is_replay INTEGER NOT NULL, PRIMARY KEY(endpoint, event)
    ) STRICT, WITHOUT ROWID;
    """

  /// Added to tables made before a pause was kept where everybody can see it.
  static let pauseSQL = "ALTER TABLE progress ADD COLUMN paused_until INTEGER"
}

extension DeliveryProgress {
  /// Whether deliveries are kept from the endpoint.
  public func breaker(at now: Moment) -> BreakerState {
    guard let pausedUntil else { return .closed }
    if now < pausedUntil { return .open }
    return failingSince == nil ? .closed : .trying
  }

  /// When a delivery that is due at a moment is tried at the earliest; never in the past.
  public func nextTry(dueAt: Moment, at now: Moment) -> Moment {
    [dueAt, pausedUntil ?? now, waitsUntil ?? now].reduce(now) { max($0, $1) }
  }
}

extension DeliveryStore {
  /// How far an endpoint is; nil if there is no such endpoint.
  public func progress(of id: EndpointID) throws -> DeliveryProgress? {
    try number(of: id).flatMap { try progress(of: $0) }
  }

  /// How far an endpoint is, by its number.
  public func progress(of endpoint: Int64) throws -> DeliveryProgress? {
    let row = try statement(
      """
      SELECT cursor_position, cursor_event, ahead, waits_until, failing_since, last_failure_at,
        last_success_at, probed_at, delivered, failures, paused_until
      FROM progress WHERE endpoint=?1
      """)
    defer { row.reset() }
    try row.bind(endpoint, at: 1)
    guard try row.step() else { return nil }
    let cursor = FeedCursor(
      position: LedgerPosition(row.integer(0)), event: LedgerPosition(row.integer(1)))
    guard let cursor else { throw DeliveryFault.corrupt(.progress) }
    var progress = DeliveryProgress(cursor: cursor)
    progress.deliveredAhead = row.withBytes(2, PositionList.read)
    progress.waitsUntil = row.optionalInteger(3).map(Moment.init(milliseconds:))
    progress.failingSince = row.optionalInteger(4).map(Moment.init(milliseconds:))
    progress.lastFailureAt = row.optionalInteger(5).map(Moment.init(milliseconds:))
    progress.lastSuccessAt = row.optionalInteger(6).map(Moment.init(milliseconds:))
    progress.probedAt = row.optionalInteger(7).map(Moment.init(milliseconds:))
    progress.delivered = row.integer(8)
    progress.failures = row.integer(9)
    progress.pausedUntil = row.optionalInteger(10).map(Moment.init(milliseconds:))
    return progress
  }

  /// Begins the feed of a new endpoint, inside the caller's commit.
  func addProgress(of endpoint: Int64, after cursor: FeedCursor) throws {
    try store(DeliveryProgress(cursor: cursor), of: endpoint)
  }

  /// Stores how far an endpoint is, inside the caller's commit.
  public func store(_ progress: DeliveryProgress, of endpoint: Int64) throws {
    let row = try statement(
      "INSERT OR REPLACE INTO progress VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)")
    try row.bind(endpoint, at: 1)
    try row.bind(progress.cursor.position.number, at: 2)
    try row.bind(progress.cursor.event.number, at: 3)
    try row.bind(PositionList.bytes(progress.deliveredAhead), at: 4)
    try row.bind(progress.waitsUntil?.milliseconds, at: 5)
    try row.bind(progress.failingSince?.milliseconds, at: 6)
    try row.bind(progress.lastFailureAt?.milliseconds, at: 7)
    try row.bind(progress.lastSuccessAt?.milliseconds, at: 8)
    try row.bind(progress.probedAt?.milliseconds, at: 9)
    try row.bind(progress.delivered, at: 10)
    try row.bind(progress.failures, at: 11)
    try row.bind(progress.pausedUntil?.milliseconds, at: 12)
    try row.run()
  }
}

/// Positions as eight bytes each, the lowest byte first.
enum PositionList {
  static func bytes(_ positions: [LedgerPosition]) -> [UInt8] {
    positions.flatMap { position in
      withUnsafeBytes(of: position.number.littleEndian) { [UInt8]($0) }
    }
  }

  static func read(_ bytes: UnsafeRawBufferPointer) -> [LedgerPosition] {
    stride(from: 0, to: bytes.count - 7, by: 8).map { offset in
      let number = bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self)
      return LedgerPosition(Int64(littleEndian: number))
    }
  }
}
