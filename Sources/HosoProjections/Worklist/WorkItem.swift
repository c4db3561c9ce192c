public import HosoDomain
public import HosoLedger

/// What somebody has to look at.
public enum WorkKind: String, CaseIterable, Hashable, Sendable {
  /// A leg of the post or the agency is past its limit, and still at it.
  case overdue
  /// It has events, but nobody scanned its pickup or its collection.
  case orphans
  /// An event looks impossible or odd, other than for want of an entry.
  case flags
  /// An event was set aside because another has its identity.
  case setAside = "set-aside"
  /// A link joins what looks like two dossiers.
  case links
  /// An event would give a dossier to another agency than the one recorded first.
  case agencies
  /// A result that two invitations did not bring to the citizen goes back to the agency.
  case sendBack = "send-back"
}

/// One thing to be done, and why.
public struct WorkItem: Hashable, Sendable {
  public let reason: WorkReason
  /// The event to look at.
  public let position: LedgerPosition
  public let type: EventType
  /// When it happened, after amendments.
  public let occurredAt: OccurredAt
  /// Where it happened, after amendments; else where the dossier belongs.
  public let office: PostOfficeCode?
  /// Every code of the dossier.
  public let codes: [String]
  public let province: ProvinceCode?
  public let service: String?
  public let agency: String?

  public var kind: WorkKind { reason.kind }

  /// The same, of which nothing is told but what its event says.
  func reduced(to event: Event) -> WorkItem {
    WorkItem(
      reason: reason, position: position, type: type, occurredAt: occurredAt, office: office,
      codes: event.codes.map(\.text), province: event.province, service: event.service?.stem,
      agency: agency)
  }

  /// By kind, then by time, then by place in the ledger.
  static func precedes(_ left: WorkItem, _ right: WorkItem) -> Bool {
    if left.kind != right.kind { return left.kind.place < right.kind.place }
    guard left.occurredAt == right.occurredAt else { return left.occurredAt < right.occurredAt }
    guard left.position == right.position else { return left.position < right.position }
    // Two codes of one dossier may be bags' as well.
    guard left.reason == .flag(.dossierOrBag) else {
      return right.reason == .flag(.dossierOrBag)
    }
    return right.reason == left.reason
      && (left.codes.first ?? "").utf8.lexicographicallyPrecedes((right.codes.first ?? "").utf8)
  }
}

/// Why something is on the worklist.
public enum WorkReason: Hashable, Sendable {
  case lateLeg(LegUse)
  case lateAgency(AgencyTerm)
  case orphan
  case flag(EventFlag)
  case setAside(SetAsideEvent)
  case link(LinkDoubt)
  case agency(AgencyDoubt)
  /// The days of the first invitation and of one at least two working days after it.
  case invitedInVain(first: LocalDate, second: LocalDate)

  public var kind: WorkKind {
    switch self {
    case .lateLeg, .lateAgency: .overdue
    case .orphan: .orphans
    case .flag: .flags
    case .setAside: .setAside
    case .link: .links
    case .agency: .agencies
    case .invitedInVain: .sendBack
    }
  }
}

/// A link without which a dossier would be two that contradict each other.
public struct LinkDoubt: Hashable, Sendable {
  public enum Contradiction: String, CaseIterable, Hashable, Sendable {
    /// Both were picked up, or collected where the post carries the result only.
    case bothEntered = "both-entered"
    /// Both were returned, sent back, withdrawn or lost.
    case bothClosed = "both-closed"
    /// They are of different procedures.
    case services
    /// They are for different agencies.
    case agencies
  }

  /// The codes it joins, the scanned one first.
  public let codes: [String]
  public let contradiction: Contradiction
}

/// What would give a dossier to another agency: it opens and closes nothing until the link, or the
/// event that names the wrong agency, is corrected.
public struct AgencyDoubt: Hashable, Sendable {
  public let kind: ReachDoubt.Kind
  /// The agency that was recorded first, and keeps the dossier.
  public let kept: String
  public let other: String

  public init(kind: ReachDoubt.Kind, kept: String, other: String) {
    self.kind = kind
    self.kept = kept
    self.other = other
  }
}

extension WorkKind {
  fileprivate var place: Int { WorkKind.allCases.firstIndex(of: self) ?? 0 }
}
