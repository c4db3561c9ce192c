internal import HosoDomain
internal import HosoProjections

/// A document's rows, read by the names of their columns: all that a chart knows.
///
/// What is no number there is none here, so a chart cannot tell more than its table does.
struct Cells: Sendable {
  /// One row.
  struct Row: Sendable {
    fileprivate let places: [String: Int]
    fileprivate let values: [FigureValue]

    func value(_ column: String) -> FigureValue {
      places[column].map { values[$0] } ?? .empty
    }

    /// Empty where there is none.
    func text(_ column: String) -> String { value(column).text }

    func count(_ column: String) -> Int64? {
      guard case .count(let count) = value(column) else { return nil }
      return count
    }

    /// A percentage in tenths, for lengths; what is told is the text.
    func tenths(_ column: String) -> Int64? {
      guard case .percent(let text) = value(column) else { return nil }
      return Int64(text.filter { $0 != "." })
    }
  }

  /// The document's.
  let name: String
  let title: Said
  let columns: [ExportColumn]
  let rows: [Row]

  init(_ document: some ExportDocument, keeping isKept: (Row) -> Bool = { _ in true }) {
    name = document.name
    title = document.title
    let columns = document.columns
    self.columns = columns
    let places = columns.enumerated().reduce(into: [String: Int]()) { $0[$1.element.name] = $1.0 }
    rows = document.rows.map { Row(places: places, values: $0) }.filter(isKept)
  }

  /// Of a document that there is not.
  static func none(_ name: String) -> Cells { Cells(name: name) }

  private init(name: String) {
    (self.name, title, columns, rows) = (name, Said(both: name), [], [])
  }

  private init(_ cells: Cells, rows: [Row]) {
    (name, title, columns) = (cells.name, cells.title, cells.columns)
    self.rows = rows
  }

  /// The rows of which something holds, in their order.
  func filter(_ isKept: (Row) -> Bool) -> Cells { Cells(self, rows: rows.filter(isKept)) }

  /// The rows of a level.
  func level(_ level: FigureLevel) -> Cells { filter { $0.text("level") == level.rawValue } }

  func column(_ name: String) -> ExportColumn? { columns.first { $0.name == name } }
}

extension Cells.Row {
  /// A province as people know it.
  var province: String {
    let name = text("province_name")
    if !name.isEmpty { return name }
    let code = text("province")
    return code == CubeGroup.unknown ? PictureWords.unknownProvince : code
  }

  /// A value as people read it; a dash for none.
  func shown(_ column: ExportColumn) -> String {
    switch value(column.name) {
    case .text(let text): return WorkbookWords.shown(text, in: column.name)
    case .count(let count): return NumberWords.grouped(count).vietnamese
    case .percent(let text):
      return column.kind == .percent
        ? NumberWords.percent(text).vietnamese : NumberWords.decimal(text).vietnamese
    case .empty:
      let hidden = self.text("suppressed").split(separator: " ")
      return hidden.contains { $0 == column.name } ? PictureWords.hidden : PictureWords.none
    }
  }
}
