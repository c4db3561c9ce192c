import HosoSQLite

@testable import HosoState

extension DeliveryStore {
  /// Fills a table of one row up to so many with copies of it, faster than by asking for each.
  ///
  /// - Parameter changes: What is otherwise in a copy, by column: SQL, where `copy` is its number.
  func copyRow(of table: String, upTo last: Int, changing changes: [String: String]) throws {
    let names = try connection.prepare("SELECT name FROM pragma_table_info('\(table)')")
    var columns: [String] = []
    while try names.step() { columns.append(names.text(0)) }
    let values = columns.map { changes[$0] ?? $0 }
    try connection.execute(
      """
      WITH RECURSIVE copies(copy) AS (
        SELECT 2 UNION ALL SELECT copy + 1 FROM copies WHERE copy < \(last))
      INSERT INTO \(table)(\(columns.joined(separator: ",")))
      SELECT \(values.joined(separator: ",")) FROM \(table), copies
      """)
  }
}
