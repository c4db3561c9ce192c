public import HosoDomain
internal import HosoSQLite

/// The one way to add to a ledger.
///
/// Belongs to one thread; other processes may write between its commits.
///
/// What it throws: `LedgerFault`, or `SQLiteFault` where SQLite itself could not.
public final class LedgerWriter {
  /// Pages of the write-ahead log after which a commit writes it back.
  var checkpointPages = WriteAheadLog.pagesMax
  /// The same for bulk commits, which would otherwise do little else: 64 MiB.
  var bulkCheckpointPages = 16_000
  /// Events whose look-ups a bulk commit may leave for later.
  private static let deferredLookUpsMax: Int64 = 65_536

  public let folder: LedgerFolder
  /// The settings as of this writer's last commit.
  public var settings: LedgerSettings { state.settings }
  private let lock: WriterLock
  private let connection: Connection
  private let log: WriteAheadLog
  private let state: WriterState
  private let clock: () -> RecordedAt

  /// Makes an empty ledger in a folder that holds none.
  public static func create(
    in folder: LedgerFolder, settings: LedgerSettings, createdAt: RecordedAt
  ) throws {
    try folder.prepare()
    try WriterLock(path: folder.lockPath).hold {
      let connection = try Connection(path: folder.ledgerPath, access: .readWrite)
      guard try connection.integer("SELECT count(*) FROM sqlite_schema") == 0 else {
        throw LedgerFault.exists(path: folder.path)
      }
      try connection.execute("PRAGMA page_size=4096")
      try Schema.configure(connection, isWriter: true)
      try connection.execute("BEGIN IMMEDIATE")
      try connection.execute(Schema.tables)
      try connection.execute("PRAGMA application_id=\(Schema.applicationID)")
      try connection.execute("PRAGMA user_version=\(Schema.version)")
      let root = MerkleFrontier().root(hasher: try Hasher256())
      let insertHead = try connection.prepare("INSERT INTO head VALUES(1, 0, 0, ?1, x'', 0, 0, 0)")
      try insertHead.bind(root.bytes, at: 1)
      try insertHead.run()
      try settings.save(to: connection)
      try connection.execute("COMMIT")
    }
  }

  /// Opens a ledger for writing.
  ///
  /// - Parameter clock: The time of recording; asked once for each commit.
  public init(opening folder: LedgerFolder, clock: @escaping () -> RecordedAt) throws {
    guard folder.holdsLedger else { throw LedgerFault.missing(path: folder.path) }
    let lock = try WriterLock(path: folder.lockPath)
    self.folder = folder
    self.lock = lock
    self.clock = clock
    (connection, state) = try lock.hold {
      let connection = try Connection(path: folder.ledgerPath, access: .readWrite)
      let version = try Schema.check(connection, path: folder.path)
      try Schema.configure(connection, isWriter: true)
      let store = try EventStore(connection: connection)
      try Schema.upgrade(store, from: version)
      return (connection, try WriterState(store: store))
    }
    log = WriteAheadLog(of: connection, under: lock)
  }

  deinit {
    log.close()
  }

  /// Runs `body` as one commit: when this returns, all of it is durable; when it throws, none
  /// of it happened, as long as this ledger stays open.
  ///
  /// After a sync that failed, nobody knows what the disk holds: as after a power cut, who opens
  /// the ledger anew finds all of the commit or nothing, unless another commit followed.
  ///
  /// The moment of recording is the clock's, but always after the head's, so that a cutoff
  /// between two commits exists.
  ///
  /// - Parameter isBulk: One of many commits in a row, which leave look-ups to be written
  ///   together; end them with `finishBulk`, or the next single commit does that work.
  public func commit<R>(
    isBulk: Bool = false, _ body: (LedgerTransaction) throws -> R
  ) throws -> R {
    try lock.hold {
      try connection.execute("BEGIN IMMEDIATE")
      do {
        try state.refresh()
        let transaction = LedgerTransaction(state: state, recordedAt: nextRecordedAt())
        let result = try body(transaction)
        guard transaction.hasChanges else {
          connection.rollback()
          return result
        }
        try transaction.finish(lookUpEvents: isBulk ? LedgerWriter.deferredLookUpsMax : 0)
        try connection.execute("COMMIT")
        log.shorten(pagesMax: isBulk ? bulkCheckpointPages : checkpointPages)
        return result
      } catch {
        connection.rollback()
        try? state.reload()
        throw error
      }
    }
  }

  /// Writes the look-ups that bulk commits left for later.
  public func finishBulk() throws {
    try lock.hold {
      try connection.execute("BEGIN IMMEDIATE")
      do {
        try state.refresh()
        guard !state.store.tail.isEmpty else { return connection.rollback() }
        try state.storeTail()
        try state.storeHead()
        try connection.execute("COMMIT")
        log.empty()
      } catch {
        connection.rollback()
        try? state.reload()
        throw error
      }
    }
  }

  private func nextRecordedAt() -> RecordedAt {
    let now = clock()
    guard let last = state.head.recordedAt, now <= last else { return now }
    return RecordedAt(microseconds: last.microseconds + 1)
  }
}
