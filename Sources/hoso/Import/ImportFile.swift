import Glibc
import HosoDomain
import HosoLedger
internal import HosoWords

/// How the events of a file are written.
enum ImportFormat: String, CaseIterable {
  /// One JSON object a line.
  case ndjson
  /// One row an event under a header row.
  case csv

  static func named(_ text: String) throws -> ImportFormat {
    guard let format = ImportFormat(rawValue: text) else {
      let shown = CodeWords.shown(text)
      throw Failure(
        .usage,
        say(
          "--format: không có '\(shown)'. Dùng: ndjson, csv.",
          "--format: no '\(shown)'. Use: ndjson, csv."))
    }
    return format
  }

  /// Appends one event with its line end.
  func write(_ recorded: RecordedEvent, into bytes: inout [UInt8]) {
    switch self {
    case .ndjson:
      InterchangeWriter.write(recorded.event, recordedAt: recorded.recordedAt, into: &bytes)
      bytes.append(0x0a)
    case .csv:
      CSVInterchangeWriter.write(recorded.event, recordedAt: recorded.recordedAt, into: &bytes)
    }
  }
}

/// One file, or standard input, on its way into a ledger.
struct ImportFile {
  let path: String
  let format: ImportFormat
  let source: SourceName
  let options: ImportOptions

  /// Takes over what the file holds.
  ///
  /// - Parameter total: Grows by what was done, also when this throws.
  func importInto(_ writer: LedgerWriter, total: inout ImportSummary) throws {
    let descriptor = path == "-" ? STDIN_FILENO : try Files.openForReading(path)
    defer { if path != "-" { close(descriptor) } }
    let progress = ProgressLine(say("Đang nhập", "Importing"))
    defer { progress.clear() }
    let size = Files.size(of: descriptor)
    let input = Input(
      lines: LineReader(descriptor: descriptor, path: path),
      show: { progress.show($0, of: size, unit: say("byte", "bytes")) })
    switch format {
    case .ndjson: try importLines(input, writer, total: &total)
    case .csv: try importRows(input, writer, total: &total)
    }
  }

  private struct Input {
    var lines: LineReader
    /// Shows how many bytes have been read.
    let show: (Int64) -> Void
  }

  private func importLines(
    _ input: Input, _ writer: LedgerWriter, total: inout ImportSummary
  ) throws {
    let importer = Importer(
      writer, reader: InterchangeReader(defaultSource: source, codes: rules(writer)),
      options: options)
    var intake = Intake(file: self, importer: importer, header: [])
    var lines = input.lines
    defer {
      intake.close()
      total.add(intake.importer.summary)
    }
    while !lines.isAtEnd {  // Bounded by the input.
      try lines.readLines { line in
        if intake.importer.summary.lines == 0 { try refuseWideText(line) }
        try intake.take(line, lines: 1)
      }
      input.show(lines.bytesRead)
    }
    try intake.finish()
  }

  /// Which codes are taken: history that moves in was judged where it was recorded.
  private func rules(_ writer: LedgerWriter) -> CodeRules {
    let rules = writer.settings.codes
    return options.isBackfill ? rules.forRecorded : rules
  }

  /// Stops at once at a file in which every line would be wrong for the same reason.
  private func refuseWideText(_ line: UnsafeBufferPointer<UInt8>) throws {
    guard line.starts(with: [0xFF, 0xFE]) || line.starts(with: [0xFE, 0xFF]) else { return }
    throw Failure(.badData, ImportReport.place(self, 1) + ImportReport.wideText)
  }

  private func importRows(
    _ input: Input, _ writer: LedgerWriter, total: inout ImportSummary
  ) throws {
    var intake: Intake<CSVInterchangeReader>?
    var lines = input.lines
    defer {
      intake?.close()
      if let intake { total.add(intake.importer.summary) }
    }
    while !lines.isAtEnd {  // Bounded by the input.
      try lines.readOnce { bytes, isAtEnd in
        var start = 0
        while let record = CSVFile.record(
          in: bytes, from: start, separator: intake?.importer.reader.separator, isAtEnd: isAtEnd)
        {  // Bounded by the buffer: every record ends behind its start.
          let content = UnsafeBufferPointer(rebasing: bytes[start..<record.end])
          start = record.next
          if intake == nil {
            intake = try header(content, lines: record.lines, writer)
          } else {
            try intake?.take(content, lines: record.lines)
          }
        }
        return start
      }
      input.show(lines.bytesRead)
    }
    try intake?.finish()
  }

  /// Reads the header row; a file whose columns are not understood is not taken at all.
  private func header(
    _ line: UnsafeBufferPointer<UInt8>, lines: Int, _ writer: LedgerWriter
  ) throws -> Intake<CSVInterchangeReader> {
    do throws(LineFault) {
      let reader = try CSVInterchangeReader(
        header: CSVFile.withoutMark(line), defaultSource: source, codes: rules(writer))
      var importer = Importer(writer, reader: reader, options: options)
      importer.skip(lines: lines)
      let header = RejectedFile.header(
        CSVFile.withoutMark(line), separator: reader.separator, hasReasons: reader.hasReasons)
      return Intake(file: self, importer: importer, header: header)
    } catch {
      throw Failure(
        .badData, ImportReport.place(self, 1) + ImportReport.sentence(error, format: .csv))
    }
  }
}

/// Takes the lines of one file and keeps those aside that cannot be taken.
private struct Intake<Reader: EventReader> {
  let file: ImportFile
  var importer: Importer<Reader>
  var rejected: RejectedFile
  private var complaints: Int64 = 0

  init(file: ImportFile, importer: Importer<Reader>, header: [UInt8]) {
    self.file = file
    self.importer = importer
    let name = file.path == "-" ? "stdin" : file.path
    rejected = RejectedFile(path: "\(name).rejected.\(file.format.rawValue)", header: header)
  }

  mutating func take(_ line: UnsafeBufferPointer<UInt8>, lines: Int) throws {
    let number = importer.summary.lines + 1
    importer.skip(lines: lines)
    try importer.take(line, number: number)
    try setAsideRejected()
  }

  private mutating func setAsideRejected() throws {
    for line in importer.takeRejected() {
      complaints += 1
      ImportReport.complain(line.rejection, of: file, line: line.number, count: complaints)
      guard !file.options.isDryRun else { continue }
      let reason = ImportReport.reason(line.rejection, of: file, line.number)
      try rejected.add(line.bytes.withUnsafeBufferPointer { importer.reader.rejected($0, reason) })
    }
  }

  mutating func finish() throws {
    try importer.flush()
    try setAsideRejected()
    try rejected.finish()
    guard importer.summary.rejected > 0, !file.options.isDryRun else { return }
    Terminal.error(say("Dòng bị từ chối ở ", "Rejected lines are in ") + rejected.path + "\n")
  }

  /// Keeps the rejected lines when the import could not be finished.
  mutating func close() {
    try? setAsideRejected()
    try? rejected.finish()
  }
}
