internal import HosoDomain
internal import HosoLedger
internal import HosoProjections

/// What a dossier's timeline says to the person it belongs to.
///
/// Leaves out everything that is not theirs to need: staff numbers, money, free text (agencies
/// write names into it), the procedure, corrections and what was voided.
struct CitizenView: Hashable, Sendable {
  let code: String
  let state: DossierState
  let mode: ServiceMode
  let steps: [JourneyStep]
  /// What is expected next, and by when; nil when nothing is, or nobody can say.
  let expectation: Expectation?
  /// The post office of the last attempt; nil if there was none, or it is not known.
  let attemptOffice: PostOfficeCode?
  /// What happened, the latest first.
  let happenings: [Happening]

  /// - Parameter code: The code the person knows it by.
  init(of dossier: DossierView, code: Alias, punctuality: Punctuality, today: LocalDate) {
    self.code = code.text
    state = dossier.state
    mode = dossier.mode
    let effective = dossier.entries.filter(\.isEffective)
    steps = JourneyStep.steps(mode: dossier.mode, state: dossier.state) { type in
      effective.first { $0.recorded.event.type == type }?.occurredAt
    }
    expectation = Expectation(of: dossier, punctuality: punctuality, today: today)
    attemptOffice = effective.last { $0.recorded.event.type == .resultReturnFailed }?.office
    happenings = effective.reversed().compactMap { entry in
      guard Happening.isShown(entry.recorded.event.type), entry.duplicateOf == nil else {
        return nil
      }
      let event = entry.recorded.event
      return Happening(
        type: event.type, at: entry.occurredAt, office: entry.office, dueDate: event.dueDate)
    }
  }
}

/// One thing that happened.
struct Happening: Hashable, Sendable {
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
      .eventVoided, .eventAmended, .periodDeclared, .figuresReleased:
      false
    }
  }
}

/// A stage of the way that the post carries.
struct JourneyStep: Hashable, Sendable {
  enum Stage: CaseIterable, Hashable, Sendable {
    case taken
    case atAgency
    case ready
    case onTheWayBack
    case handedOver
  }

  enum Progress: Hashable, Sendable {
    case done
    /// The one that is under way now.
    case current
    case ahead
    /// It will not happen any more.
    case dropped
  }

  let stage: Stage
  let progress: Progress
  /// The day it happened; nil if it did not, or nobody scanned it.
  let on: LocalDate?

  /// The stages of a mode with how far the dossier is.
  static func steps(
    mode: ServiceMode, state: DossierState, first: (EventType) -> OccurredAt?
  ) -> [JourneyStep] {
    let stages: [Stage] =
      switch mode {
      case .send: [.taken, .atAgency, .ready]
      case .return: [.ready, .onTheWayBack, .handedOver]
      case .both: Stage.allCases
      }
    let times = stages.map { first(type(of: $0)) }
    let reached = times.lastIndex { $0 != nil } ?? -1
    return stages.indices.map { index in
      let progress: Progress =
        if index <= reached {
          .done
        } else if isOver(state) {
          .dropped
        } else {
          index == reached + 1 ? .current : .ahead
        }
      return JourneyStep(
        stage: stages[index], progress: progress,
        on: times[index].map { LocalDate(vietnam: $0) })
    }
  }

  private static func type(of stage: Stage) -> EventType {
    switch stage {
    case .taken: .dossierPickedUp
    case .atAgency: .dossierDelivered
    case .ready: .resultReady
    case .onTheWayBack: .resultCollected
    case .handedOver: .resultReturned
    }
  }

  private static func isOver(_ state: DossierState) -> Bool {
    switch state {
    case .refused, .sentBack, .withdrawn, .lost, .returned: true
    case .unknownEntry, .onTheWayToAgency, .withAgency, .supplementRequested, .resultReady,
      .resultOnTheWay, .returnFailed, .delivered:
      false
    }
  }
}

/// By when something is to be expected.
enum Expectation: Hashable, Sendable {
  /// The agency's appointment, the latest one; days past it as of today, negative before it.
  case appointment(LocalDate, isChanged: Bool, daysPast: Int)
  /// The post's last day for a leg.
  case leg(LegUse.Leg, by: LocalDate, isPast: Bool)
  /// The longest the post may take where it is not known how far a leg goes.
  case legWithin(LegUse.Leg, workingDays: Int, after: LocalDate, isPast: Bool)

  init?(of dossier: DossierView, punctuality: Punctuality, today: LocalDate) {
    let open = punctuality.legs.last { $0.outcome == .open }
    switch dossier.state {
    case .onTheWayToAgency, .resultOnTheWay:
      guard let open else { return nil }
      let isPast = open.isLate == true
      if let by = open.deadline {
        self = .leg(open.leg, by: by, isPast: isPast)
      } else if let days = open.longestLimit {
        self = .legWithin(open.leg, workingDays: days, after: open.startedOn, isPast: isPast)
      } else {
        return nil
      }
    case .withAgency, .supplementRequested, .delivered:
      guard let date = dossier.changedDueDate ?? dossier.dueDate else { return nil }
      self = .appointment(
        date, isChanged: dossier.changedDueDate != nil,
        daysPast: Int(today.dayNumber) - Int(date.dayNumber))
    case .unknownEntry, .refused, .resultReady, .returnFailed, .returned, .sentBack, .withdrawn,
      .lost:
      return nil
    }
  }
}
