import HosoDomain
import HosoLedger
import HosoProjections
internal import HosoWords

/// What the ledger knows of a bag or manifest at a moment.
struct BagReport {
  let view: ContainerView
  /// What is still in it, as far as anybody knows.
  let inside: [ContainerItem]
  let cutoff: RecordedAt?
  /// The last position that was looked at.
  let position: LedgerPosition
  /// The day on which it is looked into.
  let today: LocalDate
  let names: CodeNames

  init(
    code: ContainerCode, cutoff: RecordedAt?, reader: LedgerReader, codes: CodeTables
  ) throws {
    self.cutoff = cutoff
    position = try AsOf.position(cutoff, reader: reader)
    let events = try reader.contents(of: code, through: position)
    guard !events.isEmpty else {
      throw Failure(
        .noInput,
        say(
          "Sổ này chưa biết túi \(code.text). Xem lại mã, hoặc quét bưu gửi với --bag.",
          "This ledger knows no bag \(code.text). Check the code, or scan items with --bag."))
    }
    view = ContainerView(of: code, events: events, codes: reader.settings.codes)
    today = TimelineReport.day(cutoff, now: SystemClock.now())
    inside = view.inside(on: today)
    names = try codes.names()
  }

  /// The report for people.
  var text: String {
    var lines = [say("Túi ", "Bag ") + view.code.text]
    lines.append(say("Đang trong túi: ", "In it now: ") + DossierWords.items(inside.count))
    if let cutoff {
      lines.append(say("Theo sổ trước ", "As known before ") + TrackLine.clock(cutoff))
    }
    if !view.entries.isEmpty { lines += [""] + table }
    let last = view.entries.last(where: \.isEffective)?.items ?? []
    if !inside.isEmpty {
      lines += ["", say("Đang trong túi:", "In it now:")] + inside.map(BagReport.line)
    } else if !last.isEmpty {
      lines += ["", say("Lần quét cuối tính cho:", "The last scan stood for:")]
      lines += last.map(BagReport.line)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var table: [String] {
    var table = TextTable(
      [
        say("Thời điểm", "Time"), say("Sự kiện", "Event"), say("Bưu cục", "Office"),
        say("Nhân viên", "Staff"), say("Trong túi", "In it"), say("Mã sự kiện", "Event id"),
        say("Ghi chú", "Notes"),
      ].map { TextTable.Column($0) })
    for entry in view.entries {
      let event = entry.recorded.event
      let date = LocalDate(vietnam: entry.occurredAt)
      table.add([
        TrackLine.clock(entry.occurredAt), DossierWords.name(event.type),
        entry.office.map { names.office($0, on: date) } ?? "–", event.actor?.text ?? "–",
        entry.isEffective ? DossierWords.items(entry.items.count) : "–",
        event.identity.id.text, notes(entry),
      ])
    }
    return table.text.split(separator: "\n").map(String.init)
  }

  private func notes(_ entry: ContainerEntry) -> String {
    let event = entry.recorded.event
    var notes = entry.isEffective ? [] : [say("đã huỷ", "voided")]
    if let destination = event.destination {
      notes.append(say("đi ", "to ") + names.office(destination, on: today))
    }
    notes += entry.flags.map { "! " + DossierWords.sentence($0, first: nil as FirstScan?) }
    if let reason = event.reason { notes.append("\"" + CodeWords.shown(reason) + "\"") }
    return notes.joined(separator: ", ")
  }

  private static func line(_ item: ContainerItem) -> String {
    "  " + item.codes.map(\.text).joined(separator: " · ") + "  "
      + say("vào túi ", "put in ") + TrackLine.clock(item.putIn.event.occurredAt)
  }

  /// The report for programs: one object, the same in every language.
  var json: String {
    var json = JSONBuilder()
    json.object { json in
      json.field("container", view.code.text)
      json.field("as_of", cutoff?.rfc3339)
      json.field("position", position.number)
      json.field("counted_through", today.iso)
      json.list("scans") { json in
        for entry in view.entries { json.object { BagReport.write(entry, into: &$0) } }
      }
      json.list("inside") { json in
        for item in inside { json.object { BagReport.write(item, into: &$0) } }
      }
    }
    json.endLine()
    return json.text
  }

  private static func write(_ entry: ContainerEntry, into json: inout JSONBuilder) {
    let writer = TimelineWriter(showsStaff: true)
    json.field("position", entry.recorded.position.number)
    json.field("occurred_at", entry.occurredAt.rfc3339)
    json.field("office", entry.office?.text)
    json.field("is_effective", entry.isEffective)
    json.list("flags") { json in
      for flag in entry.flags {
        json.object { writer.write(flag, first: nil, into: &$0) }
      }
    }
    json.list("items") { json in
      for item in entry.items { json.object { write(item, into: &$0) } }
    }
    writer.write(entry.recorded, into: &json)
  }

  private static func write(_ item: ContainerItem, into json: inout JSONBuilder) {
    json.list("codes") { json in
      for code in item.codes { json.item(code.text) }
    }
    json.field("put_in_by", item.putIn.event.identity.id.text)
    json.field("put_in_at", item.putIn.event.occurredAt.rfc3339)
  }
}
