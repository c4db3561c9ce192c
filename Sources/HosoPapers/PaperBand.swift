/// Columns of a table that fit side by side, with the places they have.
struct PaperBand {
  /// Around the text of a cell.
  private static let padding = 3.0
  private static let barcodeHeight = 22.0
  private static let barcodeWidth = 142.0
  /// How much of the breadth a column may ask for.
  private static let largestShare = 0.42

  private(set) var table: PaperTable
  private let widths: [Double]
  /// Left edges, and the right edge of the last.
  private let edges: [Double]

  private init(_ table: PaperTable, widths: [Double]) {
    self.table = table
    self.widths = widths
    edges = widths.reduce(into: [0]) { edges, width in edges.append(edges[edges.count - 1] + width)
    }
  }

  // MARK: - Widths

  /// A table in as few bands as it needs.
  static func bands(
    of table: PaperTable, breadth: Double, _ canvas: borrowing PaperCanvas
  ) -> [PaperBand] {
    guard !table.columns.isEmpty else { return [] }
    let wanted = table.columns.indices.map { wish($0, of: table, breadth, canvas) }
    let keys = Array(table.columns.indices.prefix(table.keyColumns))
    let taken = keys.reduce(0) { $0 + wanted[$1].least }
    var bands: [[Int]] = []
    var band = keys
    var left = breadth - taken
    for column in table.columns.indices.dropFirst(keys.count) {
      if wanted[column].least > left, band.count > keys.count {
        bands.append(band)
        band = keys
        left = breadth - taken
      }
      band.append(column)
      left -= wanted[column].least
    }
    bands.append(band)
    return bands.map { band in
      PaperBand(
        table.keeping(band), widths: fitted(band.map { wanted[$0] }, breadth: breadth))
    }
  }

  /// What a column needs at least, and what it would like to have.
  private struct Wish {
    let least: Double
    let best: Double
  }

  private static func wish(
    _ column: Int, of table: PaperTable, _ breadth: Double, _ canvas: borrowing PaperCanvas
  ) -> Wish {
    let isNumber = table.columns[column].isNumber
    var (least, best) = (0.0, 0.0)
    for cell in table.head where cell.column == column && cell.columns == 1 {
      for word in cell.text.split(separator: " ") {
        let width = canvas.measure(
          PaperText(String(word), size: table.size, isBold: true), width: nil
        ).width
        least = max(least, width)
      }
    }
    var longest = 0
    for row in table.rows {
      let cell = row[column]
      // Neither a date nor a code is torn: what is short, or has a digit, stays whole.
      for word in cell.text.split(whereSeparator: { " \n".contains($0) })
      where word.utf8.count * 4 > longest * 3 && isWhole(word) {
        longest = max(longest, word.utf8.count)
        let set = PaperText(String(word), size: table.size, isBold: cell.isBold)
        least = max(least, canvas.measure(set, width: nil).width)
      }
      let text = cell.set(size: table.size)
      let width = canvas.measure(text, width: nil).width
      best = max(best, width)
      if isNumber { least = max(least, width) }
      if cell.barcode != nil { least = max(least, barcodeWidth) }
    }
    if !isNumber { least = max(least, min(best, 36)) }
    let most = breadth * largestShare
    least = min(least, most) + 2 * padding
    return Wish(least: least, best: max(least, min(best, most) + 2 * padding))
  }

  private static func isWhole(_ word: Substring) -> Bool {
    word.utf8.count <= 12 || (word.utf8.count <= 32 && word.contains { ("0"..."9").contains($0) })
  }

  /// Widths that fill the breadth, by what each column would like to have.
  private static func fitted(_ wishes: [Wish], breadth: Double) -> [Double] {
    let least = wishes.reduce(0) { $0 + $1.least }
    let best = wishes.reduce(0) { $0 + $1.best }
    if best <= breadth {
      let extra = (breadth - best) / Double(wishes.count)
      return wishes.map { $0.best + min(extra, 24) }
    }
    guard least < breadth else { return wishes.map { $0.least * breadth / least } }
    let share = (breadth - least) / (best - least)
    return wishes.map { $0.least + ($0.best - $0.least) * share }
  }

  // MARK: - The head

  struct HeadMarks {
    let height: Double
    fileprivate let cells: [(PaperText, x: Double, y: Double, width: Double, height: Double)]

    func marks(x left: Double, y top: Double) -> [PaperMark] {
      cells.flatMap { text, x, y, width, height in
        PaperBand.frame(x: left + x, y: top + y, width: width, height: height)
          + [
            .text(
              text, x: left + x + PaperBand.padding, y: top + y + PaperBand.padding,
              width: width - 2 * PaperBand.padding)
          ]
      }
    }
  }

