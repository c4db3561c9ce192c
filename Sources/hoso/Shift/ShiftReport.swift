import HosoDomain
import HosoExports
import HosoLedger
import HosoPapers
import HosoProjections

/// What a shift did, for people and for programs.
struct ShiftReport {
  let question: ShiftQuestion
  let tally: ShiftTally
  /// Nil where no office is meant, and in rows.
  let waiting: [Wait: Int]?
  /// The closings of shifts in it.
  let closings: [RecordedEvent]

  func bytes(_ format: OutputFormat) -> [UInt8] {
    switch format {
    case .table: Array(text.utf8)
    case .csv: csv
    case .json: json
    }
  }

  // MARK: - For people

  private var text: String {
    var text = ShiftWords.title(question) + "\n\n"
    if tally.rows.isEmpty {
      text += ShiftWords.nothing + "\n"
    } else {
      text += byClerk.text + "\n" + byHour.text
    }
    if !tally.tills.isEmpty { text += "\n" + money.text }
    for closing in closings { text += "\n" + ShiftWords.sentence(closing) + "\n" }
    if let waiting { text += "\n" + ShiftWords.waiting(waiting) + "\n" }
    return text + "\n" + ShiftWords.refusals + "\n"
  }

  private var byClerk: TextTable {
    var table = TextTable([
      TextTable.Column(say("Nhân viên", "Staff")), TextTable.Column(say("Thao tác", "Verb")),
      TextTable.Column(say("Ghi", "Recorded"), .trailing),
      TextTable.Column(say("Đã huỷ", "Undone"), .trailing),
      TextTable.Column(say("Cảnh báo", "Flagged"), .trailing),
    ])
    func add(_ who: String, _ what: String, _ counts: ShiftTally.Counts) {
      table.add(
        [who, what]
          + [counts.recorded, counts.undone, counts.flagged].map { Numbers.grouped(Int64($0)) })
    }
    let clerks = grouped { $0.actor?.text ?? "" }
    for (clerk, rows) in clerks {
      for (_, rows) in ShiftReport.grouped(rows, by: { $0.type.rawValue }) {
        guard let type = rows.first?.type else { continue }
        add(ShiftWords.clerk(clerk), DossierWords.name(type), ShiftReport.sum(rows))
      }
    }
    add(say("Tất cả", "All"), "", ShiftReport.sum(tally.rows))
    return table
  }

  private var byHour: TextTable {
    var table = TextTable([
      TextTable.Column(say("Giờ", "Hour")),
      TextTable.Column(say("Ghi", "Recorded"), .trailing),
      TextTable.Column(say("Gồm", "Of them")),
    ])
    let hours = ShiftReport.grouped(tally.rows) { Int($0.day.dayNumber) * 24 + $0.hour }
    for (_, rows) in hours {
      guard let first = rows.first else { continue }
      let parts = ShiftReport.grouped(rows, by: { $0.type.rawValue }).compactMap { _, rows in
        rows.first.map { "\(DossierWords.name($0.type)) \(ShiftReport.sum(rows).recorded)" }
      }
      table.add([
        ShiftWords.hour(first.hour, of: first.day),
        Numbers.grouped(Int64(ShiftReport.sum(rows).recorded)), parts.joined(separator: ", "),
      ])
    }
    return table
  }

  private var money: TextTable {
    var table = TextTable([
      TextTable.Column(say("Nhân viên", "Staff")), TextTable.Column(say("Loại tiền", "Money")),
      TextTable.Column(say("Đã thu (đ)", "Collected (đ)"), .trailing),
      TextTable.Column(say("Đã nộp (đ)", "Remitted (đ)"), .trailing),
      TextTable.Column(say("Chênh lệch (đ)", "Difference (đ)"), .trailing),
    ])
    for till in tally.tills {
      table.add([
        ShiftWords.clerk(till.actor?.text ?? ""), DossierWords.name(till.kind),
        Numbers.grouped(till.collected), Numbers.grouped(till.remitted),
        Numbers.grouped(till.difference),
      ])
    }
    return table
  }

