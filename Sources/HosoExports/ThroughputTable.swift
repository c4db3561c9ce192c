internal import HosoDomain
internal import HosoProjections

/// The throughput of one level: a row for each of its groups, all of which add up to the nation.
struct ThroughputTable: ExportDocument {
  let head: RowHead
  let level: FigureLevel
  let lines: [FigureLine]
  let tables: ExportTables

  /// - Parameter lines: Of these, the ones that say anything.
  init(_ head: RowHead, _ level: FigureLevel, lines: [FigureLine], tables: ExportTables) {
    self.head = head
    self.level = level
    self.lines = lines.filter { level == .nation || $0.isShown }
    self.tables = tables
  }

  var name: String { "throughput-" + level.rawValue }
  var key: [String] { ["period", "level"] + level.groupings.map(\.rawValue) }
  var title: Said { ColumnWords.throughput }

  private var figures: [FigureColumn] {
    FigureColumn.throughput + (level == .nation ? [.orphans] : [])
  }

  var columns: [ExportColumn] {
    RowHead.columns + level.groupings.flatMap(ExportColumn.named)
      + figures.map { ExportColumn($0.name, ColumnWords.title($0), $0.kind, unit: $0.unit) }
      + [
        ExportColumn(
          "handled_per_working_day_yoy_pct", ColumnWords.growthPerWorkingDay, .percent)
      ]
  }

  var rows: some Sequence<[FigureValue]> {
    let first = head.values(level.rawValue)
    let days = tables.workingDays(of: head.period)
    return lines.lazy.map { line in
      first + names(of: line) + figures.map(line.value(of:))
        + [line.growthPerWorkingDay(now: days.now, yearBefore: days.yearBefore)]
    }
  }

  private func names(of line: FigureLine) -> [FigureValue] {
    Throughput.groupings.indices.flatMap { place -> [FigureValue] in
      let grouping = Throughput.groupings[place]
      guard level.groupings.contains(grouping) else { return [] }
      return tables.named(line.group[place], grouping, on: head.period.lastDay)
    }
  }
}

extension ExportColumn {
  /// A column of codes and one of what they are called.
  static func named(_ grouping: Grouping) -> [ExportColumn] {
    [
      ExportColumn(
        grouping.rawValue, ColumnWords.title(grouping), .text, format: .codes(grouping)),
      ExportColumn(grouping.rawValue + "_name", ColumnWords.name(of: grouping), .text),
    ]
  }
}

extension ExportTables {
  /// A code and what it is called, as two cells.
  func named(_ text: String, _ grouping: Grouping, on date: LocalDate) -> [FigureValue] {
    let name = name(text, of: grouping, on: date)
    return [.text(text), name.map { .text($0) } ?? .empty]
  }
}
