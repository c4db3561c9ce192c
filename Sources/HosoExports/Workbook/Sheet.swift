internal import CXLSXWriter
internal import HosoDomain
internal import HosoPages

/// A sheet of a workbook, printed on A4 across, one page wide.
struct Sheet {
  let name: String
  let file: WorkbookFile
  private let sheet: UnsafeMutablePointer<lxw_worksheet>

  /// A4.
  private static let paper: UInt8 = 9
  /// A chart fits the page at it, also where columns come out wider.
  private static let chartPercent: UInt16 = 70

  init(name: String, file: WorkbookFile, sheet: UnsafeMutablePointer<lxw_worksheet>) {
    self.name = name
    self.file = file
    self.sheet = sheet
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, Sheet.paper)
    worksheet_fit_to_pages(sheet, 1, 0)
    // Inches. Source: NĐ 30/2020/NĐ-CP, margins of 30, 15, 20 and 20 mm.
    worksheet_set_margins(sheet, 1.2, 0.6, 0.8, 0.8)
  }

  /// - Parameter foot: Stands on the left of each page's foot, the page's number on the right.
  func foot(_ foot: String) {
    let plain = foot.split(separator: "&").joined(separator: "&&")
    let font = "&\"\(WorkbookFile.fontName),Regular\"&10"
    file.note(worksheet_set_footer(sheet, "&L\(font)\(plain)&R\(font)&P/&N"))
  }

  func text(_ text: String, _ row: Int, _ column: Int, _ style: CellStyle = .plain) {
    let text = DocumentText.held(text)
    file.note(
      worksheet_write_string(sheet, UInt32(row), UInt16(column), text, file.format(style)))
  }

  /// A whole number; exact up to 2^53, as spreadsheets are.
  func count(_ count: Int64, _ row: Int, _ column: Int, _ style: CellStyle) {
    number(Double(count), row, column, style.numbers(.whole))
  }

  func number(_ number: Double, _ row: Int, _ column: Int, _ style: CellStyle) {
    file.note(
      worksheet_write_number(sheet, UInt32(row), UInt16(column), number, file.format(style)))
  }

  func date(_ date: LocalDate, _ row: Int, _ column: Int, _ style: CellStyle) {
    // Spreadsheets count days from 1899-12-30.
    number(
      Double(date.dayNumber) + 25_569, row, column, style.numbers(.date).aligned(.center))
  }

  func blank(_ row: Int, _ column: Int, _ style: CellStyle) {
    file.note(worksheet_write_blank(sheet, UInt32(row), UInt16(column), file.format(style)))
  }

  /// A formula with the value that it has now, for readers that do not compute.
  func formula(_ formula: String, is value: Int64, _ row: Int, _ column: Int, _ style: CellStyle) {
    file.note(
      worksheet_write_formula_num(
        sheet, UInt32(row), UInt16(column), formula, file.format(style.numbers(.whole)),
        Double(value)))
  }

  /// A cell over several rows and columns, the last ones included.
  func merged(
    _ text: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>, _ style: CellStyle
  ) {
    guard rows.count > 1 || columns.count > 1 else {
      return self.text(text, rows.lowerBound, columns.lowerBound, style)
    }
    file.note(
      worksheet_merge_range(
        sheet, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound),
        UInt16(columns.upperBound), text, file.format(style)))
  }

  /// A link to the beginning of another sheet.
  func link(to other: String, _ row: Int, _ column: Int) {
    var style = CellStyle.plain
    style.isLink = true
    file.note(
      worksheet_write_url(
        sheet, UInt32(row), UInt16(column), "internal:'\(other)'!A1", file.format(style)))
    text(other, row, column, style)
  }

  func width(_ characters: Int, _ columns: ClosedRange<Int>) {
    file.note(
      worksheet_set_column(
        sheet, UInt16(columns.lowerBound), UInt16(columns.upperBound), Double(characters), nil))
  }

  func height(points: Int, _ row: Int) {
    file.note(worksheet_set_row(sheet, UInt32(row), Double(points), nil))
  }

  /// Rows that stand at the head of each page.
  func repeats(_ rows: ClosedRange<Int>) {
    file.note(worksheet_repeat_rows(sheet, UInt32(rows.lowerBound), UInt32(rows.upperBound)))
  }

  /// What stays in sight: the rows above and the columns before.
  func freeze(above row: Int, before column: Int) {
    worksheet_freeze_panes(sheet, UInt32(row), UInt16(column))
  }

  func filter(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    file.note(
      worksheet_autofilter(
        sheet, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound),
        UInt16(columns.upperBound)))
  }

  /// Begins a page at each of some rows, at one size instead of fitted.
  func pages(beginAt rows: [Int]) {
    worksheet_set_print_scale(sheet, Sheet.chartPercent)
    guard !rows.isEmpty else { return }
    var breaks = rows.map { UInt32($0) } + [0]  // Nought ends the list.
    file.note(worksheet_set_h_pagebreaks(sheet, &breaks))
  }

  func chart(_ chart: UnsafeMutablePointer<lxw_chart>, _ row: Int, saying words: String) {
    file.note(hoso_insert_chart(sheet, UInt32(row), 0, chart, 1.9, 1.8, words))
  }

  /// A column's letters in formulas.
  static func letters(_ column: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(65 + column % 26)))
    return column < 26 ? letter : letters(column / 26 - 1) + letter
  }
}
