internal import HosoDomain
internal import HosoLedger
internal import HosoProjections

/// What a dossier's timeline says to the person it belongs to.
///
/// Leaves out everything that is not theirs to need: staff numbers, money, free text (agencies
/// write names into it), the procedure, corrections and what was voided.
struct CitizenView: Hashable, Sendable {
  let code: String
  let standing: DossierStanding
  /// What is expected next, and by when; nil when nothing is, or nobody can say.
  let expectation: Expectation?
  /// The agency's canonical code; nil while nobody named one.
  let agency: String?
  /// The post office to turn to; nil if nobody knows.
  let office: PostOfficeCode?
  /// What happened, the latest first.
  let happenings: [CitizenEvent]
  let today: LocalDate

  var state: DossierState { standing.state }

  init(of report: TimelineReport) {
    code = report.code.text
    standing = report.standing
    expectation = report.expectation
    agency = report.dossier.agency
    office = report.dossier.contactOffice
    today = report.today
    let entries = report.dossier.entries.filter(\.isEffective).suffix(DossierRoutes.listMax)
    happenings = entries.reversed().compactMap { entry in
      guard CitizenEvent.isShown(entry.recorded.event.type), entry.duplicateOf == nil else {
        return nil
      }
      let event = entry.recorded.event
      return CitizenEvent(
        type: event.type, at: entry.occurredAt, office: entry.office, dueDate: event.dueDate)
    }
  }
}

/// One thing that happened.
struct CitizenEvent: Hashable, Sendable {
  let type: EventType
  let at: OccurredAt
  let office: PostOfficeCode?
  let dueDate: LocalDate?

  /// Whether a person waiting for a result wants to know.
  static func isShown(_ type: EventType) -> Bool {
    switch type {
    case .dossierPickedUp, .dossierDelivered, .dossierAccepted, .dossierRefused,
      .supplementRequested, .dueChanged, .resultReady, .resultCollected, .resultReturnFailed,
      .resultReturned, .resultSentBack, .dossierWithdrawn, .itemDeparted, .itemArrived,
      .itemLost, .itemDamaged, .recipientInvited:
      true
    case .feeCollected, .feeRemitted, .handoverDisputed, .papersRecovered, .aliasLinked,
      .eventVoided, .eventAmended, .periodDeclared, .figuresReleased, .recordPrinted, .shiftClosed:
      false
    }
  }
}
