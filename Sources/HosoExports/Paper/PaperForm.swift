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
    var table = table(template)
    table.tail = PaperForm.signatures(template)
    return [
      .sides([
        [
          PaperText(template[.number], isBold: true),
          PaperText(template[.basis], size: 10, isItalic: true),
        ],
        [FormTemplates.Place.reporter, .receiver].map { place in
          PaperText(FormHead.line(place, template))
        },
      ]),
      .gap(10), .text(PaperText(template[.title], size: 14, isBold: true, .center)),
      .text(PaperText(FormHead.period(head.period, template), .center)),
      .text(
        PaperText(
          FormHead.note(head.period, template, remark: remark), size: 10, isItalic: true, .center)),
      .text(PaperText(template[.counted], size: 10, isItalic: true, .right)), .gap(3),
      .table(table),
    ]
  }

  private func table(_ template: FormTemplates.Template) -> PaperTable {
    let rows = form.shown
    let sums = FigureCount.form.map { count in rows.reduce(Int64(0)) { $0 + $1.line[count] } }
    return PaperTable(
      size: 9.5, columns: (0..<FormHead.columns).map { PaperTable.Column(isNumber: $0 > 1) },
      head: PaperForm.head(template),
      rows: rows.enumerated().map { index, row in
        [PaperTable.Cell("\(index + 1)"), PaperTable.Cell(form.name(of: row))]
          + FigureCount.form.map { PaperTable.Cell(NumberWords.grouped(row.line[$0]).vietnamese) }
      } + [
        [PaperTable.Cell(""), PaperTable.Cell(template[.total], isBold: true)]
          + sums.map { PaperTable.Cell(NumberWords.grouped($0).vietnamese, isBold: true) }
      ], keyColumns: 2)
  }

  /// The wording, and the numbers of the columns.
  private static func head(_ template: FormTemplates.Template) -> [PaperTable.Head] {
    FormHead.cells.map { cell in
      PaperTable.Head(
        template[cell.place], column: cell.column, row: cell.row, columns: cell.columns,
        rows: cell.rows)
    }
      + (0..<FormHead.columns).map {
        PaperTable.Head(FormHead.number(of: $0), column: $0, row: FormHead.rows)
      }
  }

  /// Room for who made it and who answers for it.
  ///
  /// - Parameter end: The day from which on it can be signed.
  static func signatures(_ template: FormTemplates.Template) -> [PaperBlock] {
    func signer(_ place: FormTemplates.Place, _ above: String) -> PaperBlock.Signer {
      PaperBlock.Signer(above: above, who: template[place].uppercased(), how: template[.sign])
    }
    return [
      .gap(10),
      .signatures([signer(.preparer, " "), signer(.head, WorkbookWords.place)]),
    ]
  }
}
