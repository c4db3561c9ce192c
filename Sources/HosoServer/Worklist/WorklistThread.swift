internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import NIOCore

/// By what days are counted, and which provinces are one by now.
struct WorklistRules: Sendable {
  let calendar: WorkingCalendar
  let zones: TransitZones
  let provinces: Provinces
}

/// What is to be done, on a thread of its own: what has to be judged first delays nobody else.
actor WorklistThread {
  private nonisolated let thread: CoreThread
  private var reader: LedgerReader
  private var index: Kept?

  /// An index with the versions of the tables that it was made by.
  private struct Kept {
    let index: WorkIndex
    let versions: [String]
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.executor }

  init(_ folder: LedgerFolder, thread: CoreThread) throws {
    self.thread = thread
    reader = try LedgerReader(opening: folder)
  }

  /// Asks what is, or was, to be done.
  ///
  /// - Parameter body: Makes something of the answer, on this thread.
  func ask<R: Sendable>(
    _ query: WorklistQuery, _ rules: WorklistRules,
    _ body: @Sendable (Worklist, LedgerReader) throws -> R
  ) throws -> R {
    try keepUp()
    guard query.cutoff == nil else {
      let worklist = try Explainer(reader, provinces: rules.provinces)
        .worklist(query, calendar: rules.calendar, zones: rules.zones)
      return try body(worklist, reader)
    }
    let index = try index(rules)
    do {
      return try body(try index.worklist(query, provinces: rules.provinces), reader)
    } catch {
      // Whatever is wrong with the file, it is opened anew, or made anew, next time.
      self.index = nil
      throw error
    }
  }

  private func index(_ rules: WorklistRules) throws -> WorkIndex {
    // Codes are judged by the office's settings, which anybody may change.
    let versions = [
      rules.calendar.version, rules.zones.version, "\(reader.settings.codes.receipts)",
    ]
    if let kept = index, kept.versions == versions { return kept.index }
    let made = try WorkIndex.open(reader, calendar: rules.calendar, zones: rules.zones)
    index = Kept(index: made, versions: versions)
    return made
  }

  private func keepUp() throws {
    do {
      try reader.refresh()
    } catch LedgerFault.replaced {
      reader = try LedgerReader(opening: reader.folder)
      index = nil
    }
  }
}
