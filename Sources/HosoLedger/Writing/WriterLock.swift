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
  static let waitSeconds = 30
  private static let pollNanosecondsMax = 20_000_000

  private static let holderBytes = 32
  /// Two notes in turn, each in a sector of its own: a power cut spoils at most the newer one.
  private static let noteBytes = 512
  private static let notesStart = 512

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

  /// Leaves this process's number in the file, for whoever waits too long; the notes behind it
  /// stay.
  private func noteHolder() {
    let digits = Array("\(getpid())".utf8)
    let blanks = [UInt8](repeating: 0x20, count: WriterLock.holderBytes - 1 - digits.count)
    let text = digits + blanks + [0x0a]
    _ = pwrite(descriptor, text, text.count, 0)
  }

  private func holder() -> Int64? {
    var text = [UInt8](repeating: 0, count: WriterLock.holderBytes)
    let count = pread(descriptor, &text, text.count, 0)
    guard count > 0 else { return nil }
    let digits = text.prefix(count).prefix { (0x30...0x39).contains($0) }
    return Int64(String(decoding: digits, as: UTF8.self))
  }

  /// The last note that was left whole; nil if there is none.
  func lastNote() -> WriterNote? {
    var text = [UInt8](repeating: 0, count: 2 * WriterLock.noteBytes)
    let count = pread(descriptor, &text, text.count, off_t(WriterLock.notesStart))
    guard count > 0 else { return nil }
    let halves = [text.prefix(WriterLock.noteBytes), text.dropFirst(WriterLock.noteBytes)]
    return halves.compactMap { WriterNote(bytes: $0) }.max { $0.generation < $1.generation }
  }

  /// Leaves a note in the place of the one before the last; needs no room on the disk but the
  /// first time.
  ///
  /// - Returns: Whether it was written whole.
  @discardableResult
  func leave(_ note: WriterNote) -> Bool {
    var text = Array(note.text.utf8)
    text += [UInt8](repeating: 0x20, count: max(0, WriterLock.noteBytes - text.count))
    let place = WriterLock.notesStart + Int(note.generation % 2) * WriterLock.noteBytes
    return pwrite(descriptor, text, text.count, off_t(place)) == text.count
  }

  /// Waits until the notes would survive a power cut.
  func syncNotes() -> Bool { fdatasync(descriptor) == 0 }
}
