internal import HosoPages

extension Barcode {
  /// Its dark parts within a place on a page; light ones are the paper.
  func marks(x: Double, y: Double, width: Double, height: Double) -> [PaperMark] {
    let modules = modules
    guard let count = modules.first?.count, count > 0 else { return [] }
    let (wide, high) = (width / Double(count), height / Double(modules.count))
    var marks: [PaperMark] = []
    for (row, isDark) in modules.enumerated() {
      var start: Int?
      for (column, isDark) in (isDark + [false]).enumerated() {
        if isDark {
          start = start ?? column
        } else if let begun = start {
          marks.append(
            .fill(
              x: x + Double(begun) * wide, y: y + Double(row) * high,
              width: Double(column - begun) * wide, height: high))
          start = nil
        }
      }
    }
    return marks
  }
}
