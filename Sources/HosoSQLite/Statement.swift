internal import CSQLite

/// A prepared statement.
///
/// Parameters count from 1, columns from 0, as in SQLite.
public final class Statement {
  private let connection: Connection
  private let handle: OpaquePointer

  init(connection: Connection, sql: String) throws(SQLiteFault) {
    self.connection = connection
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else {
      throw SQLiteFault(connection: connection.handle, code: code)
    }
    handle = prepared
  }

  deinit {
    countSteps()
    sqlite3_finalize(handle)
  }

  /// Moves to the next row; false when there is none left.
  public func step() throws(SQLiteFault) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let fault = SQLiteFault(connection: connection.handle, code: code)
      sqlite3_reset(handle)
      throw fault
    }
  }

  /// Runs to the end and makes the statement ready for the next use.
  public func run() throws(SQLiteFault) {
    while try step() {}  // Bounded by the rows of the answer.
    reset()
  }

  /// Makes the statement ready for the next use; parameters keep their values.
  public func reset() {
    countSteps()
    sqlite3_reset(handle)
  }

  private func countSteps() {
    connection.steps += Int64(sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_VM_STEP, 1))
  }

  /// Makes every parameter null.
  public func clear() {
    sqlite3_clear_bindings(handle)
  }

  private func check(_ code: Int32) throws(SQLiteFault) {
    guard code == SQLITE_OK else { throw SQLiteFault(connection: connection.handle, code: code) }
  }

  public func bind(_ value: Int64, at index: Int32) throws(SQLiteFault) {
    try check(sqlite3_bind_int64(handle, index, value))
  }

  /// Binds a number, or null where there is none.
  public func bind(_ value: Int64?, at index: Int32) throws(SQLiteFault) {
    guard let value else { return try bindNull(at: index) }
    try bind(value, at: index)
  }

  /// Binds a text, or null where there is none.
  public func bind(_ text: String?, at index: Int32) throws(SQLiteFault) {
    guard let text else { return try bindNull(at: index) }
    try bind(text, at: index)
  }

  public func bindNull(at index: Int32) throws(SQLiteFault) {
    try check(sqlite3_bind_null(handle, index))
  }

  public func bind(_ text: String, at index: Int32) throws(SQLiteFault) {
    var text = text
    let code = text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { characters in
        hoso_sqlite3_bind_text_copy(handle, index, characters.baseAddress, Int32(utf8.count))
      }
    }
    try check(code)
  }

  /// Binds a copy of the bytes.
  public func bind(_ bytes: UnsafeRawBufferPointer, at index: Int32) throws(SQLiteFault) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else {
      return try check(sqlite3_bind_zeroblob(handle, index, 0))
    }
    try check(hoso_sqlite3_bind_blob_copy(handle, index, base, Int32(bytes.count)))
  }

  public func bind(_ bytes: [UInt8], at index: Int32) throws(SQLiteFault) {
    let code = bytes.withUnsafeBytes { raw -> Int32 in
      guard let base = raw.baseAddress, !raw.isEmpty else {
        return sqlite3_bind_zeroblob(handle, index, 0)
      }
      return hoso_sqlite3_bind_blob_copy(handle, index, base, Int32(raw.count))
    }
    try check(code)
  }

  public func integer(_ column: Int32) -> Int64 {
    sqlite3_column_int64(handle, column)
  }

  /// The column's number; nil for null.
  public func optionalInteger(_ column: Int32) -> Int64? {
    isNull(column) ? nil : integer(column)
  }

  /// The column's text; nil for null.
  public func optionalText(_ column: Int32) -> String? {
    isNull(column) ? nil : text(column)
  }

  public func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  /// The kinds of values that are stored here.
  public enum Kind: Hashable, Sendable {
    case null
    case integer
    case text
    case bytes
  }

  /// What kind of value the column has; a number with a fraction, which no table has, is text.
  public func kind(of column: Int32) -> Kind {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer
    case SQLITE_BLOB: .bytes
    default: .text
    }
  }

  public func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The column's bytes in place: valid only inside the closure.
  public func withBytes<R, Fault: Error>(
    _ column: Int32, _ body: (UnsafeRawBufferPointer) throws(Fault) -> R
  ) throws(Fault) -> R {
    let start = sqlite3_column_blob(handle, column)
    let count = start == nil ? 0 : Int(sqlite3_column_bytes(handle, column))
    return try body(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// A copy of the column's bytes.
  public func bytes(_ column: Int32) -> [UInt8] {
    withBytes(column) { [UInt8]($0) }
  }
}
