internal import HosoDomain
internal import HosoSQLite

/// The tables of ledger.db.
enum Schema {
  /// Raised with every change of the tables or of the canonical bytes.
  ///
  /// 1: the first. 2: events about a bag or manifest as a whole, and look-ups of both. 3: a chain
  /// for each origin instead of one for each run; corrections of other sources' events.
  static let version: Int64 = 3
  /// The version from which on events are found by the bag they name.
  static let findsContainers: Int64 = 2
  /// The version from which on every origin has a chain.
  static let chainsOrigins: Int64 = 3
  /// "hoso" in ASCII: marks the file as ours.
  static let applicationID: Int64 = 0x686f_736f

  private static let chainedThrough = "chained_through INTEGER NOT NULL DEFAULT 0"
  private static let chain =
    "chain BLOB NOT NULL DEFAULT x'\(String(repeating: "00", count: 32))'"

  static let tables = """
    CREATE TABLE setting(
      name TEXT PRIMARY KEY, value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE event(
      position INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL, bytes BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER event_keeps BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
    CREATE TRIGGER event_stays BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
    CREATE TABLE head(
      one INTEGER PRIMARY KEY CHECK(one = 1), position INTEGER NOT NULL,
      recorded_at INTEGER NOT NULL, root BLOB NOT NULL, frontier BLOB NOT NULL,
      corrections INTEGER NOT NULL, backfilled INTEGER NOT NULL,
      looked_up INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE subtree(
      number INTEGER PRIMARY KEY, hash BLOB NOT NULL
    ) STRICT;
    CREATE TABLE origin(
      number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
      \(chainedThrough), \(chain)
    ) STRICT;
    CREATE TABLE origin_run(
      origin INTEGER NOT NULL, first_sequence INTEGER NOT NULL, first_position INTEGER NOT NULL,
      count INTEGER NOT NULL, PRIMARY KEY(origin, first_sequence)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE lookup(
      key INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY(key, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE set_aside(
      hash BLOB PRIMARY KEY, known_position INTEGER NOT NULL, seen_at INTEGER NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  /// What finds events that were set aside; a ledger without it is as good, and slower.
  static let indexes = """
    CREATE INDEX IF NOT EXISTS set_aside_by_time ON set_aside(seen_at, hash);
    CREATE INDEX IF NOT EXISTS set_aside_by_known ON set_aside(known_position, seen_at, hash);
    """

  /// Settings every connection runs with; each is read back and must have taken.
  private static let settings = [
    ("journal_mode", "wal"), ("synchronous", "2"), ("trusted_schema", "0"),
    ("cell_size_check", "1"),
  ]

  /// Pages kept in memory by whoever writes: look-ups are inserted anywhere in their table.
  static let writerCacheKiB = 64 << 10
  /// The same of each reader, of which a server has many; what falls out of it is in the system's.
  static let readerCacheKiB = 16 << 10

  static func configure(_ connection: Connection, isWriter: Bool) throws {
    for (name, value) in settings {
      // Only a writer may change the journal mode; a reader finds it in the file.
      if isWriter || name != "journal_mode" {
        try connection.execute("PRAGMA \(name)=\(value)")
      }
      guard try connection.text("PRAGMA \(name)") == value else {
        throw LedgerFault.settingRefused(name: name, value: value)
      }
    }
    let cacheKiB = isWriter ? writerCacheKiB : readerCacheKiB
    try connection.execute("PRAGMA cache_size=-\(cacheKiB)")
    connection.wait(milliseconds: 30_000)
  }

  /// Refuses a file that is not a ledger, or is one from a newer hoso; answers its version.
  @discardableResult
  static func check(_ connection: Connection, path: String) throws -> Int64 {
    guard try connection.integer("PRAGMA application_id") == applicationID else {
      throw LedgerFault.notALedger(path: path)
    }
    let found = try connection.integer("PRAGMA user_version") ?? 0
    guard found <= version else {
      throw LedgerFault.newerSchema(found: found, known: version)
    }
    return found
  }

  /// Brings a ledger of an older version up to date as one transaction: the events stay, columns
  /// and the look-ups of bags are added.
  ///
  /// Hashes no event, but for version 1: O(events) there, once.
  static func upgrade(_ connection: Connection, from found: Int64) throws {
    guard found < version else { return }
    try connection.execute("BEGIN IMMEDIATE")
    do {
      if found < chainsOrigins {
        // A run's chain proves nothing that an origin's does not, once that has come as far.
        try connection.execute(
          """
          ALTER TABLE origin ADD COLUMN \(chainedThrough);
          ALTER TABLE origin ADD COLUMN \(chain);
          ALTER TABLE origin_run DROP COLUMN chain;
          """)
      }
      if found < findsContainers { try addContainers(EventStore(connection: connection)) }
      try connection.execute("PRAGMA user_version=\(version)")
      try connection.execute("COMMIT")
    } catch {
      connection.rollback()
      throw error
    }
  }

  private static func addContainers(_ store: EventStore) throws {
    let head = try store.head().head
    let insert = try store.connection.prepare(
      "INSERT OR IGNORE INTO lookup(key, position) VALUES(?1, ?2)")
    let events = try store.connection.prepare(
      "SELECT position, bytes FROM event WHERE position<=?1 ORDER BY position")
    try events.bind(head.lookedUpThrough.number, at: 1)
    while try events.step() {  // Bounded by the rows of the answer.
      let position = LedgerPosition(events.integer(0))
      guard let stored = events.withBytes(1, EventCodec.decode) else {
        throw LedgerFault.corrupt(position: position, damage: .eventBytes)
      }
      guard let event = stored.event else { continue }
      for key in LookupKey.ofContainer(event, hasher: store.hasher) {
        try insert.bind(key.number, at: 1)
        try insert.bind(position.number, at: 2)
        try insert.run()
      }
    }
  }
}
