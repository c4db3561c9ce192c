import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections
internal import HosoWords

/// What changed between two publications, for people and for programs.
struct CompareReport {
  let from: Release
  let to: Release
  let revision: Revision
  let reader: LedgerReader
  let limit: Int?
  /// Whether each change has a line of its own.
  let listsEvents: Bool

  func print(_ format: OutputFormat) throws {
    switch format {
    case .table: Terminal.out(try text())
    case .csv: try printCSV()
    case .json: Terminal.out(try json())
    }
  }

  private var cells: ArraySlice<RevisedCell> {
    limit.map { revision.cells.prefix($0) } ?? revision.cells[...]
  }

  // MARK: - For people

  private func text() throws -> String {
    let limit = limit ?? ExplainReport.shownUsually
    var text = say(revision.period.title) + "\n"
    for release in [from, to] {
      text += "  \(release.name.text) (\(say(release.status.title))): "
      text += say("trước ", "before ") + release.cutoff.rfc3339
      text += (release.reason.map { "; " + CodeWords.shown($0) } ?? "") + "\n"
    }
    guard !revision.cells.isEmpty else {
      return text + say("Không số nào đổi.\n", "No figure changed.\n")
    }
    let count = Numbers.grouped(Int64(revision.cells.count))
    text += say("Số ô đã đổi: \(count)\n\n", "Cells that changed: \(count)\n\n")
    text += table(limit)
    if revision.cells.count > limit { text += ExplainReport.rest(revision.cells.count - limit) }
    return listsEvents ? try text + "\n" + eventTable(limit) : text
  }

  private func table(_ limit: Int) -> String {
    let causes = ChangeCause.allCases.filter { cause in
      revision.cells.contains { $0.sum(of: cause) != 0 }
    }
    var table = TextTable(
      [
        TextTable.Column(say("Dòng", "Row")), TextTable.Column(say("Cột", "Count")),
        TextTable.Column(say("Cũ", "Old"), .trailing),
        TextTable.Column(say("Mới", "New"), .trailing),
        TextTable.Column(say("Đổi", "Change"), .trailing),
      ] + causes.map { TextTable.Column(DossierWords.name($0), .trailing) })
    for cell in revision.cells.prefix(limit) {
      table.add(
        [
          CompareReport.row(cell), cell.count.name, Numbers.grouped(cell.old),
          Numbers.grouped(cell.new), CompareReport.signed(cell.new - cell.old),
        ] + causes.map { CompareReport.signed(cell.sum(of: $0)) })
    }
    return table.text
  }

  private func eventTable(_ limit: Int) throws -> String {
    var table = TextTable(
      [
        TextTable.Column(say("Dòng", "Row")), TextTable.Column(say("Cột", "Count")),
      ] + ChangedLine.columns)
    var left = limit
    for cell in revision.cells {
      for change in cell.changes.prefix(left) {
        table.add(
          [CompareReport.row(cell), cell.count.name]
            + (try ChangedLine(change, reader: reader).cells))
        left -= 1
      }
    }
    let rest = revision.cells.reduce(0) { $0 + $1.changes.count } - limit
    return table.text + (rest > 0 ? ExplainReport.rest(rest) : "")
  }

  private static func row(_ cell: RevisedCell) -> String {
    cell.level == .nation ? say("cả nước", "nation") : cell.group.joined(separator: " · ")
  }

  private static func signed(_ number: Int64) -> String {
    (number > 0 ? "+" : "") + Numbers.grouped(number)
  }

  // MARK: - For programs

  private func printCSV() throws {
    let kept = Revision(
      period: revision.period, from: revision.from, to: revision.to, cells: Array(cells))
    let document = RevisionTable(kept, from: from.name, to: to.name)
    guard listsEvents else {
      guard Terminal.tryOut(document.csv()) else {
        throw Failure(.inputOutput, OptionWords.noOutput)
      }
      return
    }
    var csv = CSVBuilder()
    var output = OutputBuffer()
    csv.line(
      (document.columns.map(\.name) + ChangedLine.names).map { .text($0) })
    for (row, cell) in zip(document.rows, kept.cells) {
      for change in cell.changes {
        csv.line(row + (try ChangedLine(change, reader: reader).values))
        try output.take(&csv)
      }
    }
    try output.end(&csv)
  }

  private func json() throws -> [UInt8] {
    let cells = try cells.map { cell in
      (cell, try cell.changes.map { try ChangedLine($0, reader: reader) })
    }
    var json = JSONBuilder()
    json.object { json in
      json.field("period", revision.period.label)
      json.field("calendar", revision.period.calendar.rawValue)
      json.field("from", from.name.text)
      json.field("to", to.name.text)
      json.field("from_cutoff", from.cutoff.rfc3339)
      json.field("to_cutoff", to.cutoff.rfc3339)
      json.field("reason", to.reason)
      json.list("cells") { json in
        for (cell, changes) in cells { CompareReport.append(cell, changes, to: &json) }
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func append(
    _ cell: RevisedCell, _ changes: [ChangedLine],
    to json: inout JSONBuilder
  ) {
    json.object { json in
      json.field("level", cell.level.rawValue)
      json.object("group") { json in
        for (grouping, text) in zip(cell.level.groupings, cell.group) {
          json.field(grouping.rawValue, text)
        }
      }
      json.field("measure", cell.count.name)
      json.field("old", cell.old)
      json.field("new", cell.new)
      json.object("by_cause") { json in
        for cause in ChangeCause.allCases { json.field(cause.rawValue, cell.sum(of: cause)) }
      }
      json.list("changes") { json in
        for line in changes { json.object { line.write(into: &$0) } }
      }
    }
  }
}
