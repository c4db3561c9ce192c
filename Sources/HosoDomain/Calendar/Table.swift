/// Why a table of dated data cannot be used.
public struct TableFault: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case notUTF8
    case empty
    case missingColumn
    /// A row has another number of cells than the header.
    case wrongCellCount(expected: Int, found: Int)
    /// A quoted cell never ends.
    case openQuote
    /// A quotation mark inside an unquoted cell, or something after a quoted one.
    case strayQuote
    /// A value that the column cannot hold.
    case badValue(String)
    /// The same key twice.
    case duplicate(String)
    /// Two values of a row contradict each other.
    case contradiction(String)
  }

  /// The line of the file, from 1; 0 when it concerns the file as a whole.
  public let line: Int
  /// The column's name, where one is to blame.
  public let column: String?
  public let reason: Reason

  public init(line: Int, column: String?, reason: Reason) {
    self.line = line
    self.column = column
    self.reason = reason
  }
}

/// A CSV file with a header row, whole in memory: for small tables of dated data.
///
/// Source: RFC 4180; line ends may be LF as well, empty lines are skipped.
struct Table {
  struct Row {
    let line: Int
    fileprivate let cells: [String]
    fileprivate let columns: [String: Int]

    /// The text of a cell; the empty text where the table has no such column.
    subscript(column: String) -> String {
      guard let index = columns[column], index < cells.count else { return "" }
      return cells[index]
    }

    func fault(_ column: String, _ reason: TableFault.Reason) -> TableFault {
      TableFault(line: line, column: column, reason: reason)
    }

    /// The date in a cell; nil where the cell is empty.
    func date(_ column: String) throws(TableFault) -> LocalDate? {
      let text = self[column]
      guard !text.isEmpty else { return nil }
      guard let date = LocalDate(iso: text) else { throw fault(column, .badValue(text)) }
      return date
    }

    /// The whole number in a cell, within bounds.
    func number(_ column: String, in bounds: ClosedRange<Int>) throws(TableFault) -> Int {
      let text = self[column]
      guard let number = Int(text), bounds.contains(number) else {
        throw fault(column, .badValue(text))
      }
      return number
    }

    /// The days a row is valid on, ends included; a missing end is an open one.
    func validity() throws(TableFault) -> ClosedRange<LocalDate> {
      let first = try date("valid_from") ?? LocalDate(dayNumber: .min)
      let last = try date("valid_to") ?? LocalDate(dayNumber: .max)
      guard first <= last else { throw fault("valid_to", .badValue(self["valid_to"])) }
      return first...last
    }
  }

  let rows: [Row]
  /// Eight hexadecimal digits that change when any byte of the file changes.
  let fingerprint: String

  /// Reads a table and checks that it has the columns.
  init(csv bytes: [UInt8], columns required: [String]) throws(TableFault) {
    var reader = TableReader(bytes)
    guard let header = try reader.next() else {
      throw TableFault(line: 0, column: nil, reason: .empty)
    }
    var columns: [String: Int] = [:]
    for (index, name) in header.cells.enumerated() {
      guard columns.updateValue(index, forKey: name) == nil else {
        throw TableFault(line: header.line, column: name, reason: .duplicate(name))
      }
    }
    for name in required where columns[name] == nil {
      throw TableFault(line: header.line, column: name, reason: .missingColumn)
    }
    var rows: [Row] = []
    while let record = try reader.next() {
      guard record.cells.count == header.cells.count else {
        let reason = TableFault.Reason.wrongCellCount(
          expected: header.cells.count, found: record.cells.count)
        throw TableFault(line: record.line, column: nil, reason: reason)
      }
      rows.append(Row(line: record.line, cells: record.cells, columns: columns))
    }
    guard !rows.isEmpty else { throw TableFault(line: 0, column: nil, reason: .empty) }
    self.rows = rows
    fingerprint = Table.fingerprint(of: bytes)
  }

  /// FNV-1a: it tells versions of a table apart and protects against nothing.
  private static func fingerprint(of bytes: [UInt8]) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}

/// Splits CSV bytes into records.
///
/// Source: RFC 4180 section 2.
private struct TableReader {
  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if bytes.starts(with: mark) { offset = mark.count }
  }

  /// The next record that is not an empty line; nil at the end.
  mutating func next() throws(TableFault) -> (line: Int, cells: [String])? {
    while offset < bytes.count, endLine() {}
    guard offset < bytes.count else { return nil }
    let start = line
    var cells = [try cell()]
    while offset < bytes.count, !endLine() {
      guard bytes[offset] == TableReader.comma else {
        throw TableFault(line: line, column: nil, reason: .strayQuote)
      }
      offset += 1
      cells.append(try cell())
    }
    return (start, cells)
  }

  /// Steps over a line end, if one is next.
  private mutating func endLine() -> Bool {
    let isPair =
      bytes[offset] == TableReader.carriageReturn && offset + 1 < bytes.count
      && bytes[offset + 1] == TableReader.newline
    guard isPair || bytes[offset] == TableReader.newline else { return false }
    offset += isPair ? 2 : 1
    line += 1
    return true
  }

  private mutating func cell() throws(TableFault) -> String {
    guard offset < bytes.count, bytes[offset] == TableReader.quote else {
      let start = offset
      while offset < bytes.count, !endsCell(bytes[offset]) {
        guard bytes[offset] != TableReader.quote else {
          throw TableFault(line: line, column: nil, reason: .strayQuote)
        }
        offset += 1
      }
      return try text(bytes[start..<offset])
    }
    return try quotedCell()
  }

  private func endsCell(_ byte: UInt8) -> Bool {
    byte == TableReader.comma || byte == TableReader.newline
      || byte == TableReader.carriageReturn
  }

  private mutating func quotedCell() throws(TableFault) -> String {
    let start = line
    var content: [UInt8] = []
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == TableReader.quote {
        guard offset < bytes.count, bytes[offset] == TableReader.quote else {
          return try text(content[...])
        }
        offset += 1
      }
      if byte == TableReader.newline { line += 1 }
      content.append(byte)
    }
    throw TableFault(line: start, column: nil, reason: .openQuote)
  }

  private func text(_ slice: ArraySlice<UInt8>) throws(TableFault) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw TableFault(line: line, column: nil, reason: .notUTF8)
    }
    return text
  }
}
