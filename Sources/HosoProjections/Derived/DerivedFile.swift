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
    try DisposableFile.checkPages(connection)
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
    let row = try connection.prepare(
      "SELECT fingerprint, ledger_id, epoch, position, leaf FROM cursor")
    let stamp = try row.step() ? DisposableStamp(row) : nil
    try DisposableFile.check(stamp, by: fingerprint, of: reader)
    return stamp?.position ?? .start
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
