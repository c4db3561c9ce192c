/// What kept a backup from being made, or from being put back.
public enum BackupFault: Error, Hashable, Sendable {
  /// There is no backup in this folder.
  case missing(path: String)
  /// The folder for a new backup holds something else.
  case folderNotEmpty(path: String)
  /// Another process makes or reads this backup.
  case busy(path: String)
  /// The head file is damaged.
  case head
  /// Made by a newer hoso.
  case newerFormat(found: Int64, known: Int64)
  /// A pack that the head names is not there.
  case packMissing(name: String)
  /// A pack is not what the head says.
  case pack(name: String, flaw: PackFlaw)
  /// A pack is whole, and what is in it is not what the ledger held.
  case content(name: String)
  /// The backup in this folder is another ledger's.
  case otherLedger(path: String)
  /// The ledger does not hold what was backed up: it went on elsewhere, or an older copy was put
  /// back.
  case otherHistory(path: String, position: LedgerPosition)
  /// The ledger's events do not come to its own root; nothing was added to the backup.
  case ledgerDamaged(position: LedgerPosition)
  /// What was put back is not sound.
  case unsound(findings: Int)
}
