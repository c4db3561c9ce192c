internal import HosoDomain

/// Goes through a batch line by line, or row by row.
struct BatchReader {
  /// How the events of a batch are written.
  enum Form: Sendable {
    /// One JSON object a line.
    case lines
    /// One row an event under a header row.
    case rows
  }

  /// A line of the batch that says something.
  struct Item: Sendable {
    /// From 1.
    let line: Int64
    let result: Result<Event, LineFault>
    /// What the line says if its codes, which are refused today, are on record already.
    var held: Event?

    /// Whether the ledger has to be asked about it.
    var mayBeKnown: Bool {
      switch result {
      case .success: true
      case .failure: held != nil
      }
    }
  }

  private let bytes: [UInt8]
  private let form: Form
  private let source: SourceName
  private let codes: CodeRules
  private var place = 0
  private var nextLine: Int64 = 1
  private var rows: CSVInterchangeReader?

  /// - Parameter codes: Of the office whose ledger takes the lines.
  init(_ bytes: [UInt8], form: Form, source: SourceName, codes: CodeRules) {
    self.bytes = bytes
    self.form = form
    self.source = source
    self.codes = codes
  }

  /// Lines read so far.
  var lineCount: Int64 { nextLine - 1 }

  /// The next items; empty at the end.
  ///
  /// - Throws: A problem if the header row is none.
  mutating func next(_ count: Int) throws -> [Item] {
    switch form {
    case .lines: return nextLines(count)
    case .rows: return try nextRows(count)
    }
  }

  private mutating func nextLines(_ count: Int) -> [Item] {
    var reader = InterchangeReader(defaultSource: source, codes: codes)
    return bytes.withUnsafeBufferPointer { buffer in
      var items: [Item] = []
      while items.count < count, place < buffer.count {  // Bounded by the bytes.
        let end = buffer[place...].firstIndex(of: 0x0a) ?? buffer.count
        var line = UnsafeBufferPointer(rebasing: buffer[place..<end])
        if line.last == 0x0d { line = UnsafeBufferPointer(rebasing: line.dropLast()) }
        if line.contains(where: { $0 != 0x20 && $0 != 0x09 }) {
          var item = Item(line: nextLine, result: BatchReader.read(line, &reader))
          if item.isRefusedForCode {
            var held = reader.forRecorded
            item.held = try? BatchReader.read(line, &held).get()
          }
          items.append(item)
        }
        place = end + 1
        nextLine += 1
      }
      return items
    }
  }

  private static func read(
    _ line: UnsafeBufferPointer<UInt8>, _ reader: inout InterchangeReader
  ) -> Result<Event, LineFault> {
    do throws(LineFault) {
      return .success(try reader.read(line).event)
    } catch {
      return .failure(error)
    }
  }

  private mutating func nextRows(_ count: Int) throws -> [Item] {
    let bytes = bytes
    return try bytes.withUnsafeBufferPointer { buffer in
      var reader = try rows ?? header(buffer)
      defer { rows = reader }
      var items: [Item] = []
      // Bounded by the bytes: a record ends behind its start, and behind the last there is none.
      while items.count < count, place < buffer.count,
        let extent = CSVRecord.extent(
          in: buffer, from: place, separator: reader.separator, isWhole: true)
      {
        let row = UnsafeBufferPointer(rebasing: buffer[place..<extent.end])
        if let result = BatchReader.read(row, &reader) {
          var item = Item(line: nextLine, result: result)
          if item.isRefusedForCode {
            var held = reader.forRecorded
            item.held = try? BatchReader.read(row, &held)?.get()
          }
          items.append(item)
        }
        advance(extent)
      }
      return items
    }
  }

  private static func read(
    _ row: UnsafeBufferPointer<UInt8>, _ reader: inout CSVInterchangeReader
  ) -> Result<Event, LineFault>? {
    do throws(LineFault) {
      return try reader.read(row).map { .success($0.event) }
    } catch {
      return .failure(error)
    }
  }

  private mutating func header(
    _ buffer: UnsafeBufferPointer<UInt8>
  ) throws -> CSVInterchangeReader {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if buffer.starts(with: mark) { place = mark.count }
    let rest = UnsafeBufferPointer(rebasing: buffer[place...])
    let separator = CSVRecord.separator(ofHeader: rest)
    guard
      let extent = CSVRecord.extent(
        in: buffer, from: place, separator: separator, isWhole: true)
    else { throw Problem(LineFault(field: nil, reason: .missing)) }
    let row = UnsafeBufferPointer(rebasing: buffer[place..<extent.end])
    advance(extent)
    do throws(LineFault) {
      return try CSVInterchangeReader(header: row, defaultSource: source, codes: codes)
    } catch {
      throw Problem(error)
    }
  }

  private mutating func advance(_ extent: CSVRecord.Extent) {
    place = extent.next
    nextLine += Int64(extent.lines)
  }
}

extension BatchReader.Item {
  /// Whether nothing is wrong with the line but a code.
  fileprivate var isRefusedForCode: Bool {
    if case .failure(let fault) = result, case .code = fault.reason { true } else { false }
  }
}
