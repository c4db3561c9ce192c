internal import HosoDomain
internal import HosoPages

/// A map on which each province is a tile of one size.
struct MapChart {
  private static let width = 560
  private static let tile = (width: 88, height: 46)

  let head: ChartHead
  /// The rows of provinces.
  let cells: Cells
  let tables: ExportTables
  let hidesSmall: Bool

  /// How dark tiles are, from the smallest counts to the largest.
  private static let shades: [(fill: Drawing.Ink, word: Drawing.Ink)] = [
    (.faint, .word), (.paleBlue, .word), (.lightBlue, .word), (.blue, .white),
  ]

  var chart: Chart {
    var (drawing, top) = head.drawing(
      "map", PictureWords.map, PictureWords.mapReading, width: MapChart.width)
    let classes = classes
    top = drawing.legend(legend(classes), top) + 6
    let rows = cells.rows.reduce(into: [String: Cells.Row]()) { $0[$1.text("province")] = $1 }
    var placed: Set<String> = []
    for code in tables.provinces.all(on: head.period.lastDay) {
      guard let place = tables.tiles.place(code, on: head.period.lastDay) else { continue }
      placed.insert(code.text)
      let name = tables.provinces.name(code, on: head.period.lastDay) ?? code.text
      tile(
        name, rows[code.text], classes, &drawing,
        ChartHead.margin + place.column * MapChart.tile.width,
        top + place.row * MapChart.tile.height)
    }
    let others = cells.rows.filter { !placed.contains($0.text("province")) }
    if !others.isEmpty {
      var y = drawing.height + 26
      drawing.text(PictureWords.offMap, ChartHead.margin, y, size: 11, ink: .soft)
      for (index, row) in others.enumerated() {
        if index.isMultiple(of: 6) { y += index == 0 ? 8 : MapChart.tile.height }
        tile(
          row.province, row, classes, &drawing,
          ChartHead.margin + index % 6 * MapChart.tile.width, y)
      }
    }
    drawing.source(cells)
    let isDrawn = !cells.rows.isEmpty
    return head.chart(
      name: "map", title: PictureWords.map, description: description,
      reading: isDrawn ? PictureWords.mapReading : PictureWords.nothing,
      drawing: isDrawn ? drawing : nil,
      table: ChartTable(cells, ["province", "province_name", "handled"]))
  }

  private func tile(
    _ name: String, _ row: Cells.Row?, _ classes: [ClosedRange<Int64>], _ drawing: inout Drawing,
    _ x: Int, _ y: Int
  ) {
    let (width, height) = (MapChart.tile.width - 3, MapChart.tile.height - 3)
    let count = row?.count("handled")
    let shade = count.flatMap { count in classes.firstIndex { $0.contains(count) } }
      .map { MapChart.shades[$0] }
    drawing.box(x, y, width, height, shade.map { .plain($0.fill) } ?? .open)
    let ink = shade?.word ?? .word
    let names = TextWidth.lines(name, size: 10, within: width - 6, most: 2)
    let middle = x + width / 2
    drawing.lines(
      names, middle, y + (names.count == 1 ? 18 : 12), step: 11, size: 10, anchor: .middle, ink: ink
    )
    let value = count.map { NumberWords.grouped($0).vietnamese } ?? PictureWords.none
    drawing.text(value, middle, y + 37, size: 11, anchor: .middle, ink: ink, isBold: true)
  }

  /// Counts in as many classes as there are shades, about as many provinces in each; equal counts
  /// are of one class.
  private var classes: [ClosedRange<Int64>] {
    let counts = cells.rows.compactMap { $0.count("handled") }.sorted()
    var classes: [ClosedRange<Int64>] = []
    var rest = counts[...]
    for left in stride(from: MapChart.shades.count, to: 0, by: -1) {
      guard let first = rest.first, left > 1, let last = rest.prefix(max(1, rest.count / left)).last
      else { break }
      classes.append(first...last)
      rest = rest.drop { $0 <= last }
    }
    if let first = rest.first, let last = rest.last { classes.append(first...last) }
    return classes
  }

  private func legend(
    _ classes: [ClosedRange<Int64>]
  ) -> [(fill: Drawing.Fill, name: String)] {
    let shades = zip(MapChart.shades, classes).map { shade, counts in
      let ends = [counts.lowerBound, counts.upperBound].map { NumberWords.grouped($0).vietnamese }
      let name = ends[0] == ends[1] ? ends[0] : ends.joined(separator: "–")
      return (fill: Drawing.Fill.plain(shade.fill), name: name)
    }
    let untold = hidesSmall ? PictureWords.notTold : PictureWords.notInTable
    return shades + [(.open, PictureWords.none + " " + untold)]
  }

  private var description: String {
    guard let column = cells.column("handled") else { return "" }
    return cells.rows.map { "\($0.province): \($0.shown(column))" }.joined(separator: "; ") + "."
  }
}
