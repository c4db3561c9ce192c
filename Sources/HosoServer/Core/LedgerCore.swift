internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import HosoSQLite
internal import HosoWebhooks
internal import NIOCore
internal import Synchronization

/// The one writer of the ledger in this process, on a thread of its own.
///
/// Everybody's scans that arrive while a commit runs are recorded by the next one together.
actor LedgerCore {
  private nonisolated let latestSettings: Mutex<LedgerSettings>
  private nonisolated let thread: CoreThread
  private let writer: LedgerWriter
  private let meters: Meters
  private let onCommit: @Sendable () -> Void
  private let log: @Sendable (ServerLogLine) -> Void
  private let headNumber: Atomic<Int64>
  private var queue = CommitQueue<LedgerTransaction>()
  private let folder: LedgerFolder
  /// Opened for the first publication; forgotten when anything goes wrong with it.
  private var views: Views?

  /// A position that the ledger has reached; other processes may be further.
  nonisolated var head: LedgerPosition {
    LedgerPosition(headNumber.load(ordering: .acquiring))
  }

  /// The settings as of the last commit; inside of a commit ask its transaction.
  nonisolated var settings: LedgerSettings { latestSettings.withLock { $0 } }

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.executor }

  init(_ configuration: ServerConfiguration, meters: Meters, thread: CoreThread) throws {
    self.thread = thread
    self.meters = meters
    onCommit = configuration.onCommit
    log = configuration.log
    folder = configuration.folder
    let folder = folder
    writer = try LedgerWriter(
      opening: folder, delivered: { DeliveryStore.seen(of: folder) }, clock: configuration.clock)
    if let begun = writer.begun { configuration.log(LedgerCore.line(begun)) }
    latestSettings = Mutex(writer.settings)
    headNumber = Atomic(try LedgerReader(opening: configuration.folder).head.position.number)
  }

  /// Runs `work` as part of a commit; durable when this returns, undone when it throws.
  func commit<R: Sendable>(
    _ work: @escaping @Sendable (LedgerTransaction) throws -> R
  ) async throws -> R {
    try await withCheckedThrowingContinuation { continuation in
      if queue.add(CommitQueue.job(continuation, work)) { scheduleCommit() }
    }
  }

  /// Records scans of this ledger's own desk.
  func record(_ scans: [Scan]) async throws -> [ScanOutcome] {
    try await commit { try ScanDesk.record(scans, as: $0.settings.source, in: $0) }
  }

  /// Publishes a period that is over, in a commit of its own; durable when this returns.
  ///
  /// What is new in the figures is looked up meanwhile, so they are brought up to date before.
  func publish(_ wish: ReleaseWish) throws -> ReleaseDesk.Placed {
    // Before the commit: opening takes the lock that a commit holds.
    let views = try views ?? Views.open(try LedgerReader(opening: folder))
    self.views = nil
    let (placed, head) = try writer.commit { transaction in
      let placed = try ReleaseDesk.publish(wish, views: views, in: transaction)
      return (placed, transaction.position)
    }
    self.views = views
    latestSettings.withLock { $0 = writer.settings }
    headNumber.store(max(self.head, head).number, ordering: .releasing)
    if placed.isNew {
      meters.countCommit(requests: 1)
      onCommit()
    }
    return placed
  }

  /// Lets what waits come in first, then commits it.
  private func scheduleCommit() {
    Task { self.commitWaiting() }
  }

  private func commitWaiting() {
    let jobs = queue.take()
    var isChanged = false
    var head = head
    CommitQueue.settle(jobs, isEverybodys: LedgerCore.isOfStorage) { work in
      try writer.commit { transaction in
        let position = transaction.position
        let answers = try work(transaction)
        isChanged = isChanged || transaction.position > position
        head = transaction.position
        return answers
      }
    }
    let settings = writer.settings
    let known = latestSettings.withLock { latest in
      defer { latest = settings }
      return latest.epoch
    }
    if settings.epoch != known, let begun = settings.epochs?.last { log(LedgerCore.line(begun)) }
    headNumber.store(head.number, ordering: .releasing)
    if isChanged {
      meters.countCommit(requests: jobs.count)
      onCommit()
    }
    if !queue.isEmpty { scheduleCommit() }
  }

  private static func line(_ epoch: LedgerEpoch) -> ServerLogLine {
    ServerLogLine(
      .warning, "The ledger was restored or copied: a new epoch began",
      [
        "epoch": "\(epoch.number)", "cause": epoch.cause.rawValue,
        "parted": "\(epoch.parted.number)",
      ])
  }

  /// Whether the storage itself refused, whoever asked.
  static func isOfStorage(_ error: any Error) -> Bool {
    error is SQLiteFault || error is LedgerFault
  }
}
