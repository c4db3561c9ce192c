public import HosoPages

/// A table on paper: its head stands on every page that it reaches.
///
/// Columns that do not fit side by side come in bands below each other, each with the first columns
/// again.
public struct PaperTable: Sendable {
  public struct Column: Sendable {
    let isNumber: Bool

    public init(isNumber: Bool) {
      self.isNumber = isNumber
    }
  }

  /// A cell of the head, which may span columns and rows of it.
  public struct Head: Sendable {
    let text: String
    let column: Int
    let row: Int
    let columns: Int
    let rows: Int

    public init(_ text: String, column: Int, row: Int = 0, columns: Int = 1, rows: Int = 1) {
      self.text = text
      self.column = column
      self.row = row
      self.columns = columns
      self.rows = rows
    }
  }

  public struct Cell: Sendable {
    let text: String
    let isBold: Bool
    let barcode: Barcode?

    /// - Parameter barcode: Stands under the text.
    public init(_ text: String, isBold: Bool = false, barcode: Barcode? = nil) {
      self.text = text
      self.isBold = isBold
      self.barcode = barcode
    }
  }

  /// Of letters, in points.
  let size: Double
  let columns: [Column]
  let head: [Head]
  /// Cells in the order of the columns.
  private(set) var rows: [[Cell]]
  /// How many columns say what a row is of.
  let keyColumns: Int
  /// What has to stand on one page with the last rows, as signatures do.
  public var tail: [PaperBlock] = []

  public init(
    size: Double, columns: [Column], head: [Head], rows: [[Cell]], keyColumns: Int
  ) {
    self.size = size
    self.columns = columns
    self.head = head
    self.rows = rows
    self.keyColumns = keyColumns
  }

  /// A table with a head of one row.
  public init(size: Double, names: [(String, isNumber: Bool)], rows: [[Cell]], keyColumns: Int) {
    self.init(
      size: size, columns: names.map { Column(isNumber: $0.isNumber) },
      head: names.enumerated().map { Head($1.0, column: $0) }, rows: rows,
      keyColumns: keyColumns)
  }

  /// A table without a head.
  public init(size: Double, rows: [[Cell]], columns: Int) {
    self.init(
      size: size, columns: Array(repeating: Column(isNumber: false), count: columns), head: [],
      rows: rows, keyColumns: columns)
  }

  /// How many rows the head has.
  var headRows: Int { head.map { $0.row + $0.rows }.max() ?? 0 }

  mutating func replace(_ row: Int, by cells: [Cell]) { rows[row] = cells }

  /// Some of its columns as a table of its own.
  func keeping(_ kept: [Int]) -> PaperTable {
    let head = head.compactMap { cell -> Head? in
      let covered = kept.indices.filter {
        (cell.column..<cell.column + cell.columns).contains(kept[$0])
      }
      guard let first = covered.first else { return nil }
      return Head(
        cell.text, column: first, row: cell.row, columns: covered.count, rows: cell.rows)
    }
    return PaperTable(
      size: size, columns: kept.map { columns[$0] }, head: head,
      rows: rows.map { row in kept.map { row[$0] } }, keyColumns: keyColumns)
  }
}
