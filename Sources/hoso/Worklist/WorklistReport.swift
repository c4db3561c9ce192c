import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections

/// The worklist, as far as it is printed; what it counts is all there is.
struct WorklistReport {
  /// People are shown this many of each kind unless they ask for more.
  static let shownUsually = 20

  let worklist: Worklist
  let query: WorklistQuery
  let calendarVersion: String
  let zonesVersion: String
  let reader: LedgerReader
  let names: CodeNames

  func print(_ format: OutputFormat) throws {
    switch format {
    case .table: Terminal.out(try text())
    case .csv: try printCSV()
    case .json: Terminal.out(try json())
    }
  }

  private var kinds: [WorkKind] { WorkKind.allCases.filter(query.kinds.contains) }

  private func lines() throws -> [WorkLine] {
    try worklist.items.map { try WorkLine($0, reader: reader) }
  }

  private func text() throws -> String {
    let lines = try lines()
    var text = say("Việc cần làm, tính đến ", "To be done, counted through ")
    text += query.today.vietnamese + "\n"
    for kind in kinds {
      let count = worklist.count(of: kind)
      text += "  \(WorkWords.name(kind)): \(Numbers.grouped(Int64(count)))\n"
    }
    for kind in kinds {
      let own = lines.filter { $0.item.kind == kind }
      guard !own.isEmpty else { continue }
      var table = TextTable(WorkLine.columns)
      for line in own { table.add(line.cells(names)) }
      text += "\n\(WorkWords.name(kind)) (\(WorkWords.advice(kind)))\n" + table.text
    }
    let rest = worklist.count - lines.count
    return rest > 0 ? text + ExplainReport.rest(rest) : text
  }

  private func printCSV() throws {
    var csv = CSVBuilder()
    // Every line is by itself: it says which tables its days were counted by.
    let tables = ["calendar_version", "zones_version"]
    csv.line((WorkLine.names + tables).map { .text($0) })
    var output = OutputBuffer()
    for item in worklist.items {
      csv.line(
        try WorkLine(item, reader: reader).values + [.text(calendarVersion), .text(zonesVersion)])
      try output.take(&csv)
    }
    try output.end(&csv)
  }

  private func json() throws -> [UInt8] {
    let lines = try lines()
    var json = JSONBuilder()
    json.object { json in
      json.field("as_of", worklist.asOf.rfc3339)
      json.field("position", worklist.position.number)
      json.field("counted_through", query.today.iso)
      json.field("calendar_version", calendarVersion)
      json.field("zones_version", zonesVersion)
      json.object("counts") { json in
        for kind in kinds { json.field(kind.rawValue, worklist.count(of: kind)) }
      }
      json.list("items") { json in
        for line in lines { json.object { line.write(into: &$0, showsStaff: true) } }
      }
    }
    json.endLine()
    return json.bytes
  }
}
