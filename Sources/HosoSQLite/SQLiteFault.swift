internal import CSQLite

/// What SQLite answered when it could not do what was asked.
public struct SQLiteFault: Error, Hashable, Sendable {
  /// SQLite's extended result code.
  ///
  /// Source: sqlite.org/rescode.html.
  public let code: Int32
  /// SQLite's own words, in English.
  public let message: String

  public init(code: Int32, message: String) {
    self.code = code
    self.message = message
  }

  init(connection: OpaquePointer?, code: Int32) {
    self.code = code
    if let connection, let text = sqlite3_errmsg(connection) {
      message = String(cString: text)
    } else {
      message = String(cString: sqlite3_errstr(code))
    }
  }

  /// The kind of trouble, as far as a person would act differently on it.
  public var cause: Cause {
    switch code & 0xff {
    case SQLITE_FULL: .diskFull
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .notPermitted
    case SQLITE_CANTOPEN: .cannotOpen
    case SQLITE_IOERR: .inputOutput
    default: .other
    }
  }

  /// What lies behind a fault.
  public enum Cause: Hashable, Sendable {
    case diskFull
    case busy
    case corrupt
    case notPermitted
    case cannotOpen
    case inputOutput
    case other
  }
}
