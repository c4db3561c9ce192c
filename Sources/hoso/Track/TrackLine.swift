import HosoDomain
import HosoLedger
import HosoProjections
internal import HosoWords

/// An entry of a timeline as lines of a table.
struct TrackLine {
  static let markWidth = 2
  /// Free text comes from outside; more than this would bury the table.
  private static let reasonLengthMax = 200

  static var titles: [String] {
    [
      say("Thời điểm", "Time"), say("Sự kiện", "Event"), say("Bưu cục", "Office"),
      say("Nhân viên", "Staff"), say("Mã sự kiện", "Event id"),
    ]
  }

  let cells: [String]
  let isEffective: Bool
  let details: [String]
  let flags: [String]
  let corrections: [String]

  init(_ entry: TimelineEntry, names: CodeNames) {
    let event = entry.recorded.event
    let date = LocalDate(vietnam: entry.occurredAt)
    cells = [
      TrackLine.clock(entry.occurredAt), DossierWords.name(event.type),
      entry.office.map { names.office($0, on: date) } ?? "–",
      event.actor?.text ?? "–", event.identity.id.text,
    ]
    isEffective = entry.isEffective
    details = [TrackLine.terms(entry, names, on: date), TrackLine.before(entry, names)]
      .compactMap(
        \.self)
    flags = entry.flags.map {
      DossierWords.sentence($0, first: entry.duplicateOf, names: names)
    }
    corrections = entry.corrections.map { TrackLine.words($0, names, on: date) }
  }

  static func join(_ cells: [String], widths: [Int]) -> String {
    var line = ""
    for (cell, width) in zip(cells, widths) {
      line += cell + String(repeating: " ", count: max(0, width - cell.count) + 2)
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }

  /// `05/03/2020 08:12`.
  static func clock(_ instant: OccurredAt) -> String {
    turned(instant.vietnameseClock)
  }

  static func clock(_ instant: RecordedAt) -> String {
    turned(instant.vietnameseClock)
  }

  /// A table of days reads better with the date in front.
  private static func turned(_ clock: String) -> String {
    clock.split(separator: " ").reversed().joined(separator: " ")
  }

  /// What the event carries beside time and place; nil if nothing.
  private static func terms(
    _ entry: TimelineEntry, _ names: CodeNames, on date: LocalDate
  ) -> String? {
    let event = entry.amended
    var terms: [String] = []
    if let due = event.dueDate { terms.append(say("hẹn trả ", "due ") + due.vietnamese) }
    if let money = event.money { terms.append(DossierWords.amount(money)) }
    if let channel = event.channel { terms.append(DossierWords.name(channel)) }
    if let bag = entry.container {
      terms.append(say("cả túi ", "with its bag ") + bag.text)
    } else if let parent = event.parent {
      terms.append(say("túi ", "bag ") + parent.text)
    }
    if let destination = event.destination {
      terms.append(say("đi ", "to ") + names.office(destination, on: date))
    }
    if let count = event.count { terms.append(say("số lượng ", "count ") + "\(count)") }
    if !event.aliases.isEmpty {
      terms.append(say("mã ", "codes ") + event.aliases.map(\.text).joined(separator: ", "))
    }
    if let reason = event.reason { terms.append(quoted(reason)) }
    return terms.isEmpty ? nil : terms.joined(separator: ", ")
  }

  /// What an amended entry said at first; nil if it was not amended.
  private static func before(_ entry: TimelineEntry, _ names: CodeNames) -> String? {
    guard entry.isAmended else { return nil }
    let event = entry.recorded.event
    return say("ban đầu: ", "at first: ")
      + values(
        event.changes(in: entry.amended), names, on: LocalDate(vietnam: event.occurredAt))
  }

  private static func words(
    _ correction: TimelineCorrection, _ names: CodeNames, on date: LocalDate
  ) -> String {
    let event = correction.recorded.event
    let indent = String(repeating: "  ", count: min(correction.depth, 8))
    var line = "\(indent)↳ \(DossierWords.name(event.type)) \(clock(event.occurredAt))"
    if let amendment = event.amendment { line += ": " + values(amendment, names, on: date) }
    if let reason = event.reason { line += ", " + quoted(reason) }
    if let actor = event.actor { line += ", " + actor.text }
    line += "  [\(event.identity.id.text)]"
    let why = correction.flag.map { DossierWords.sentence($0, first: FirstScan?.none) }
    let none = correction.isInEffect ? nil : say("không có hiệu lực", "no effect")
    return line + ((why ?? none).map { " (\($0))" } ?? "")
  }

  private static func values(
    _ amendment: Amendment, _ names: CodeNames, on date: LocalDate
  ) -> String {
    let put: [(ClearableField, String?)] = [
      (.office, amendment.office.map { names.office($0, on: date) }),
      (.actor, amendment.actor?.text),
      (.province, amendment.province?.text), (.commune, amendment.commune?.text),
      (.service, amendment.service?.text), (.agency, amendment.agency?.text),
      (.channel, amendment.channel.map { DossierWords.name($0) }),
      (.dueDate, amendment.dueDate?.vietnamese),
      (.amount, amendment.amount.map { String($0) + " đ" }), (.parent, amendment.parent?.text),
      (.destination, amendment.destination.map { names.office($0, on: date) }),
      (.count, amendment.count.map { String($0) }),
    ]
    let words = put.compactMap { field, text in
      text.map { DossierWords.name(field) + " " + $0 }
    }
    let emptied = amendment.cleared.fields.map {
      say("bỏ trống ", "without ") + DossierWords.name($0)
    }
    return ((amendment.occurredAt.map { [clock($0)] } ?? []) + words + emptied)
      .joined(separator: ", ")
  }

  private static func quoted(_ reason: String) -> String {
    "\"" + CodeWords.shown(reason, longest: reasonLengthMax) + "\""
  }
}

extension Event {
  /// What would make this event of an amended one.
  fileprivate func changes(in amended: Event) -> Amendment {
    var put = Amendment()
    var cleared: ClearedFields = []
    func note<Value: Equatable>(
      _ value: Value?, _ other: Value?, _ field: ClearableField, _ slot: inout Value?
    ) {
      guard value != other else { return }
      slot = value
      if value == nil { cleared.insert(ClearedFields(field)) }
    }
    if occurredAt != amended.occurredAt { put.occurredAt = occurredAt }
    note(office, amended.office, .office, &put.office)
    note(actor, amended.actor, .actor, &put.actor)
    note(province, amended.province, .province, &put.province)
    note(commune, amended.commune, .commune, &put.commune)
    note(service, amended.service, .service, &put.service)
    note(agency, amended.agency, .agency, &put.agency)
    note(channel, amended.channel, .channel, &put.channel)
    note(dueDate, amended.dueDate, .dueDate, &put.dueDate)
    note(money?.amount, amended.money?.amount, .amount, &put.amount)
    note(parent, amended.parent, .parent, &put.parent)
    note(destination, amended.destination, .destination, &put.destination)
    note(count, amended.count, .count, &put.count)
    put.cleared = cleared
    return put
  }
}
