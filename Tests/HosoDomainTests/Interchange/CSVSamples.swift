import HosoDomain

/// What became of one row, and the line of the file it starts on.
struct CSVOutcome: Equatable {
  let line: Int
  let result: Result<InterchangeLine?, LineFault>
}

/// CSV texts for the suites of the interchange format.
enum CSVSamples {
  static let header = "id,type,dossier,occurred_at,reason,amount,money"

  /// A row under `header` with free text in the column `reason`, as it stands in the file.
  static func row(_ id: String = "e-1", reason: String = "", amount: String = "") -> String {
    "\(id),dossier.picked_up,EE123456785VN,2020-03-05T08:12:00+07:00,\(reason),\(amount),"
      + (amount.isEmpty ? "" : "fee")
  }

  static func read(_ text: String) throws -> [CSVOutcome] { try read(Array(text.utf8)) }

  /// Reads a file as the import does: header first, then record by record.
  static func read(_ bytes: [UInt8]) throws -> [CSVOutcome] {
    let source = try SourceName("elsewhere")
    return try bytes.withUnsafeBufferPointer { bytes in
      let separator = CSVRecord.separator(ofHeader: bytes)
      var records: [(line: Int, bytes: UnsafeBufferPointer<UInt8>)] = []
      var start = 0
      var line = 1
      while start < bytes.count,
        let extent = CSVRecord.extent(
          in: bytes, from: start, separator: separator, isWhole: true)
      {
        records.append((line, UnsafeBufferPointer(rebasing: bytes[start..<extent.end])))
        line += extent.lines
        start = extent.next
      }
      let header = records.first?.bytes ?? bytes
      var reader = try CSVInterchangeReader(header: header, defaultSource: source)
      return records.dropFirst().map { record in
        do throws(LineFault) {
          return CSVOutcome(line: record.line, result: .success(try reader.read(record.bytes)))
        } catch {
          return CSVOutcome(line: record.line, result: .failure(error))
        }
      }
    }
  }

  /// The events of the rows that could be read.
  static func events(_ text: String) throws -> [Event] {
    try read(text).compactMap { try? $0.result.get()?.event }
  }

  /// The faults of the rows that could not be read, with their lines.
  static func faults(_ text: String) throws -> [Int: LineFault] {
    var faults: [Int: LineFault] = [:]
    for outcome in try read(text) {
      if case .failure(let fault) = outcome.result { faults[outcome.line] = fault }
    }
    return faults
  }
}
