internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import NIOCore

/// By what days are counted, and which provinces are one by now.
struct WorklistRules: Sendable {
  let calendar: WorkingCalendar
  let zones: TransitZones
  let provinces: Provinces

  /// Those in force.
  init(_ tables: TableShelf) throws {
    calendar = try tables.calendar()
    zones = try tables.zones()
    provinces = try tables.provinces()
  }
}

/// A reader's index of what is to be done, with the versions of what it was made by.
struct KeptWorkIndex {
  let reader: LedgerReader
  private(set) var index: WorkIndex?
  private var versions: [String] = []

  init(_ reader: LedgerReader) { self.reader = reader }

  /// The same, opened anew if it was made by other rules.
  func made(by rules: WorklistRules) throws -> KeptWorkIndex {
    // Codes are judged by the office's settings, which anybody may change.
    let versions = [
      rules.calendar.version, rules.zones.version, "\(reader.settings.codes.receipts)",
    ]
    guard index == nil || versions != self.versions else { return self }
    var made = self
    made.index = try WorkIndex.open(reader, calendar: rules.calendar, zones: rules.zones)
    made.versions = versions
    return made
  }
}

/// What is to be done, on a thread of its own: what has to be judged first delays nobody else.
actor WorklistThread {
  private nonisolated let thread: CoreThread
  private var kept: KeptWorkIndex

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.executor }

  init(_ folder: LedgerFolder, thread: CoreThread) throws {
    self.thread = thread
    kept = KeptWorkIndex(try LedgerReader(opening: folder))
  }

  /// Asks what is, or was, to be done.
  ///
  /// - Parameter body: Makes something of the answer, on this thread.
  func ask<R: Sendable>(
    _ query: WorklistQuery, _ rules: WorklistRules,
    _ body: @Sendable (Worklist, LedgerReader) throws -> R
  ) throws -> R {
    try keepUp()
    let reader = kept.reader
    guard query.cutoff == nil else {
      let worklist = try Explainer(reader, provinces: rules.provinces)
        .worklist(query, calendar: rules.calendar, zones: rules.zones)
      return try body(worklist, reader)
    }
    kept = try kept.made(by: rules)
    do {
      guard let worklist = try kept.index?.worklist(query, provinces: rules.provinces)
      else { throw Problem.unexpected() }
      return try body(worklist, reader)
    } catch {
      // Whatever is wrong with the file, it is opened anew, or made anew, next time.
      kept = KeptWorkIndex(reader)
      throw error
    }
  }

  private func keepUp() throws {
    do {
      try kept.reader.refresh()
    } catch LedgerFault.replaced {
      kept = KeptWorkIndex(try LedgerReader(opening: kept.reader.folder))
    }
  }
}
