internal import HosoDomain
internal import HosoLedger

/// Something to be done about a dossier, and from when on.
struct WorkFinding {
  let item: WorkItem
  /// The first day on which it is to be done; nil if it does not wait for one.
  let from: LocalDate?

  func isDue(on day: LocalDate) -> Bool { from.map { $0 <= day } ?? true }
}

/// Finds what is to be done about the dossiers of a cluster.
struct WorkJudge {
  let kinds: [WorkKind]
  let rules: TransitRules
  let reader: LedgerReader
  /// The texts of the codes, by number.
  let codeTexts: [String]
  /// When an event was recorded, by number.
  let recordedAt: (Int64) -> RecordedAt?

  private typealias Found = (event: EventFact, reason: WorkReason, from: LocalDate?)

  /// Between two invitations.
  ///
  /// Source: TT 17/2017/TT-BTTTT Art. 5.2.h.
  private static let invitationWorkingDays = 2

  /// What there is to do about the dossiers as known through a position, whenever it is due.
  func findings(
    _ reading: inout ClusterReading, through limit: Int64
  ) throws -> [WorkFinding] {
    var dossiers: [[EventFact]] = []
    reading.forEachDossier(through: limit) { dossiers.append($0) }
    return try dossiers.flatMap { try findings($0, reading) }
  }

  private func findings(
    _ facts: [EventFact], _ reading: ClusterReading
  ) throws -> [WorkFinding] {
    let milestones = Milestones(facts)
    var found: [Found] = []
    for kind in kinds {
      switch kind {
      case .overdue: found += try overdue(facts, milestones)
      case .orphans:
        // What befell a bag may come first, and is every dossier's that was in it.
        if milestones.entry == nil, let first = facts.first(where: { !$0.isOfContainer }) {
          found.append((first, .orphan, nil))
        }
      case .flags: found += flags(facts)
      case .setAside: break  // They belong to no dossier.
      case .links:
        let doubts = LinkDoubts(reading: reading, codeTexts: codeTexts)
        found += doubts.found(in: facts).map { ($0.event, .link($0.doubt), nil) }
      case .agencies: found += agencies(facts, reading)
      case .sendBack: found += invitedInVain(facts, milestones)
      }
    }
    guard !found.isEmpty else { return [] }
    let group = CubeGroup(milestones.attributes, names: reading.names)
    let codes = reading.codes(of: facts).map { codeTexts[$0] }
    return found.map { event, reason, from in
      let item = WorkItem(
        reason: reason, position: LedgerPosition(event.number), type: event.type,
        occurredAt: event.occurredAt, office: event.attributes.office ?? group.office,
        codes: codes, province: group.province, service: group.service, agency: group.agency)
      return WorkFinding(item: item, from: from)
    }
  }

  private func overdue(_ facts: [EventFact], _ milestones: Milestones) throws -> [Found] {
    guard milestones.closing == nil else { return [] }
    let terms = DossierTerms(facts: facts, milestones: milestones)
    let punctuality = try terms.punctuality(rules) { number in
      try reader.event(at: LedgerPosition(number))?.event.destination
    }
    var found: [Found] = []
    for leg in punctuality.legs where leg.outcome == .open {
      let type: EventType = leg.leg == .send ? .dossierPickedUp : .resultCollected
      if let from = leg.lateFrom(rules.calendar),
        let event = facts.first(where: { $0.type == type })
      {
        found.append((event, .lateLeg(leg), from))
      }
    }
    if let term = punctuality.agency, term.outcome == .open,
      let event = facts.first(where: { $0.dueDate == term.dueDate && Self.setsDueDate($0.type) })
    {
      found.append((event, .lateAgency(term), term.dueDate.adding(days: 1)))
    }
    return found
  }

  private static func setsDueDate(_ type: EventType) -> Bool {
    type == .dossierDelivered || type == .dossierAccepted
  }

  /// Flags but the want of an entry, which is a kind of its own.
  private func flags(_ facts: [EventFact]) -> [Found] {
    let flags = FlagRules.flags(facts, recordedAt: recordedAt)
    guard !flags.isEmpty else { return [] }
    return facts.filter { !$0.isOfContainer }.flatMap { fact in
      (flags[fact.number] ?? []).filter { $0 != .noEntry }.map { (fact, .flag($0), nil) }
    }
  }

  /// What is in doubt about whose a dossier is; most name one agency and end here.
  private func agencies(_ facts: [EventFact], _ reading: ClusterReading) -> [Found] {
    guard Set(facts.compactMap(\.attributes.agency)).count > 1 else { return [] }
    let events = Dictionary(facts.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    var history = History()
    history.facts = facts.filter { !$0.isOfContainer }
    history.links = reading.links.filter { events[$0.event] != nil }
    let names = reading.names
    let holdings = history.holdings(names: names, recordedAt: recordedAt)
    return holdings.doubts.compactMap { doubt in
      events[doubt.event].map { event in
        let reason = AgencyDoubt(
          kind: doubt.kind, kept: names[doubt.kept], other: names[doubt.other])
        return (event, .agency(reason), nil)
      }
    }
  }

  private func invitedInVain(_ facts: [EventFact], _ milestones: Milestones) -> [Found] {
    let ends: [EventType] = [.resultReturned, .resultSentBack, .dossierWithdrawn, .itemLost]
    let invitations = facts.filter { $0.type == .recipientInvited }
    guard let first = invitations.first, ends.allSatisfy({ milestones.first($0) == nil })
    else { return [] }
    let firstOn = LocalDate(vietnam: first.occurredAt)
    let second = invitations.first { invitation in
      let days = rules.calendar.workingDays(
        after: firstOn, through: LocalDate(vietnam: invitation.occurredAt))
      return days >= WorkJudge.invitationWorkingDays
    }
    guard let second else { return [] }
    let secondOn = LocalDate(vietnam: second.occurredAt)
    return [(second, .invitedInVain(first: firstOn, second: secondOn), nil)]
  }
}
