internal import HosoDomain
internal import HosoProjections

/// Form II.06a as it is signed: the wording of its template, a row for each province, sums that are
/// computed in the sheet.
struct FormSheet {
  private static let lastColumn = 12
  private static let headRow = 6
  private static let firstRow = 10
  private static let shares = [2, 6, 10]

  let form: FormTable
  let head: RowHead
  let tables: ExportTables
  let remark: String

  private var template: FormTemplates.Template { tables.forms.template(on: head.period.lastDay) }

  func write(to file: WorkbookFile) throws(ExportFault) {
    let sheet = try file.sheet(form.title.vietnamese)
    let template = template
    sheet.foot(remark)
    writeTop(sheet, template)
    writeHead(sheet, template)
    let rows = form.shown
    for (index, row) in rows.enumerated() {
      write(row, number: index + 1, FormSheet.firstRow + index, sheet)
    }
    let last = FormSheet.firstRow + rows.count
    writeSums(rows, last, sheet, template)
    writeSignatures(last + 2, sheet, template)
    sheet.width(6, 0...0)
    sheet.width(34, 1...1)
    sheet.width(10, 2...FormSheet.lastColumn)
    sheet.repeats(FormSheet.headRow...(FormSheet.firstRow - 1))
    sheet.freeze(above: FormSheet.firstRow, before: 2)
  }

  private func writeTop(_ sheet: Sheet, _ template: FormTemplates.Template) {
    let period = head.period
    sheet.merged(template[.number], rows: 0...0, columns: 0...5, .total.bare)
    sheet.merged(template[.basis], rows: 1...1, columns: 0...5, .note)
    for (row, place) in [FormTemplates.Place.reporter, .receiver].enumerated() {
      sheet.merged(
        FormHead.line(place, template), rows: row...row, columns: 7...12, .plain)
    }
    sheet.merged(
      template[.title], rows: 2...2, columns: 0...12, CellStyle.title.aligned(.center))
    sheet.merged(
      FormHead.period(period, template), rows: 3...3, columns: 0...12,
      CellStyle.plain.aligned(.center))
    sheet.merged(
      FormHead.note(period, template, remark: remark), rows: 4...4, columns: 0...12,
      CellStyle.note.aligned(.center))
    sheet.merged(
      template[.counted], rows: 5...5, columns: 8...12, CellStyle.note.aligned(.right))
  }

  private func writeHead(_ sheet: Sheet, _ template: FormTemplates.Template) {
    let top = FormSheet.headRow
    for cell in FormHead.cells {
      let (row, column) = (top + cell.row, cell.column)
      sheet.merged(
        template[cell.place], rows: row...(row + cell.rows - 1),
        columns: column...(column + cell.columns - 1), .head)
    }
    sheet.height(points: 48, top + FormHead.rows - 1)
    for column in 0..<FormHead.columns {
      sheet.text(FormHead.number(of: column), top + FormHead.rows, column, .head)
    }
  }

  private func write(_ row: FormTable.Row, number: Int, _ place: Int, _ sheet: Sheet) {
    sheet.text("\(number)", place, 0, CellStyle.text.aligned(.center))
    sheet.text(form.name(of: row), place, 1, .text)
    for (index, count) in FigureCount.form.enumerated() {
      let column = index + 2
      if let parts = FormSheet.parts(of: column, row: place) {
        sheet.formula(parts, is: row.line[count], place, column, .text)
      } else {
        sheet.count(row.line[count], place, column, .text)
      }
    }
  }

  /// What a column of all is the sum of, in a row; nil for a column that is counted.
  private static func parts(of column: Int, row: Int) -> String? {
    guard let index = shares.firstIndex(of: column) else { return nil }
    let end = index + 1 < shares.count ? shares[index + 1] : lastColumn + 1
    let cells = (column + 1..<end).map { "\(Sheet.letters($0))\(row + 1)" }
    return "=" + cells.joined(separator: "+")
  }

  private func writeSums(
    _ rows: [FormTable.Row], _ place: Int, _ sheet: Sheet, _ template: FormTemplates.Template
  ) {
    sheet.text("", place, 0, .total)
    sheet.text(template[.total], place, 1, .total)
    for (index, count) in FigureCount.form.enumerated() {
      let sum = rows.reduce(Int64(0)) { $0 + $1.line[count] }
      let letter = Sheet.letters(index + 2)
      guard !rows.isEmpty else {
        sheet.count(0, place, index + 2, .total)
        continue
      }
      sheet.formula(
        "=SUM(\(letter)\(FormSheet.firstRow + 1):\(letter)\(place))", is: sum, place, index + 2,
        .total)
    }
  }

  private func writeSignatures(
    _ row: Int, _ sheet: Sheet, _ template: FormTemplates.Template
  ) {
    let (bold, note) = (
      CellStyle.total.bare.aligned(.center), CellStyle.note.aligned(.center)
    )
    sheet.merged(WorkbookWords.place, rows: row...row, columns: 7...12, note)
    for (place, columns) in [(FormTemplates.Place.preparer, 0...4), (.head, 7...12)] {
      sheet.merged(
        template[place].uppercased(), rows: (row + 1)...(row + 1), columns: columns, bold)
      sheet.merged(template[.sign], rows: (row + 2)...(row + 2), columns: columns, note)
    }
  }
}

extension CellStyle {
  /// The same without lines around it.
  fileprivate var bare: CellStyle {
    var style = self
    style.hasBorder = false
    return style
  }
}
