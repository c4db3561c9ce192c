internal import Glibc
internal import HosoCrypto
public import HosoSQLite

/// What all files have in common that lie beside a ledger and can be computed from it: they are
/// made anew where they are damaged, or were made by other rules or from another history.
public enum DisposableFile {
  /// Opens what is kept at a path, making or remaking it where it is missing or of no use.
  ///
  /// - Parameters:
  ///   - removing: Runs the removal, as where a lock has to be held for it.
  ///   - make: Opens the file; throws `LedgerFault.corrupt` with the damage `views` if it is of no
  ///     use.
  public static func open<Store>(
    _ path: String, removing: (() -> Void) throws -> Void = { $0() },
    make: () throws -> Store
  ) throws -> Store {
    do {
      return try make()
    } catch let fault where isOfNoUse(fault) {
      try removing { remove(path) }
      return try make()
    }
  }

  /// A full disk or a busy file is no reason to make it anew.
  private static func isOfNoUse(_ fault: any Error) -> Bool {
    if let fault = fault as? SQLiteFault { return fault.cause == .corrupt || fault.cause == .other }
    if case LedgerFault.corrupt(_, .views) = fault { return true }
    return false
  }

  /// Removes the file with its logs; whoever has it open keeps what is in it.
  public static func remove(_ path: String) {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// Throws if a file that was made from a ledger's events through a position is of no use.
  ///
  /// - Parameters:
  ///   - stamp: What the file was made by and from.
  ///   - fingerprint: The rules and the layout of today.
  ///   - reader: Looks on if the file has come further than it looked.
  public static func check(
    _ stamp: DisposableStamp?, by fingerprint: String, of reader: LedgerReader
  ) throws {
    if let stamp, stamp.fingerprint == fingerprint, stamp.ledgerID == reader.settings.ledgerID,
      stamp.epoch == Int64(reader.settings.epoch)
    {
      if stamp.position > reader.head.position { try reader.refresh() }
      if try reader.leaf(at: stamp.position)?.bytes == stamp.leaf { return }
    }
    throw LedgerFault.corrupt(position: nil, damage: .views)
  }

  /// Throws if SQLite finds something wrong with a file: found when it is opened, damage costs no
  /// more than making it anew.
  public static func checkPages(_ connection: Connection) throws {
    guard try connection.looksSound() else {
      throw LedgerFault.corrupt(position: nil, damage: .views)
    }
  }
}

/// What a file was made by and from.
public struct DisposableStamp {
  public let fingerprint: String
  public let ledgerID: String
  public let epoch: Int64
  /// The last event that is in it.
  public let position: LedgerPosition
  /// The leaf hash of that event.
  public let leaf: [UInt8]

  /// The columns `fingerprint`, `ledger_id`, `epoch`, and the position and its leaf hash of a row.
  public init(_ row: Statement) {
    fingerprint = row.text(0)
    ledgerID = row.text(1)
    epoch = row.integer(2)
    position = LedgerPosition(row.integer(3))
    leaf = row.bytes(4)
  }
}
