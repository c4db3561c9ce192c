public import HosoDomain

/// Goes through a batch line by line, or row by row.
public struct BatchReader {
  /// How the events of a batch are written.
  public enum Form: Sendable {
    /// One JSON object a line.
    case lines
    /// One row an event under a header row.
    case rows
  }

  private let bytes: [UInt8]
  private let form: Form
  private let source: SourceName
  private let codes: CodeRules
  private var place = 0
  private var nextLine: Int64 = 1
  private var rows: CSVInterchangeReader?

  /// - Parameter codes: Of the office whose ledger takes the lines.
  public init(_ bytes: [UInt8], form: Form, source: SourceName, codes: CodeRules) {
    self.bytes = bytes
    self.form = form
    self.source = source
    self.codes = codes
  }

  /// Lines read so far.
  public var lineCount: Int64 { nextLine - 1 }

  /// The next lines that say something; empty at the end.
  ///
  /// - Throws: What is wrong with the header row.
  public mutating func next(_ count: Int) throws(LineFault) -> [IntakeLine] {
    switch form {
    case .lines: return nextLines(count)
    case .rows: return try nextRows(count)
    }
  }

  private mutating func nextLines(_ count: Int) -> [IntakeLine] {
    var reader = InterchangeReader(defaultSource: source, codes: codes)
    return bytes.withUnsafeBufferPointer { buffer in
      var items: [IntakeLine] = []
      while items.count < count, place < buffer.count {  // Bounded by the bytes.
        let end = buffer[place...].firstIndex(of: 0x0a) ?? buffer.count
        var line = UnsafeBufferPointer(rebasing: buffer[place..<end])
        if line.last == 0x0d { line = UnsafeBufferPointer(rebasing: line.dropLast()) }
        if let item = reader.line(line, number: nextLine) { items.append(item) }
        place = end + 1
        nextLine += 1
      }
      return items
    }
  }

  private mutating func nextRows(_ count: Int) throws(LineFault) -> [IntakeLine] {
    let bytes = bytes
    return try bytes.withUnsafeBufferPointer { buffer throws(LineFault) in
      guard var reader = rows else {
        rows = try header(buffer)
        return try nextRows(count)
      }
      defer { rows = reader }
      var items: [IntakeLine] = []
      // Bounded by the bytes: a record ends behind its start, and behind the last there is none.
      while items.count < count, place < buffer.count,
        let extent = CSVRecord.extent(
          in: buffer, from: place, separator: reader.separator, isWhole: true)
      {
        let row = UnsafeBufferPointer(rebasing: buffer[place..<extent.end])
        if let item = reader.line(row, number: nextLine) { items.append(item) }
        advance(extent)
      }
      return items
    }
  }

  private mutating func header(
    _ buffer: UnsafeBufferPointer<UInt8>
  ) throws(LineFault) -> CSVInterchangeReader {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if buffer.starts(with: mark) { place = mark.count }
    let rest = UnsafeBufferPointer(rebasing: buffer[place...])
    let separator = CSVRecord.separator(ofHeader: rest)
    guard
      let extent = CSVRecord.extent(
        in: buffer, from: place, separator: separator, isWhole: true)
    else { throw LineFault(field: nil, reason: .missing) }
    let row = UnsafeBufferPointer(rebasing: buffer[place..<extent.end])
    advance(extent)
    return try CSVInterchangeReader(header: row, defaultSource: source, codes: codes)
  }

  private mutating func advance(_ extent: CSVRecord.Extent) {
    place = extent.next
    nextLine += Int64(extent.lines)
  }
}
