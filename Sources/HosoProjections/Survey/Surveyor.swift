internal import HosoDomain

/// Finds out what dossiers add to the surveys of some periods.
struct Surveyor {
  /// A period, and what was found of it by province as recorded.
  struct Part {
    let period: Period
    fileprivate let rules: TransitRules
    fileprivate(set) var found: [ProvinceCode?: SurveyCells] = [:]
  }

  private(set) var parts: [Part]

  init(periods: [Period], calendar: WorkingCalendar, zones: TransitZones) {
    parts = periods.map { period in
      Part(
        period: period,
        rules: TransitRules(calendar: calendar, zones: zones, today: period.lastDay))
    }
  }

  /// Adds a dossier, or takes it back.
  ///
  /// - Parameters:
  ///   - facts: Its effective events in the total order.
  ///   - sign: 1 or -1.
  mutating func add(_ facts: [EventFact], sign: Int128) {
    let milestones = Milestones(facts)
    // An orphan counts nowhere.
    guard milestones.entry != nil else { return }
    let contribution = milestones.contribution
    let province = milestones.attributes.province
    let first = facts.map { LocalDate(vietnam: $0.occurredAt) }.min()
    for index in parts.indices {
      // Nothing counts before the first thing that happened.
      guard let first, first < parts[index].period.end else { continue }
      let dossier = SurveyedDossier(
        facts: facts, milestones: milestones, contribution: contribution,
        period: parts[index].period, rules: parts[index].rules)
      dossier.forEachCell { cell, count in
        parts[index].found[province, default: [:]][cell, default: 0] += sign * count
      }
    }
  }
}

/// A dossier with all that its cells are told from.
private struct SurveyedDossier {
  let facts: [EventFact]
  let milestones: Milestones
  let contribution: Contribution
  let period: Period
  let rules: TransitRules

  func forEachCell(_ body: (SurveyCell, Int128) -> Void) {
    let mode = milestones.mode
    for work in SurveyedWork.allCases where isInPeriod(date(of: work)) {
      body(.carried(mode, work), 1)
    }
    let commune = milestones.attributes.commune
    if isInPeriod(contribution[.pickups]) { body(.commune(commune, .pickups), 1) }
    if isInPeriod(contribution[.returns]) {
      body(.commune(commune, .returns), 1)
      for leg in legs { body(.leg(leg), 1) }
    }
    if postage > 0 { body(.postage(mode), postage) }
    if let waiting { body(waiting, 1) }
  }

  private func date(of work: SurveyedWork) -> LocalDate? {
    switch work {
    case .pickups: contribution[.pickups]
    case .deliveries: contribution[.deliveries]
    case .returns: contribution[.returns]
    case .lost: contribution[.lost]
    case .damaged: milestones.first(.itemDamaged).map(LocalDate.init(vietnam:))
    }
  }

  private func isInPeriod(_ date: LocalDate?) -> Bool { date.map(period.contains) ?? false }

  /// Cước that was collected in the period, whole đồng.
  private var postage: Int128 {
    facts.reduce(0) { sum, fact in
      guard fact.type == .feeCollected, fact.moneyKind == .postage, let amount = fact.amount,
        isInPeriod(LocalDate(vietnam: fact.occurredAt))
      else { return sum }
      return sum + Int128(amount)
    }
  }
}

// MARK: - The closing stock

extension SurveyedDossier {
  /// Where it waits at the end of the period; nil if it is not in the closing stock.
  private var waiting: SurveyCell? {
    guard isOpen(.dossiers), let entered = contribution[.entered] else { return nil }
    // What comes later says nothing about how it stood then.
    let known = facts.filter { LocalDate(vietnam: $0.occurredAt) < period.end }
    let place = place(knowing: known)
    return .waiting(
      place, days: period.lastDay.dayNumber - entered.dayNumber,
      isOverdue: isOverdue(at: place, knowing: known))
  }

  private func isOpen(_ stock: CountTerm.Stock) -> Bool {
    if case .counted = CountTerm.stock(stock, .end).standing(of: contribution, in: period) {
      return true
    }
    return false
  }

