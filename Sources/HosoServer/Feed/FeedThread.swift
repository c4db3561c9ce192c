internal import HosoLedger
internal import HosoState
internal import HosoWebhooks
internal import NIOCore

/// A reader of the pull feed, on a thread of its own: what it judged once it need not judge again.
actor FeedThread {
  /// Memory for what those keep that are far behind, and read nothing twice.
  static let catchUpTracksMax = 20_000

  /// How long the index is extended at a time: a fifth of one processor while much is missing, and
  /// whoever reads from far back waits no longer for it.
  private static let indexingFor = TimeAmount.milliseconds(40)

  private nonisolated let thread: CoreThread
  private let tracksMax: Int
  private var feed: FeedReader
  private var pace = FollowingPace()
  private var isInTrouble = false

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.executor }

  init(
    _ folder: LedgerFolder, tracksMax: Int = FeedReader.tracksMax, thread: CoreThread
  ) throws {
    self.thread = thread
    self.tracksMax = tracksMax
    feed = try FeedThread.open(folder, tracksMax)
  }

  private static func open(_ folder: LedgerFolder, _ tracksMax: Int) throws -> FeedReader {
    let ledger = try LedgerReader(opening: folder)
    return FeedReader(ledger, index: FeedIndex.ifUsable(ledger), tracksMax: tracksMax)
  }

  /// Looks something up in the feed as it now stands, whoever wrote it.
  func read<R: Sendable>(_ work: @Sendable (FeedReader) throws -> R) throws -> R {
    do {
      try feed.refresh()
    } catch LedgerFault.replaced {
      try reopen()
    }
    if !feed.isIndexInPlace { try reopen() }
    do {
      return try work(feed)
    } catch let problem as Problem {
      throw problem
    } catch {
      // Whatever is wrong with the index, it is opened anew, or made anew, or done without.
      try reopen()
      return try work(feed)
    }
  }

  /// Has the index extended by a little, if it is time; trouble with that is told once until it is
  /// over.
  func extendIndex(_ log: @Sendable (ServerLogLine) -> Void) {
    let began = NIODeadline.now()
    guard pace.isDue(at: began) else { return }
    do {
      let end = began + FeedThread.indexingFor
      var isMore = true
      while isMore, NIODeadline.now() < end {  // Bounded by the time.
        isMore = try read { try $0.extendIndex() }
      }
      pace.worked(from: began, to: .now(), isBehind: isMore)
      isInTrouble = false
    } catch {
      defer { isInTrouble = true }
      guard !isInTrouble else { return }
      log(
        ServerLogLine(
          .warning, "The feed's index was not extended",
          ["reason": Problem(from: error).kind.slug]))
    }
  }

  private func reopen() throws { feed = try FeedThread.open(feed.ledger.folder, tracksMax) }
}
