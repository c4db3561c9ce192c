internal import HosoDomain
internal import HosoSQLite

/// What a backup takes of a ledger beside its events.
extension LedgerReader {
  /// Every setting as it is stored, but the ledger's id.
  func storedSettings() throws -> [BackupHead.Setting] {
    let statement = try store.connection.prepare("SELECT name, value FROM setting ORDER BY name")
    var settings: [BackupHead.Setting] = []
    while try statement.step() {  // Bounded by the rows of the answer.
      guard SettingName(rawValue: statement.text(0)) != nil else { continue }
      settings.append(BackupHead.Setting(name: statement.text(0), value: statement.text(1)))
    }
    return settings
  }

  /// Hands over what was set aside of events through the head, in an order that stays.
  func forEachAsideRow(
    _ body: (LedgerPosition, RecordedAt, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let statement = try store.connection.prepare(
      """
      SELECT known_position, seen_at, bytes FROM set_aside WHERE known_position<=?1
      ORDER BY seen_at, hash
      """)
    try statement.bind(head.position.number, at: 1)
    while try statement.step() {  // Bounded by the rows of the answer.
      let known = LedgerPosition(statement.integer(0))
      let seenAt = RecordedAt(microseconds: statement.integer(1))
      try statement.withBytes(2) { bytes in try body(known, seenAt, bytes) }
    }
  }

  /// The version of the tables.
  func schemaVersion() throws -> Int64 {
    try store.connection.integer("PRAGMA user_version") ?? 0
  }
}
