public import HosoDomain
public import HosoLedger

/// What to count dossiers by.
public enum Grouping: String, CaseIterable, Hashable, Sendable {
  case province
  case service
  case channel
  case agency
  case office
}

/// A question for the figures.
public struct FiguresQuery: Sendable {
  public var periods: [Period]
  public var groupings: [Grouping]
  /// Only what was recorded strictly before this counts; nil means everything there is.
  public var cutoff: RecordedAt?
  /// Whether a period that has not ended, or that has no name, is compared by its days that are
  /// over with the same days of the year before.
  public var sameDays: Bool
  /// Whether rows have what their growth compares with.
  public var compares = true

  public init(
    periods: [Period], groupings: [Grouping] = [], cutoff: RecordedAt? = nil,
    sameDays: Bool = false
  ) {
    self.periods = periods
    self.groupings = groupings
    self.cutoff = cutoff
    self.sameDays = sameDays
  }
}

/// The figures of some periods as known at a moment.
public struct Figures: Sendable {
  public let groupings: [Grouping]
  /// The cutoff: asking again with it gives the same figures for ever.
  public let asOf: RecordedAt
  /// The last position that counts.
  public let position: LedgerPosition
  /// Dossiers with events but no entry, over the whole ledger at the cutoff.
  public let orphans: Int64
  public let rows: [FigureRow]
}

/// One period and group.
public struct FigureRow: Sendable {
  public let period: Period
  /// Whether the period's last day was over at the cutoff.
  public let hasEnded: Bool
  /// One text for each grouping, `unknown` where nothing is known.
  public let group: [String]
  public let counts: FigureCounts
  /// The quarter before; nil where there is no such comparison.
  public let previous: FigureCounts?
  /// The same period a year before; nil where there is no such comparison.
  public let yearBefore: FigureCounts?
}

extension Figures {
  /// A count of a row; nil for orphans of anything but the nation, which nobody counts.
  public func value(of count: FigureCount, in row: FigureRow) -> Int64? {
    guard count == .orphans else { return row.counts[count] }
    return groupings.isEmpty ? orphans : nil
  }
}

extension Views {
  /// Answers a question from the cube.
  ///
  /// Replays nothing but the dossiers touched on the day of the cutoff. O(cells) otherwise.
  public func figures(_ query: FiguresQuery, provinces: Provinces) throws -> Figures {
    try figures([query], provinces: provinces)[0]
  }

  /// Answers several questions that have one cutoff: goes through the cube once, and judges the day
  /// of the cutoff once.
  public func figures(_ queries: [FiguresQuery], provinces: Provinces) throws -> [Figures] {
    precondition(Set(queries.map(\.cutoff)).count == 1, "Answers are as known at one moment.")
    try keepUp(before: queries[0].cutoff)
    return try snapshot { try answer(queries, provinces: provinces) }
  }

  /// The cutoff behind which everything lies that the views hold.
  public func moment() throws -> RecordedAt {
    try keepUp()
    return try snapshot { try cutoffScope(nil).asOf }
  }

  private func answer(_ queries: [FiguresQuery], provinces: Provinces) throws -> [Figures] {
    let scope = try cutoffScope(queries[0].cutoff)
    let periods = queries.map { query in
      query.periods.map { period in
        guard query.compares else { return ComparedPeriod(alone: period, cutoff: scope.asOf) }
        return query.sameDays
          ? ComparedPeriod(daysOf: period, cutoff: scope.asOf)
          : ComparedPeriod(period, cutoff: scope.asOf)
      }
    }
    var folds = zip(queries, periods).map { FigureFold(periods: $1, groupings: $0.groupings) }
    try forEachCell(of: scope) { cell, groups in
      for index in folds.indices { folds[index].add(cell, groups: groups) }
    }
    return zip(folds, periods).map { fold, periods in
      Figures(
        groupings: fold.groupings, asOf: scope.asOf, position: scope.last, orphans: fold.orphans,
        rows: fold.rows(of: periods, provinces: provinces))
    }
  }

  /// Hands over the cells that are known before a cutoff, with their groups.
  private func forEachCell(
    of scope: CutoffScope, _ body: (CubeCell, GroupTable) -> Void
  ) throws {
    var table = groups
    var differences = Differences()
    if !scope.partial.isEmpty {
      var engine = DifferenceEngine(reader: reader, groups: groups)
      let corrections = try reader.corrections(
        ofEventsAfter: scope.partial.first, through: scope.partial.last)
      differences = try engine.differences(
        after: scope.partial.first, through: scope.partial.last, corrections: corrections)
      table = engine.groups
    }
    try forEachCell(knownBefore: scope.wholeDaysBefore) { body($0, table) }
    for cells in differences.cellsByDay.values {
      for cell in cells { body(cell, table) }
    }
  }

  /// Which part of the cube is known before a cutoff, and which stretch must be judged again.
  private func cutoffScope(_ cutoff: RecordedAt?) throws -> CutoffScope {
    guard let headAt = try reader.recordedAt(of: position) else {
      let asOf = cutoff ?? RecordedAt(microseconds: 0)
      return CutoffScope(asOf: asOf, last: .start, wholeDaysBefore: .min, partial: .none)
    }
    let asOf = cutoff ?? RecordedAt(microseconds: headAt.microseconds + 1)
    let last = min(position, try reader.lastPosition(recordedBefore: asOf))
    let day = LocalDate(vietnam: asOf)
    if last == position {
      return CutoffScope(asOf: asOf, last: last, wholeDaysBefore: .max, partial: .none)
    }
    let first = try reader.lastPosition(recordedBefore: day.startRecordedAt)
    return CutoffScope(
      asOf: asOf, last: last, wholeDaysBefore: day.dayNumber,
      partial: CutoffScope.Stretch(first: first, last: last))
  }
}

private struct CutoffScope {
  let asOf: RecordedAt
  let last: LedgerPosition
  /// Whole days of recording before this one count as they are in the cube.
  let wholeDaysBefore: Int32
  let partial: Stretch

  struct Stretch {
    let first: LedgerPosition
    let last: LedgerPosition
    static let none = Stretch(first: .start, last: .start)
    var isEmpty: Bool { first >= last }
  }
}
