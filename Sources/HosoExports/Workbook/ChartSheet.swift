internal import CXLSXWriter
internal import HosoDomain

/// Charts that a spreadsheet draws from the tables of the other sheets; each has its words beside
/// it, and one axis of values.
struct ChartSheet {
  /// Rows that a chart takes.
  private static let step = 32
  /// Colours that people with any colour vision tell apart.
  ///
  /// Source: Okabe, Ito, "Color Universal Design".
  private static let colors: [UInt32] = [0x0072B2, 0x56B4E9, 0xE69F00, 0xD55E00]

  let provinces: WrittenTable
  let backlog: WrittenTable
  let remark: String

  /// A chart of columns of a table, one series each.
  private struct Plan {
    let title: String
    let kind: lxw_chart_type
    let table: WrittenTable
    let rows: Int
    let category: String
    let series: [(column: String, name: String)]
    var format = "#,##0"

    /// Whether its table has what it shows.
    var isDrawn: Bool { rows > 0 && series.allSatisfy { table.filled.contains($0.column) } }
  }

  func write(to file: WorkbookFile) throws(ExportFault) {
    let sheet = try file.sheet(WorkbookWords.charts)
    sheet.text(WorkbookWords.charts, 0, 0, .title)
    sheet.text(remark, 1, 0, .note)
    sheet.foot(remark)
    var row = TableSheet.headRow
    let drawn = plans.filter(\.isDrawn)
    sheet.pages(beginAt: drawn.indices.dropFirst().map { row + $0 * ChartSheet.step })
    for plan in drawn {
      sheet.text(plan.title, row, 0, .plain)
      try write(plan, row + 1, file, sheet)
      row += ChartSheet.step
    }
  }

  private var plans: [Plan] {
    let names = PictureWords.self
    return [
      Plan(
        title: names.byProvince, kind: LXW_CHART_COLUMN, table: provinces, rows: provinces.count,
        category: "province_name", series: [("handled", ChartWords.legs)]),
      Plan(
        title: ChartWords.growth, kind: LXW_CHART_COLUMN, table: provinces, rows: provinces.count,
        category: "province_name", series: [("handled_yoy_pct", WorkbookWords.onYearBefore)],
        format: "0%"),
      Plan(
        title: names.punctuality, kind: LXW_CHART_COLUMN_STACKED_PERCENT, table: provinces,
        rows: provinces.count, category: "province_name",
        series: [("early", names.early), ("on_time", names.onTime), ("late", names.late)],
        format: "0%"),
      Plan(
        title: names.backlog, kind: LXW_CHART_BAR_STACKED, table: backlog,
        // The nation's rows come first, one for each place.
        rows: min(backlog.count, ChartWords.places), category: "place",
        series: AgeBand.allCases.map { ($0.rawValue, SurveyWords.name($0).vietnamese) }),
    ]
  }

  private func write(
    _ plan: Plan, _ row: Int, _ file: WorkbookFile, _ sheet: Sheet
  ) throws(ExportFault) {
    let chart = try file.chart(plan.kind)
    chart_title_set_name(chart, plan.title)
    hoso_set_title_size(chart, 13)
    let (first, last) = (
      UInt32(plan.table.first), UInt32(plan.table.first + plan.rows - 1)
    )
    for (index, (column, name)) in plan.series.enumerated() {
      guard let values = plan.table.places[column].map({ UInt16($0) }),
        let names = plan.table.places[plan.category].map({ UInt16($0) }),
        let series = chart_add_series(chart, nil, nil)
      else { continue }
      chart_series_set_categories(series, plan.table.sheet, first, names, last, names)
      chart_series_set_values(series, plan.table.sheet, first, values, last, values)
      chart_series_set_name(series, name)
      var fill = lxw_chart_fill()
      fill.color = ChartSheet.colors[index % ChartSheet.colors.count]
      chart_series_set_fill(series, &fill)
    }
    if plan.series.count == 1 {
      chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    } else {
      chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    }
    chart_axis_set_num_format(chart.pointee.y_axis, plan.format)
    // Every category has its name, however many there are; bars name theirs by themselves.
    if plan.kind != LXW_CHART_BAR_STACKED {
      chart_axis_set_interval_unit(chart.pointee.x_axis, 1)
    }
    hoso_set_category_font(chart, plan.rows > 12 ? 7 : 10, plan.rows > 12 ? -90 : 0)
    let alternative = plan.title + ". " + ChartWords.source(plan.table.sheet) + " " + remark
    sheet.chart(chart, row, saying: alternative)
  }
}

/// What charts say that pictures do not.
private enum ChartWords {
  /// Where a dossier may wait: rows of the nation's backlog.
  static let places = 3
  static let growth = "Lượt so với cùng kỳ năm trước theo tỉnh"
  static let legs = "Lượt"

  static func source(_ sheet: String) -> String { "Số liệu ở trang \(sheet)." }
}
