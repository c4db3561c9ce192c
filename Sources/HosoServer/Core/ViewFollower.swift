internal import Glibc
internal import HosoLedger
internal import HosoProjections
internal import NIOCore
internal import Synchronization

/// Who asks the figures just now: whoever only brings them up to date lets them go first.
final class FigureTurns: Sendable {
  private let asking = Atomic<Int>(0)

  func begin() { asking.add(1, ordering: .sequentiallyConsistent) }
  func end() { asking.subtract(1, ordering: .sequentiallyConsistent) }

  var isAnybodyAsking: Bool { asking.load(ordering: .sequentiallyConsistent) > 0 }
}

/// Brings the figures and the worklist up to date while nobody asks, a stretch at a time, on a
/// thread of its own that yields to all others: the first question after a big batch waits for
/// little.
actor ViewFollower {
  /// Events taken in at once: about a tenth of a second, for which a question may have to wait.
  private static let stretchLength: Int64 = 10_000
  /// As of `nice`: everything else on the machine goes first.
  private static let niceness: Int32 = 10

  private nonisolated let thread: CoreThread
  private let folder: LedgerFolder
  private let turns: FigureTurns
  private let tables: TableShelf
  private let log: @Sendable (ServerLogLine) -> Void
  private var views: Views?
  private var worklist: KeptWorkIndex?
  private var pace = FollowingPace()
  private var isNice = false
  private var isInTrouble = false

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.executor }

  init(
    _ configuration: ServerConfiguration, turns: FigureTurns, tables: TableShelf,
    thread: CoreThread
  ) {
    self.thread = thread
    self.turns = turns
    self.tables = tables
    folder = configuration.folder
    log = configuration.log
  }

  /// Takes in a stretch, if it is time, there is anything new and nobody asks.
  func step() {
    let began = NIODeadline.now()
    guard pace.isDue(at: began), !turns.isAnybodyAsking else { return }
    if !isNice {
      // On Linux that of the calling thread alone.
      let own = __priority_which_t(PRIO_PROCESS.rawValue)
      isNice = setpriority(own, 0, ViewFollower.niceness) == 0
    }
    do {
      let isBehind = try takeIn()
      pace.worked(from: began, to: .now(), isBehind: isBehind)
      isInTrouble = false
    } catch {
      // Another ledger may stand there, or a file be gone: all is opened anew.
      views = nil
      worklist = nil
      guard !isInTrouble else { return }
      isInTrouble = true
      log(
        ServerLogLine(
          .warning, "Figures and worklist do not follow by themselves",
          ["reason": Problem(from: error).kind.slug]))
    }
  }

  /// - Returns: Whether there is more than was taken in.
  private func takeIn() throws -> Bool {
    let views = try views ?? Views.open(LedgerReader(opening: folder))
    self.views = views
    let isBehind = try views.catchUp(atMost: ViewFollower.stretchLength)
    let rules = try WorklistRules(tables)
    let kept = try worklist ?? KeptWorkIndex(LedgerReader(opening: folder))
    worklist = try kept.made(by: rules)
    let isMore = try worklist?.index?.catchUp(atMost: ViewFollower.stretchLength) ?? false
    return isBehind || isMore
  }
}
