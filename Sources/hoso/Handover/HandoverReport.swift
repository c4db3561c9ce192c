import HosoCrypto
import HosoDomain
import HosoLedger
import HosoPages
import HosoProjections

/// A handover record as a page to be printed and signed, and for programs.
struct HandoverReport {
  let question: HandoverQuestion
  let list: HandoverList
  /// Of the whole ledger as it stood when the page was made: what the page can be held against.
  let root: Digest
  let head: LedgerPosition
  let names: CodeNames
  let today: LocalDate
  /// When it was printed, or looked at.
  let madeAt: RecordedAt
  /// Of the event that says that it was printed; nil where none does.
  var record: DeskRecord?

  // MARK: - To be printed

  /// A page that is whole by itself.
  var page: String {
    let page: HTML = """
      <!doctype html>
      <html lang="\(Language.spoken.rawValue)"><head><meta charset="utf-8">
      <title>\(HandoverWords.title(question.direction))</title>
      <style>\(HandoverReport.style)</style></head><body>
      <p class="motto"><b>\(HandoverWords.country)</b><br><b>\(HandoverWords.motto)</b></p>
      <h1>\(HandoverWords.title(question.direction))</h1>
      <p class="number">\(HandoverWords.number(record))</p>
      <p>\(HandoverWords.parties(question, names, on: today))<br>
      \(HandoverWords.span(question.shift))</p>
      \(table)
      \(totals)
      <p>\(HandoverWords.legal(question.direction))</p>
      \(signatures)
      <footer>\(HandoverWords.proof(head, root))\(digest)</footer>
      </body></html>

      """
    return page.text
  }

  private var digest: HTML {
    guard let digest = record?.digest else { return .empty }
    return "<br>\(HandoverWords.digest(digest))\(square?.svg)"
  }

  /// The record's number and digest, so that a photograph of it can be held against the ledger.
  var square: Barcode? {
    guard let digest = record?.digest else { return nil }
    let number = record?.number.map { $0.text + " " } ?? ""
    return Barcode(qr: number + digest.hex)
  }

  private var table: HTML {
    let heads = HandoverWords.columns.map { name -> HTML in "<th scope=\"col\">\(name)</th>" }
    let rows = list.lines.enumerated().map { index, line in row(index + 1, line) }
    return """
      <table><thead><tr>\(heads)</tr></thead><tbody>
      \(rows)</tbody></table>
      """
  }

  private func row(_ number: Int, _ line: HandoverList.Line) -> HTML {
    let slip = line.slip?.text ?? ""
    let cells = cells(line).map { cell -> HTML in "<td>\(cell)</td>" }
    return """
      <tr><td class="n">\(number)</td><td class="code">\(slip)\(Barcode(code128: slip)?.svg)</td>\
      \(cells)</tr>

      """
  }

  /// What stands of a dossier behind its slip.
  func cells(_ line: HandoverList.Line) -> [String] {
    let due = line.dossier.changedDueDate ?? line.dossier.dueDate
    let procedure = line.dossier.service.map { names.procedure(stem: $0, on: today) }
    return [
      line.number?.text, procedure, due?.vietnamese, line.scan.occurredAt.vietnameseClock,
      line.scan.amended.actor?.text,
    ].map { $0 ?? "–" }
  }

  private var totals: HTML {
    let money = money.map { line -> HTML in "<li>\(line)</li>" }
    return """
      <p><b>\(HandoverWords.count(list.lines.count))</b></p>\
      <ul>\(procedures.map { line -> HTML in "<li>\(line)</li>" })</ul>
      \(money.isEmpty ? HTML.empty : "<p>\(HandoverWords.money)</p><ul>\(money)</ul>")
      """
  }

  /// How many there are of each procedure.
  var procedures: [String] {
    list.procedures.map { stem, count in
      let name = stem.map { names.procedure(stem: $0, on: today) } ?? HandoverWords.noProcedure
      return "\(name): \(count)"
    }
  }

  /// What was handed on, by kind.
  var money: [String] {
    Money.Kind.allCases.compactMap { kind in
      list.money[kind].map { DossierWords.amount(Money(kind: kind, amount: $0)) }
    }
  }

  private var signatures: HTML {
    let cells = HandoverWords.signatures(question.direction).map { who -> HTML in
      "<td><b>\(who)</b><br><i>\(HandoverWords.howToSign)</i></td>"
    }
    return "<table class=\"sign\"><tr>\(cells)</tr></table>"
  }

  private static let style: HTML = """
    @page { size: A4; margin: 15mm } body { font: 11pt serif; color: #000; margin: 0 }
    h1 { font-size: 15pt; text-align: center }
    .motto, .number { text-align: center }
    table { border-collapse: collapse; width: 100% } thead { display: table-header-group }
    th, td { border: 1px solid #000; padding: 1mm 1.5mm; vertical-align: top; text-align: left }
    tr { break-inside: avoid } .n { text-align: right } .code { white-space: nowrap }
    svg { display: block; width: 45mm; height: 8mm } .qr { width: 30mm; height: 30mm }
    .sign { margin-top: 8mm; break-inside: avoid } .sign td { border: 0; text-align: center }
    .sign td { height: 35mm; width: 50% } footer { font-size: 8pt; overflow-wrap: anywhere }
    """

  // MARK: - For programs

  var json: [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.field("agency", question.agency.text)
      json.field("office", question.shift.office?.text)
      json.field("actor", question.shift.actor?.text)
      json.field("from", question.shift.from.rfc3339)
      json.field("to", question.shift.to.rfc3339)
      json.field("position", head.number)
      json.field("merkle_root", root.hex)
      json.field("record", record?.number?.text)
      json.field("digest", record?.digest?.hex)
      json.list("lines") { json in
        for line in list.lines { json.object { HandoverReport.write(line, into: &$0) } }
      }
      json.object("money") { json in
        for kind in Money.Kind.allCases { json.field(kind.name, list.money[kind]) }
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func write(_ line: HandoverList.Line, into json: inout JSONBuilder) {
    json.field("slip", line.slip?.text)
    json.field("number", line.number?.text)
    json.list("codes") { json in for code in line.dossier.codes { json.item(code.text) } }
    json.field("service", line.dossier.service)
    json.field("due_date", (line.dossier.changedDueDate ?? line.dossier.dueDate)?.iso)
    json.field("occurred_at", line.scan.occurredAt.rfc3339)
    json.field("actor", line.scan.amended.actor?.text)
    json.field("id", line.scan.recorded.event.identity.id.text)
  }
}
