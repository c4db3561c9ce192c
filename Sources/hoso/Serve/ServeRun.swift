import Glibc
import HosoServer
import HosoWebhooks
import Synchronization

/// One run of the server: from its start to the end that a signal or a fault brings.
///
/// Listens first, then delivers, then says so; ends the other way round. The first SIGINT or
/// SIGTERM stops gracefully, the second ends the process at once; SIGHUP reloads certificates, the
/// server's and those it trusts, and opens the log file anew.
final class ServeRun: Sendable {
  /// What the parts of a run tell the thread that waits for signals.
  private struct State {
    var port: Int?
    var result: Result<Void, any Error>?
  }

  /// Raised by ourselves when the state has changed.
  private static let changed = SIGUSR1
  /// How a process ends that a signal ended: 128 and the signal's number.
  private static let signalExitBase: Int32 = 128

  private let log: ServeLog
  /// Whom deliveries trust, if it is not whom the system trusts.
  private let authorities: EgressAuthorities?
  private let state = Mutex(State())

  init(log: ServeLog, authorities: EgressAuthorities?) {
    self.log = log
    self.authorities = authorities
  }

  /// Keeps the signal to reload from ending a server that is only starting.
  ///
  /// Whoever renews certificates knows nothing of that. It is taken up when all is ready.
  static func holdHangUp() { _ = HeldSignals([SIGHUP]) }

  /// Signals that have to be held before the first thread is started.
  static func holdSignals() -> HeldSignals {
    signal(SIGPIPE, SIG_IGN)
    return HeldSignals([SIGINT, SIGTERM, SIGHUP, changed])
  }

  /// To be called once connections are accepted.
  func isListening(port: Int) {
    state.withLock { $0.port = port }
    kill(getpid(), ServeRun.changed)
  }

  /// Serves until the end.
  ///
  /// - Parameter onListening: Called once, on the calling thread.
  /// - Throws: What kept the server from starting, or ended it.
  func run(
    _ server: HosoServer, _ signals: HeldSignals, onListening: (_ port: Int) throws -> Void
  ) throws {
    Task.detached {
      let result: Result<Void, any Error>
      do {
        try await server.run()
        result = .success(())
      } catch {
        result = .failure(error)
      }
      self.state.withLock { $0.result = result }
      kill(getpid(), ServeRun.changed)
    }
    var trouble: (any Error)?
    var isStopping = false
    while true {  // Bounded by the server's end and by the second signal.
      let number = signals.next()
      if number == ServeRun.changed {
        let (port, result) = state.withLock { state in
          defer { state.port = nil }
          return (state.port, state.result)
        }
        if let result {
          if let trouble { throw trouble }
          return try result.get()
        }
        guard let port else { continue }
        do { try onListening(port) } catch {
          trouble = error
          stop(server)
        }
        continue
      }
      if number == SIGHUP {
        reload(server)
        continue
      }
      if isStopping { exit(ServeRun.signalExitBase + number) }
      isStopping = true
      log.write(level: "notice", "Stopping", [("signal", "\(number)")])
      stop(server)
    }
  }

  /// Delivers without a server until a signal asks it to end.
  func runDeliveries(_ signals: HeldSignals) {
    while true {  // Bounded by the signal.
      let number = signals.next()
      if number == SIGHUP {
        reload(nil)
      } else if number != ServeRun.changed {
        break
      }
    }
    log.write(level: "notice", "Stopping")
  }

  /// Takes up new certificates and a log file that was moved away; what cannot be taken up leaves
  /// everything as it was, and never ends the server.
  private func reload(_ server: HosoServer?) {
    do throws(Failure) {
      try log.reopen()
    } catch {
      log.write(level: "error", "Log file not opened anew", [("reason", error.message)])
    }
    var isWhole = true
    do throws(ServerFault) {
      try server?.reloadCertificates()
    } catch {
      isWhole = false
      log.write(
        level: "error", "Certificates not reloaded; those in force stay",
        [("reason", ServeWords.failure(error).message)])
    }
    do {
      try authorities?.reload()
    } catch {
      isWhole = false
      log.write(
        level: "error", "Authorities of --egress-ca not reloaded; those in force stay",
        [("reason", Failure(of: error)?.message)])
    }
    if isWhole { log.write(level: "notice", "Reloaded") }
  }

  private func stop(_ server: HosoServer) {
    Task.detached { await server.stop() }
  }
}
