import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections

/// The dossiers behind a count, as far as they are printed.
struct ExplainReport {
  /// People are shown this many unless they ask for more.
  static let shownUsually = 50

  let question: CountQuestion
  let explanation: Explanation
  let reader: LedgerReader
  let limit: Int?

  func print(_ format: OutputFormat) throws {
    switch format {
    case .table: Terminal.out(try text())
    case .csv: try printCSV()
    case .json: Terminal.out(try json())
    }
  }

  private var count: Int { explanation.dossiers.count }

  private func lines(_ limit: Int?) -> ArraySlice<CountedDossier> {
    limit.map { explanation.dossiers.prefix($0) } ?? explanation.dossiers[...]
  }

  private func text() throws -> String {
    let limit = limit ?? ExplainReport.shownUsually
    var table = TextTable(CountedLine.columns)
    for dossier in lines(limit) { table.add(try CountedLine(dossier, reader: reader).cells) }
    var text = question.title + ": " + Numbers.grouped(Int64(count)) + "\n"
    text += say("Theo những gì ghi sổ trước ", "From what was recorded before ")
    text += explanation.asOf.rfc3339 + ".\n"
    if limit > 0, count > 0 { text += "\n" + table.text }
    if count > limit { text += ExplainReport.rest(count - limit) }
    return text + question.note
  }

  static func rest(_ count: Int) -> String {
    let rest = Numbers.grouped(Int64(count))
    return say(
      "… còn \(rest) dòng; --limit để xem thêm, --format csv để lấy tất cả.\n",
      "… \(rest) more lines; --limit shows more, --format csv all of them.\n")
  }

  private func printCSV() throws {
    var csv = CSVBuilder()
    csv.line((CountQuestion.names + CountedLine.names).map { .text($0) })
    let asked = question.values(asOf: explanation.asOf)
    var output = OutputBuffer()
    for dossier in lines(limit) {
      csv.line(asked + (try CountedLine(dossier, reader: reader).values))
      try output.take(&csv)
    }
    try output.end(&csv)
  }

  private func json() throws -> [UInt8] {
    let lines = try lines(limit).map { try CountedLine($0, reader: reader) }
    var json = JSONBuilder()
    json.object { json in
      question.write(into: &json)
      json.field("as_of", explanation.asOf.rfc3339)
      json.field("position", explanation.position.number)
      json.field("value", count)
      json.list("dossiers") { json in
        for line in lines { json.object { line.write(into: &$0) } }
      }
    }
    json.endLine()
    return json.bytes
  }
}

/// Hands bytes to standard output in large pieces.
struct OutputBuffer {
  private static let pieceBytes = 1 << 20

  /// Passes on what was built once it is large enough.
  mutating func take(_ csv: inout CSVBuilder) throws {
    if csv.bytes.count >= OutputBuffer.pieceBytes { try end(&csv) }
  }

  /// Passes on everything that was built.
  mutating func end(_ csv: inout CSVBuilder) throws {
    guard Terminal.tryOut(csv.bytes) else {
      throw Failure(.inputOutput, OptionWords.noOutput)
    }
    csv = CSVBuilder()
  }
}
