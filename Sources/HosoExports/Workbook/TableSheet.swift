internal import HosoDomain

/// A document as a sheet: a title, a head that repeats, a row for each of its rows.
struct TableSheet {
  /// Above the table: title, period and status, an empty row.
  static let headRow = 3
  /// Room for three lines of a title.
  static let headPoints = 48
  private static let widths = 8...44

  let name: String
  let document: any ExportDocument
  let head: RowHead
  /// What stands under the title and at the foot of each page.
  let remark: String
  /// Columns that stay in sight.
  var frozen = 2
  /// Whether the rows are for programs: codes and words as files have them.
  var isFlat = false

  /// Writes it; answers what charts are drawn from.
  @discardableResult
  func write(to file: WorkbookFile) throws(ExportFault) -> WrittenTable {
    let sheet = try file.sheet(name)
    let rows = document.columnsAndRows
    let columns = shown(rows.columns, rows.rows)
    sheet.text(document.title.vietnamese, 0, 0, .title)
    sheet.text(remark, 1, 0, .note)
    sheet.foot(remark)
    for (place, column) in columns.enumerated() {
      let title = isFlat ? rows.columns[column].name : rows.columns[column].title.vietnamese
      sheet.text(title, TableSheet.headRow, place, .head)
    }
    for (index, row) in rows.rows.enumerated() {
      for (place, column) in columns.enumerated() {
        write(
          row[column], rows.columns[column], sheet, TableSheet.headRow + 1 + index, place)
      }
    }
    let table = WrittenTable(
      sheet: name, first: TableSheet.headRow + 1, count: rows.rows.count,
      places: columns.enumerated().reduce(into: [:]) {
        $0[rows.columns[$1.element].name] = $1.offset
      },
      filled: Set(
        rows.columns.indices.filter { column in
          rows.rows.contains { $0[column] != .empty }
        }.map { rows.columns[$0].name }))
    finish(
      sheet, table, columns.map { rows.columns[$0] },
      rows.rows.map { row in
        columns.map { row[$0] }
      })
    return table
  }

  /// What the rows of a sheet have alike stands in its title.
  private func shown(_ columns: [ExportColumn], _ rows: [[FigureValue]]) -> [Int] {
    guard !isFlat else { return Array(columns.indices) }
    return columns.indices.filter { column in
      let isOfHead = column < RowHead.columns.count || column == columns.count - 1
      guard isOfHead else { return true }
      return Set(rows.map { $0[column] }).count > 1
    }
  }

  private func write(
    _ value: FigureValue, _ column: ExportColumn, _ sheet: Sheet, _ row: Int, _ place: Int
  ) {
    switch value {
    case .empty: sheet.blank(row, place, .text)
    case .count(let count): sheet.count(count, row, place, .text)
    case .text(let text):
      if !isFlat, let date = LocalDate(iso: text) {
        sheet.date(date, row, place, .text)
      } else {
        let shown = isFlat ? text : WorkbookWords.shown(text, in: column.name)
        sheet.text(shown, row, place, .text)
      }
    case .percent(let text):
      let decimals = text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
      let isShare = column.kind == .percent
      let form: CellStyle.NumberForm =
        column.isGrowth
        ? .growth : isShare ? .percent(decimals: decimals) : .decimal(decimals: decimals)
      sheet.number(
        TableSheet.number(text, isShare: isShare), row, place, CellStyle.text.numbers(form))
    }
  }

  /// The number nearest to a decimal, of a percentage as a share of one: its point moves two places
  /// in the text, so that nothing is rounded twice.
  static func number(_ text: String, isShare: Bool) -> Double {
    Double(isShare ? text + "e-2" : text) ?? 0
  }

  private func finish(
    _ sheet: Sheet, _ table: WrittenTable, _ columns: [ExportColumn], _ rows: [[FigureValue]]
  ) {
    let last = max(table.first, table.first + table.count - 1)
    sheet.repeats(TableSheet.headRow...TableSheet.headRow)
    sheet.height(points: TableSheet.headPoints, TableSheet.headRow)
    sheet.freeze(above: table.first, before: min(frozen, columns.count))
    if !columns.isEmpty {
      sheet.filter(rows: TableSheet.headRow...last, columns: 0...(columns.count - 1))
    }
    for (place, column) in columns.enumerated() {
      let longest = rows.map { $0[place].text.count }.max() ?? 0
      let title = isFlat ? column.name.count : column.title.vietnamese.count / 2
      sheet.width(
        min(max(longest + 2, title, TableSheet.widths.lowerBound), TableSheet.widths.upperBound),
        place...place)
    }
    if document.isSummable, !isFlat, table.count > 0 { addSums(sheet, table, columns, rows) }
  }

  /// A row of sums that are computed in the sheet.
  private func addSums(
    _ sheet: Sheet, _ table: WrittenTable, _ columns: [ExportColumn], _ rows: [[FigureValue]]
  ) {
    let row = table.first + table.count
    for (place, column) in columns.enumerated() {
      guard column.kind == .count, column.unit != nil else {
        sheet.text(place == 0 ? WorkbookWords.sum : "", row, place, .total)
        continue
      }
      let letter = Sheet.letters(place)
      let sum = rows.reduce(Int64(0)) { sum, values in
        if case .count(let count) = values[place] { sum + count } else { sum }
      }
      sheet.formula(
        "=SUM(\(letter)\(table.first + 1):\(letter)\(row))", is: sum, row, place, .total)
    }
  }
}

/// Where a table was written.
struct WrittenTable {
  let sheet: String
  /// Its first row.
  let first: Int
  let count: Int
  /// Columns by name.
  let places: [String: Int]
  /// Columns that have any value.
  let filled: Set<String>
}

extension ExportDocument {
  /// All of it at once.
  fileprivate var columnsAndRows: (columns: [ExportColumn], rows: [[FigureValue]]) {
    (columns, Array(rows))
  }
}
