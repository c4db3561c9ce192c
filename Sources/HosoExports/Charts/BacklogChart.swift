internal import HosoDomain
internal import HosoPages

/// What is open: where it is, for how long, and how much of it is overdue.
struct BacklogChart {
  private static let width = 560
  private static let barLeft = 120
  private static let step = 20

  let head: ChartHead
  /// The nation's rows, one for each place.
  let cells: Cells

  var chart: Chart {
    var (drawing, top) = head.drawing(
      "backlog", PictureWords.backlog, PictureWords.backlogReading, width: BacklogChart.width)
    top = drawing.legend(
      [(.plain(.blue), PictureWords.onTime), (.hatched(.vermilion), PictureWords.late)], top)
    let counts = cells.rows.flatMap { row in AgeBand.allCases.map { row.count($0.rawValue) ?? 0 } }
    let scale = Scale(most: counts.max() ?? 0, length: 280)
    var y = top + 10
    for row in cells.rows {
      let place = WorkbookWords.shown(row.text("place"), in: "place")
      drawing.text(place, ChartHead.margin, y, isBold: true)
      y += BacklogChart.step
      for age in AgeBand.allCases {
        bar(row, age, scale, &drawing, y)
        y += BacklogChart.step
      }
      y += 6
    }
    drawing.source(cells)
    let isDrawn = !cells.rows.isEmpty
    return head.chart(
      name: "backlog", title: PictureWords.backlog, description: description,
      reading: isDrawn ? PictureWords.backlogReading : PictureWords.nothing,
      drawing: isDrawn ? drawing : nil,
      table: ChartTable(
        cells,
        ["place"] + AgeBand.allCases.map(\.rawValue) + ["dossiers", "overdue", "oldest_days"]))
  }

  private func bar(
    _ row: Cells.Row, _ age: AgeBand, _ scale: Scale, _ drawing: inout Drawing, _ y: Int
  ) {
    drawing.text(SurveyWords.name(age).vietnamese, ChartHead.margin + 10, y, size: 11)
    guard let count = row.count(age.rawValue) else {
      drawing.untold(BacklogChart.barLeft, y)
      return
    }
    let overdue = row.count("overdue_" + age.rawValue) ?? 0
    let (length, late) = (scale[count], scale[overdue])
    if late > 0 { drawing.box(BacklogChart.barLeft, y - 11, late, 14, .hatched(.vermilion)) }
    if length > late {
      drawing.box(BacklogChart.barLeft + late, y - 11, length - late, 14, .plain(.blue))
    }
    var words = NumberWords.grouped(count).vietnamese
    if overdue > 0 { words += PictureWords.overdue(NumberWords.grouped(overdue).vietnamese) }
    drawing.text(words, BacklogChart.barLeft + length + 6, y, size: 11)
  }

  private var description: String {
    cells.rows.map { row in
      let ages = AgeBand.allCases.map { age in
        let count = row.count(age.rawValue).map { NumberWords.grouped($0).vietnamese }
        return "\(SurveyWords.name(age).vietnamese) \(count ?? PictureWords.none)"
      }
      let place = WorkbookWords.shown(row.text("place"), in: "place")
      return "\(place): \(ages.joined(separator: ", "))"
    }.joined(separator: "; ") + "."
  }
}
