internal import HosoDomain
internal import HosoProjections

/// What everybody is told of a level's groups.
///
/// Fewer counts than in house: what hangs together with others by a sum would tell of them.
struct PublicLevel {
  /// The counts that are judged, each by itself: no sum joins them.
  static let measures: [FigureCount] = [
    .pickups, .deliveries, .returns, .early, .onTime, .late,
  ]
  /// Procedures that are rare are told of together.
  static let others = "OTHER"

  let level: FigureLevel
  /// Groups and their counts, in the order of rows.
  private let rows: [(group: String, counts: NamedCounts)]
  private let hidden: [FigureCount: Set<String>]

  /// - Parameter publications: The level's rows in each publication of the period, the earliest
  ///   first; the last one is the one that is written now.
  init(_ level: FigureLevel, publications: [[FigureLine]], cells: SmallCells) {
    self.level = level
    let place = Throughput.groupings.firstIndex { level.groupings.contains($0) } ?? 0
    let folded = publications.map { lines in
      let folds = level == .service && PublicLevel.mayFold(lines, cells)
      return lines.reduce(into: [String: NamedCounts]()) { groups, line in
        let isRare = folds && PublicLevel.present(line) < cells.threshold
        let group = isRare ? PublicLevel.others : line.group[place]
        groups[group, default: NamedCounts()].add(line.counts)
      }
    }
    hidden = PublicLevel.measures.reduce(into: [:]) { hidden, measure in
      let columns = folded.map { $0.mapValues { $0[measure] } }
      hidden[measure] = PublicColumn(columns, cells: cells).hidden
    }
    rows = (folded.last ?? [:]).sorted { PublicLevel.precedes($0.key, $1.key) }
      .map { ($0.key, $0.value) }
  }

  /// Dossiers that there were at all: no count that is told, so that being told of says nothing
  /// about one.
  private static func present(_ line: FigureLine) -> Int64 { line[.opening] + line[.entered] }

  /// Whether there are enough dossiers beside those picked up that any group may have some of them.
  private static func mayFold(_ lines: [FigureLine], _ cells: SmallCells) -> Bool {
    let others = lines.reduce(Int64(0)) { $0 + present($1) - $1[.pickups] }
    return others >= Int64(lines.count) * cells.threshold
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    if left == right { return false }
    if left == others || right == others { return right == others }
    return RowHead.precedes(left, right)
  }

  /// Whether a group's count is told.
  func tells(_ count: FigureCount, of group: String) -> Bool {
    count == .handled
      ? tells(.pickups, of: group) && tells(.returns, of: group)
      : hidden[count]?.contains(group) == false
  }

  /// The groups of which anything is told: a row that says nothing would say that there was
  /// something.
  var told: [(group: String, counts: NamedCounts)] {
    rows.filter { row in
      PublicLevel.measures.contains { tells($0, of: row.group) && row.counts[$0] > 0 }
    }
  }
}

/// The throughput of a level as everybody gets it.
struct PublicTable: ExportDocument {
  static let counts: [FigureCount] = [
    .pickups, .deliveries, .returns, .handled, .early, .onTime, .late,
  ]

  /// The column that names what the row does not tell.
  static let suppressedName = "suppressed"

  let head: RowHead
  let level: PublicLevel
  let tables: ExportTables

  var name: String { "throughput-" + level.level.rawValue }
  var key: [String] { ["period", "level"] + level.level.groupings.map(\.rawValue) }
  let isSummable = false
  var title: Said { ColumnWords.throughput }

  var columns: [ExportColumn] {
    RowHead.columns + level.level.groupings.flatMap(ExportColumn.named)
      + PublicTable.counts.map { ExportColumn($0.name, $0.title, .count, unit: $0.unit) }
      + [
        ExportColumn(
          FigureColumn.onTimeOfResolved.name, ColumnWords.title(.onTimeOfResolved), .percent),
        ExportColumn(PublicTable.suppressedName, ColumnWords.suppressed, .text),
      ]
  }

  var rows: [[FigureValue]] {
    level.told.map { group, counts in
      let told = PublicTable.counts.map { level.tells($0, of: group) }
      let values = zip(PublicTable.counts, told).map { count, isTold in
        isTold ? FigureValue.count(counts[count]) : .empty
      }
      let missing = zip(PublicTable.counts, told).filter { !$1 }.map { $0.0.name }
      return head.values(level.level.rawValue) + names(of: group) + values
        + [share(counts, of: group)]
        + [missing.isEmpty ? .empty : .text(missing.joined(separator: " "))]
    }
  }

  private func names(of group: String) -> [FigureValue] {
    guard group != PublicLevel.others, let grouping = level.level.groupings.first else {
      return [.text(group), .text(ColumnWords.others.vietnamese)]
    }
    return tables.named(group, grouping, on: head.period.lastDay)
  }

  /// Of counts that are all told.
  private func share(_ counts: NamedCounts, of group: String) -> FigureValue {
    let parts: [FigureCount] = [.early, .onTime, .late]
    guard parts.allSatisfy({ level.tells($0, of: group) }) else { return .empty }
    let inTime = counts[.early] + counts[.onTime]
    return FigureValue(
      percent: percentText(
        numerator: inTime, denominator: inTime + counts[.late], decimals: FigureLine.decimals))
  }
}
