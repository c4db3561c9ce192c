/// A table that a narrow screen shows cell under cell, each with the name of its column.
struct TableHTML: Sendable {
  struct Column: Sendable {
    let name: String
    var isNumber = false
  }

  /// What it is a table of, for whoever does not see what stands around it.
  let caption: String
  let columns: [Column]

  /// - Parameter rows: Cells in the order of the columns; the first one names its row.
  func html(_ rows: [[HTML]]) -> HTML {
    let heads = columns.map { column -> HTML in
      "<th scope=\"col\" role=\"columnheader\"\(kind(column))>\(column.name)</th>"
    }
    let lines = rows.map { cells -> HTML in
      let items = zip(columns, cells).enumerated().map { index, pair -> HTML in
        let (column, cell) = pair
        return index == 0
          ? "<th scope=\"row\" role=\"rowheader\"\(kind(column))>\(cell)</th>"
          : "<td role=\"cell\" data-label=\"\(column.name)\"\(kind(column))>\(cell)</td>"
      }
      return "<tr role=\"row\">\(items)</tr>\n"
    }
    return """
      <div class="wide" role="group" aria-label="\(caption)" tabindex="0">\
      <table role="table"><caption>\(caption)</caption>
      <thead role="rowgroup"><tr role="row">\(heads)</tr></thead>
      <tbody role="rowgroup">
      \(lines)</tbody>
      </table></div>
      """
  }

  private func kind(_ column: Column) -> HTML { column.isNumber ? " class=\"n\"" : "" }
}