  func head(_ canvas: borrowing PaperCanvas) -> HeadMarks {
    let texts = table.head.map {
      PaperText($0.text, size: table.size, isBold: true, .center)
    }
    let widths = table.head.map { edges[$0.column + $0.columns] - edges[$0.column] }
    var heights = Array(repeating: 0.0, count: table.headRows)
    // A cell of several rows makes the last of them as high as it needs.
    for pass in [false, true] {
      for (index, cell) in table.head.enumerated() where (cell.rows > 1) == pass {
        let inner = widths[index] - 2 * PaperBand.padding
        let needed =
          canvas.measure(texts[index], width: inner).height + 2 * PaperBand.padding
        let last = cell.row + cell.rows - 1
        let above = heights[cell.row..<last].reduce(0, +)
        heights[last] = max(heights[last], needed - above)
      }
    }
    let tops = heights.reduce(into: [0.0]) { tops, height in
      tops.append(tops[tops.count - 1] + height)
    }
    let cells = table.head.indices.map { index in
      let cell = table.head[index]
      return (
        texts[index], x: edges[cell.column], y: tops[cell.row], width: widths[index],
        height: tops[cell.row + cell.rows] - tops[cell.row]
      )
    }
    return HeadMarks(height: tops[tops.count - 1], cells: cells)
  }

  // MARK: - Rows

  private func rowHeight(_ row: Int, _ canvas: borrowing PaperCanvas) -> Double {
    var height = 0.0
    for (column, cell) in table.rows[row].enumerated() {
      let inner = widths[column] - 2 * PaperBand.padding
      let text = canvas.measure(cell.set(size: table.size), width: inner).height
      height = max(height, text + (cell.barcode == nil ? 0 : PaperBand.barcodeHeight))
    }
    return height + 2 * PaperBand.padding
  }

  /// The heights of all rows; what would be higher than a page is cut, and says that it is.
  ///
  /// - Parameter room: The most that a row may have, in points.
  mutating func rowHeights(_ room: Double, _ canvas: borrowing PaperCanvas) -> [Double] {
    var heights: [Double] = []
    for row in table.rows.indices {
      let height = rowHeight(row, canvas)
      guard height > room else {
        heights.append(height)
        continue
      }
      let cells = table.rows[row].enumerated().map { column, cell in
        let bare = cell.barcode == nil ? 0 : PaperBand.barcodeHeight
        let inner = widths[column] - 2 * PaperBand.padding
        return cell.cut { cut in
          canvas.measure(cut.set(size: table.size), width: inner).height + bare
            <= room - 2 * PaperBand.padding
        }
      }
      table.replace(row, by: cells)
      heights.append(rowHeight(row, canvas))
    }
    return heights
  }

  func marks(
    _ row: Int, x left: Double, y top: Double, height: Double, _ canvas: borrowing PaperCanvas
  ) -> [PaperMark] {
    var marks: [PaperMark] = []
    for (column, cell) in table.rows[row].enumerated() {
      let (x, width) = (left + edges[column], widths[column])
      let inner = width - 2 * PaperBand.padding
      marks += PaperBand.frame(x: x, y: top, width: width, height: height)
      let text = cell.set(
        size: table.size, table.columns[column].isNumber ? .right : .left)
      marks.append(
        .text(text, x: x + PaperBand.padding, y: top + PaperBand.padding, width: inner))
      guard let barcode = cell.barcode else { continue }
      let below = top + PaperBand.padding + canvas.measure(text, width: inner).height
      marks += barcode.marks(
        x: x + PaperBand.padding, y: below, width: min(inner, PaperBand.barcodeWidth),
        height: PaperBand.barcodeHeight)
    }
    return marks
  }

  private static func frame(
    x: Double, y: Double, width: Double, height: Double
  ) -> [PaperMark] {
    let (right, bottom) = (x + width, y + height)
    return [
      .line(x: x, y: y, toX: right, toY: y), .line(x: x, y: bottom, toX: right, toY: bottom),
      .line(x: x, y: y, toX: x, toY: bottom), .line(x: right, y: y, toX: right, toY: bottom),
    ]
  }
}

extension PaperTable.Cell {
  /// As much of the text as fits, found in as many steps as its length has bits.
  fileprivate func cut(_ fits: (PaperTable.Cell) -> Bool) -> PaperTable.Cell {
    guard !fits(self) else { return self }
    let letters = Array(text)
    var (kept, tooMany) = (0, letters.count)
    while kept + 1 < tooMany {
      let middle = (kept + tooMany) / 2
      if fits(beginning(letters, middle)) { kept = middle } else { tooMany = middle }
    }
    return beginning(letters, kept)
  }

  private func beginning(_ letters: [Character], _ count: Int) -> PaperTable.Cell {
    PaperTable.Cell(String(letters.prefix(count)) + " […]", isBold: isBold, barcode: barcode)
  }

  fileprivate func set(size: Double, _ alignment: PaperText.Alignment = .left) -> PaperText {
    PaperText(text, size: size, isBold: isBold, alignment)
  }
}
