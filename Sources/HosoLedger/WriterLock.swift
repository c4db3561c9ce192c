internal import Glibc

/// The lock that lets one process at a time write, checkpoint or recover a ledger, or the
/// operational state beside it; each file of a ledger that several processes write has its own.
///
/// SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when two connections write or
/// checkpoint at the same moment; holding this around both keeps that out of reach. The kernel
/// releases it when a process dies, however it dies.
///
/// Source: sqlite.org/wal.html, "The WAL-reset bug".
public final class WriterLock {
  /// How long one waits for another process: longer than any single commit takes.
  public static let waitSeconds = 30
  private static let pollNanosecondsMax = 20_000_000

  private let descriptor: Int32
  private let path: String

  public init(path: String) throws(LedgerFault) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .file(operation: .lock, path: path, code: errno) }
    self.path = path
  }

  deinit {
    close(descriptor)
  }

  /// Runs `body` while holding the lock.
  public func hold<R>(_ body: () throws -> R) throws -> R {
    try acquire()
    defer { flock(descriptor, LOCK_UN) }
    return try body()
  }

  /// Runs `body` while holding the lock, unless somebody else does.
  func holdIfFree(_ body: () -> Void) {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
    defer { flock(descriptor, LOCK_UN) }
    body()
  }

  private func acquire() throws(LedgerFault) {
    var pauseNanoseconds = 500_000
    var waitedNanoseconds = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {  // Bounded by waitSeconds.
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw .file(operation: .lock, path: path, code: errno)
      }
      guard waitedNanoseconds < WriterLock.waitSeconds * 1_000_000_000 else {
        throw .busy(process: holder(), seconds: WriterLock.waitSeconds)
      }
      var pause = timespec(tv_sec: 0, tv_nsec: pauseNanoseconds)
      nanosleep(&pause, nil)
      waitedNanoseconds += pauseNanoseconds
      pauseNanoseconds = min(pauseNanoseconds * 2, WriterLock.pollNanosecondsMax)
    }
    noteHolder()
  }

  /// Leaves this process's number in the file, for whoever waits too long.
  private func noteHolder() {
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.count, 0)
  }

  private func holder() -> Int64? {
    var text = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &text, text.count, 0)
    guard count > 0 else { return nil }
    let digits = text.prefix(count).prefix { (0x30...0x39).contains($0) }
    return Int64(String(decoding: digits, as: UTF8.self))
  }
}
