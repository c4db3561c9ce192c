public import HosoDomain
public import HosoProjections

/// Rows of figures under their columns.
///
/// Made of the figures alone, so that the language and the time zone of the machine change
/// nothing in it.
public struct FigureTable: ExportDocument {
  public let name = "throughput"
  public let title = ColumnWords.throughput
  /// What a row is about, a column each.
  let groupings: [Grouping]
  public let lines: [FigureLine]
  public let asOf: RecordedAt

  /// A table of an answer: a row for each period and group.
  public init(_ figures: Figures) {
    let orphans = figures.groupings.isEmpty ? figures.orphans : nil
    self.init(
      groupings: figures.groupings,
      lines: figures.rows.map { FigureLine($0, orphans: orphans) }, asOf: figures.asOf)
  }

  /// - Parameter lines: Of these, the ones that say anything.
  init(groupings: [Grouping], lines: [FigureLine], asOf: RecordedAt) {
    self.groupings = groupings
    self.lines = lines.filter(\.isShown)
    self.asOf = asOf
  }

  /// Those that come first in every table, those of the groups, and what is counted.
  public var columns: [ExportColumn] {
    [
      ExportColumn("period", ColumnWords.period, .text),
      ExportColumn("calendar", ColumnWords.calendar, .text),
      ExportColumn("as_of", ColumnWords.asOf, .text),
    ] + groupings.map { ExportColumn($0.rawValue, ColumnWords.title($0), .text) }
      + FigureColumn.all.map {
        ExportColumn($0.name, ColumnWords.title($0), $0.kind, unit: $0.unit)
      }
  }

  public var rows: some Sequence<[FigureValue]> {
    let text = asOf.rfc3339
    return lines.lazy.map { line in
      [.text(line.period.label), .text(line.period.calendar.rawValue), .text(text)]
        + line.group.map { .text($0) } + FigureColumn.all.map(line.value(of:))
    }
  }
}
