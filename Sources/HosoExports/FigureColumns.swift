public import HosoDomain
public import HosoProjections

/// What growth compares with.
public enum GrowthBase: CaseIterable, Hashable, Sendable {
  /// The quarter before; quarters only.
  case quarterBefore
  /// The same period a year before.
  case yearBefore

  var name: String {
    switch self {
    case .quarterBefore: "qoq"
    case .yearBefore: "yoy"
    }
  }
}

/// One column of the figures: the only place that says what it is called and how it is computed.
public enum FigureColumn: Hashable, Sendable {
  case count(FigureCount)
  /// In time, of those resolved that had a due date.
  case onTimeOfResolved
  /// Settled in time or open and not due, of all the agency had.
  ///
  /// Source: QĐ 766/QĐ-TTg (2022), index 2.1.
  case onTime766
  case growth(FigureCount, GrowthBase)
  /// Dossiers with events but no entry; on rows of the nation only.
  case orphans
  /// Whether the period was over at the cutoff: `ended` or `not_ended`.
  case periodStatus

  /// The columns after those that name the row, in the order of every file.
  public static let all: [FigureColumn] =
    FigureCount.columns.map { .count($0) } + [.onTimeOfResolved, .onTime766]
    + grown.flatMap { count in GrowthBase.allCases.map { .growth(count, $0) } }
    + [.orphans, .periodStatus]

  /// The columns of an export's tables of throughput: what form II.06a counts is in a file of its
  /// own, beside the shares that are made of it.
  static let throughput: [FigureColumn] =
    FigureCount.columns.map { .count($0) } + [.onTimeOfResolved]
    + grown.flatMap { count in GrowthBase.allCases.map { .growth(count, $0) } }

  private static let grown: [FigureCount] = [.pickups, .deliveries, .returns, .handled]

  public var name: String {
    switch self {
    case .count(let count): count.name
    case .onTimeOfResolved: "on_time_of_resolved_pct"
    case .onTime766: "on_time_766_pct"
    case .growth(let count, let base): "\(count.name)_\(base.name)_pct"
    case .orphans: FigureCount.orphans.name
    case .periodStatus: "period_status"
    }
  }

  var kind: ExportColumn.Kind {
    switch self {
    case .count, .orphans: .count
    case .onTimeOfResolved, .onTime766, .growth: .percent
    case .periodStatus: .text
    }
  }

  /// What is counted; nil for shares and words.
  var unit: CountDefinition.Unit? {
    switch self {
    case .count(let count): count.unit
    case .orphans: FigureCount.orphans.unit
    case .onTimeOfResolved, .onTime766, .growth, .periodStatus: nil
    }
  }
}

/// One cell of a table.
public enum FigureValue: Hashable, Sendable {
  case text(String)
  case count(Int64)
  /// Computed exactly and rounded once, with a point.
  case percent(String)
  /// Not applicable.
  case empty

  /// As every form that has no types writes it.
  var text: String {
    switch self {
    case .text(let text), .percent(let text): text
    case .count(let count): String(count)
    case .empty: ""
    }
  }

  init(percent text: String?) {
    self = text.map { .percent($0) } ?? .empty
  }
}

/// One row of the figures: what is counted, and what it is compared with.
public struct FigureLine: Sendable {
  /// Percentages have this many digits after the point.
  static let decimals = 1

  public let period: Period
  /// Whether the period was over at the cutoff; what was not is compared with nothing.
  public let hasEnded: Bool
  /// Whether growth is told at all; a publication may have more reasons not to.
  var isCompared: Bool
  /// What the row is about, one text for each column that says so.
  public let group: [String]
  var counts: NamedCounts
  let previous: NamedCounts?
  let yearBefore: NamedCounts?
  let orphans: Int64?

  /// - Parameters:
  ///   - group: Replaces the row's own texts, where a table names groups otherwise.
  ///   - orphans: Only for a row of the nation.
  init(_ row: FigureRow, group: [String]? = nil, orphans: Int64? = nil) {
    period = row.period
    hasEnded = row.hasEnded
    isCompared = row.hasEnded
    self.group = group ?? row.group
    counts = NamedCounts(row.counts)
    previous = row.previous.map(NamedCounts.init)
    yearBefore = row.yearBefore.map(NamedCounts.init)
    self.orphans = orphans
  }

  /// Whether the period was over, as a word for programs.
  public var status: String { hasEnded ? "ended" : "not_ended" }

  /// Whether the row says anything: those of form II.06a, which it does not show, do not count.
  var isShown: Bool {
    orphans != nil || FigureCount.columns.contains { counts[$0] != 0 }
  }

  public subscript(count: FigureCount) -> Int64 { counts[count] }

  public func value(of column: FigureColumn) -> FigureValue {
    switch column {
    case .count(let count): .count(counts[count])
    case .onTimeOfResolved:
      share(
        counts[.early] + counts[.onTime],
        of: counts[.early] + counts[.onTime] + counts[.late])
    case .onTime766: share(counts[.c8] + counts[.c9] + counts[.c12], of: counts[.c3])
    case .growth(let count, .quarterBefore): growth(of: count, since: previous)
    case .growth(let count, .yearBefore): growth(of: count, since: yearBefore)
    case .orphans: orphans.map { .count($0) } ?? .empty
    case .periodStatus: .text(status)
    }
  }

  /// Settled in time or without a due date, of all that were settled.
  ///
  /// Source: TT 01/2020/TT-VPCP, form II.06a: (c8 + c9) / c7.
  var formOnTime: FigureValue { share(counts[.c8] + counts[.c9], of: counts[.c7]) }

  /// Growth of legs on the year before, of each working day.
  func growthPerWorkingDay(now: Int, yearBefore days: Int) -> FigureValue {
    guard isCompared, let yearBefore else { return .empty }
    return FigureValue(
      percent: growthText(
        now: counts[.handled] * Int64(days), before: yearBefore[.handled] * Int64(now),
        decimals: FigureLine.decimals))
  }

  private func share(_ part: Int64, of whole: Int64) -> FigureValue {
    FigureValue(
      percent: percentText(
        numerator: part, denominator: whole, decimals: FigureLine.decimals))
  }

  private func growth(of count: FigureCount, since before: NamedCounts?) -> FigureValue {
    guard isCompared else { return .empty }
    return FigureValue(
      percent: before.flatMap {
        growthText(now: counts[count], before: $0[count], decimals: FigureLine.decimals)
      })
  }
}
