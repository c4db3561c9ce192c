internal import HosoDomain
internal import HosoPages

/// The nation, period by period: columns from 0, and growth around 0 in a chart of its own.
struct PeriodCharts {
  private static let width = 560
  private static let columnMax = 84
  private static let plotHeight = 180

  let head: ChartHead
  /// The nation's rows of the history.
  let cells: Cells

  var handled: Chart {
    var (drawing, top) = head.drawing(
      "handled-by-period", PictureWords.handled, PictureWords.handledReading,
      width: PeriodCharts.width)
    top = drawing.legend(PeriodCharts.legend(cells), top)
    let scale = Scale(
      most: cells.rows.compactMap { $0.count("handled") }.max() ?? 0,
      length: PeriodCharts.plotHeight)
    let base = top + 16 + PeriodCharts.plotHeight
    for slot in slots {
      guard let count = slot.row.count("handled") else { continue }
      let height = scale[count]
      if height > 0 {
        drawing.box(
          slot.x, base - height, slot.bar, height, StatusFill.of(slot.row.text("status")),
          saying: "\(slot.row.text("period")): \(NumberWords.grouped(count).vietnamese)")
      }
      drawing.value(
        NumberWords.grouped(count).vietnamese, slot.middle, base - height - 5, slot.width)
    }
    drawing.line(ChartHead.margin, base, to: PeriodCharts.width - ChartHead.margin, base, .soft)
    names(&drawing, base + 16)
    drawing.source(cells)
    return head.chart(
      name: "handled-by-period", title: PictureWords.handled,
      description: description("handled"), reading: PictureWords.handledReading,
      drawing: drawing, table: table)
  }

  var growth: Chart {
    let column = "handled_yoy_pct"
    var (drawing, top) = head.drawing(
      "growth-by-period", PictureWords.growth, PictureWords.growthReading,
      width: PeriodCharts.width)
    top = drawing.legend(PeriodCharts.legend(cells), top)
    let values = cells.rows.compactMap { $0.tenths(column) }
    let (most, least) = (max(0, values.max() ?? 0), min(0, values.min() ?? 0))
    let scale = Scale(most: most - least, length: PeriodCharts.plotHeight)
    let zero = top + 16 + scale[most]
    for slot in slots {
      guard let tenths = slot.row.tenths(column),
        let shown = self.column(column).map(slot.row.change)
      else {
        drawing.text(PictureWords.none, slot.middle, zero - 5, anchor: .middle, ink: .soft)
        continue
      }
      let height = scale[abs(tenths)]
      let isDown = tenths < 0
      if height > 0 {
        drawing.box(
          slot.x, isDown ? zero : zero - height, slot.bar, height,
          StatusFill.of(slot.row.text("status")), saying: "\(slot.row.text("period")): \(shown)")
      }
      drawing.value(shown, slot.middle, isDown ? zero + height + 14 : zero - height - 5, slot.width)
    }
    drawing.line(ChartHead.margin, zero, to: PeriodCharts.width - ChartHead.margin, zero, .soft)
    names(&drawing, zero + scale[-least] + (least < 0 ? 34 : 16))
    drawing.source(cells)
    return head.chart(
      name: "growth-by-period", title: PictureWords.growth, description: description(column),
      reading: values.isEmpty ? PictureWords.nothingCompared : PictureWords.growthReading,
      drawing: values.isEmpty ? nil : drawing, table: table)
  }

  private func column(_ name: String) -> ExportColumn? { cells.column(name) }

  private var table: ChartTable {
    ChartTable(
      cells, ["period", "release", "status", "pickups", "returns", "handled", "handled_yoy_pct"])
  }

  /// A period's place.
  private struct Slot {
    let row: Cells.Row
    let left: Int
    let width: Int

    var middle: Int { left + width / 2 }
    var bar: Int { min(width - 12, PeriodCharts.columnMax) }
    var x: Int { middle - bar / 2 }
  }

  private var slots: [Slot] {
    let room = PeriodCharts.width - 2 * ChartHead.margin
    let width = room / max(1, cells.rows.count)
    return cells.rows.enumerated().map { index, row in
      Slot(row: row, left: ChartHead.margin + index * width, width: width)
    }
  }

  /// Each period, and what its figures are.
  private func names(_ drawing: inout Drawing, _ top: Int) {
    for slot in slots {
      let period = PeriodLabel.lines(slot.row.text("period")).flatMap {
        TextWidth.lines($0, size: 11, within: slot.width - 2)
      }
      let y = drawing.lines(period, slot.middle, top, step: 14, size: 11, anchor: .middle)
      let status = WorkbookWords.shown(slot.row.text("status"), in: "status")
      drawing.lines(
        TextWidth.lines(status, size: 10, within: slot.width - 2), slot.middle, y, step: 12,
        size: 10, anchor: .middle, ink: .soft)
    }
  }

  private func description(_ name: String) -> String {
    guard let column = column(name) else { return "" }
    return cells.rows.map { row in
      let status = WorkbookWords.shown(row.text("status"), in: "status")
      return "\(row.text("period")): \(row.shown(column)) (\(status))"
    }.joined(separator: "; ") + "."
  }

  /// What fills mean, each once, in the order in which they come up.
  static func legend(_ cells: Cells) -> [(fill: Drawing.Fill, name: String)] {
    var words: [String] = []
    for row in cells.rows where !words.contains(row.text("status")) {
      words.append(row.text("status"))
    }
    return words.map { (StatusFill.of($0), WorkbookWords.shown($0, in: "status")) }
  }
}

extension Drawing {
  /// A value over a column, as large as its place lets it be.
  fileprivate mutating func value(_ text: String, _ x: Int, _ y: Int, _ width: Int) {
    let size = [12, 11, 10, 9].first { TextWidth.of(text, size: $0) <= width - 2 } ?? 8
    self.text(text, x, y, size: size, anchor: .middle)
  }

  /// Where what is drawn can be read.
  mutating func source(_ cells: Cells) {
    text(
      PictureWords.source(cells.name), ChartHead.margin, height + 18, size: 10, ink: .soft)
  }
}

extension Cells.Row {
  /// A percentage as a change.
  func change(_ column: ExportColumn) -> String {
    guard case .percent(let text) = value(column.name) else { return shown(column) }
    return NumberWords.change(text).vietnamese
  }
}

/// A period as a chart names it, in few letters.
enum PeriodLabel {
  /// `2020-Q1` as Quý I and 2020; what has no such name as it is.
  static func lines(_ label: String) -> [String] {
    let parts = label.split(separator: "-", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return [label] }
    switch parts[1] {
    case "Q1": return ["Quý I", parts[0]]
    case "Q2": return ["Quý II", parts[0]]
    case "Q3": return ["Quý III", parts[0]]
    case "Q4": return ["Quý IV", parts[0]]
    case "H1": return ["6 tháng đầu", parts[0]]
    case "H2": return ["6 tháng cuối", parts[0]]
    case "M9": return ["9 tháng", parts[0]]
    default: return label.contains("..") ? label.split(separator: ".").map(String.init) : [label]
    }
  }

  static func line(_ label: String) -> String { lines(label).joined(separator: "/") }
}
