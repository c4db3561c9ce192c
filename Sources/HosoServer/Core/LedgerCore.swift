internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import HosoSQLite
internal import HosoState
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
  private let onSettings: @Sendable (LedgerSettings) -> Void
  /// Whether the clock was not believed last.
  private var isInDoubt = false
  private let log: @Sendable (ServerLogLine) -> Void
  private let headNumber: Atomic<Int64>
  /// When a person asked last, in nanoseconds since the machine started.
  private let askedAt = Atomic<UInt64>(0)
  /// How long after it the next one is awaited.
  private static let recordingFor = TimeAmount.seconds(10)
  private var queue = CommitQueue<LedgerTransaction>()
  private let folder: LedgerFolder
  /// Opened for the first publication; forgotten when anything goes wrong with it.
  private var views: Views?

  /// A position that the ledger has reached; other processes may be further.
  nonisolated var head: LedgerPosition {
    LedgerPosition(headNumber.load(ordering: .acquiring))
  }

  /// Whether others than batches recorded something in the last seconds, so that more of them may
  /// come at any time.
  nonisolated var isAnybodyRecording: Bool {
    let asked = NIODeadline.uptimeNanoseconds(askedAt.load(ordering: .relaxed))
    return NIODeadline.now() < asked + LedgerCore.recordingFor
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
    let seen = { DeliveryStore.seen(of: folder) }
    writer =
      if let watch = configuration.watch {
        try LedgerWriter(opening: folder, delivered: seen, watch: watch)
      } else {
        try LedgerWriter(opening: folder, delivered: seen, clock: configuration.clock)
      }
    if let begun = writer.begun { configuration.log(LedgerCore.line(begun)) }
    latestSettings = Mutex(writer.settings)
    onSettings = configuration.onSettings
    onSettings(writer.settings)
    do {
      try writer.judgeClock()
    } catch LedgerFault.clock(let doubt) {
      isInDoubt = true
      log(LedgerCore.line(doubt))
    }
    headNumber = Atomic(try LedgerReader(opening: configuration.folder).head.position.number)
  }

  /// Who waits for a commit.
  enum Errand {
    /// Somebody at a counter, or whom an agency's answer reaches.
    case person
    /// A piece of a batch, which lets persons go first.
    case piece
    /// The server itself, which only looks whether it could record.
    case check
  }

  /// Runs `work` as part of a commit; durable when this returns, undone when it throws.
  func commit<R: Sendable>(
    for errand: Errand = .person, _ work: @escaping @Sendable (LedgerTransaction) throws -> R
  ) async throws -> R {
    if errand == .person {
      askedAt.store(NIODeadline.now().uptimeNanoseconds, ordering: .relaxed)
    }
    return try await withCheckedThrowingContinuation { continuation in
      let job = CommitQueue.job(continuation, work)
      if queue.add(job, isPiece: errand == .piece) { scheduleCommit() }
    }
  }

  /// Records scans of this ledger's own desk.
  func record(_ scans: [Scan]) async throws -> [ScanOutcome] {
    try await commit { try ScanDesk.record(scans, as: $0.settings.source, in: $0) }
  }

  /// Publishes a period that is over, in a commit of its own; durable when this returns.
  ///
  /// What is new in the figures is looked up meanwhile, so they are brought up to date before.
  func publish(_ wish: ReleaseWish) throws -> ReleasePublisher.Placed {
    // Before the commit: opening takes the lock that a commit holds.
    let views = try views ?? Views.open(try LedgerReader(opening: folder))
    self.views = nil
    let (placed, head) = try telling {
      try writer.commit { transaction in
        let placed = try ReleasePublisher.publish(wish, views: views, in: transaction)
        return (placed, transaction.position)
      }
    }
    self.views = views
    keepSettings()
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
    CommitQueue.settle(jobs, isEverybodys: LedgerCore.isOfStorage) { work in
      try telling {
        let (answers, before, after) = try writer.commit { transaction in
          let position = transaction.position
          return (try work(transaction), position, transaction.position)
        }
        // Before anybody is answered: whoever asks next goes by what this commit did and found.
        keepSettings()
        headNumber.store(after.number, ordering: .releasing)
        isChanged = isChanged || after > before
        return answers
      }
    }
    // What a commit that failed found, too.
    keepSettings()
    if isChanged {
      meters.countCommit(requests: jobs.count)
      onCommit()
    }
    if !queue.isEmpty { scheduleCommit() }
  }

  private func keepSettings() {
    let settings = writer.settings
    let known = latestSettings.withLock { latest in
      defer { latest = settings }
      return latest
    }
    guard settings != known else { return }
    onSettings(settings)
    if settings.epoch != known.epoch, let begun = settings.epochs?.last {
      log(LedgerCore.line(begun))
    }
  }

  /// Says once in the log that the clock is not believed, and once that it is again.
  private func telling<R>(_ commit: () throws -> R) throws -> R {
    do {
      let result = try commit()
      if isInDoubt { log(ServerLogLine(.notice, "The clock is believed again")) }
      isInDoubt = false
      return result
    } catch LedgerFault.clock(let doubt) {
      if !isInDoubt { log(LedgerCore.line(doubt)) }
      isInDoubt = true
      throw LedgerFault.clock(doubt)
    }
  }

  private static func line(_ doubt: ClockDoubt) -> ServerLogLine {
    let (reason, bound) =
      switch doubt {
      case .beforeBuild(_, let built): ("before-build", built)
      case .behindHead(_, let head): ("behind-head", head)
      case .offBootClock(_, let expected): ("off-boot-clock", expected)
      case .beyondEvidence(_, let latest): ("beyond-evidence", latest)
      }
    return ServerLogLine(
      .error, "The clock is not believed: nothing is recorded until hoso settings says it is right",
      ["reason": reason, "clock": doubt.now.rfc3339, "known": bound.rfc3339])
  }

  private static func line(_ epoch: LedgerEpoch) -> ServerLogLine {
    ServerLogLine(
      .warning, "The ledger was restored or copied: a new epoch began",
      [
        "epoch": "\(epoch.number)", "cause": epoch.cause.rawValue,
        "parted": epoch.isPartingKnown ? "\(epoch.parted.number)" : "unknown",
      ])
  }

  /// Whether the storage itself refused, whoever asked.
  static func isOfStorage(_ error: any Error) -> Bool {
    error is SQLiteFault || error is LedgerFault
  }
}
