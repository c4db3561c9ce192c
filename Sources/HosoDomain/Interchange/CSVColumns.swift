/// A column of a CSV file of events.
enum CSVColumn: Hashable {
  case field(InterchangeField)
  /// What an amendment puts in place of a field: `set_office` for `set.office`.
  case change(InterchangeField)

  /// All columns, in the order in which they are written.
  static let all: [CSVColumn] = InterchangeField.allCases.flatMap { field in
    field == .set ? InterchangeField.amendable.map(CSVColumn.change) : [.field(field)]
  }

  var name: String {
    switch self {
    case .field(let field): field.name
    case .change(let field): "set_" + field.name
    }
  }

  /// The name of the column that a fault of the line's JSON is about.
  static func name(ofField name: String) -> String {
    let path = "set."
    return name.hasPrefix(path) ? "set_" + name.dropFirst(path.count) : name
  }
}

/// The columns of a file, as its header row names them.
struct CSVColumns {
  let separator: UInt8
  /// Nil for a column without a name, in which nothing may stand.
  let columns: [CSVColumn?]
  let width: Int
  /// The places of an amendment's columns.
  let changes: [Int]
  /// The first column of a file of rejected rows says why each was, and is nobody's field.
  let hasReasons: Bool

  /// The name of the column of reasons.
  static let reasonName = "rejected"

  /// Reads a header row, given without byte order mark and line end.
  init(header: UnsafeBufferPointer<UInt8>) throws(LineFault) {
    if let flaw = CSVColumns.flaw(ofFile: header) {
      throw LineFault(field: nil, reason: .notCSV(flaw))
    }
    separator = CSVRecord.separator(ofHeader: header)
    let names: [String]
    do throws(CSVFault) {
      names = try CSVRecord.cells(of: header, separator: separator)
    } catch {
      throw LineFault(field: nil, reason: .notCSV(error.flaw))
    }
    var columns: [CSVColumn?] = []
    for name in names {
      // Spreadsheets write empty columns behind the last one.
      guard !name.isEmpty, !(columns.isEmpty && name == CSVColumns.reasonName) else {
        columns.append(nil)
        continue
      }
      guard let column = CSVColumn.all.first(where: { $0.name == name }) else {
        let quoted = String(name.prefix(InterchangeLimits.quotedCharacters))
        throw LineFault(field: quoted, reason: .unknownField)
      }
      guard !columns.contains(column) else {
        throw LineFault(field: name, reason: .duplicateField)
      }
      columns.append(column)
    }
    for field in [InterchangeField.id, .type, .occurredAt] {
      guard columns.contains(.field(field)) else {
        throw LineFault(field: field.name, reason: .missing)
      }
    }
    hasReasons = names.first == CSVColumns.reasonName
    self.columns = columns
    width = columns.count
    changes = columns.indices.filter { index in
      if case .change = columns[index] { true } else { false }
    }
  }

  /// What is wrong with a file as a whole, as spreadsheets write it when told otherwise.
  static func flaw(ofFile header: UnsafeBufferPointer<UInt8>) -> CSVFlaw? {
    if header.starts(with: [0xFF, 0xFE]) || header.starts(with: [0xFE, 0xFF])
      || header.contains(0)
    {
      return .utf16
    }
    if header.count >= 4, header.prefix(3).map({ $0 | 0x20 }) == Array("sep".utf8),
      header[3] == UInt8(ascii: "=")
    {
      return .separatorLine
    }
    let isTabbed =
      header.contains(UInt8(ascii: "\t")) && !header.contains(CSVRecord.comma)
      && !header.contains(CSVRecord.semicolon)
    return isTabbed ? .tabs : nil
  }

  /// Whether a cell holds the reason for which the row was rejected before.
  func isReason(_ cell: Int) -> Bool { hasReasons && cell == 0 }

  /// The name of the column with a cell; nil beyond the header.
  func name(_ cell: Int) -> String? {
    cell < width ? columns[cell]?.name : nil
  }
}
