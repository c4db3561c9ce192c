public import HosoSQLite

/// Keeps the write-ahead log of a file short, whoever writes and for however short a time.
///
/// How far the log was written back is known in memory only, as long as any process has the file
/// open. So a log that was merely written back is read, checked and written back again by the next
/// process, and grows with each: whoever closes a long one also empties it.
public struct WriteAheadLog {
  /// Pages of the log after which it is written back: 4 MiB.
  ///
  /// Every process that opens the file reads the log first, in a few milliseconds.
  public static let pagesMax = 1_024
  /// Bytes that stay of a log which grew longer than that, once it begins anew: who read one old
  /// state for long leaves no long file behind.
  static let keptBytesMax = 8 << 20

  private let connection: Connection
  private let lock: WriterLock

  public init(of connection: Connection, under lock: WriterLock) {
    self.connection = connection
    self.lock = lock
    try? connection.execute("PRAGMA journal_size_limit=\(WriteAheadLog.keptBytesMax)")
  }

  /// Writes a long log back, after a commit and under its lock.
  ///
  /// What was committed is durable in the log, so a full disk must not make a commit look as if it
  /// had failed; the next one tries again.
  public func shorten(pagesMax: Int = WriteAheadLog.pagesMax) {
    guard connection.writeAheadPages >= pagesMax else { return }
    try? connection.checkpoint()
  }

  /// Empties the log under its lock.
  public func empty() {
    try? connection.checkpoint(empties: true)
  }

  /// Empties a long log at the end, unless another process has the lock: then it is that one's to
  /// do.
  public func close() {
    guard connection.writeAheadPages >= WriteAheadLog.pagesMax else { return }
    lock.holdIfFree { empty() }
  }
}
