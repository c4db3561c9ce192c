internal import HosoDomain
internal import HosoPages

/// A picture of a document's rows, beside the rows themselves.
struct Chart: Sendable {
  static let folder = "charts"
  static let mediaType = "image/svg+xml"

  /// Of its file, before the point.
  let name: String
  let title: String
  /// What it shows, for whoever does not see it.
  let description: String
  let drawing: Drawing
  let table: ChartTable

  var path: String { "\(Chart.folder)/\(name).svg" }

  var svg: HTML { drawing.svg(title: title, description: description) }

  /// The picture as a document of its own.
  var document: [UInt8] {
    Array(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg.text + "\n").utf8)
  }
}

/// The rows that a chart was drawn from, with the columns that it draws.
struct ChartTable: Sendable {
  let cells: Cells
  let columns: [ExportColumn]

  init(_ cells: Cells, _ columns: [String]) {
    self.cells = cells
    self.columns = columns.compactMap(cells.column)
  }
}

/// What stands above every chart: a piece of paper with it is to say as what it was published.
struct ChartHead: Sendable {
  static let margin = 16
  /// Of a drawing without a chart.
  private static let emptyWidth = 560

  /// As what the figures were published, and who may have them.
  let remark: String
  let period: Period

  /// A chart; where there is nothing to draw, one that says why.
  ///
  /// - Parameters:
  ///   - drawing: Nil where there is nothing to draw.
  ///   - reading: How it is to be read, or why there is nothing.
  func chart(
    name: String, title: String, description: String, reading: String, drawing: Drawing?,
    table: ChartTable
  ) -> Chart {
    if let drawing {
      return Chart(
        name: name, title: title, description: description, drawing: drawing, table: table)
    }
    let reason = PictureWords.notDrawn + reading
    let (empty, _) = self.drawing(name, title, reason, width: ChartHead.emptyWidth)
    return Chart(name: name, title: title, description: reason, drawing: empty, table: table)
  }

  /// A drawing with its head.
  ///
  /// - Returns: The drawing, and where what it shows begins.
  func drawing(
    _ name: String, _ title: String, _ reading: String, width: Int
  ) -> (Drawing, top: Int) {
    var drawing = Drawing(name: name, width: width)
    let room = width - 2 * ChartHead.margin
    var y = 28
    y = drawing.lines(
      TextWidth.lines(title, size: 16, within: room, isBold: true), ChartHead.margin, y, step: 20,
      size: 16, isBold: true)
    y = drawing.lines(
      TextWidth.lines(remark, size: 11, within: room), ChartHead.margin, y - 2, step: 14,
      size: 11, ink: .soft)
    y = drawing.lines(
      TextWidth.lines(reading, size: 11, within: room), ChartHead.margin, y, step: 14, size: 11,
      ink: .soft)
    return (drawing, y)
  }
}

extension Drawing {
  /// Says what fills mean, in a row that goes on below where it is full; answers where it ends.
  mutating func legend(_ items: [(fill: Fill, name: String)], _ top: Int) -> Int {
    var (x, y) = (ChartHead.margin, top)
    for (fill, name) in items {
      let length = 18 + TextWidth.of(name, size: 11) + 16
      if x + length > width - ChartHead.margin, x > ChartHead.margin {
        (x, y) = (ChartHead.margin, y + 18)
      }
      box(x, y, 12, 12, fill)
      text(name, x + 18, y + 10, size: 11)
      x += length
    }
    return y + 22
  }

  /// What a row of bars is called, left of them.
  mutating func name(_ name: String, _ y: Int, within width: Int) {
    text(
      TextWidth.lines(name, size: 12, within: width, most: 1).first ?? "", ChartHead.margin, y)
  }
}

/// How the status of a period looks; its word stands beside it.
enum StatusFill {
  static func of(_ status: String) -> Drawing.Fill {
    let published = ReleaseStatus(rawValue: status)
    switch published {
    case .provisional: return .hatched(.orange)
    case .revised: return .plain(.sky)
    case .final, .corrected: return .plain(.blue)
    case nil: return status == RowStatus.lowCoverage.word ? .hatched(.vermilion) : .open
    }
  }
}
