internal import HosoCrypto
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
  /// Events that a single commit adds to chains that are behind: some milliseconds.
  private static let chainedBesideScans: Int64 = 2_048
  /// The most that are added while the lock is held.
  private static let chainedAtOnce: Int64 = 65_536

  public let folder: LedgerFolder
  /// The settings as of this writer's last commit.
  public var settings: LedgerSettings { session.state.settings }
  /// The epoch that this writer had to begin, because the ledger was restored or copied.
  public internal(set) var begun: LedgerEpoch?
  let lock: WriterLock
  let clock: () -> RecordedAt
  let watch: ClockWatch?
  /// What the clocks showed when they were judged last.
  var clocks: ClockNote?
  /// Set where a clock that was believed once is to last for many commits.
  var lastingClocks: ClockNote?
  let delivered: () -> LedgerMark?
  var isDeliveredAsked = false
  var session: Session
  /// The last note that this writer read or left.
  var known: WriterNote?

  /// An open file.
  struct Session {
    let connection: Connection
    let log: WriteAheadLog
    let state: WriterState
    let file: FileIdentity?

    init(_ folder: LedgerFolder, _ lock: WriterLock) throws {
      folder.setAsideForeignLog(lock.lastNote())
      file = FileIdentity(path: folder.ledgerPath)
      connection = try Connection(path: folder.ledgerPath, access: .readWrite)
      let version = try Schema.check(connection, path: folder.path)
      try Schema.configure(connection, isWriter: true)
      try Schema.upgrade(connection, from: version)
      try connection.execute(Schema.indexes)
      let store = try EventStore(connection: connection)
      state = try WriterState(store: store)
      log = WriteAheadLog(of: connection, under: lock)
    }
  }

  /// Makes an empty ledger in a folder that holds none.
  ///
  /// - Parameter watch: Noted, so that the first commit's clock can be judged by it.
  public static func create(
    in folder: LedgerFolder, settings: LedgerSettings, watch: ClockWatch? = nil
  ) throws {
    try folder.prepare()
    let lock = try WriterLock(path: folder.lockPath)
    try lock.hold {
      let connection = try Connection(path: folder.ledgerPath, access: .readWrite)
      guard try connection.integer("SELECT count(*) FROM sqlite_schema") == 0 else {
        throw LedgerFault.exists(path: folder.path)
      }
      try connection.execute("PRAGMA page_size=4096")
      try Schema.configure(connection, isWriter: true)
      try connection.execute("BEGIN IMMEDIATE")
      try connection.execute(Schema.tables)
      try connection.execute(Schema.indexes)
      try connection.execute("PRAGMA application_id=\(Schema.applicationID)")
      try connection.execute("PRAGMA user_version=\(Schema.version)")
      let root = MerkleFrontier().root(hasher: try Hasher256())
      let insertHead = try connection.prepare("INSERT INTO head VALUES(1, 0, 0, ?1, x'', 0, 0, 0)")
      try insertHead.bind(root.bytes, at: 1)
      try insertHead.run()
      try settings.save(to: connection)
      let mark = LedgerMark(
        ledgerID: settings.ledgerID, position: .start, leaf: .zero, epoch: settings.epoch)
      try leaveFirst(mark, in: folder, lock, clocks: watch?.note)
      try connection.execute("COMMIT")
    }
  }

  /// Opens a ledger for writing.
  ///
  /// - Parameters:
  ///   - delivered: The furthest place that deliveries saw; asked once the file is open.
  ///   - watch: The machine's clock; asked and judged for each commit.
  public convenience init(
    opening folder: LedgerFolder, delivered: @escaping () -> LedgerMark? = { nil },
    watch: ClockWatch
  ) throws {
    try self.init(opening: folder, delivered: delivered, clock: watch.now, watch: watch)
  }

  /// Opens a ledger for writing under a clock that is believed whatever it shows, such as that of
  /// a simulation.
  ///
  /// - Parameters:
  ///   - delivered: The furthest place that deliveries saw; asked once the file is open.
  ///   - clock: The time of recording; asked once for each commit.
  public convenience init(
    opening folder: LedgerFolder, delivered: @escaping () -> LedgerMark? = { nil },
    clock: @escaping () -> RecordedAt
  ) throws {
    try self.init(opening: folder, delivered: delivered, clock: clock, watch: nil)
  }

  private init(
    opening folder: LedgerFolder, delivered: @escaping () -> LedgerMark?,
    clock: @escaping () -> RecordedAt, watch: ClockWatch?
  ) throws {
    guard folder.holdsLedger else { throw LedgerFault.missing(path: folder.path) }
    let lock = try WriterLock(path: folder.lockPath)
    self.folder = folder
    self.lock = lock
    self.clock = clock
    self.watch = watch
    self.delivered = delivered
    session = try lock.hold { try Session(folder, lock) }
    try lock.hold { try keepOwn() }
  }

  deinit {
    session.log.close()
  }

  /// Runs `body` as one commit: when this returns, all of it is durable; when it throws, none
  /// of it happened, as long as this ledger stays open.
  ///
  /// `LedgerFault.clock`, for a clock that is not believed, comes before `body` runs.
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
      try keepOwn()
      return try change { state in
        let now = try judgedNow(state)
        let transaction = LedgerTransaction(state: state, recordedAt: after(state.head, now))
        let result = try body(transaction)
        guard transaction.hasChanges else { return (result, false) }
        try transaction.finish(
          lookUpEvents: isBulk ? LedgerWriter.deferredLookUpsMax : 0,
          chainEvents: isBulk ? LedgerWriter.chainedAtOnce : LedgerWriter.chainedBesideScans)
        return (result, true)
      } afterwards: {
        leaveNote()
        session.log.shorten(pagesMax: isBulk ? bulkCheckpointPages : checkpointPages)
      }
    }
  }

  /// Adds events that filled a hole, or lay in a ledger of an earlier version, to the chain of
  /// their origin; answers whether more are left.
  ///
  /// - Parameter source: The origin.
  public func catchUpChain(of source: SourceName) throws -> Bool {
    try lock.hold {
      try keepOwn()
      return try change { state in
        let isBehind = try state.origins.catchUpChain(
          of: source, events: LedgerWriter.chainedAtOnce)
        return (isBehind, true)
      } afterwards: {
        session.log.shorten(pagesMax: checkpointPages)
      }
    }
  }

  /// Writes the look-ups that bulk commits left for later.
  public func finishBulk() throws {
    try lock.hold {
      try keepOwn()
      try change { state in
        guard !state.store.tail.isEmpty else { return ((), false) }
        try state.storeTail()
        try state.storeHead()
        return ((), true)
      } afterwards: {
        session.log.empty()
      }
    }
  }

  /// Runs `body` as a transaction, under the lock; it is undone unless `body` says that something
  /// changed.
  func change<R>(
    _ body: (WriterState) throws -> (result: R, isChanged: Bool), afterwards: () -> Void
  ) throws -> R {
    let (connection, state) = (session.connection, session.state)
    try connection.execute("BEGIN IMMEDIATE")
    do {
      try state.refresh()
      let (result, isChanged) = try body(state)
      guard isChanged else {
        connection.rollback()
        return result
      }
      try connection.execute("COMMIT")
      afterwards()
      return result
    } catch {
      connection.rollback()
      try? state.reload()
      throw error
    }
  }

  private func after(_ head: LedgerHead, _ now: RecordedAt) -> RecordedAt {
    guard let last = head.recordedAt, now <= last else { return now }
    return last.adding(microseconds: 1)
  }
}
