public import HosoLedger
internal import HosoSQLite

/// The operational state beside a ledger: endpoints, cursors, attempts, consumers and keys.
///
/// The only type that opens `deliveries.db`. Belongs to one thread at a time; each thread and each
/// process opens its own, and writes of all of them are serialised by `deliveries.lock`.
/// What it throws: `LedgerFault` for files and locks, or `SQLiteFault`.
public final class DeliveryStore {
  /// How long a statement waits for another connection; writers already wait for the lock.
  private static let busyMilliseconds: Int32 = 10_000

  public let folder: LedgerFolder
  /// How long it is kept what is no longer needed.
  public var retention = Retention()
  let connection: Connection
  private let lock: WriterLock
  private let log: WriteAheadLog
  private var statements: [String: Statement] = [:]

  /// Opens a ledger's operational state; makes the file if there is none.
  public convenience init(of folder: LedgerFolder) throws {
    try self.init(of: folder, tablesThrough: DeliverySchema.version)
  }

  /// - Parameter version: New tables are made as they were in this version.
  init(of folder: LedgerFolder, tablesThrough version: Int64) throws {
    guard folder.holdsLedger else { throw LedgerFault.missing(path: folder.path) }
    self.folder = folder
    let lock = try WriterLock(path: folder.deliveriesLockPath)
    self.lock = lock
    // Opening may recover the log after a crash, which counts as writing.
    connection = try lock.hold {
      try LedgerFolder.makePrivateFile(folder.deliveriesPath)
      let connection = try Connection(path: folder.deliveriesPath, access: .readWrite)
      connection.wait(milliseconds: DeliveryStore.busyMilliseconds)
      try DeliverySchema.configure(connection)
      try DeliverySchema.prepare(connection, path: folder.path, through: version)
      return connection
    }
    log = WriteAheadLog(of: connection, under: lock)
  }

  deinit {
    statements = [:]
    log.close()
  }

  /// Runs several changes as one commit: durable when this returns; none of it happened when it
  /// throws.
  public func commit<R>(_ body: () throws -> R) throws -> R { try write(body) }

  /// Runs `body` as one commit: durable when this returns; undone when it throws.
  ///
  /// Inside another one it is a part of that one, which then must not go on after a fault.
  public func write<R>(_ body: () throws -> R) throws -> R {
    if connection.isInTransaction { return try body() }
    return try lock.hold {
      try connection.execute("BEGIN IMMEDIATE")
      do {
        let result = try body()
        try connection.execute("COMMIT")
        log.shorten()
        return result
      } catch {
        connection.rollback()
        throw error
      }
    }
  }

  /// A statement made ready once and used again; its parameters are empty.
  ///
  /// - Parameter sql: One of the program's own texts, never made from data: each is kept.
  func statement(_ sql: String) throws -> Statement {
    if let known = statements[sql] {
      known.reset()
      known.clear()
      return known
    }
    let statement = try connection.prepare(sql)
    statements[sql] = statement
    return statement
  }
}

/// The tables of deliveries.db: each part of the state keeps its own beside the code that asks.
enum DeliverySchema {
  /// "hosd" in ASCII: marks the file as ours.
  static let applicationID: Int64 = 0x686f_7364
  /// Raised by every change of the tables.
  static let version = Int64(changes.count + 1)

  /// The tables as they were at first.
  static let parts: [String] = [
    EndpointTables.sql, ConsumerTables.sql, ProgressTables.sql, AttemptTables.sql,
    NoticeTables.sql, DirectiveTables.sql, AccessTables.sql,
  ]

  /// What changed since, in order; never edited, so that any older file becomes the same.
  static let changes: [Change] = [
    .sql(EndpointTables.orderSQL), .sql(SeenLedgerTables.sql), .sql(AccessTables.messageSQL),
    .sql(AccessTables.grantSQL), .sql(ProgressTables.pauseSQL), .sql(AccessTables.answerSQL),
    .sql(HostCallTables.sql), .sql(EndpointTables.agencySQL), .rows(EndpointRow.fillAgencies),
    .sql(AttemptTables.webhookSQL), .sql(ChangeCountTables.sql),
  ]

  /// A change of the tables, or of rows that no SQL can read.
  enum Change: Sendable {
    case sql(String)
    case rows(@Sendable (Connection) throws -> Void)

    func make(in connection: Connection) throws {
      switch self {
      case .sql(let text): try connection.execute(text)
      case .rows(let change): try change(connection)
      }
    }
  }

  private static let settings = [
    ("journal_mode", "wal"), ("synchronous", "2"), ("trusted_schema", "0"),
    ("foreign_keys", "1"),
  ]

  /// Sets what every connection runs with; each setting is read back and must have taken.
  static func configure(_ connection: Connection) throws {
    // Room is given back in small steps; this is decided before the file holds anything.
    if try connection.integer("PRAGMA page_count") == 0 {
      try connection.execute("PRAGMA auto_vacuum=incremental")
    }
    for (name, value) in settings {
      try connection.execute("PRAGMA \(name)=\(value)")
      guard try connection.text("PRAGMA \(name)") == value else {
        throw LedgerFault.settingRefused(name: name, value: value)
      }
    }
  }

  /// Makes the tables in an empty file and brings older ones up to date; refuses a file that is
  /// not ours or is from a newer hoso.
  static func prepare(
    _ connection: Connection, path: String, through version: Int64 = DeliverySchema.version
  ) throws {
    try connection.execute("BEGIN IMMEDIATE")
    defer { connection.rollback() }
    if try connection.integer("SELECT count(*) FROM sqlite_schema") == 0 {
      for part in parts { try connection.execute(part) }
      try connection.execute("PRAGMA application_id=\(applicationID)")
      try connection.execute("PRAGMA user_version=1")
    }
    guard try connection.integer("PRAGMA application_id") == applicationID else {
      throw LedgerFault.notALedger(path: path)
    }
    let found = try connection.integer("PRAGMA user_version") ?? 0
    guard found <= version else { throw LedgerFault.newerSchema(found: found, known: version) }
    if found < version {
      let missing = changes.prefix(Int(version) - 1).dropFirst(Int(max(1, found)) - 1)
      for change in missing { try change.make(in: connection) }
      try connection.execute("PRAGMA user_version=\(version)")
    }
    try connection.execute("COMMIT")
  }
}
