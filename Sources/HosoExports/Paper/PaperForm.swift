internal import HosoDomain
internal import HosoPapers
internal import HosoProjections

/// Form II.06a on paper, as it is signed: the wording of its template, a row for each province.
struct PaperForm {
  let form: FormTable
  let head: RowHead
  let tables: ExportTables
  let remark: String

  var blocks: [PaperBlock] {
    let template = tables.forms.template(on: head.period.lastDay)
    let period =
      "\(template[.period]): \(head.period.title.vietnamese) "
      + "(\(WorkbookWords.days(of: head.period)))"
    let isOlder = head.period.lastDay < template.valid.lowerBound
    let note = isOlder ? remark + ". " + WorkbookWords.olderThanForm(template) : remark
    let dots = ": ……………………"
    var table = table(template)
    table.tail = PaperForm.signatures(template, end: head.period.end)
    return [
      .sides([
        [
          PaperText(template[.number], isBold: true),
          PaperText(template[.basis], size: 10, isItalic: true),
        ],
        [PaperText(template[.reporter] + dots), PaperText(template[.receiver] + dots)],
      ]),
      .gap(10), .text(PaperText(template[.title], size: 14, isBold: true, .center)),
      .text(PaperText(period, .center)),
      .text(PaperText(note, size: 10, isItalic: true, .center)),
      .text(PaperText(template[.counted], size: 10, isItalic: true, .right)), .gap(3),
      .table(table),
    ]
  }

  private func table(_ template: FormTemplates.Template) -> PaperTable {
    let rows = form.shown
    let sums = FigureCount.form.map { count in rows.reduce(Int64(0)) { $0 + $1.line[count] } }
    return PaperTable(
      size: 9.5, columns: (0..<13).map { PaperTable.Column(isNumber: $0 > 1) },
      head: PaperForm.head(template),
      rows: rows.enumerated().map { index, row in
        [PaperTable.Cell("\(index + 1)"), PaperTable.Cell(form.name(of: row))]
          + FigureCount.form.map { PaperTable.Cell(NumberWords.grouped(row.line[$0]).vietnamese) }
      } + [
        [PaperTable.Cell(""), PaperTable.Cell(template[.total], isBold: true)]
          + sums.map { PaperTable.Cell(NumberWords.grouped($0).vietnamese, isBold: true) }
      ], keyColumns: 2)
  }

  /// Three rows of wording, and the numbers of the columns.
  private static func head(_ template: FormTemplates.Template) -> [PaperTable.Head] {
    func cell(
      _ place: FormTemplates.Place, _ column: Int, row: Int = 0, columns: Int = 1, rows: Int = 1
    ) -> PaperTable.Head {
      PaperTable.Head(template[place], column: column, row: row, columns: columns, rows: rows)
    }
    let tall: [(FormTemplates.Place, Int)] = [
      (.c3, 2), (.c6, 5), (.c7, 6), (.c8, 7), (.c9, 8), (.c10, 9), (.c11, 10), (.c12, 11),
      (.c13, 12),
    ]
    return [
      cell(.c1, 0, rows: 3), cell(.c2, 1, rows: 3), cell(.received, 2, columns: 4),
      cell(.settled, 6, columns: 4), cell(.open, 10, columns: 3),
      cell(.inPeriod, 3, row: 1, columns: 2), cell(.c4, 3, row: 2), cell(.c5, 4, row: 2),
    ] + tall.map { cell($0, $1, row: 1, rows: 2) }
      + (0..<13).map { PaperTable.Head("(\($0 + 1))", column: $0, row: 3) }
  }

  /// Room for who made it and who answers for it.
  ///
  /// - Parameter end: The day from which on it can be signed.
  static func signatures(_ template: FormTemplates.Template, end: LocalDate) -> [PaperBlock] {
    func side(_ place: FormTemplates.Place, _ above: String) -> [PaperText] {
      [
        PaperText(above, size: 11, isItalic: true, .center),
        PaperText(template[place].uppercased(), isBold: true, .center),
        PaperText(template[.sign], size: 10, isItalic: true, .center),
      ]
    }
    return [
      .gap(10),
      .sides([side(.preparer, " "), side(.head, WorkbookWords.place(end))]),
      .gap(60),
    ]
  }
}
