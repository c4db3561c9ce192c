import HosoPapers

/// Cells in aligned columns under their headings, without lines or boxes.
struct TextTable {
  enum Alignment {
    /// Words.
    case leading
    /// Numbers.
    case trailing
  }

  struct Column {
    let heading: String
    let alignment: Alignment

    init(_ heading: String, _ alignment: Alignment = .leading) {
      self.heading = heading
      self.alignment = alignment
    }
  }

  private static let gap = "  "
  private let columns: [Column]
  private var rows: [[String]] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row; cells that are missing at its end stay empty.
  mutating func add(_ cells: [String]) {
    rows.append(cells)
  }

  /// The table, a line for each row.
  ///
  /// Widths count characters as people see them: a letter with its accents is one.
  var text: String {
    let lines = [columns.map(\.heading)] + rows
    var widths = columns.map(\.heading.count)
    for row in rows {
      for (index, cell) in row.prefix(widths.count).enumerated() {
        widths[index] = max(widths[index], cell.count)
      }
    }
    return lines.map { line(of: $0, widths: widths) + "\n" }.joined()
  }

  /// The same on paper.
  func onPaper(size: Double, keyColumns: Int) -> PaperTable {
    PaperTable(
      size: size, names: columns.map { ($0.heading, $0.alignment == .trailing) },
      rows: rows.map { row in
        columns.indices.map { PaperTable.Cell($0 < row.count ? row[$0] : "") }
      }, keyColumns: keyColumns)
  }

  private func line(of cells: [String], widths: [Int]) -> String {
    var line = ""
    for (index, column) in columns.enumerated() {
      let cell = index < cells.count ? cells[index] : ""
      let padding = String(repeating: " ", count: widths[index] - cell.count)
      if index > 0 { line += TextTable.gap }
      line += column.alignment == .leading ? cell + padding : padding + cell
    }
    while line.last == " " { line.removeLast() }  // Bounded by the line.
    return line
  }
}
