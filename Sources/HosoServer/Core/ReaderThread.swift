internal import HosoLedger
internal import NIOCore
internal import Synchronization

/// A reader of the ledger on a thread of its own.
actor ReaderThread {
  private nonisolated let thread: CoreThread
  private var reader: LedgerReader

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.executor }

  init(_ folder: LedgerFolder, thread: CoreThread) throws {
    self.thread = thread
    reader = try LedgerReader(opening: folder)
  }

  /// Looks something up in the ledger as it now stands, whoever wrote it.
  func read<R: Sendable>(_ work: @Sendable (LedgerReader) throws -> R) throws -> R {
    do {
      try reader.refresh()
    } catch LedgerFault.replaced {
      reader = try LedgerReader(opening: reader.folder)
    }
    return try work(reader)
  }
}

/// Several readers that take turns.
final class ReaderThreads: Sendable {
  private let desks: [ReaderThread]
  private let turn = Atomic<Int>(0)

  init(_ folder: LedgerFolder, threads: [CoreThread]) throws {
    desks = try threads.map { try ReaderThread(folder, thread: $0) }
  }

  /// Looks something up in the ledger as it now stands, whoever wrote it.
  func read<R: Sendable>(_ work: @Sendable (LedgerReader) throws -> R) async throws -> R {
    let number = turn.add(1, ordering: .relaxed).newValue
    return try await desks[abs(number % desks.count)].read(work)
  }
}
