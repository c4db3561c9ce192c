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
  /// Where something may come for whom; computed from the facts as well.
  public var feedPath: String { path + "/feed.db" }
  /// Serialises writes and checkpoints of that across processes.
  public var feedLockPath: String { path + "/feed.lock" }
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

  /// When it was backed up last: a file in the folder.
  static let backupsName = "backups.json"

  public var holdsLedger: Bool { access(ledgerPath, F_OK) == 0 }

  /// Makes the folder and an empty file for the ledger, owner-only before anything is in it.
  ///
  /// A folder that holds other things is left alone: its permissions are not ours to change.
  func prepare() throws(LedgerFault) {
    do throws(FileFault) {
      try Folder.makeAll(path, for: .owner)
    } catch {
      throw LedgerFault(error)
    }
    guard try isEmpty() else {
      throw holdsLedger ? .exists(path: path) : .folderNotEmpty(path: path)
    }
    guard chmod(path, 0o700) == 0 else {
      throw .file(operation: .protect, path: path, code: errno)
    }
    try LedgerFolder.makePrivateFile(ledgerPath)
    do throws(FileFault) {
      // The names must survive a power cut as surely as what is written under them.
      try Folder(opening: path, followsLinks: true)?.sync()
      try Folder(opening: path + "/..", followsLinks: true)?.sync()
    } catch {
      throw LedgerFault(error)
    }
  }

  /// Whether there is nothing in the folder but what an unfinished `init` leaves behind, and
  /// replacements for the bundled tables.
  private func isEmpty() throws(LedgerFault) -> Bool {
    do throws(FileFault) {
      let entries = try Folder(opening: path, followsLinks: true)?.entries() ?? []
      return entries.allSatisfy { name in
        name == "codes" || name == "writer.lock" || name.hasPrefix("ledger.db")
      }
    } catch {
      throw LedgerFault(error)
    }
  }

  /// Puts a write-ahead log aside that belongs to another file than the one that stands in its
  /// place now: SQLite would write it over the ledger that was put back.
  ///
  /// To be called under the lock, before the ledger is opened.
  func setAsideForeignLog(_ note: WriterNote?) {
    guard let note, let log = note.log, log == FileIdentity(path: logPath),
      let file = FileIdentity(path: ledgerPath), file != note.file
    else { return }
    let aside = logPath + ".of-\(note.mark.position.number)-\(note.generation)"
    try? Folder.move(logPath, to: aside)
    unlink(ledgerPath + "-shm")
  }

  /// Makes an empty file only its owner may read; SQLite gives its log the same permissions.
  public static func makePrivateFile(_ path: String) throws(LedgerFault) {
    do throws(FileFault) {
      try OutputFile.makePrivate(path)
    } catch {
      throw LedgerFault(error)
    }
  }
}
