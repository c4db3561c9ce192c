public import HosoDomain
public import HosoProjections

/// Rows of figures under their columns, as programs read them.
///
/// Made of the figures alone, so that the language and the time zone of the machine change
/// nothing in it.
public struct FigureTable: Sendable {
  /// The columns that come first in every table.
  private static let leading = ["period", "calendar", "as_of"]

  /// The names of the columns that say what a row is about.
  let groupNames: [String]
  public let lines: [FigureLine]
  public let asOf: RecordedAt

  /// A table of an answer: a row for each period and group.
  public init(_ figures: Figures) {
    let orphans = figures.groupings.isEmpty ? figures.orphans : nil
    self.init(
      groupNames: figures.groupings.map(\.rawValue),
      lines: figures.rows.map { FigureLine($0, orphans: orphans) }, asOf: figures.asOf)
  }

  /// - Parameter lines: Of these, the ones that say anything.
  init(groupNames: [String], lines: [FigureLine], asOf: RecordedAt) {
    self.groupNames = groupNames
    self.lines = lines.filter(\.isShown)
    self.asOf = asOf
  }

  public var columnNames: [String] {
    FigureTable.leading + groupNames + FigureColumn.all.map(\.name)
  }

  func values(of line: FigureLine, asOf text: String) -> [FigureValue] {
    [.text(line.period.label), .text(line.period.calendar.rawValue), .text(text)]
      + line.group.map { .text($0) } + FigureColumn.all.map(line.value(of:))
  }

  /// The table as CSV: a header, then a line each; LF, no comments and no totals.
  ///
  /// Source: RFC 4180, with LF for CRLF.
  public func csv() -> [UInt8] {
    var csv = CSVBuilder()
    csv.line(columnNames.map { .text($0) })
    let text = asOf.rfc3339
    for line in lines { csv.line(values(of: line, asOf: text)) }
    return csv.bytes
  }

  /// The table's rows as objects with the columns' names, a line each.
  public func appendRows(to json: inout JSONBuilder) {
    let names = columnNames
    let text = asOf.rfc3339
    for line in lines {
      json.object { json in
        for (name, value) in zip(names, values(of: line, asOf: text)) {
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
}

/// Comma-separated values in the making, as people open them in a spreadsheet.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe in front; a number never.
public struct CSVBuilder: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// Adds a line; nothing is quoted that need not be.
  public mutating func line(_ values: [FigureValue]) {
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch value {
      case .text(let text): append(text)
      case .count(let count): bytes.append(contentsOf: String(count).utf8)
      case .percent(let text): bytes.append(contentsOf: text.utf8)
      case .empty: break
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(_ plain: String) {
    let text = CSVBuilder.guarded(plain)
    guard text.utf8.contains(where: CSVBuilder.needsQuotes) else {
      return bytes.append(contentsOf: text.utf8)
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Source: OWASP, CSV Injection: what begins with one of these is evaluated.
  private static func guarded(_ text: String) -> String {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      "'" + text
    default: text
    }
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    default: false
    }
  }
}
