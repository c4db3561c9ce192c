public import HosoDomain
public import HosoLedger

/// A thing to be done with the event behind it, under names that every format shares.
public struct WorkLine: Sendable {
  public static let names = [
    "kind", "reason", "codes", "event_id", "source", "type", "occurred_at", "position", "office",
    "actor", "province", "service", "agency", "due", "days_late", "related",
  ]

  public let item: WorkItem
  public let recorded: RecordedEvent
  /// The event that this one repeats.
  public let first: RecordedEvent?

  /// - Throws: `LedgerFault`, or `SQLiteFault`.
  public init(_ item: WorkItem, reader: LedgerReader) throws {
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

  /// As an office sees it: of a dossier that only passed through it, no more than its own event.
  ///
  /// - Throws: `LedgerFault`, or `SQLiteFault`.
  public func seen(by reach: Reach, reader: LedgerReader) throws -> WorkLine {
    guard case .office = reach else { return self }
    // A correction that takes no effect names no dossier itself.
    let named = item.codes.lazy.compactMap { Alias(stored: $0) }.first
    guard let code = recorded.event.codes.first ?? named else { return self }
    let events = try reader.history(around: [item.position], withScans: true)
    let dossier = Timeline(of: code, events: events, for: reach).dossiers.last { dossier in
      dossier.entries.contains { entry in
        entry.recorded.position == item.position
          || entry.corrections.contains { $0.recorded.position == item.position }
      }
    }
    guard dossier?.sight != .all else { return self }
    let own = first.flatMap { reach.isOwn($0.event.office) ? $0 : nil }
    return WorkLine(item: item.reduced(to: recorded.event), recorded: recorded, first: own)
  }

  private init(item: WorkItem, recorded: RecordedEvent, first: RecordedEvent?) {
    self.item = item
    self.recorded = recorded
    self.first = first
  }

  /// What else belongs to it: the first scan, the codes joined, the days of the invitations.
  public var related: String? {
    switch item.reason {
    case .flag: first?.event.identity.id.text
    case .link(let doubt): doubt.codes.joined(separator: " ")
    case .agency(let doubt): "\(doubt.kept) \(doubt.other)"
    case .invitedInVain(let first, let second): "\(first.iso) \(second.iso)"
    case .setAside(let aside): aside.seenAt.rfc3339
    case .lateLeg, .lateAgency, .orphan: nil
    }
  }

  /// The members of an object that tells it, by `names`.
  ///
  /// - Parameter showsStaff: Whether staff numbers are told; they are for staff only.
  public func write(into json: inout JSONBuilder, showsStaff: Bool) {
    let event = recorded.event
    json.field("kind", item.kind.rawValue)
    json.field("reason", item.reason.slug)
    json.list("codes") { json in
      for code in item.codes { json.item(code) }
    }
    json.field("event_id", event.identity.id.text)
    json.field("source", event.identity.source.text)
    json.field("type", item.type.name)
    json.field("occurred_at", item.occurredAt.rfc3339)
    json.field("position", item.position.number)
    json.field("office", item.office?.text)
    if showsStaff { json.field("actor", event.actor?.text) }
    json.field("province", item.province?.text)
    json.field("service", item.service)
    json.field("agency", item.agency)
    json.field("due", item.reason.due?.iso)
    json.field("days_late", item.reason.daysLate)
    json.field("related", related)
  }
}

extension WorkReason {
  /// A stable name for programs.
  public var slug: String {
    switch self {
    case .lateLeg(let leg): leg.leg.rawValue
    case .lateAgency: "agency"
    case .orphan: "no-entry"
    case .flag(let flag): flag.slug
    case .setAside: "fork"
    case .link(let doubt): doubt.contradiction.rawValue
    case .agency(let doubt): doubt.kind == .link ? "two-agencies" : "other-agency"
    case .invitedInVain: "invited-twice"
    }
  }

  /// The day it was to be done by.
  public var due: LocalDate? {
    switch self {
    case .lateLeg(let leg): leg.deadline
    case .lateAgency(let term): term.dueDate
    case .orphan, .flag, .setAside, .link, .agency, .invitedInVain: nil
    }
  }

  /// Working days past a leg's limit, or days past the agency's due date.
  public var daysLate: Int? {
    switch self {
    case .lateLeg(let leg): (leg.limit ?? leg.longestLimit).map { leg.workingDays - $0 }
    case .lateAgency(let term): term.daysPastDue
    case .orphan, .flag, .setAside, .link, .agency, .invitedInVain: nil
    }
  }
}
