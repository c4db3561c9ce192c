import HosoDomain
import HosoLedger
import HosoProjections

/// A whole code that was typed otherwise than it is printed.
struct Mistyped {
  let typed: String
  let fault: CodeFault
  /// What may have been meant.
  let perhaps: [String]
}

/// What was found, for people and for programs, and what was looked at for it.
struct FindReport {
  /// People are shown this many unless they ask for more.
  static let shownUsually = 20

  let dossiers: [FoundDossier]
  private let names: CodeNames
  private let position: LedgerPosition
  /// Nil for a whole code, which is looked up.
  private let search: DossierSearch?
  private let events: Int64
  private let isCut: Bool
  private let mistyped: Mistyped?

  init(
    search: DossierSearch, found: FoundDossiers, names: CodeNames, mistyped: Mistyped? = nil
  ) {
    self.search = search
    self.mistyped = mistyped
    dossiers = found.dossiers
    events = found.events
    isCut = found.isCut
    position = found.position
    self.names = names
  }

  /// What a whole code stands for, wherever and whenever it was recorded.
  init(code: Alias, reader: LedgerReader, codes: CodeTables) throws {
    search = nil
    mistyped = nil
    dossiers = try reader.timeline(of: code).dossiers.reversed().map { dossier in
      let wait = reader.settings.office.flatMap { dossier.wait(at: $0) }
      return FoundDossier(dossier: dossier, match: .whole, wait: wait)
    }
    events = 0
    isCut = false
    position = reader.head.position
    names = try codes.names()
  }

  func text(_ limit: Int) -> String {
    var text = ""
    if !dossiers.isEmpty {
      var table = TextTable(FindReport.columns)
      for found in dossiers.prefix(limit) { table.add(cells(found)) }
      text += table.text
      if dossiers.count > limit { text += FindWords.rest(dossiers.count - limit) }
      text += "\n"
    }
    return text + FindWords.searched(search, events: events, found: dossiers.count) + "\n"
      + (isCut ? FindWords.isCut + "\n" : "")
      + (mistyped.map { FindWords.sentence($0) + "\n" } ?? "")
  }

  private static var columns: [TextTable.Column] {
    [
      say("Mã hồ sơ", "Codes"), say("Trạng thái", "State"), say("Đang chờ", "Waits for"),
      say("Hẹn trả", "Due"), say("Lần cuối", "Last"), say("Bưu cục", "Office"),
    ].map { TextTable.Column($0) }
  }

  private func cells(_ found: FoundDossier) -> [String] {
    let dossier = found.dossier
    let last = found.last
    let office = last.flatMap { last in
      last.office.map { names.office($0, on: LocalDate(vietnam: last.occurredAt)) }
    }
    return [
      dossier.codes.map(\.text).joined(separator: " · "), DossierWords.name(dossier.state),
      found.wait.map(FindWords.name) ?? "–",
      (dossier.changedDueDate ?? dossier.dueDate)?.vietnamese ?? "–",
      last.map {
        DossierWords.name($0.recorded.event.type) + " " + TrackLine.clock($0.occurredAt)
          + ($0.isEffective ? "" : say(" (đã huỷ)", " (voided)"))
      } ?? "–",
      office ?? "–",
    ]
  }

  func json(_ limit: Int) -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.field("office", search?.office?.text)
      json.field("since", search?.since?.rfc3339)
      json.field("position", position.number)
      json.field("events_searched", events)
      json.field("is_cut", isCut)
      json.field("found", dossiers.count)
      json.field("message", mistyped.map(FindWords.sentence))
      json.list("perhaps") { json in for code in mistyped?.perhaps ?? [] { json.item(code) } }
      json.list("dossiers") { json in
        for found in dossiers.prefix(limit) { json.object { FindReport.write(found, into: &$0) } }
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func write(_ found: FoundDossier, into json: inout JSONBuilder) {
    let dossier = found.dossier
    json.list("codes") { json in for code in dossier.codes { json.item(code.text) } }
    json.field("match", found.match?.slug)
    json.field("state", dossier.state.slug)
    json.field("is_open", found.isOpen)
    json.field("waits_for", found.wait?.rawValue)
    json.field("service", dossier.service)
    json.field("agency", dossier.agency)
    json.field("due_date", (dossier.changedDueDate ?? dossier.dueDate)?.iso)
    json.field("last_type", found.last?.recorded.event.type.name)
    json.field("last_occurred_at", found.last?.occurredAt.rfc3339)
    json.field("last_office", found.last?.office?.text)
  }
}
