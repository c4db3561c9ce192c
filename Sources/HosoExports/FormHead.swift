internal import HosoDomain
internal import HosoProjections

/// Where the wording of form II.06a stands in its head, on a sheet and on paper.
///
/// Source: TT 01/2020/TT-VPCP, form II.06a.
enum FormHead {
  /// A cell, counted from the head's upper left one.
  struct Cell {
    let place: FormTemplates.Place
    let column: Int
    var row = 0
    var columns = 1
    var rows = 1
  }

  static let columns = 13
  /// Rows of wording; below them one numbers the columns.
  static let rows = 3

  static let cells: [Cell] =
    [
      Cell(place: .c1, column: 0, rows: 3), Cell(place: .c2, column: 1, rows: 3),
      Cell(place: .received, column: 2, columns: 4),
      Cell(place: .settled, column: 6, columns: 4), Cell(place: .open, column: 10, columns: 3),
      Cell(place: .inPeriod, column: 3, row: 1, columns: 2),
      Cell(place: .c4, column: 3, row: 2), Cell(place: .c5, column: 4, row: 2),
    ]
    + [
      (.c3, 2), (.c6, 5), (.c7, 6), (.c8, 7), (.c9, 8), (.c10, 9), (.c11, 10), (.c12, 11),
      (.c13, 12),
    ].map { Cell(place: $0, column: $1, row: 1, rows: 2) }

  static func number(of column: Int) -> String { "(\(column + 1))" }

  /// `Kỳ báo cáo: Quý I/2020 (Từ ngày … đến ngày …)`.
  static func period(_ period: Period, _ template: FormTemplates.Template) -> String {
    "\(template[.period]): \(period.title.vietnamese) (\(WorkbookWords.days(of: period)))"
  }

  /// The remark, and that a period is older than its form.
  static func note(
    _ period: Period, _ template: FormTemplates.Template, remark: String
  ) -> String {
    period.lastDay < template.valid.lowerBound
      ? remark + ". " + WorkbookWords.olderThanForm(template) : remark
  }

  /// Room for a name behind what it is.
  static func line(_ place: FormTemplates.Place, _ template: FormTemplates.Template) -> String {
    template[place] + ": ……………………"
  }
}
