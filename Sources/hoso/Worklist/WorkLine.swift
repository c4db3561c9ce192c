import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections

/// A thing to be done with the event behind it, under names that every format shares.
struct WorkLine {
  static let names = [
    "kind", "reason", "codes", "event_id", "source", "type", "occurred_at", "position", "office",
    "actor", "province", "service", "agency", "due", "days_late", "related",
  ]

  let item: WorkItem
  let recorded: RecordedEvent
  /// The event that this one repeats.
  let first: RecordedEvent?

  init(_ item: WorkItem, reader: LedgerReader) throws {
    guard let recorded = try reader.event(at: item.position) else {
      throw LedgerFault.corrupt(position: item.position, damage: .index)
    }
    self.item = item
    self.recorded = recorded
    if case .flag(.duplicate(let number)) = item.reason {
      first = try reader.event(at: LedgerPosition(number))
    } else {
      first = nil
    }
  }

  /// One value for each name.
  var values: [FigureValue] {
    let identity = recorded.event.identity
    let texts: [String?] = [
      item.kind.rawValue, item.reason.slug, item.codes.joined(separator: " "), identity.id.text,
      identity.source.text, item.type.name, item.occurredAt.rfc3339,
    ]
    let rest: [String?] = [
      item.office?.text, recorded.event.actor?.text, item.province?.text, item.service,
      item.agency, item.reason.due?.iso,
    ]
    return texts.map(WorkLine.value) + [.count(item.position.number)] + rest.map(WorkLine.value)
      + [item.reason.daysLate.map { .count(Int64($0)) } ?? .empty, WorkLine.value(related)]
  }

  private static func value(_ text: String?) -> FigureValue {
    text.map { .text($0) } ?? .empty
  }

  /// What else belongs to it: the first scan, the codes joined, the days of the invitations.
  private var related: String? {
    switch item.reason {
    case .flag: first?.event.identity.id.text
    case .link(let doubt): doubt.codes.joined(separator: " ")
    case .invitedInVain(let first, let second): "\(first.iso) \(second.iso)"
    case .setAside(let aside): aside.seenAt.rfc3339
    case .lateLeg, .lateAgency, .orphan: nil
    }
  }

  func write(into json: inout JSONBuilder) {
    for (name, value) in zip(WorkLine.names, values) {
      if name == "codes" {
        json.list(name) { json in
          for code in item.codes { json.item(code) }
        }
        continue
      }
      switch value {
      case .text(let text): json.field(name, text)
      case .count(let count): json.field(name, count)
      case .percent(let text): json.field(name, decimal: text)
      case .empty: json.nullField(name)
      }
    }
  }

  static var columns: [TextTable.Column] {
    [
      say("Thời điểm", "Time"), say("Bưu cục", "Office"), say("Nhân viên", "Staff"),
      say("Mã hồ sơ", "Codes"), say("Mã sự kiện", "Event id"), say("Vì sao", "Why"),
    ].map { TextTable.Column($0) }
  }

  /// One text for each column.
  var cells: [String] {
    [
      TrackLine.clock(item.occurredAt), item.office?.text ?? "–",
      recorded.event.actor?.text ?? "–", item.codes.joined(separator: " · "),
      recorded.event.identity.id.text, WorkWords.sentence(item, first: first),
    ]
  }
}

extension WorkReason {
  /// A stable name for programs.
  var slug: String {
    switch self {
    case .lateLeg(let leg): leg.leg.rawValue
    case .lateAgency: "agency"
    case .orphan: "no-entry"
    case .flag(let flag): flag.slug
    case .setAside: "fork"
    case .link(let doubt): doubt.contradiction.rawValue
    case .invitedInVain: "invited-twice"
    }
  }

  /// The day it was to be done by.
  fileprivate var due: LocalDate? {
    switch self {
    case .lateLeg(let leg): leg.deadline
    case .lateAgency(let term): term.dueDate
    case .orphan, .flag, .setAside, .link, .invitedInVain: nil
    }
  }

  /// Working days past a leg's limit, or days past the agency's due date.
  fileprivate var daysLate: Int? {
    switch self {
    case .lateLeg(let leg): (leg.limit ?? leg.longestLimit).map { leg.workingDays - $0 }
    case .lateAgency(let term): term.daysPastDue
    case .orphan, .flag, .setAside, .link, .invitedInVain: nil
    }
  }
}
