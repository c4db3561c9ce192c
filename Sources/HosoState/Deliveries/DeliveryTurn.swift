internal import Glibc
public import HosoLedger

/// The right to deliver what a ledger holds: one process at a time has it, by a lock of its own.
///
/// Two that deliver would send everything twice, and each would judge the endpoints by what it may
/// call itself. The kernel gives the lock back when its holder ends, however it ends.
public final class DeliveryTurn {
  private let descriptor: Int32

  /// - Throws: `LedgerFault` if the lock's file cannot be opened.
  public init(of folder: LedgerFolder) throws(LedgerFault) {
    let path = folder.deliveringLockPath
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .file(operation: .lock, path: path, code: errno) }
  }

  deinit {
    close(descriptor)
  }

  /// Takes the turn until this object goes; false while another process has it.
  public func take() -> Bool {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return false }
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.count, 0)
    return true
  }

  /// The process that has it; nil if nobody can tell.
  public var holder: Int64? {
    var text = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &text, text.count, 0)
    guard count > 0 else { return nil }
    let digits = text.prefix(count).prefix { (0x30...0x39).contains($0) }
    return Int64(String(decoding: digits, as: UTF8.self))
  }
}
