internal import Glibc
public import HosoLedger
internal import HosoSQLite

/// The operational state as rows, to be backed up and put back.
///
/// A row with a table's name and those of its columns comes before the rows of the table, and is
/// numbered 0.
extension DeliveryStore {
  /// What can be done without: a log of what was delivered, and a count of an hour's calls.
  private static let leftOut: Set = ["attempt", "host_call"]

  /// The version of the tables of this program.
  public static var tablesVersion: Int64 { DeliverySchema.version }

  /// Whether a ledger has any operational state.
  public static func isThere(for folder: LedgerFolder) -> Bool {
    access(folder.deliveriesPath, F_OK) == 0
  }

  /// Hands over every row that cannot be made again, as they were at one moment.
  public func forEachKeptRow(_ body: (PackRow, Int64) throws -> Void) throws {
    try connection.execute("BEGIN")
    defer { connection.rollback() }
    for table in try tables() where !DeliveryStore.leftOut.contains(table) {
      let columns = try columns(of: table)
      try body(PackRow(([table] + columns).map { .text($0) }), 0)
      let rows = try connection.prepare(
        "SELECT \(columns.joined(separator: ", ")) FROM \(table)")
      var number: Int64 = 0
      while try rows.step() {  // Bounded by the rows of the table.
        number += 1
        let values = columns.indices.map { rows.value(Int32($0)) }
        try body(PackRow(values), number)
      }
    }
  }

  private func tables() throws -> [String] {
    let rows = try connection.prepare(
      "SELECT name FROM sqlite_schema WHERE type='table' ORDER BY rowid")
    var names: [String] = []
    while try rows.step() { names.append(rows.text(0)) }  // Bounded by the tables.
    return names
  }

  private func columns(of table: String) throws -> [String] {
    let rows = try connection.prepare("SELECT name FROM pragma_table_info(?1)")
    try rows.bind(table, at: 1)
    var names: [String] = []
    while try rows.step() { names.append(rows.text(0)) }  // Bounded by the columns.
    return names
  }

  /// Makes the operational state of a ledger that has none from the rows of a backup.
  ///
  /// - Parameters:
  ///   - version: Which tables the rows are of.
  ///   - feed: Hands over every row with its number, in the order in which they were taken.
  /// - Returns: The state, with its tables brought up to date.
  /// - Throws: `DeliveryFault.corrupt` for a row that fits no table.
  public static func restore(
    to folder: LedgerFolder, version: Int64,
    _ feed: ((PackRow, Int64) throws -> Void) throws -> Void
  ) throws -> DeliveryStore {
    guard 1...DeliverySchema.version ~= version else {
      throw LedgerFault.newerSchema(found: version, known: DeliverySchema.version)
    }
    let store = try DeliveryStore(of: folder, tablesThrough: version)
    try store.write {
      try store.connection.execute("PRAGMA defer_foreign_keys=1")
      let known = Set(try store.tables())
      var insert: (statement: Statement, count: Int)?
      try feed { row, number in
        if number == 0 {
          insert = try store.insertion(row, known)
        } else if let insert, insert.count == row.values.count {
          try insert.statement.bind(row)
        } else {
          throw DeliveryFault.corrupt(.restored)
        }
      }
    }
    return try DeliveryStore(of: folder)
  }

  /// A statement that puts rows into the table that a row names.
  private func insertion(_ names: PackRow, _ known: Set<String>) throws -> (Statement, Int) {
    let texts = names.values.compactMap { value in
      if case .text(let text) = value { text } else { nil }
    }
    guard let table = texts.first, known.contains(table), texts.count == names.values.count,
      case let columns = texts.dropFirst(), !columns.isEmpty,
      Set(columns).isSubset(of: try self.columns(of: table))
    else { throw DeliveryFault.corrupt(.restored) }
    // What the tables began with gives way, such as counts of changes.
    try connection.execute("DELETE FROM \(table)")
    let places = columns.indices.map { "?\($0)" }.joined(separator: ", ")
    let insert = try connection.prepare(
      "INSERT INTO \(table)(\(columns.joined(separator: ", "))) VALUES(\(places))")
    return (insert, columns.count)
  }
}

extension Statement {
  /// The column's value, whatever its kind.
  fileprivate func value(_ column: Int32) -> PackRow.Value {
    switch kind(of: column) {
    case .null: .null
    case .integer: .integer(integer(column))
    case .text: .text(text(column))
    case .bytes: .bytes(bytes(column))
    }
  }

  /// Runs the statement with a row's values as its parameters.
  fileprivate func bind(_ row: PackRow) throws {
    for (index, value) in zip(Int32(1)..., row.values) {
      switch value {
      case .null: try bindNull(at: index)
      case .integer(let number): try bind(number, at: index)
      case .text(let text): try bind(text, at: index)
      case .bytes(let bytes): try bind(bytes, at: index)
      }
    }
    try run()
  }
}
