internal import HosoSQLite

/// A part of the operational state that others keep in memory.
public enum StatePart: String, Hashable, Sendable {
  /// Keys, and what agencies sign their callbacks with; not when they were last used.
  case access
  /// Endpoints, and what people asked of their deliveries.
  case endpoints
}

/// How often each part was changed, by whichever process: counted by the tables themselves, so that
/// no change can forget it.
enum ChangeCountTables {
  /// Whenever one of these happens to a table, what was read of a part is no longer current.
  private static let changes: [(name: String, change: String, part: StatePart)] = [
    ("access_key_added", "INSERT ON access_key", .access),
    ("access_key_changed", "UPDATE OF revision ON access_key", .access),
    ("callback_secret_added", "INSERT ON callback_secret", .access),
    ("callback_secret_changed", "UPDATE ON callback_secret", .access),
    ("endpoint_added", "INSERT ON endpoint", .endpoints),
    ("endpoint_changed", "UPDATE ON endpoint", .endpoints),
    ("directive_added", "INSERT ON directive", .endpoints),
    ("replay_added", "INSERT ON replay", .endpoints),
  ]

  static let sql = """
    CREATE TABLE change_count(
      part TEXT PRIMARY KEY, number INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO change_count VALUES('access', 0), ('endpoints', 0);
    """
    + changes.map { name, change, part in
      """
      CREATE TRIGGER \(name) AFTER \(change) BEGIN
        UPDATE change_count SET number=number+1 WHERE part='\(part.rawValue)';
      END;
      """
    }.joined(separator: "\n")
}

extension DeliveryStore {
  /// Changes whenever a part does, in this process or another; tells whether what was read of it is
  /// still current.
  public func changes(of part: StatePart) throws -> Int64 {
    let row = try statement("SELECT number FROM change_count WHERE part=?1")
    defer { row.reset() }
    try row.bind(part.rawValue, at: 1)
    guard try row.step() else { throw DeliveryFault.corrupt(.changeCount) }
    return row.integer(0)
  }
}
