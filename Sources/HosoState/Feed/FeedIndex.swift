internal import HosoCrypto
public import HosoLedger
internal import HosoSQLite

/// Where in the ledger something may come for whom, and where the event of a name is: feed.db.
///
/// It says where to look and decides nothing: whoever reads a feed judges what it names, and what
/// lies outside of the stretch that it covers. A function of the events of that stretch, so
/// deleting the file loses nothing. Each thread and each process opens its own; writes of all of
/// them are serialised by `feed.lock`. What it throws: `LedgerFault`, or `SQLiteFault`.
public final class FeedIndex {
  /// Changes with the rules of the feed or the layout, so that older files are made anew.
  private static let fingerprint = "feed 1"
  private static let busyMilliseconds: Int32 = 10_000

  private let folder: LedgerFolder
  private let file: FileIdentity?
  let connection: Connection
  let lock: WriterLock
  let log: WriteAheadLog
  let statements: Statements
  var numbers: [Audience: Int64] = [:]

  /// The statements that are used again and again.
  struct Statements {
    let stretch: Statement
    let arrivals: Statement
    let named: Statement
    let number: Statement
    let addNumber: Statement
    let addArrival: Statement
    let addName: Statement
    let move: Statement

    init(_ connection: Connection) throws {
      stretch = try connection.prepare(
        "SELECT ledger_id, epoch, first, last FROM cursor")
      arrivals = try connection.prepare(
        """
        SELECT position FROM arrival WHERE audience=?1 AND position>?2 AND position<=?3
        ORDER BY position LIMIT ?4
        """)
      named = try connection.prepare(
        "SELECT position FROM name WHERE key=?1 ORDER BY position DESC")
      number = try connection.prepare("SELECT number FROM audience WHERE name=?1")
      addNumber = try connection.prepare("INSERT INTO audience(name) VALUES(?1) RETURNING number")
      addArrival = try connection.prepare("INSERT OR IGNORE INTO arrival VALUES(?1, ?2)")
      addName = try connection.prepare("INSERT OR IGNORE INTO name VALUES(?1, ?2)")
      move = try connection.prepare(
        "UPDATE cursor SET first=?1, last=?2, leaf=coalesce(?3, leaf)")
    }
  }

  /// Opens a ledger's index if that can be done: whoever reads a feed gets the same without it.
  public static func ifUsable(_ reader: LedgerReader) -> FeedIndex? { try? open(reader) }

  /// Whether the file is still the one that was opened: it may have been deleted, or made anew by
  /// whoever found it damaged.
  public var isInPlace: Bool { FileIdentity(path: folder.feedPath) == file }

  /// Opens a ledger's index; makes it, or makes it anew where it is damaged or of another history.
  public static func open(_ reader: LedgerReader) throws -> FeedIndex {
    let folder = reader.folder
    return try DisposableFile.open(
      folder.feedPath, removing: { try WriterLock(path: folder.feedLockPath).hold($0) },
      make: { try FeedIndex(reader) })
  }

  private init(_ reader: LedgerReader) throws {
    let folder = reader.folder
    self.folder = folder
    let lock = try WriterLock(path: folder.feedLockPath)
    self.lock = lock
    connection = try lock.hold {
      try LedgerFolder.makePrivateFile(folder.feedPath)
      let connection = try Connection(path: folder.feedPath, access: .readWrite)
      connection.wait(milliseconds: FeedIndex.busyMilliseconds)
      // A commit need not survive a power cut: what it said is found again.
      try connection.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL")
      try connection.execute("BEGIN IMMEDIATE")
      defer { connection.rollback() }
      if try connection.integer("SELECT count(*) FROM sqlite_schema") == 0 {
        try FeedIndex.make(connection, reader)
      }
      try FeedIndex.check(connection, reader)
      // Rows that cannot be read would be events that nobody gets.
      try DisposableFile.checkPages(connection)
      try connection.execute("COMMIT")
      return connection
    }
    file = FileIdentity(path: folder.feedPath)
    log = WriteAheadLog(of: connection, under: lock)
    statements = try Statements(connection)
  }

  deinit { log.close() }

  /// Throws if what is there was made by other rules or from another history.
  private static func check(_ connection: Connection, _ reader: LedgerReader) throws {
    let row = try connection.prepare(
      "SELECT fingerprint, ledger_id, epoch, last, leaf FROM cursor")
    try DisposableFile.check(
      try row.step() ? DisposableStamp(row) : nil, by: fingerprint, of: reader)
  }

