internal import Glibc
internal import HosoSQLite

/// Where a ledger's files are.
///
/// Everything in the folder is readable by its owner only.
public struct LedgerFolder: Hashable, Sendable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// The facts: events, what finds them, and the tree's head.
  public var ledgerPath: String { path + "/ledger.db" }
  /// What can be computed from the facts.
  public var viewsPath: String { path + "/views.db" }
  /// What is to be done, as it can be computed from the facts.
  public var worklistPath: String { path + "/worklist.db" }
  /// Serialises writes and checkpoints across processes.
  public var lockPath: String { path + "/writer.lock" }
  /// What was committed and not yet written back into `ledger.db`.
  public var logPath: String { ledgerPath + "-wal" }
  /// Endpoints, cursors, attempts and keys: operational, neither facts nor disposable.
  public var deliveriesPath: String { path + "/deliveries.db" }
  /// Serialises writes and checkpoints of the operational state across processes.
  public var deliveriesLockPath: String { path + "/deliveries.lock" }
  /// Held by the one process that delivers, for as long as it does.
  public var deliveringLockPath: String { path + "/delivering.lock" }
  /// Replacements for the bundled tables of provinces, holidays and zones.
  public var codesPath: String { path + "/codes" }

  public var holdsLedger: Bool { access(ledgerPath, F_OK) == 0 }

  /// Makes the folder and an empty file for the ledger, owner-only before anything is in it.
  ///
  /// A folder that holds other things is left alone: its permissions are not ours to change.
  func prepare() throws(LedgerFault) {
    try LedgerFolder.makeFolders(path)
    guard try isEmpty() else {
      throw holdsLedger ? .exists(path: path) : .folderNotEmpty(path: path)
    }
    guard chmod(path, 0o700) == 0 else {
      throw .file(operation: .protect, path: path, code: errno)
    }
    try LedgerFolder.makePrivateFile(ledgerPath)
    // The names must survive a power cut as surely as what is written under them.
    try LedgerFolder.syncFolder(path)
    try LedgerFolder.syncFolder(path + "/..")
  }

  /// Whether there is nothing in the folder but what an unfinished `init` leaves behind, and
  /// replacements for the bundled tables.
  private func isEmpty() throws(LedgerFault) -> Bool {
    guard let listing = opendir(path) else {
      throw .file(operation: .open, path: path, code: errno)
    }
    defer { closedir(listing) }
    while let entry = readdir(listing) {  // Bounded by the entries of the folder.
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let isOurs = [".", "..", "codes", "writer.lock"].contains(name)
      if !isOurs, !name.hasPrefix("ledger.db") { return false }
    }
    return true
  }

  /// Puts a write-ahead log aside that belongs to another file than the one that stands in its
  /// place now: SQLite would write it over the ledger that was put back.
  ///
  /// To be called under the lock, before the ledger is opened.
  func setAsideForeignLog(_ note: WriterNote?) {
    guard let note, let log = note.log, log == FileIdentity(path: logPath),
      let file = FileIdentity(path: ledgerPath), file != note.file
    else { return }
    rename(logPath, logPath + ".of-\(note.mark.position.number)-\(note.generation)")
    unlink(ledgerPath + "-shm")
  }

  private static func syncFolder(_ path: String) throws(LedgerFault) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(operation: .open, path: path, code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw .file(operation: .protect, path: path, code: errno)
    }
  }

  /// Makes an empty file only its owner may read; SQLite gives its log the same permissions.
  public static func makePrivateFile(_ path: String) throws(LedgerFault) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .file(operation: .open, path: path, code: errno) }
    defer { close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else {
      throw .file(operation: .protect, path: path, code: errno)
    }
  }

  private static func makeFolders(_ path: String) throws(LedgerFault) {
    var partial = path.hasPrefix("/") ? "" : "."
    for component in path.split(separator: "/") {
      partial += "/" + component
      if mkdir(partial, 0o700) != 0, errno != EEXIST {
        throw .file(operation: .makeFolder, path: partial, code: errno)
      }
    }
  }
}
