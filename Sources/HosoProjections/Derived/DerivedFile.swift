internal import Glibc
internal import HosoCrypto
internal import HosoDomain
internal import HosoLedger
internal import HosoSQLite

/// A file beside the ledger that holds what can be computed from it, and how far it has come.
///
/// A cursor over the ledger like any other reader: what the file holds is a function of the events
/// through its position, and deleting it loses nothing. Belongs to one thread.
/// What it throws: `LedgerFault`, or `SQLiteFault`.
final class DerivedFile {
  let connection: Connection
  private let reader: LedgerReader
  /// Changes with the rules or the layout, so that older files are built anew.
  private let fingerprint: String

  /// Opens what is kept at a path, making or remaking it where it is missing or of no use.
  static func open<Store>(_ path: String, _ make: (String) throws -> Store) throws -> Store {
    do {
      return try make(path)
    } catch let fault where isDisposable(fault) {
      for suffix in ["", "-journal"] { unlink(path + suffix) }
      return try make(path)
    }
  }

  /// Whether a file that cannot be used is to be made anew: it is damaged, or was made by other
  /// rules or from another history.
  ///
  /// A full disk or a busy file is no reason.
  private static func isDisposable(_ fault: any Error) -> Bool {
    if let fault = fault as? SQLiteFault { return fault.cause == .corrupt || fault.cause == .other }
    if case LedgerFault.corrupt(_, .views) = fault { return true }
    return false
  }

  /// - Parameters:
  ///   - path: `:memory:` for one that is compared with what is on disk.
  ///   - schema: The tables beside the cursor's.
  init(path: String, reader: LedgerReader, fingerprint: String, schema: String) throws {
    self.reader = reader
    self.fingerprint = fingerprint
    if path != ":memory:" { try LedgerFolder.makePrivateFile(path) }
    connection = try Connection(path: path, access: .readWrite)
    // Before anything else: whoever brings the file up to date has it locked for a moment.
    connection.wait(milliseconds: 600_000)
    // A rollback journal: readers of this file are few, and it is no place for two writers.
    try connection.execute("PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=NORMAL")
    try write {
      if try connection.integer("SELECT count(*) FROM sqlite_schema") == 0 { try create(schema) }
      _ = try position()
    }
    // Found before anybody asks, damage costs no more than making the file anew.
    guard try connection.looksSound() else {
      throw LedgerFault.corrupt(position: nil, damage: .views)
    }
  }

  private func create(_ schema: String) throws {
    try connection.execute(
      """
      CREATE TABLE cursor(
        one INTEGER PRIMARY KEY CHECK(one = 1), fingerprint TEXT NOT NULL, ledger_id TEXT NOT NULL,
        epoch INTEGER NOT NULL, position INTEGER NOT NULL, leaf BLOB NOT NULL
      ) STRICT;
      """ + schema)
    let insert = try connection.prepare("INSERT INTO cursor VALUES(1, ?1, ?2, ?3, 0, ?4)")
    try insert.bind(fingerprint, at: 1)
    try insert.bind(reader.settings.ledgerID, at: 2)
    try insert.bind(Int64(reader.settings.epoch), at: 3)
    try insert.bind(Digest.zero.bytes, at: 4)
    try insert.run()
  }

  /// The last event that the file holds.
  ///
  /// - Throws: `LedgerFault.corrupt` if it was made from something else.
  func position() throws -> LedgerPosition {
    let cursor = try connection.prepare(
      "SELECT fingerprint, ledger_id, epoch, position, leaf FROM cursor")
    guard try cursor.step(), cursor.text(0) == fingerprint,
      cursor.text(1) == reader.settings.ledgerID,
      cursor.integer(2) == Int64(reader.settings.epoch)
    else { throw LedgerFault.corrupt(position: nil, damage: .views) }
    let found = LedgerPosition(cursor.integer(3))
    // Somebody else may have brought it further than this reader has looked.
    if found > reader.head.position { try reader.refresh() }
    guard try reader.leaf(at: found)?.bytes == cursor.bytes(4) else {
      throw LedgerFault.corrupt(position: found, damage: .views)
    }
    return found
  }

  /// Notes, as part of what is being written, how far the file has come.
  func move(to end: LedgerPosition) throws {
    guard let leaf = try reader.leaf(at: end) else {
      throw LedgerFault.corrupt(position: end, damage: .head)
    }
    let update = try connection.prepare("UPDATE cursor SET position=?1, leaf=?2")
    try update.bind(end.number, at: 1)
    try update.bind(leaf.bytes, at: 2)
    try update.run()
  }

  /// Changes the file all at once, or, if `body` throws, not at all.
  func write<R>(_ body: () throws -> R) throws -> R {
    try connection.execute("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try connection.execute("COMMIT")
      return result
    } catch {
      connection.rollback()
      throw error
    }
  }

  /// Runs `body` while the file stands still, whoever else writes meanwhile.
  func snapshot<R>(_ body: () throws -> R) throws -> R {
    try connection.execute("BEGIN")
    defer { connection.rollback() }
    return try body()
  }
}
