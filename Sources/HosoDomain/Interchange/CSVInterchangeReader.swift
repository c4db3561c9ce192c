/// Reads events from the rows of a CSV file whose header names fields of the interchange format.
///
/// A row is turned into the JSON line it stands for, so both formats have one meaning and one set
/// of limits. An empty cell is an absent field.
public struct CSVInterchangeReader: Sendable {
  /// The byte between cells.
  public var separator: UInt8 { columns.separator }

  let columns: CSVColumns
  private var reader: InterchangeReader

  /// A reader for the rows under a header row, given without byte order mark and line end.
  ///
  /// - Parameters:
  ///   - defaultSource: The source of rows that name none.
  ///   - codes: Of the office whose ledger takes the rows.
  public init(
    header: UnsafeBufferPointer<UInt8>, defaultSource: SourceName, codes: CodeRules = .standard
  ) throws(LineFault) {
    guard header.count <= InterchangeLimits.lineBytes else {
      throw LineFault(field: nil, reason: .tooLong(max: InterchangeLimits.lineBytes))
    }
    columns = try CSVColumns(header: header)
    reader = InterchangeReader(defaultSource: defaultSource, codes: codes)
  }

  /// The name of the column that says why a row was rejected; it comes first and is no field.
  public static let reasonName = CSVColumns.reasonName

  /// Whether the file is one of rejected rows.
  public var hasReasons: Bool { columns.hasReasons }

  /// A row under a reason, in place of the one it may have had before.
  public func rejected(_ record: UnsafeBufferPointer<UInt8>, _ reason: String) -> [UInt8] {
    var bytes: [UInt8] = []
    CSVInterchangeWriter.write(reason, separator: separator, into: &bytes)
    bytes.append(separator)
    guard hasReasons else { return bytes + Array(record) }
    return bytes + Array(record[CSVRecord.endOfFirstCell(of: record, separator: separator)...])
  }

  /// The same reader for rows that may be on record already, whose codes are not judged again.
  public var forRecorded: CSVInterchangeReader {
    var copy = self
    copy.reader = reader.forRecorded
    return copy
  }

  /// Reads one row, given without its line end; nil for a row of empty cells.
  ///
  /// Any bytes whatever lead to an event or to a fault that names the column.
  public mutating func read(
    _ record: UnsafeBufferPointer<UInt8>
  ) throws(LineFault) -> InterchangeLine? {
    guard record.count <= InterchangeLimits.lineBytes else {
      throw LineFault(field: nil, reason: .tooLong(max: InterchangeLimits.lineBytes))
    }
    let cells: [String]
    do throws(CSVFault) {
      cells = try CSVRecord.cells(of: record, separator: separator)
    } catch {
      throw LineFault(field: columns.name(error.cell), reason: .notCSV(error.flaw))
    }
    guard cells.contains(where: { !$0.isEmpty }) else { return nil }
    guard cells.count == columns.width else {
      let flaw = CSVFlaw.wrongCellCount(expected: columns.width, found: cells.count)
      throw LineFault(field: nil, reason: .notCSV(flaw))
    }
    let line = try json(cells)
    do throws(LineFault) {
      return try line.withUnsafeBufferPointer { bytes throws(LineFault) in try reader.read(bytes) }
    } catch {
      throw LineFault(field: error.field.map(CSVColumn.name(ofField:)), reason: error.reason)
    }
  }

  private func json(_ cells: [String]) throws(LineFault) -> [UInt8] {
    for (index, cell) in cells.enumerated()
    where columns.columns[index] == nil && !columns.isReason(index) {
      // A value without a name cannot be understood, and must not be dropped.
      guard cell.isEmpty else { throw LineFault(field: "", reason: .unknownField) }
    }
    var json = JSONBuilder()
    json.object { json in
      for (index, cell) in cells.enumerated() where !cell.isEmpty {
        if case .field(let field)? = columns.columns[index] { json.cell(cell, of: field) }
      }
      guard columns.changes.contains(where: { !cells[$0].isEmpty }) else { return }
      json.object(InterchangeField.set.name) { json in
        for index in columns.changes where !cells[index].isEmpty {
          if case .change(let field)? = columns.columns[index] {
            json.cell(cells[index], of: field)
          }
        }
      }
    }
    return json.bytes
  }
}

extension JSONBuilder {
  fileprivate mutating func cell(_ cell: String, of field: InterchangeField) {
    switch field {
    case .aliases, .clear:
      list(field.name) { json in
        for code in cell.split(whereSeparator: { $0 == " " || $0 == "|" }) {
          json.item(String(code))
        }
      }
    case .amount, .count, .sequence:
      // Anything but plain digits stays text, which is a fault: 1.0 and 52.000 are no numbers here.
      if cell.isWholeNumber {
        self.field(field.name, decimal: cell)
      } else {
        self.field(field.name, cell)
      }
    case .id, .source, .type, .dossier, .occurredAt, .office, .actor, .province, .commune,
      .service, .agency, .channel, .mode, .dueDate, .reason, .target, .targetSource,
      .targetHash, .set, .money, .parent, .destination, .period, .calendar, .number, .from, .to,
      .digest, .recordedAt:
      self.field(field.name, cell)
    }
  }
}

extension String {
  fileprivate var isWholeNumber: Bool {
    utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      && (utf8.count == 1 || utf8.first != UInt8(ascii: "0"))
  }
}
