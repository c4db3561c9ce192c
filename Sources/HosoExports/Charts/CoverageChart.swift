internal import HosoDomain
internal import HosoPages
internal import HosoProjections

/// Every office as a cell: whether it declared the period complete.
struct CoverageChart {
  private static let width = 1_120
  private static let left = 134
  private static let pitch = 12
  /// Cells that a page still shows; beyond that, only offices that are missing.
  private static let cellsMax = 3_000

  let head: ChartHead
  let cells: Cells

  private enum State: CaseIterable {
    case covered
    case partly
    case missing
    case notExpected

    var fill: Drawing.Fill {
      switch self {
      case .covered: .plain(.blue)
      case .partly: .hatched(.orange)
      case .missing: .hatched(.vermilion)
      case .notExpected: .open
      }
    }

    var name: String {
      switch self {
      case .covered: PictureWords.covered
      case .partly: PictureWords.partly
      case .missing: PictureWords.missing
      case .notExpected: PictureWords.notExpected
      }
    }
  }

  var chart: Chart {
    let shown = shown
    let rest = cells.rows.count - shown.count
    let reading =
      rest > 0
      ? PictureWords.unchecked(NumberWords.grouped(Int64(rest)).vietnamese)
      : PictureWords.coverageReading
    var (drawing, top) = head.drawing(
      "coverage", PictureWords.coverage, reading, width: CoverageChart.width)
    top = drawing.legend(State.allCases.map { ($0.fill, $0.name) }, top)
    var y = top + 4
    let across = (CoverageChart.width - ChartHead.margin - CoverageChart.left) / CoverageChart.pitch
    for (name, rows) in groups(shown) {
      drawing.name(name, y + 10, within: CoverageChart.left - ChartHead.margin - 8)
      for (index, row) in rows.enumerated() {
        drawing.box(
          CoverageChart.left + index % across * CoverageChart.pitch,
          y + index / across * CoverageChart.pitch, CoverageChart.pitch - 2,
          CoverageChart.pitch - 2, CoverageChart.state(row).fill, saying: CoverageChart.words(row))
      }
      let lines = (rows.count + across - 1) / across
      y += max(18, lines * CoverageChart.pitch + 6)
    }
    drawing.source(cells)
    let isDrawn = !shown.isEmpty
    return head.chart(
      name: "coverage", title: PictureWords.coverage, description: description,
      reading: isDrawn || rest > 0 ? reading : PictureWords.nothing,
      drawing: isDrawn ? drawing : nil,
      table: ChartTable(
        cells,
        [
          "office", "office_name", "province_name", "expected", "covered", "days_declared", "days",
        ]))
  }

  private var shown: [Cells.Row] {
    guard cells.rows.count > CoverageChart.cellsMax else { return cells.rows }
    let missing = cells.rows.filter { row in
      switch CoverageChart.state(row) {
      case .partly, .missing: true
      case .covered, .notExpected: false
      }
    }
    return Array(missing.prefix(CoverageChart.cellsMax))
  }

  /// Offices by province as far as the table tells, else by the province in their code.
  private func groups(_ rows: [Cells.Row]) -> [(name: String, rows: [Cells.Row])] {
    let groups = rows.reduce(into: [String: [Cells.Row]]()) { groups, row in
      let name = row.text("province_name")
      let code = row.text("office")
      let postal =
        code == CubeGroup.unknown
        ? WorkbookWords.shown(code, in: "office")
        : PictureWords.postalProvince + code.prefix(2) + "…"
      groups[name.isEmpty ? postal : name, default: []].append(row)
    }
    return groups.sorted { left, right in
      let (first, second) = (left.value[0].text("office"), right.value[0].text("office"))
      return first == second ? left.key < right.key : RowHead.precedes(first, second)
    }.map { ($0.key, $0.value) }
  }

  private static func state(_ row: Cells.Row) -> State {
    if row.text("covered") == "true" { return .covered }
    guard row.text("expected") == "true" else { return .notExpected }
    return (row.count("days_declared") ?? 0) > 0 ? .partly : .missing
  }

  private static func words(_ row: Cells.Row) -> String {
    let name = [row.text("office"), row.text("office_name")].filter { !$0.isEmpty }
    return name.joined(separator: " ") + ": " + state(row).name
  }

  private var description: String {
    State.allCases.map { state in
      let count = cells.rows.count { CoverageChart.state($0) == state }
      return "\(state.name): \(NumberWords.grouped(Int64(count)).vietnamese)"
    }.joined(separator: "; ") + "."
  }
}
