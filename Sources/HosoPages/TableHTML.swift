/// A table that a narrow screen shows cell under cell, each with the name of its column.
public struct TableHTML: Sendable {
  public struct Column: Sendable {
    let name: String
    let isNumber: Bool

    public init(name: String, isNumber: Bool = false) {
      self.name = name
      self.isNumber = isNumber
    }
  }

  /// What it is a table of, for whoever does not see what stands around it.
  let caption: String
  let columns: [Column]

  public init(caption: String, columns: [Column]) {
    self.caption = caption
    self.columns = columns
  }

  /// - Parameters:
  ///   - rows: Cells in the order of the columns; the first one names its row.
  ///   - ids: Where links to rows lead, one for each; none if nothing links to them.
  public func html(_ rows: [[HTML]], ids: [String] = []) -> HTML {
    let heads = columns.map { column -> HTML in
      "<th scope=\"col\" role=\"columnheader\"\(kind(column))>\(column.name)</th>"
    }
    let lines = rows.enumerated().map { place, cells -> HTML in
      let items = zip(columns, cells).enumerated().map { index, pair -> HTML in
        let (column, cell) = pair
        return index == 0
          ? "<th scope=\"row\" role=\"rowheader\"\(kind(column))>\(cell)</th>"
          : "<td role=\"cell\" data-label=\"\(column.name)\"\(kind(column))>\(cell)</td>"
      }
      let id: HTML = ids.isEmpty ? "" : " id=\"\(ids[place])\""
      return "<tr role=\"row\"\(id)>\(items)</tr>\n"
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

  /// How tables look, beside the sheet of all pages.
  public static let sheet = """
    .wide{overflow-x:auto;margin:0 -.4rem}
    table{border-collapse:collapse;width:100%;font-size:.9375rem}
    th,td{padding:.5rem .4rem;text-align:left;vertical-align:top;
    border-bottom:1px solid var(--line)}
    thead th{color:var(--soft);font-weight:600;white-space:nowrap}
    tbody th{font-weight:600}
    .n{text-align:right;font-variant-numeric:tabular-nums}
    caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    @media screen and (max-width:48rem){.wide thead{position:absolute;width:1px;height:1px;
    overflow:hidden;clip-path:inset(50%)}
    .wide table,.wide tbody,.wide tr,.wide th,.wide td{display:block;width:auto}
    .wide tr{border-bottom:2px solid var(--line);padding:.4rem 0}
    .wide tbody th,.wide td{border:0;padding:.2rem .4rem;text-align:left}
    .wide td::before{content:attr(data-label) ": ";color:var(--soft)}}
    """
}
