public import HosoDomain
public import HosoPages
public import HosoProjections

/// A table of an export: what is in it, under which columns, and its rows.
///
/// The one thing that a file, an answer and a page are made of: each writes the columns and rows in
/// its own way and knows nothing else of them.
public protocol ExportDocument: Sendable {
  associatedtype Rows: Sequence where Rows.Element == [FigureValue]

  /// What its files are called, before the point.
  var name: String { get }
  var title: Said { get }
  var columns: [ExportColumn] { get }
  /// Whether what its rows count adds up to the nation; false where rows overlap.
  var isSummable: Bool { get }
  /// The columns that tell its rows apart; none where nobody says.
  var key: [String] { get }
  /// Values in the order of the columns.
  var rows: Rows { get }
}

/// A column of a document.
public struct ExportColumn: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case text
    case count
    case percent
    /// A mean or a ratio.
    case decimal
  }

  /// For programs; the same in every language.
  public let name: String
  /// For people.
  public let title: Said
  public let kind: Kind
  /// What is counted; nil for what counts nothing.
  public let unit: CountDefinition.Unit?
  /// How its texts are written; nil where nobody says.
  let format: TextFormat?

  /// Whether it says by how much another period differs.
  var isGrowth: Bool { name.hasSuffix("qoq_pct") || name.hasSuffix("yoy_pct") }

  init(
    _ name: String, _ title: Said, _ kind: Kind, unit: CountDefinition.Unit? = nil,
    format: TextFormat? = nil
  ) {
    self.name = name
    self.title = title
    self.kind = kind
    self.unit = unit
    self.format = format
  }
}

/// A form that a document is written in.
public enum DocumentForm: Sendable {
  case csv
  /// As a spreadsheet in Vietnam opens it.
  case excel

  public var mediaType: String { "text/csv; charset=utf-8" }

  /// Where a document's file is, within the folder.
  func path(of document: some ExportDocument) -> String {
    switch self {
    case .csv: document.name + ".csv"
    case .excel: "excel/" + document.name + ".csv"
    }
  }

  func title(of document: some ExportDocument) -> Said {
    switch self {
    case .csv: document.title
    case .excel: document.title + CatalogueWords.forSpreadsheets
    }
  }

  func bytes(of document: some ExportDocument) -> [UInt8] {
    switch self {
    case .csv: document.csv()
    case .excel: document.csv(.vietnamese)
    }
  }
}

extension ExportDocument {
  public var isSummable: Bool { true }
  public var key: [String] { [] }

  /// The table as CSV: a header, then a line each; LF, no comments and no totals.
  ///
  /// Source: RFC 4180, with LF for CRLF.
  public func csv() -> [UInt8] { csv(.plain) }

  func csv(_ flavour: CSVFlavour) -> [UInt8] {
    var csv = CSVBuilder(flavour)
    csv.line(columns.map { .text($0.name) })
    for row in rows { csv.line(row) }
    return csv.bytes
  }

  /// The table's rows as objects with the columns' names, a line each.
  public func appendRows(to json: inout JSONBuilder) {
    let names = columns.map(\.name)
    for row in rows {
      json.object { json in
        for (name, value) in zip(names, row) {
          switch value {
          case .text(let text): json.field(name, text)
          case .count(let count): json.field(name, count)
          case .percent(let text): json.field(name, decimal: text)
          case .empty: json.nullField(name)
          }
        }
      }
    }
  }

  /// The table as a part of a page, for people.
  public func html(_ language: Language) -> HTML {
    TableHTML(
      caption: title(language),
      columns: columns.map { column in
        TableHTML.Column(name: column.title(language), isNumber: column.kind != .text)
      }
    ).html(rows.map { row in row.map { "\($0.text)" } })
  }
}
