/// What is wrong with a row of a CSV text.
public enum CSVFlaw: Hashable, Sendable {
  /// A quoted cell never ends.
  case openQuote
  /// A quotation mark inside an unquoted cell, or something after a quoted one.
  case strayQuote
  /// Bytes that are not UTF-8, as spreadsheets write them unless told otherwise.
  case notUTF8
  /// The file is UTF-16, as spreadsheets write "Unicode text".
  case utf16
  /// The file has tabs between its cells.
  case tabs
  /// The first line is `sep=;`, which only one spreadsheet understands.
  case separatorLine
  /// Another number of cells than the header has.
  case wrongCellCount(expected: Int, found: Int)
}

/// A flaw and the cell that shows it, counted from 0.
struct CSVFault: Error, Hashable {
  let cell: Int
  let flaw: CSVFlaw
}

/// Finds the records of a CSV text and splits them into cells.
///
/// Line ends may be CRLF or LF. Spreadsheets in Vietnamese write `;` between cells, because their
/// decimal point is a comma.
///
/// Source: RFC 4180 section 2.
public enum CSVRecord {
  static let quote = UInt8(ascii: "\"")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let comma = UInt8(ascii: ",")
  static let semicolon = UInt8(ascii: ";")
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Where a record lies.
  public struct Extent: Hashable, Sendable {
    /// One past the record's last byte; its line end is outside.
    public let end: Int
    /// Where the next record starts.
    public let next: Int
    /// The lines it takes, more than one where a quoted cell holds line ends.
    public let lines: Int
  }

  private enum Place {
    case cellStart
    case plain
    case quoted
    /// After a quotation mark that ends a quoted cell, unless another one follows.
    case closed
  }

  /// The record that starts at `start`; nil if more bytes are needed to see its end.
  ///
  /// A quoted cell that does not end within the longest record, or within the text, must not
  /// swallow what follows: then the record is its first line alone.
  public static func extent(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, separator: UInt8, isWhole: Bool
  ) -> Extent? {
    var place = Place.cellStart
    var lines = 1
    for offset in start..<bytes.count {
      let byte = bytes[offset]
      if place == .quoted {
        guard offset - start < InterchangeLimits.lineBytes else {
          return firstLine(in: bytes, from: start, isWhole: isWhole)
        }
        if byte == newline { lines += 1 }
        if byte == quote { place = .closed }
      } else if byte == newline {
        return ended(bytes, from: start, at: offset, next: offset + 1, lines: lines)
      } else if byte == quote {
        place = place == .plain ? .plain : .quoted
      } else {
        place = byte == separator ? .cellStart : .plain
      }
    }
    guard isWhole else { return nil }
    guard place != .quoted else { return firstLine(in: bytes, from: start, isWhole: true) }
    return ended(bytes, from: start, at: bytes.count, next: bytes.count, lines: lines)
  }

  private static func firstLine(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, isWhole: Bool
  ) -> Extent? {
    guard let end = bytes[start...].firstIndex(of: newline) else {
      guard isWhole else { return nil }
      return ended(bytes, from: start, at: bytes.count, next: bytes.count, lines: 1)
    }
    return ended(bytes, from: start, at: end, next: end + 1, lines: 1)
  }

  private static func ended(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, at end: Int, next: Int, lines: Int
  ) -> Extent {
    let hasReturn = end > start && bytes[end - 1] == carriageReturn
    return Extent(end: hasReturn ? end - 1 : end, next: next, lines: lines)
  }

  /// The byte between cells, told from a header row: names of columns hold neither of both.
  public static func separator(ofHeader bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    let line = bytes.prefix { $0 != newline }
    return line.contains(semicolon) && !line.contains(comma) ? semicolon : comma
  }

  /// One past the separator behind the first cell, or the record's end.
  static func endOfFirstCell(
    of record: UnsafeBufferPointer<UInt8>, separator: UInt8
  ) -> Int {
    var isQuoted = false
    for offset in record.indices {
      if record[offset] == quote { isQuoted.toggle() }
      if record[offset] == separator, !isQuoted { return offset + 1 }
    }
    return record.count
  }

  /// The texts between the separators of one record, quotation marks resolved.
  static func cells(
    of record: UnsafeBufferPointer<UInt8>, separator: UInt8
  ) throws(CSVFault) -> [String] {
    var cells: [String] = []
    var offset = 0
    repeat {
      let cell = cells.count
      let bytes: [UInt8]
      if offset < record.count, record[offset] == quote {
        bytes = try quoted(record, &offset, cell: cell)
      } else {
        let end = record[offset...].firstIndex(of: separator) ?? record.count
        bytes = Array(record[offset..<end])
        guard !bytes.contains(quote) else { throw CSVFault(cell: cell, flaw: .strayQuote) }
        offset = end
      }
      guard offset == record.count || record[offset] == separator else {
        throw CSVFault(cell: cell, flaw: .strayQuote)
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw CSVFault(cell: cell, flaw: .notUTF8)
      }
      cells.append(text)
      offset += 1
    } while offset <= record.count  // Bounded by the record: every turn takes a separator.
    return cells
  }

  /// The content of the quoted cell at `offset`, which is left behind its closing mark.
  private static func quoted(
    _ record: UnsafeBufferPointer<UInt8>, _ offset: inout Int, cell: Int
  ) throws(CSVFault) -> [UInt8] {
    var content: [UInt8] = []
    offset += 1
    while let end = record[offset...].firstIndex(of: quote) {  // Bounded by the record.
      content.append(contentsOf: record[offset..<end])
      offset = end + 1
      guard offset < record.count, record[offset] == quote else { return content }
      content.append(quote)
      offset += 1
    }
    throw CSVFault(cell: cell, flaw: .openQuote)
  }
}