  /// Begins at the ledger's head: what is recorded from now on is what is asked for most.
  private static func make(_ connection: Connection, _ reader: LedgerReader) throws {
    try connection.execute(
      """
      CREATE TABLE cursor(
        one INTEGER PRIMARY KEY CHECK(one = 1), fingerprint TEXT NOT NULL, ledger_id TEXT NOT NULL,
        epoch INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, leaf BLOB NOT NULL
      ) STRICT;
      CREATE TABLE audience(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE arrival(
        audience INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY(audience, position)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE name(
        key INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY(key, position)
      ) STRICT, WITHOUT ROWID;
      """)
    let insert = try connection.prepare(
      "INSERT INTO cursor VALUES(1, ?1, ?2, ?3, ?4, ?4, ?5)")
    let head = reader.head.position
    try insert.bind(fingerprint, at: 1)
    try insert.bind(reader.settings.ledgerID, at: 2)
    try insert.bind(Int64(reader.settings.epoch), at: 3)
    try insert.bind(head.number, at: 4)
    try insert.bind(try reader.leaf(at: head)?.bytes ?? [], at: 5)
    try insert.run()
  }
}

// MARK: - Reading

extension FeedIndex {
  /// The positions that it covers: those behind `first`, through `last`.
  public struct Stretch: Hashable, Sendable {
    public var first: LedgerPosition
    public var last: LedgerPosition
  }

  /// Where something may come for an audience.
  public struct Arrivals: Hashable, Sendable {
    /// Ascending.
    public let positions: [LedgerPosition]
    /// Nothing else comes up to here.
    public let through: LedgerPosition
  }

  /// What it covers; nil if that is of another history than a reader's.
  public func stretch(of reader: LedgerReader) throws -> Stretch? {
    try guarding { try readStretch(reader) }
  }

  func readStretch(_ reader: LedgerReader) throws -> Stretch? {
    let statement = statements.stretch
    defer { statement.reset() }
    guard try statement.step(), statement.text(0) == reader.settings.ledgerID,
      statement.integer(1) == Int64(reader.settings.epoch)
    else { return nil }
    return Stretch(
      first: LedgerPosition(statement.integer(2)), last: LedgerPosition(statement.integer(3)))
  }

  /// Where something may come for any of some audiences behind a position, the next ones first;
  /// nil if that is not covered.
  ///
  /// - Parameter limit: rows read for each audience at most.
  public func arrivals(
    for audiences: [Audience], after position: LedgerPosition, through last: LedgerPosition,
    limit: Int, of reader: LedgerReader
  ) throws -> Arrivals? {
    try snapshot {
      guard let stretch = try readStretch(reader), stretch.first <= position else { return nil }
      var through = min(last, stretch.last)
      guard position < through else { return nil }
      var found: Set<Int64> = []
      for audience in audiences {
        guard let number = try number(of: audience) else { continue }
        let rows = try rows(of: number, after: position, through: through, limit: limit)
        found.formUnion(rows)
        if rows.count == limit, let last = rows.last { through = LedgerPosition(last) }
      }
      let positions = found.filter { $0 <= through.number }.sorted().map { LedgerPosition($0) }
      return Arrivals(positions: positions, through: through)
    }
  }

  /// At how many positions behind one something may come, up to a number.
  ///
  /// A position at which something may come for several of the audiences counts for each.
  public func count(
    for audiences: [Audience], after position: LedgerPosition, upTo most: Int
  ) throws -> Int {
    try snapshot {
      try audiences.reduce(0) { count, audience in
        guard count < most, let number = try number(of: audience) else { return count }
        return count
          + (try rows(
            of: number, after: position, through: LedgerPosition(.max), limit: most - count
          ).count)
      }
    }
  }

  /// Where events may be that go by a name outside: those whose names begin alike.
  public func positions(named key: Int64) throws -> [LedgerPosition] {
    try guarding {
      let statement = statements.named
      defer { statement.reset() }
      try statement.bind(key, at: 1)
      var positions: [LedgerPosition] = []
      while try statement.step() {  // Bounded by the rows of the answer.
        positions.append(LedgerPosition(statement.integer(0)))
      }
      return positions
    }
  }

  private func rows(
    of number: Int64, after position: LedgerPosition, through last: LedgerPosition, limit: Int
  ) throws -> [Int64] {
    let statement = statements.arrivals
    defer { statement.reset() }
    try statement.bind(number, at: 1)
    try statement.bind(position.number, at: 2)
    try statement.bind(last.number, at: 3)
    try statement.bind(Int64(limit), at: 4)
    var rows: [Int64] = []
    while try statement.step() { rows.append(statement.integer(0)) }  // Bounded by `limit`.
    return rows
  }

  /// The number of an audience; nil if nothing ever came for it.
  func number(of audience: Audience) throws -> Int64? {
    if let known = numbers[audience] { return known }
    let statement = statements.number
    defer { statement.reset() }
    try statement.bind(audience.text, at: 1)
    guard try statement.step() else { return nil }
    let number = statement.integer(0)
    numbers[audience] = number
    return number
  }

  /// Reads while everything stands still, whoever else writes.
  private func snapshot<R>(_ body: () throws -> R) throws -> R {
    try guarding {
      try connection.execute("BEGIN")
      defer { connection.rollback() }
      return try body()
    }
  }

  /// Removes the file if it turns out to be damaged: whoever opens it next makes it anew.
  func guarding<R>(_ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let fault as SQLiteFault where fault.cause == .corrupt {
      try? lock.hold { DisposableFile.remove(folder.feedPath) }
      throw fault
    }
  }
}
