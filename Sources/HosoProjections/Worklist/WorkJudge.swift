internal import HosoDomain
internal import HosoLedger

/// Finds what is to be done about the dossiers of a cluster.
struct WorkJudge {
  let query: WorklistQuery
  let rules: TransitRules
  let reader: LedgerReader
  let part: ClusterWalk.Part

  /// Between two invitations.
  ///
  /// Source: TT 17/2017/TT-BTTTT Art. 5.2.h.
  private static let invitationWorkingDays = 2

  func items(_ reading: inout ClusterReading) throws -> [(anchor: Int64, item: WorkItem)] {
    var dossiers: [[EventFact]] = []
    reading.forEachDossier(through: part.end.number) { dossiers.append($0) }
    return try dossiers.flatMap { try items($0, reading) }
  }

  private func items(
    _ facts: [EventFact], _ reading: ClusterReading
  ) throws -> [(anchor: Int64, item: WorkItem)] {
    let milestones = Milestones(facts)
    var found: [(event: EventFact, reason: WorkReason)] = []
    for kind in query.kinds {
      switch kind {
      case .overdue: found += try overdue(facts, milestones)
      case .orphans:
        if milestones.entry == nil, let first = facts.first { found.append((first, .orphan)) }
      case .flags: found += flags(facts)
      case .setAside: break  // They belong to no dossier.
      case .links:
        let doubts = LinkDoubts(reading: reading, codeTexts: part.codeTexts)
        found += doubts.found(in: facts).map { ($0.event, .link($0.doubt)) }
      case .agencies: found += agencies(facts, reading)
      case .sendBack: found += invitedInVain(facts, milestones)
      }
    }
    guard !found.isEmpty else { return [] }
    let group = CubeGroup(milestones.attributes, names: reading.names)
    let codes = reading.codes(of: facts).map { part.codeTexts[$0] }
    return found.map { event, reason in
      let item = WorkItem(
        reason: reason, position: LedgerPosition(event.number), type: event.type,
        occurredAt: event.occurredAt, office: event.attributes.office ?? group.office,
        codes: codes, province: group.province, service: group.service, agency: group.agency)
      return (event.number, item)
    }
  }

  private func overdue(
    _ facts: [EventFact], _ milestones: Milestones
  ) throws -> [(event: EventFact, reason: WorkReason)] {
    guard milestones.closing == nil else { return [] }
    let terms = DossierTerms(facts: facts, milestones: milestones)
    let punctuality = try terms.punctuality(rules) { number in
      try reader.event(at: LedgerPosition(number))?.event.destination
    }
    var found: [(event: EventFact, reason: WorkReason)] = []
    for leg in punctuality.legs where leg.outcome == .open && leg.isLate == true {
      let type: EventType = leg.leg == .send ? .dossierPickedUp : .resultCollected
      if let event = facts.first(where: { $0.type == type }) {
        found.append((event, .lateLeg(leg)))
      }
    }
    if let term = punctuality.agency, term.outcome == .open, term.isLate,
      let event = facts.first(where: { $0.dueDate == term.dueDate && Self.setsDueDate($0.type) })
    {
      found.append((event, .lateAgency(term)))
    }
    return found
  }

  private static func setsDueDate(_ type: EventType) -> Bool {
    type == .dossierDelivered || type == .dossierAccepted
  }

  /// Flags but the want of an entry, which is a kind of its own.
  private func flags(_ facts: [EventFact]) -> [(event: EventFact, reason: WorkReason)] {
    let flags = FlagRules.flags(facts) { part.loader.recordedAt(of: $0) }
    guard !flags.isEmpty else { return [] }
    return facts.filter { !$0.isOfContainer }.flatMap { fact in
      (flags[fact.number] ?? []).filter { $0 != .noEntry }.map { (fact, .flag($0)) }
    }
  }

  /// What is in doubt about whose a dossier is; most name one agency and end here.
  private func agencies(
    _ facts: [EventFact], _ reading: ClusterReading
  ) -> [(event: EventFact, reason: WorkReason)] {
    guard Set(facts.compactMap(\.attributes.agency)).count > 1 else { return [] }
    let events = Dictionary(facts.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    var history = History()
    history.facts = facts.filter { !$0.isOfContainer }
    history.links = reading.links.filter { events[$0.event] != nil }
    let names = reading.names
    let holdings = history.holdings(names: names) { part.loader.recordedAt(of: $0) }
    return holdings.doubts.compactMap { doubt in
      events[doubt.event].map { event in
        let reason = AgencyDoubt(
          kind: doubt.kind, kept: names[doubt.kept], other: names[doubt.other])
        return (event, .agency(reason))
      }
    }
  }

  private func invitedInVain(
    _ facts: [EventFact], _ milestones: Milestones
  ) -> [(event: EventFact, reason: WorkReason)] {
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
    return [(second, .invitedInVain(first: firstOn, second: secondOn))]
  }
}
