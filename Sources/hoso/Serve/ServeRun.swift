import Glibc
import HosoServer
import Synchronization

/// One run of the server: from its start to the end that a signal or a fault brings.
///
/// The first SIGINT or SIGTERM stops gracefully, the second ends the process at once.
final class ServeRun: Sendable {
  /// Raised by ourselves when the server has ended.
  private static let ended = SIGUSR1
  /// How a process ends that a signal ended: 128 and the signal's number.
  private static let signalExitBase: Int32 = 128

  private let server: HosoServer
  private let log: ServeLog
  private let result: Mutex<Result<Void, any Error>?> = Mutex(nil)

  init(_ server: HosoServer, log: ServeLog) {
    self.server = server
    self.log = log
  }

  /// Signals that have to be held before the first thread is started.
  static func holdSignals() -> HeldSignals {
    signal(SIGPIPE, SIG_IGN)
    return HeldSignals([SIGINT, SIGTERM, ended])
  }

  /// Serves until the end.
  ///
  /// - Throws: What kept the server from starting, or ended it.
  func run(_ signals: HeldSignals) throws {
    Task.detached {
      let result: Result<Void, any Error>
      do {
        try await self.server.run()
        result = .success(())
      } catch {
        result = .failure(error)
      }
      self.result.withLock { $0 = result }
      kill(getpid(), ServeRun.ended)
    }
    var isStopping = false
    while true {  // Bounded by the server's end and by the second signal.
      let number = signals.next()
      if number == ServeRun.ended {
        guard let result = result.withLock({ $0 }) else { continue }
        return try result.get()
      }
      if isStopping { exit(ServeRun.signalExitBase + number) }
      isStopping = true
      log.write(level: "notice", "Stopping", [("signal", "\(number)")])
      Task.detached { await self.server.stop() }
    }
  }
}