  private func place(knowing known: [EventFact]) -> WaitingPlace {
    if isOpen(.form) { return .agency }
    let wasReceived = [Measure.formInOnline, .formInOther].contains { measure in
      contribution[measure].map { $0 < period.end } ?? false
    }
    return wasReceived || known.contains { SurveyedDossier.isDone($0.type) }
      ? .awaitingDelivery : .post
  }

  /// Whether an event shows that the agency had the dossier and is done with it.
  private static func isDone(_ type: EventType) -> Bool {
    switch type {
    case .resultReady, .resultCollected, .resultReturnFailed, .recipientInvited, .dossierRefused:
      true
    case .dossierPickedUp, .dossierDelivered, .dossierAccepted, .supplementRequested,
      .dueChanged, .resultReturned, .resultSentBack, .dossierWithdrawn, .itemDeparted,
      .itemArrived, .itemLost, .itemDamaged, .feeCollected, .feeRemitted, .handoverDisputed,
      .papersRecovered, .aliasLinked, .eventVoided, .eventAmended, .periodDeclared,
      .figuresReleased, .recordPrinted, .shiftClosed:
      false
    }
  }

  private func isOverdue(at place: WaitingPlace, knowing known: [EventFact]) -> Bool {
    let leg: LegUse.Leg
    switch place {
    case .agency: return isOpen(.formOverdue)
    case .post: leg = .send
    case .awaitingDelivery: leg = .return
    }
    return punctuality(of: known).legs.contains { use in
      use.leg == leg && use.outcome == .open && use.isLate == true
    }
  }

  private func punctuality(of facts: [EventFact]) -> Punctuality {
    DossierTerms(facts: facts, milestones: Milestones(facts)).punctuality(rules) { number in
      facts.first { $0.number == number }?.destination
    }
  }
}

// MARK: - Legs

extension SurveyedDossier {
  /// The legs that were measured; what ends before it begins is not.
  private var legs: [SurveyedLeg] {
    let uses = punctuality(of: facts).legs.filter { $0.outcome == .completed }
    let intake = uses.first { $0.leg == .send }
    let legal = uses.first { $0.leg == .return }
    let result = resultUse
    let legs = [
      intake.flatMap { measured(.intake, $0, legal: $0) },
      result.flatMap { measured(.result, $0, legal: legal) },
      endToEnd(zone: intake?.zone ?? result?.zone),
    ]
    return legs.compactMap(\.self)
  }

  /// From the collection, else from when the result was ready, to the return.
  private var resultUse: LegUse? {
    guard let end = facts.first(where: { $0.type == .resultReturned }),
      let start = facts.first(where: { $0.type == .resultCollected })
        ?? facts.first(where: { $0.type == .resultReady })
    else { return nil }
    return rules.use(
      TransitLeg(leg: .return, start: start, destination: nil, end: end, stoppedAt: nil))
  }

  private func measured(
    _ kind: SurveyedLeg.Kind, _ use: LegUse, legal: LegUse?
  ) -> SurveyedLeg? {
    guard use.startedOn <= use.countedThrough else { return nil }
    return SurveyedLeg(
      kind: kind, zone: use.zone, days: use.countedThrough.dayNumber - use.startedOn.dayNumber,
      workingDays: Int32(clamping: use.workingDays), isInTime: use.isWithinLimit,
      isInLegalTime: legal?.isWithinLimit,
      isFirstAttempt: kind == .intake ? nil : isFirstAttempt)
  }

  /// From the entry to the return; a return before the entry counts at the entry.
  private func endToEnd(zone: TransitZone?) -> SurveyedLeg? {
    guard let entered = contribution[.entered], let returned = contribution[.returns] else {
      return nil
    }
    return SurveyedLeg(
      kind: .endToEnd, zone: zone, days: returned.dayNumber - entered.dayNumber,
      workingDays: Int32(clamping: rules.calendar.workingDays(after: entered, through: returned)),
      isInTime: nil, isInLegalTime: nil, isFirstAttempt: isFirstAttempt)
  }

  private var isFirstAttempt: Bool {
    guard let failed = milestones.first(.resultReturnFailed),
      let returned = milestones.first(.resultReturned)
    else { return true }
    return failed > returned
  }
}

extension LegUse {
  /// Whether it took no more than J+n; nil where there is no n.
  fileprivate var isWithinLimit: Bool? { limit.map { workingDays <= $0 } }
}
