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
  static let sql = """
    CREATE TABLE change_count(
      part TEXT PRIMARY KEY, number INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO change_count VALUES('access', 0), ('endpoints', 0);
    CREATE TRIGGER access_key_added AFTER INSERT ON access_key BEGIN
      UPDATE change_count SET number=number+1 WHERE part='access';
    END;
    CREATE TRIGGER access_key_changed AFTER UPDATE OF revision ON access_key BEGIN
      UPDATE change_count SET number=number+1 WHERE part='access';
    END;
    CREATE TRIGGER callback_secret_added AFTER INSERT ON callback_secret BEGIN
      UPDATE change_count SET number=number+1 WHERE part='access';
    END;
    CREATE TRIGGER callback_secret_changed AFTER UPDATE ON callback_secret BEGIN
      UPDATE change_count SET number=number+1 WHERE part='access';
    END;
    CREATE TRIGGER endpoint_added AFTER INSERT ON endpoint BEGIN
      UPDATE change_count SET number=number+1 WHERE part='endpoints';
    END;
    CREATE TRIGGER endpoint_changed AFTER UPDATE ON endpoint BEGIN
      UPDATE change_count SET number=number+1 WHERE part='endpoints';
    END;
    CREATE TRIGGER directive_added AFTER INSERT ON directive BEGIN
      UPDATE change_count SET number=number+1 WHERE part='endpoints';
    END;
    CREATE TRIGGER replay_added AFTER INSERT ON replay BEGIN
      UPDATE change_count SET number=number+1 WHERE part='endpoints';
    END;
    """
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
