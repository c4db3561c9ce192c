internal import HosoDomain
internal import HosoPapers
internal import HosoProjections

/// A document as a table on paper, as people read it.
enum DocumentPaper {
  /// - Parameters:
  ///   - isWhole: Also what it says of parts of the nation, if it says anything of all of it.
  ///   - keepsUnknown: Also columns in which nothing is known.
  ///   - sums: With what the rows add up to below them.
  static func set(
    _ document: some ExportDocument, isWhole: Bool, keepsUnknown: Bool = false, sums: Bool = false
  ) -> PaperTable {
    let columns = document.columns
    let all = Array(document.rows)
    let rows = isWhole ? all : nation(all, columns)
    let shown = shown(columns, rows, keepsUnknown: keepsUnknown)
    var cells = rows.map { row in
      shown.map { PaperTable.Cell(PaperValues.shown(row[$0], in: columns[$0])) }
    }
    if sums { cells.append(sum(of: rows, columns, shown)) }
    return PaperTable(
      size: 8.5,
      names: shown.map { (columns[$0].title.vietnamese, columns[$0].kind != .text) },
      rows: cells, keyColumns: max(1, shown.prefix { columns[$0].kind == .text }.count))
  }

  /// What counts add up to; of what nobody knows, nothing.
  private static func sum(
    of rows: [[FigureValue]], _ columns: [ExportColumn], _ shown: [Int]
  ) -> [PaperTable.Cell] {
    shown.enumerated().map { place, column in
      if place == 0 { return PaperTable.Cell(WorkbookWords.sum, isBold: true) }
      let counts = rows.compactMap { row -> Int64? in
        if case .count(let count) = row[column] { count } else { nil }
      }
      guard columns[column].kind == .count, !counts.isEmpty else { return PaperTable.Cell("") }
      let sum = FigureValue.count(counts.reduce(0, +))
      return PaperTable.Cell(PaperValues.shown(sum, in: columns[column]), isBold: true)
    }
  }

  private static func nation(_ rows: [[FigureValue]], _ columns: [ExportColumn]) -> [[FigureValue]]
  {
    guard let level = columns.firstIndex(where: { $0.name == "level" }) else { return rows }
    let nation = rows.filter { $0[level] == .text(FigureLevel.nation.rawValue) }
    return nation.isEmpty ? rows : nation
  }

  /// Not what all rows have alike, which the remark says; not what nobody knows; not a code beside
  /// its name, but of a procedure, which is filed by its code.
  private static func shown(
    _ columns: [ExportColumn], _ rows: [[FigureValue]], keepsUnknown: Bool
  ) -> [Int] {
    let kept = columns.indices.filter { column in
      let values = Set(rows.map { $0[column] })
      let isOfHead = column < RowHead.columns.count || column == columns.count - 1
      return isOfHead ? values.count > 1 : keepsUnknown || values != [.empty]
    }
    return kept.filter { column in
      if columns[column].name == Grouping.service.rawValue { return true }
      let name = columns.firstIndex { $0.name == nameOf(columns[column].name) }
      guard let name, kept.contains(name) else { return true }
      return rows.contains { $0[name] == .empty && $0[column] != .empty }
    }
  }

  private static func nameOf(_ code: String) -> String {
    code.hasSuffix("_code") ? String(code.dropLast("code".count)) + "name" : code + "_name"
  }
}
