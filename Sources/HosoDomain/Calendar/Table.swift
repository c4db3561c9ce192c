/// Why a table of dated data cannot be used.
public struct TableFault: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// No rows, or not even a header.
    case empty
    case missingColumn
    /// A row that is not CSV, or has more or fewer cells than the header.
    case notCSV(CSVFlaw)
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
  private let columns: [String: Int]
  /// Eight hexadecimal digits that change when any byte of the file changes.
  let fingerprint: String

  /// Reads a table and checks that it has the columns.
  init(csv bytes: [UInt8], columns required: [String]) throws(TableFault) {
    let records = try bytes.withUnsafeBufferPointer { bytes throws(TableFault) in
      try Table.records(bytes)
    }
    guard let header = records.first else {
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
    for record in records.dropFirst() {
      guard record.cells.count == header.cells.count else {
        let flaw = CSVFlaw.wrongCellCount(
          expected: header.cells.count, found: record.cells.count)
        throw TableFault(line: record.line, column: nil, reason: .notCSV(flaw))
      }
      rows.append(Row(line: record.line, cells: record.cells, columns: columns))
    }
    guard !rows.isEmpty else { throw TableFault(line: 0, column: nil, reason: .empty) }
    self.rows = rows
    self.columns = columns
    fingerprint = Table.fingerprint(of: bytes)
  }

  /// Whether there is a column of a name.
  func has(_ column: String) -> Bool { columns[column] != nil }

  private static func records(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(TableFault) -> [(line: Int, cells: [String])] {
    var reader = TableReader(bytes)
    var records: [(line: Int, cells: [String])] = []
    while let record = try reader.next() { records.append(record) }  // Bounded by the table.
    return records
  }

  /// FNV-1a: it tells versions of a table apart and protects against nothing.
  private static func fingerprint(of bytes: [UInt8]) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}

/// Splits CSV bytes into records that are no empty lines.
private struct TableReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  private var offset: Int
  private var line = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    offset = bytes.starts(with: CSVRecord.byteOrderMark) ? CSVRecord.byteOrderMark.count : 0
    separator = CSVRecord.separator(ofHeader: UnsafeBufferPointer(rebasing: bytes[offset...]))
  }

  /// The next record; nil at the end.
  mutating func next() throws(TableFault) -> (line: Int, cells: [String])? {
    while offset < bytes.count,
      let extent = CSVRecord.extent(
        in: bytes, from: offset, separator: separator, isWhole: true)
    {  // Bounded by the table: every record ends behind its start.
      let record = UnsafeBufferPointer(rebasing: bytes[offset..<extent.end])
      let start = line
      offset = extent.next
      line += extent.lines
      guard !record.isEmpty else { continue }
      do throws(CSVFault) {
        return (start, try CSVRecord.cells(of: record, separator: separator))
      } catch {
        throw TableFault(line: start, column: nil, reason: .notCSV(error.flaw))
      }
    }
    return nil
  }
}
