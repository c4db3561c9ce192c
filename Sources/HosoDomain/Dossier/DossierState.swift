/// Where a dossier stands, as far as its events tell.
public enum DossierState: Hashable, Sendable {
  /// Known by an event, but nobody scanned its entry.
  case unknownEntry
  /// With the post, on the way to the agency.
  case onTheWayToAgency
  /// With the agency.
  case withAgency
  /// The agency asked for more papers.
  case supplementRequested
  /// The agency refused it.
  case refused
  /// The result is ready at the agency.
  case resultReady
  /// The post has the result, on the way to the citizen.
  case resultOnTheWay
  /// An attempt to hand over the result failed.
  case returnFailed
  /// The result is in the citizen's hands.
  case returned
  /// The result went back to the agency.
  case sentBack
  /// The citizen withdrew the dossier.
  case withdrawn
  /// An item was lost.
  case lost
  /// The post's part ended with the delivery: it was asked to carry the dossier only.
  case delivered

  /// A stable name for programs.
  public var slug: String {
    switch self {
    case .unknownEntry: "unknown-entry"
    case .onTheWayToAgency: "on-the-way-to-agency"
    case .withAgency: "with-agency"
    case .supplementRequested: "supplement-requested"
    case .refused: "refused"
    case .resultReady: "result-ready"
    case .resultOnTheWay: "result-on-the-way"
    case .returnFailed: "return-failed"
    case .returned: "returned"
    case .sentBack: "sent-back"
    case .withdrawn: "withdrawn"
    case .lost: "lost"
    case .delivered: "delivered"
    }
  }

  /// - Parameter facts: The dossier's effective events in the total order.
  public init(_ facts: [EventFact]) {
    let milestones = Milestones(facts)
    if let closing = milestones.closing, let state = DossierState(closing: closing.measure) {
      self = state
      return
    }
    guard milestones.entry != nil else {
      self = .unknownEntry
      return
    }
    // A repetition of what happens once is a slip of the scanner and moves nothing back.
    var seen: Set<EventType> = []
    var state = DossierState.onTheWayToAgency
    for fact in facts where seen.insert(fact.type).inserted || !fact.type.happensOnce {
      state = DossierState(after: fact.type) ?? state
    }
    self = state
  }

  private init?(closing measure: Measure) {
    switch measure {
    case .returns: self = .returned
    case .sentBack: self = .sentBack
    case .withdrawn: self = .withdrawn
    case .lost: self = .lost
    case .closedDelivered: self = .delivered
    case .entered, .pickups, .deliveries, .early, .onTime, .late, .noDue, .formInOnline,
      .formInOther, .formOutEarly, .formOutOnTime, .formOutLate, .readyUnknown, .overdueBegan,
      .overdueEnded, .orphan:
      return nil
    }
  }

  private init?(after type: EventType) {
    switch type {
    case .dossierPickedUp: self = .onTheWayToAgency
    case .dossierDelivered, .dossierAccepted, .dueChanged: self = .withAgency
    case .dossierRefused: self = .refused
    case .supplementRequested: self = .supplementRequested
    case .resultReady: self = .resultReady
    case .resultCollected: self = .resultOnTheWay
    case .resultReturnFailed: self = .returnFailed
    case .resultReturned, .resultSentBack, .dossierWithdrawn, .itemDeparted, .itemArrived,
      .itemLost, .itemDamaged, .feeCollected, .feeRemitted, .handoverDisputed, .recipientInvited,
      .papersRecovered, .aliasLinked, .eventVoided, .eventAmended, .periodDeclared,
      .figuresReleased:
      return nil
    }
  }
}
