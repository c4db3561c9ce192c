internal import HosoLedger
internal import HosoWebhooks
internal import NIOCore

/// The pull feed's reader, on a thread of its own: what it judged once it need not judge again.
actor FeedThread {
  private nonisolated let thread: CoreThread
  private var feed: FeedReader

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.executor }

  init(_ folder: LedgerFolder, thread: CoreThread) throws {
    self.thread = thread
    feed = FeedReader(try LedgerReader(opening: folder))
  }

  /// Looks something up in the feed as it now stands, whoever wrote it.
  func read<R: Sendable>(_ work: @Sendable (FeedReader) throws -> R) throws -> R {
    do {
      try feed.refresh()
    } catch LedgerFault.replaced {
      feed = FeedReader(try LedgerReader(opening: feed.ledger.folder))
    }
    return try work(feed)
  }
}
