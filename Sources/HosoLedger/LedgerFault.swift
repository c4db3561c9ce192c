public import HosoDomain

/// What kept a ledger from doing what was asked.
///
/// Nothing was recorded when it is thrown.
public enum LedgerFault: Error, Hashable, Sendable {
  /// There is no ledger in this folder.
  case missing(path: String)
  /// There is one already.
  case exists(path: String)
  /// The folder for a new ledger holds something else.
  case folderNotEmpty(path: String)
  /// The file was not made by hoso.
  case notALedger(path: String)
  /// The ledger was written by a newer hoso than this one.
  case newerSchema(found: Int64, known: Int64)
  /// Another process kept the ledger's lock for longer than one waits.
  case busy(process: Int64?, seconds: Int)
  /// The file system refused; `code` is errno.
  case file(operation: FileOperation, path: String, code: Int32)
  /// A durability setting did not take; the ledger is not used without it.
  case settingRefused(name: String, value: String)
  /// A row cannot be what was written.
  case corrupt(position: LedgerPosition?, damage: Damage)
  /// A backfilled event would have been recorded before the ledger's head.
  case behindHead(recordedAt: RecordedAt, head: RecordedAt)
  /// The clock is not believed; a person has to say what time it is.
  case clock(ClockDoubt)
  /// The ledger's file was replaced while it was open; it has to be opened anew.
  case replaced(path: String)

  /// How a row is damaged.
  public enum Damage: Hashable, Sendable {
    /// The bytes are no event.
    case eventBytes
    /// The stored head contradicts itself or the events.
    case head
    /// A look-up led to an event that is not there.
    case index
    /// The views were made by other rules or from another history; they are made anew.
    case views
  }
}
