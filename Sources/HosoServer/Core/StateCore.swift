internal import HosoLedger
internal import HosoSQLite
internal import HosoState
internal import HosoWebhooks
internal import NIOCore

/// The operational state (keys, promises, endpoints) in this process, on a thread of its own.
///
/// Changes that arrive while a commit runs are made by the next one together.
actor StateCore {
  private nonisolated let thread: CoreThread
  private let store: DeliveryStore
  private var queue = CommitQueue<DeliveryStore>()

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.executor }

  init(_ configuration: ServerConfiguration, thread: CoreThread) throws {
    self.thread = thread
    store = try DeliveryStore(of: configuration.folder)
    store.retention = configuration.retention
  }

  /// Runs `work` as part of a commit; durable when this returns, undone when it throws.
  func commit<R: Sendable>(
    _ work: @escaping @Sendable (DeliveryStore) throws -> R
  ) async throws -> R {
    try await withCheckedThrowingContinuation { continuation in
      if queue.add(CommitQueue.job(continuation, work)) { scheduleCommit() }
    }
  }

  /// Looks something up.
  func read<R: Sendable>(_ work: @Sendable (DeliveryStore) throws -> R) throws -> R {
    try work(store)
  }

  private func scheduleCommit() {
    Task { self.commitWaiting() }
  }

  private func commitWaiting() {
    CommitQueue.settle(queue.take(), isEverybodys: LedgerCore.isOfStorage) { work in
      try store.commit { try work(store) }
    }
    if !queue.isEmpty { scheduleCommit() }
  }
}
