internal import HosoDomain
internal import HosoExports
internal import HosoLedger
internal import HosoProjections
internal import NIOCore

/// Figures, or exports, on a thread of their own: a big question delays no scan.
actor FigureThread {
  private nonisolated let thread: CoreThread
  private(set) var reader: LedgerReader
  private var views: Views?
  private let turns: FigureTurns

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.executor }

  init(_ folder: LedgerFolder, turns: FigureTurns, thread: CoreThread) throws {
    self.thread = thread
    self.turns = turns
    reader = try LedgerReader(opening: folder)
  }

  /// Asks the figures, brought up to date once for all that `work` asks.
  func ask<R: Sendable>(_ work: @Sendable (Views) throws -> R) throws -> R {
    turns.begin()
    defer { turns.end() }
    try keepUp()
    let views = try views ?? Views.open(reader)
    self.views = views
    do {
      try views.settle()
      return try work(views)
    } catch let problem as Problem {
      throw problem
    } catch {
      // Whatever is wrong with the file, it is opened anew, or made anew, next time.
      self.views = nil
      throw error
    }
  }

  /// Moves on to what others have committed since, in whatever ledger stands there now.
  func keepUp() throws {
    do {
      try reader.refresh()
    } catch LedgerFault.replaced {
      reader = try LedgerReader(opening: reader.folder)
      views = nil
    }
  }
}
