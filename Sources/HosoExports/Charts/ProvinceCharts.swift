internal import HosoDomain
internal import HosoPages

/// Provinces beside each other: how much, and how much of it in time.
struct ProvinceCharts {
  private static let width = 560
  private static let barLeft = 150
  private static let step = 18

  let head: ChartHead
  /// The rows of provinces.
  let cells: Cells
  /// Whether what is small is not told.
  let hidesSmall: Bool

  var handled: Chart {
    let rows = ranked { $0.count("handled") }
    var (drawing, y) = head.drawing(
      "handled-by-province", PictureWords.byProvince, PictureWords.byProvinceReading,
      width: ProvinceCharts.width)
    let growth = cells.column("handled_yoy_pct").flatMap { column in
      rows.contains { $0.tenths(column.name) != nil } ? column : nil
    }
    let scale = Scale(most: rows.compactMap { $0.count("handled") }.max() ?? 0, length: 230)
    let right = ProvinceCharts.width - ChartHead.margin
    if growth != nil {
      drawing.text(PictureWords.onYearBefore, right, y + 8, size: 10, anchor: .end, ink: .soft)
    }
    y += 24
    for row in rows {
      drawing.name(row.province, y, within: ProvinceCharts.barLeft - ChartHead.margin - 8)
      if let count = row.count("handled") {
        let length = scale[count]
        if length > 0 {
          drawing.box(ProvinceCharts.barLeft, y - 10, length, 12, .plain(.blue))
        }
        drawing.text(
          NumberWords.grouped(count).vietnamese, ProvinceCharts.barLeft + length + 6, y, size: 11)
      } else {
        drawing.untold(ProvinceCharts.barLeft, y)
      }
      if let growth {
        drawing.text(row.change(growth), right, y, size: 11, anchor: .end, ink: .soft)
      }
      y += ProvinceCharts.step
    }
    drawing.source(cells)
    return head.chart(
      name: "handled-by-province", title: PictureWords.byProvince,
      description: description(rows, "handled"), reading: reading(PictureWords.byProvinceReading),
      drawing: rows.isEmpty ? nil : drawing,
      table: table(["pickups", "returns", "handled", "handled_qoq_pct", "handled_yoy_pct"]))
  }

  /// The parts of a whole bar, from its left.
  private static let parts: [(column: String, fill: Drawing.Fill, name: String)] = [
    ("early", .plain(.blue), PictureWords.early), ("on_time", .plain(.sky), PictureWords.onTime),
    ("late", .hatched(.vermilion), PictureWords.late),
  ]

  var punctuality: Chart {
    let share = "on_time_of_resolved_pct"
    let rows = ranked { $0.tenths(share) }
    var (drawing, top) = head.drawing(
      "punctuality", PictureWords.punctuality, PictureWords.punctualityReading,
      width: ProvinceCharts.width)
    top = drawing.legend(ProvinceCharts.parts.map { ($0.fill, $0.name) }, top)
    var y = top + 10
    for row in rows {
      drawing.name(row.province, y, within: ProvinceCharts.barLeft - ChartHead.margin - 8)
      bar(of: row, &drawing, y)
      if let column = cells.column(share), row.tenths(share) != nil {
        drawing.text(
          row.shown(column), ProvinceCharts.width - ChartHead.margin, y, size: 11, anchor: .end)
      }
      y += ProvinceCharts.step
    }
    drawing.source(cells)
    return head.chart(
      name: "punctuality", title: PictureWords.punctuality, description: description(rows, share),
      reading: reading(PictureWords.punctualityReading), drawing: rows.isEmpty ? nil : drawing,
      table: table(["early", "on_time", "late", share]))
  }

  /// A row's whole, part beside part.
  private func bar(of row: Cells.Row, _ drawing: inout Drawing, _ y: Int) {
    let counts = ProvinceCharts.parts.map { row.count($0.column) }
    let told = counts.compactMap(\.self)
    guard told.count == counts.count else {
      drawing.untold(ProvinceCharts.barLeft, y)
      return
    }
    let scale = Scale(most: told.reduce(0, +), length: 320)
    guard told.contains(where: { $0 > 0 }) else {
      drawing.text(PictureWords.noneResolved, ProvinceCharts.barLeft, y, size: 11, ink: .soft)
      return
    }
    var before: Int64 = 0
    for (part, count) in zip(ProvinceCharts.parts, told) where count > 0 {
      let (left, right) = (scale[before], scale[before + count])
      let words = "\(row.province), \(part.name): \(NumberWords.grouped(count).vietnamese)"
      drawing.box(
        ProvinceCharts.barLeft + left, y - 10, max(1, right - left), 12, part.fill, saying: words)
      before += count
    }
  }

  /// The largest first, those that nobody is told of last; equal ones in the order of the table.
  private func ranked(_ value: (Cells.Row) -> Int64?) -> [Cells.Row] {
    cells.rows.enumerated().sorted { left, right in
      let (first, second) = (value(left.element) ?? .min, value(right.element) ?? .min)
      return first == second ? left.offset < right.offset : first > second
    }.map(\.element)
  }

  private func reading(_ text: String) -> String {
    if cells.rows.isEmpty { return PictureWords.nothing }
    return hidesSmall
      ? text + " " + PictureWords.notInTable + ": " + PictureWords.notTold + "." : text
  }

  private func description(_ rows: [Cells.Row], _ name: String) -> String {
    guard let column = cells.column(name) else { return "" }
    return rows.map { "\($0.province): \($0.shown(column))" }.joined(separator: "; ") + "."
  }

  private func table(_ columns: [String]) -> ChartTable {
    ChartTable(cells, ["province", "province_name"] + columns)
  }
}

extension Drawing {
  /// Where a bar would be whose length nobody is told.
  mutating func untold(_ x: Int, _ y: Int) {
    box(x, y - 10, 24, 12, .open)
    text(PictureWords.hidden, x + 30, y, size: 11, ink: .soft)
  }
}
