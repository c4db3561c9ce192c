internal import CSQLite

/// One connection to one database file.
///
/// Belongs to one thread at a time.
public final class Connection {
  /// What a connection may do to its file.
  public enum Access: Hashable, Sendable {
    case readOnly
    case readWrite
    /// Reads and writes, and makes the file if there is none.
    case create
  }

  let handle: OpaquePointer
  private let walPages: UnsafeMutablePointer<Int32>
  private var waitMilliseconds: Int32 = 0
  /// Steps that SQLite's machine took for the statements that were made ready here: what they cost
  /// whatever else the computer does.
  public internal(set) var steps: Int64 = 0

  /// Opens a database file.
  ///
  /// Closing never checkpoints: that is for the owner of the file to decide, under its lock.
  public init(path: String, access: Access) throws(SQLiteFault) {
    var opened: OpaquePointer?
    let mode: Int32 =
      switch access {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    let code = sqlite3_open_v2(
      path, &opened, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let opened else {
      let fault = SQLiteFault(connection: opened, code: code)
      sqlite3_close_v2(opened)
      throw fault
    }
    handle = opened
    walPages = .allocate(capacity: 1)
    walPages.initialize(to: 0)
    _ = hoso_sqlite3_no_checkpoint_on_close(handle)
    sqlite3_wal_hook(
      handle,
      { context, _, _, pages in
        context?.assumingMemoryBound(to: Int32.self).pointee = pages
        return SQLITE_OK
      }, walPages)
  }

  deinit {
    sqlite3_close_v2(handle)
    walPages.deallocate()
  }

  /// Pages in the write-ahead log after this connection's last commit.
  public var writeAheadPages: Int { Int(walPages.pointee) }

  /// How long a statement waits for another connection's lock before it fails as busy.
  public func wait(milliseconds: Int32) {
    waitMilliseconds = milliseconds
    sqlite3_busy_timeout(handle, milliseconds)
  }

  /// Runs one or more statements that answer nothing of interest.
  public func execute(_ sql: String) throws(SQLiteFault) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw SQLiteFault(connection: handle, code: code) }
  }

  public func prepare(_ sql: String) throws(SQLiteFault) -> Statement {
    try Statement(connection: self, sql: sql)
  }

  /// The first column of the first row, such as the answer to a pragma.
  public func text(_ sql: String) throws(SQLiteFault) -> String? {
    let statement = try prepare(sql)
    guard try statement.step() else { return nil }
    return statement.text(0)
  }

  /// The first column of the first row; nil without a row.
  public func integer(_ sql: String) throws(SQLiteFault) -> Int64? {
    let statement = try prepare(sql)
    guard try statement.step() else { return nil }
    return statement.isNull(0) ? nil : statement.integer(0)
  }

  /// Whether SQLite finds nothing wrong with a file that can be made anew.
  ///
  /// One above 64 MiB is believed: looking would take longer than tenths of a second.
  public func looksSound() throws(SQLiteFault) -> Bool {
    let bytes = try (integer("PRAGMA page_count") ?? 0) * (integer("PRAGMA page_size") ?? 0)
    guard bytes <= 64 << 20 else { return true }
    return try text("PRAGMA quick_check(1)") == "ok"
  }

  /// Writes the log's pages back into the database file, as many as readers allow; waits for none
  /// of them.
  ///
  /// - Parameter empties: Whether the log is emptied too, if nobody reads from it. Otherwise the
  ///   next commit begins it anew, as long as any connection stays open that knows how far it was
  ///   written back.
  public func checkpoint(empties: Bool = false) throws(SQLiteFault) {
    sqlite3_busy_timeout(handle, 0)
    defer { sqlite3_busy_timeout(handle, waitMilliseconds) }
    let mode = empties ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
    let code = sqlite3_wal_checkpoint_v2(handle, nil, mode, nil, nil)
    // Busy: a reader needs some of it still.
    guard code == SQLITE_OK || code & 0xff == SQLITE_BUSY else {
      throw SQLiteFault(connection: handle, code: code)
    }
  }
}

extension Connection {
  /// Whether a transaction is open.
  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Ends an open transaction without its changes.
  ///
  /// Does nothing if SQLite already did.
  public func rollback() {
    guard isInTransaction else { return }
    sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
  }
}