  /// To be printed and signed by who closes the shift.
  ///
  /// - Parameter madeAt: What it tells is from before.
  func paper(madeAt: RecordedAt) -> Paper {
    var paper = Paper(
      title: ShiftWords.title(question), madeAt: madeAt, size: .a4,
      foot: ShiftWords.title(question))
    paper.blocks = [
      .text(PaperText(ShiftWords.heading, size: 15, isBold: true, .center)),
      .text(PaperText(ShiftWords.title(question), size: 11, isItalic: true, .center)), .gap(10),
    ]
    var tables = tally.rows.isEmpty ? [] : [byClerk, byHour]
    if !tally.tills.isEmpty { tables.append(money) }
    let remarks =
      closings.map(ShiftWords.sentence)
      + [waiting.map(ShiftWords.waiting)]
      .compactMap(\.self) + [ShiftWords.refusals]
    let signers = ShiftWords.signatures.map { who in
      PaperBlock.Signer(who: who, how: HandoverWords.howToSign)
    }
    let tail =
      [PaperBlock.gap(8)] + remarks.map { .text(PaperText($0, size: 10)) }
      + [.gap(16), .signatures(signers)]
    guard let last = tables.popLast() else {
      paper.blocks += [.text(PaperText(ShiftWords.nothing)), .together(tail)]
      return paper
    }
    paper.blocks += tables.map { .table($0.onPaper(size: 10, keyColumns: 2)) }
    var table = last.onPaper(size: 10, keyColumns: 2)
    table.tail = tail
    paper.blocks.append(.table(table))
    return paper
  }

  // MARK: - For programs

  private var csv: [UInt8] {
    var csv = CSVBuilder()
    let names = [
      "office", "from", "to", "actor", "date", "hour", "type", "money", "recorded", "undone",
      "flagged", "amount",
    ]
    csv.line(names.map { .text($0) })
    for row in tally.rows {
      let texts = [
        question.office?.text, question.from.rfc3339, question.to.rfc3339, row.actor?.text,
        row.day.iso,
      ].map { $0.map { FigureValue.text($0) } ?? .empty }
      let amount = row.money == nil ? FigureValue.empty : .count(row.counts.amount)
      csv.line(
        texts + [
          .count(Int64(row.hour)), .text(row.type.name),
          row.money.map { .text($0.name) } ?? .empty, .count(Int64(row.counts.recorded)),
          .count(Int64(row.counts.undone)), .count(Int64(row.counts.flagged)), amount,
        ])
    }
    return csv.bytes
  }

  private var json: [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.field("office", question.office?.text)
      json.field("actor", question.actor?.text)
      json.field("from", question.from.rfc3339)
      json.field("to", question.to.rfc3339)
      json.field("position", tally.position.number)
      json.list("rows") { json in
        for row in tally.rows { json.object { ShiftReport.write(row, into: &$0) } }
      }
      json.list("money") { json in
        for till in tally.tills { json.object { ShiftReport.write(till, into: &$0) } }
      }
      json.list("closings") { json in
        for closing in closings {
          json.object { InterchangeWriter.writeFields(of: closing.event, into: &$0) }
        }
      }
      guard let waiting else { return json.nullField("waiting") }
      json.object("waiting") { json in
        for wait in Wait.allCases { json.field(wait.rawValue, waiting[wait] ?? 0) }
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func write(_ row: ShiftTally.Row, into json: inout JSONBuilder) {
    json.field("actor", row.actor?.text)
    json.field("date", row.day.iso)
    json.field("hour", row.hour)
    json.field("type", row.type.name)
    json.field("money", row.money?.name)
    json.field("recorded", row.counts.recorded)
    json.field("undone", row.counts.undone)
    json.field("flagged", row.counts.flagged)
    json.field("amount", row.money == nil ? nil : row.counts.amount)
  }

  private static func write(_ till: ShiftTally.Till, into json: inout JSONBuilder) {
    json.field("actor", till.actor?.text)
    json.field("money", till.kind.name)
    json.field("collected", till.collected)
    json.field("remitted", till.remitted)
    json.field("difference", till.difference)
  }

  // MARK: - Sums

  private func grouped<Key: Comparable & Hashable>(
    _ key: (ShiftTally.Row) -> Key
  ) -> [(key: Key, rows: [ShiftTally.Row])] {
    ShiftReport.grouped(tally.rows, by: key)
  }

  private static func grouped<Key: Comparable & Hashable>(
    _ rows: [ShiftTally.Row], by key: (ShiftTally.Row) -> Key
  ) -> [(key: Key, rows: [ShiftTally.Row])] {
    Dictionary(grouping: rows, by: key).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func sum(_ rows: [ShiftTally.Row]) -> ShiftTally.Counts {
    rows.reduce(into: ShiftTally.Counts()) { $0 += $1.counts }
  }
}
