internal import HosoDomain
internal import HosoPages

/// A small chart of each province, all alike, so that an eye goes through all of them.
struct MultiplesChart {
  private static let width = 1_120
  private static let across = 9
  private static let plotHeight = 40
  private static let step = 96

  let head: ChartHead
  /// Rows of provinces, period after period.
  let cells: Cells
  /// The periods that there are.
  let periods: [String]
  /// Whether provinces are told of at all.
  let isTold: Bool

  var chart: Chart {
    var (drawing, top) = head.drawing(
      "periods-by-province", PictureWords.multiples, PictureWords.multiplesReading,
      width: MultiplesChart.width)
    top = drawing.legend(PeriodCharts.legend(cells), top)
    let (codes, rows) = (codes, rows)
    let pitch = (MultiplesChart.width - 2 * ChartHead.margin) / MultiplesChart.across
    for (index, code) in codes.enumerated() {
      let left = ChartHead.margin + index % MultiplesChart.across * pitch
      let y = top + index / MultiplesChart.across * MultiplesChart.step
      panel(rows[code] ?? [:], &drawing, left, y, pitch - 14)
    }
    drawing.source(cells)
    let isDrawn = periods.count > 1 && !codes.isEmpty
    return head.chart(
      name: "periods-by-province", title: PictureWords.multiples,
      description: codes.compactMap { description(rows[$0] ?? [:]) }.joined(separator: " "),
      reading: isDrawn
        ? PictureWords.multiplesReading
        : (isTold ? PictureWords.nothing : PictureWords.notForEverybody),
      drawing: isDrawn ? drawing : nil,
      table: ChartTable(cells, ["period", "province", "province_name", "status", "handled"]))
  }

  /// By province and period.
  private var rows: [String: [String: Cells.Row]] {
    cells.rows.reduce(into: [:]) { $0[$1.text("province"), default: [:]][$1.text("period")] = $1 }
  }

  /// In the order of tables.
  private var codes: [String] {
    Set(cells.rows.map { $0.text("province") }).sorted(by: RowHead.precedes)
  }

  private func panel(
    _ rows: [String: Cells.Row], _ drawing: inout Drawing, _ left: Int, _ top: Int, _ width: Int
  ) {
    guard let named = periods.compactMap({ rows[$0] }).last else { return }
    let name = TextWidth.lines(named.province, size: 11, within: width, most: 1, isBold: true)
    drawing.text(name.first ?? "", left, top + 12, size: 11, isBold: true)
    let scale = Scale(
      most: rows.values.compactMap { $0.count("handled") }.max() ?? 0,
      length: MultiplesChart.plotHeight)
    let base = top + 20 + MultiplesChart.plotHeight
    let slot = width / max(1, periods.count)
    for (index, period) in periods.enumerated() {
      guard let row = rows[period], let count = row.count("handled") else { continue }
      let height = scale[count]
      guard height > 0 else { continue }
      drawing.box(
        left + index * slot, base - height, max(2, slot - 2), height,
        StatusFill.of(row.text("status")),
        saying: "\(period): \(NumberWords.grouped(count).vietnamese)")
    }
    drawing.line(left, base, to: left + slot * periods.count, base, .soft)
    let last = periods.last.flatMap { rows[$0]?.count("handled") }
    drawing.text(
      last.map { NumberWords.grouped($0).vietnamese } ?? PictureWords.none, left, base + 14,
      size: 11)
  }

  private func description(_ rows: [String: Cells.Row]) -> String? {
    guard let row = periods.compactMap({ rows[$0] }).last else { return nil }
    let values = periods.map { period in
      rows[period]?.count("handled").map { NumberWords.grouped($0).vietnamese }
        ?? PictureWords.none
    }
    return "\(row.province): \(values.joined(separator: "; "))."
  }
}
