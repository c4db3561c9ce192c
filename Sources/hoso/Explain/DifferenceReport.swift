import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections

/// Why a count changed between two moments, cause by cause and dossier by dossier.
struct DifferenceReport {
  let question: CountQuestion
  let difference: CountDifference
  /// The figures at both moments, the earlier ones first.
  let figures: [Figures]
  let reader: LedgerReader
  let limit: Int?

  func print(_ format: OutputFormat) throws {
    switch format {
    case .table: Terminal.out(try text())
    case .csv: try printCSV()
    case .json: Terminal.out(try json())
    }
  }

  private func lines(_ limit: Int?) -> ArraySlice<CountChange> {
    limit.map { difference.changes.prefix($0) } ?? difference.changes[...]
  }

  private func text() throws -> String {
    let limit = limit ?? ExplainReport.shownUsually
    var text = question.title + "\n"
    for (figures, moment) in zip(figures, [difference.from, difference.to]) {
      let value = Numbers.grouped(question.value(in: figures))
      text += say("  trước ", "  before ") + "\(moment.rfc3339): \(value)\n"
    }
    for cause in ChangeCause.allCases {
      let changes = difference.changes.filter { $0.cause == cause }
      guard !changes.isEmpty else { continue }
      let came = changes.count { $0.sign > 0 }
      text += "  \(DossierWords.name(cause)): \(Self.signed(difference.sum(of: cause)))"
      text += " (+\(came) −\(changes.count - came))\n"
    }
    text += say("  cộng: ", "  sum: ") + Self.signed(difference.sum) + "\n"
    guard limit > 0, !difference.changes.isEmpty else { return text }
    var table = TextTable(ChangedLine.columns)
    for change in lines(limit) { table.add(try ChangedLine(change, reader: reader).cells) }
    text += "\n" + table.text
    let rest = difference.changes.count - limit
    if rest > 0 { text += ExplainReport.rest(rest) }
    return text + question.note
  }

  private static func signed(_ number: Int) -> String {
    (number > 0 ? "+" : "") + Numbers.grouped(Int64(number))
  }

  private func printCSV() throws {
    var csv = CSVBuilder()
    let names = ["period", "calendar", "from", "to", "count"] + ChangedLine.names
    csv.line(names.map { .text($0) })
    let asked = [
      question.period.label, question.period.calendar.rawValue, difference.from.rfc3339,
      difference.to.rfc3339, question.count.name,
    ]
    var output = OutputBuffer()
    for change in lines(limit) {
      csv.line(asked.map { .text($0) } + (try ChangedLine(change, reader: reader).values))
      try output.take(&csv)
    }
    try output.end(&csv)
  }

  private func json() throws -> [UInt8] {
    let lines = try lines(limit).map { try ChangedLine($0, reader: reader) }
    var json = JSONBuilder()
    json.object { json in
      question.write(into: &json)
      json.field("from", difference.from.rfc3339)
      json.field("to", difference.to.rfc3339)
      json.field("value_from", question.value(in: figures[0]))
      json.field("value_to", question.value(in: figures[1]))
      json.field("difference", difference.sum)
      json.object("by_cause") { json in
        for cause in ChangeCause.allCases {
          json.field(cause.rawValue, difference.sum(of: cause))
        }
      }
      json.list("changes") { json in
        for line in lines { json.object { line.write(into: &$0) } }
      }
    }
    json.endLine()
    return json.bytes
  }
}

extension DossierWords {
  static func name(_ cause: ChangeCause) -> String {
    switch cause {
    case .late: say("ghi muộn", "late")
    case .voided: say("huỷ", "voided")
    case .amended: say("đính chính", "amended")
    case .linked: say("gắn mã", "linked")
    case .moved: say("chuyển kỳ hoặc nhóm", "moved")
    }
  }
}
