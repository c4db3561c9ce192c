internal import HosoDomain
internal import HosoPages

/// How each period's count went from its first publication to its last: a stair for each.
struct RevisionChart {
  private static let width = 560
  private static let left = 100
  private static let right = 450
  private static let step = 58
  /// Half of a stair's height.
  private static let rise = 12
  /// Publications that a stair shows: the first one and the latest.
  private static let publicationsMax = 6

  let head: ChartHead
  /// The nation's published counts of legs, publication after publication.
  let cells: Cells

  var chart: Chart {
    var (drawing, top) = head.drawing(
      "revisions", PictureWords.revisions, PictureWords.revisionsReading,
      width: RevisionChart.width)
    for (index, rows) in periods.enumerated() {
      stair(rows, &drawing, top + 8 + index * RevisionChart.step)
    }
    drawing.source(cells)
    let isDrawn = !periods.isEmpty
    return head.chart(
      name: "revisions", title: PictureWords.revisions, description: description,
      reading: isDrawn ? PictureWords.revisionsReading : PictureWords.nothing,
      drawing: isDrawn ? drawing : nil,
      table: ChartTable(
        cells, ["period", "release", "status", "value", "revision", "revision_pct"]))
  }

  /// Each period's publications, in the order of the table.
  private var periods: [[Cells.Row]] {
    var periods: [[Cells.Row]] = []
    for row in cells.rows {
      if periods.last?.last?.text("period") == row.text("period") {
        periods[periods.count - 1].append(row)
      } else {
        periods.append([row])
      }
    }
    return periods
  }

  private func stair(_ all: [Cells.Row], _ drawing: inout Drawing, _ top: Int) {
    let rows =
      all.count > RevisionChart.publicationsMax
      ? all.prefix(1) + all.suffix(RevisionChart.publicationsMax - 1) : all[...]
    guard let first = rows.first, let start = first.count("value") else { return }
    let middle = top + 22
    drawing.lines(
      PeriodLabel.lines(first.text("period")), ChartHead.margin, middle - 4, step: 14)
    let most = rows.compactMap { $0.count("value") }.map { abs($0 - start) }.max() ?? 0
    let scale = Scale(most: most, length: RevisionChart.rise)
    let slot = (RevisionChart.right - RevisionChart.left) / RevisionChart.publicationsMax
    var points: [(x: Int, y: Int)] = []
    for (index, row) in rows.enumerated() {
      let x = RevisionChart.left + index * slot
      let y = middle - scale[(row.count("value") ?? start) - start]
      points += [(x, y), (x + slot - 4, y)]
      let number = row.text("release").split(separator: ".").last.map(String.init) ?? ""
      drawing.text(number, x + slot / 2, middle + 28, size: 10, anchor: .middle, ink: .soft)
      if let change = row.count("revision"), index > 0 {
        let text = (change > 0 ? "+" : "") + NumberWords.grouped(change).vietnamese
        drawing.text(text, x + slot / 2, y - 4, size: 10, anchor: .middle)
      }
    }
    drawing.path(points, .blue)
    if all.count == 1 {
      drawing.text(
        PictureWords.once, RevisionChart.left + slot + 6, middle + 4, size: 10, ink: .soft)
    }
    let last = rows.last?.count("value") ?? start
    drawing.text(
      NumberWords.grouped(last).vietnamese, RevisionChart.width - ChartHead.margin, middle + 4,
      anchor: .end, isBold: true)
    let status = WorkbookWords.shown(rows.last?.text("status") ?? "", in: "status")
    drawing.text(
      status, RevisionChart.width - ChartHead.margin, middle + 18, size: 10, anchor: .end,
      ink: .soft)
  }

  private var description: String {
    periods.map { rows in
      let values = rows.map { row in
        let value = row.count("value").map { NumberWords.grouped($0).vietnamese } ?? ""
        return "\(row.text("release")) \(value)"
      }
      return values.joined(separator: ", ")
    }.joined(separator: "; ") + "."
  }
}
