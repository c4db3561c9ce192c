public import HosoDomain
public import HosoLedger

/// One dossier as its events tell it.
public struct DossierView: Sendable {
  /// Every code of the dossier, in the order in which they appeared.
  public let codes: [Alias]
  /// Its events in the total order, those that were voided among them.
  public let entries: [TimelineEntry]
  /// The procedure's stem; nil while no event tells it.
  public let service: String?
  /// The agency's canonical code; nil while no event tells it.
  public let agency: String?
  public let state: DossierState
  public let milestones: Milestones
  /// How much of it whoever looks sees: the entries are theirs, the state is the dossier's.
  public let sight: Sight
  /// The effective events in the total order, as amended.
  let facts: [EventFact]

  init(
    codes: [Alias], entries: [TimelineEntry], facts: [EventFact], sight: Sight = .all,
    service: String?, agency: String?
  ) {
    self.sight = sight
    self.codes = codes
    self.entries = entries
    self.facts = facts
    self.service = service
    self.agency = agency
    state = DossierState(facts)
    milestones = Milestones(facts)
  }

  /// Where it was last sent; nil while nothing says so.
  public var boundFor: PostOfficeCode? { facts.last { $0.destination != nil }?.destination }

  public var mode: ServiceMode { milestones.mode }

  /// The appointment that timeliness is judged by.
  public var dueDate: LocalDate? { milestones.dueDate }

  /// The last new appointment, by which timeliness is not judged; nil if there was none.
  public var changedDueDate: LocalDate? {
    facts.last { $0.type == .dueChanged && $0.dueDate != nil }?.dueDate
  }
}

/// An event in a dossier's timeline, with what is known about it by now.
public struct TimelineEntry: Hashable, Sendable {
  /// The event as it was recorded; never changed by a correction.
  public let recorded: RecordedEvent
  /// The event as the amendments that are in force say it was.
  public let amended: Event
  /// The bag it is about as a whole, also if nobody knew so when it was scanned; nil for an event
  /// about the dossier itself.
  public let container: ContainerCode?
  /// Whether it counts: no effective void targets it.
  public let isEffective: Bool
  /// The first effective void of it; nil if it is effective.
  public let voidedBy: RecordedEvent?
  /// What was meant to correct it, and what corrects that, in reading order.
  public let corrections: [TimelineCorrection]
  /// What looks odd about it; nothing does about a voided event.
  public let flags: [EventFlag]
  /// The scan it repeats, if it is flagged as a duplicate.
  public let duplicateOf: FirstScan?

  /// Whether an amendment that is in force changed anything.
  public var isAmended: Bool { amended != recorded.event }
}

extension TimelineEntry {
  /// When it happened, after amendments.
  public var occurredAt: OccurredAt { amended.occurredAt }
  /// Where it happened, after amendments.
  public var office: PostOfficeCode? { amended.office }
  public var province: ProvinceCode? { amended.province }
  public var commune: CommuneCode? { amended.commune }
}

/// A void or an amendment, shown beside what it corrects.
public struct TimelineCorrection: Hashable, Sendable {
  public let recorded: RecordedEvent
  /// 0 for a correction of the entry, 1 for a correction of that, and so on.
  public let depth: Int
  /// Whether it has any effect: it is not voided itself, and its target can be corrected so.
  public let isInEffect: Bool
  /// Why it has none although nothing voids it, or what looks odd about one that has.
  public let flag: EventFlag?
}

/// The scan that another one repeats.
public struct FirstScan: Hashable, Sendable {
  public let recorded: RecordedEvent
  /// When it happened, after amendments.
  public let occurredAt: OccurredAt
  /// Where it happened, after amendments.
  public let office: PostOfficeCode?

  /// Who scanned it.
  public var actor: StaffNumber? { recorded.event.actor }
}
