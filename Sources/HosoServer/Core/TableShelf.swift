internal import HosoDomain
internal import HosoExports
internal import NIOCore
internal import Synchronization

/// The dated tables in force, read anew now and then: an operator may have replaced one.
final class TableShelf: Sendable {
  private static let stale = TimeAmount.seconds(10)

  private struct Kept<Table> {
    let table: Table
    let readAt: NIODeadline
  }

  private let source: DatedTables
  private let provincesKept = Mutex<Kept<Provinces>?>(nil)
  private let calendarKept = Mutex<Kept<WorkingCalendar>?>(nil)
  private let zonesKept = Mutex<Kept<TransitZones>?>(nil)
  private let namesKept = Mutex<Kept<CodeNames>?>(nil)
  private let exportKept = Mutex<Kept<ExportTables>?>(nil)

  init(_ source: DatedTables) {
    self.source = source
  }

  func provinces() throws -> Provinces {
    try provincesKept.withLock { try TableShelf.table(&$0, source.provinces) }
  }

  func calendar() throws -> WorkingCalendar {
    try calendarKept.withLock { try TableShelf.table(&$0, source.calendar) }
  }

  func zones() throws -> TransitZones {
    try zonesKept.withLock { try TableShelf.table(&$0, source.zones) }
  }

  func names() throws -> CodeNames {
    try namesKept.withLock { try TableShelf.table(&$0, source.names) }
  }

  func export() throws -> ExportTables {
    try exportKept.withLock { try TableShelf.table(&$0, source.export) }
  }

  private static func table<Table>(
    _ kept: inout Kept<Table>?, _ read: () throws -> Table
  ) throws -> Table {
    let now = NIODeadline.now()
    if let kept, now < kept.readAt + stale { return kept.table }
    let table = try read()
    kept = Kept(table: table, readAt: now)
    return table
  }
}
