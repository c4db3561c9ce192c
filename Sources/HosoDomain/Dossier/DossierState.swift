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
    let closing = milestones.closing.flatMap { DossierState(closing: $0.measure) }
    // Where the post only carries the dossier its part ends with the delivery, but what the
    // agency says after that is where the dossier stands.
    let isHandedOver = closing == .delivered
    if let closing, !isHandedOver {
      self = closing
      return
    }
    guard isHandedOver || milestones.entry != nil else {
      self = .unknownEntry
      return
    }
    // A repetition of what happens once is a slip of the scanner and moves nothing back.
    var seen: Set<EventType> = []
    var state = isHandedOver ? DossierState.delivered : .onTheWayToAgency
    for fact in facts where seen.insert(fact.type).inserted || !fact.type.happensOnce {
      guard !state.isOver else { break }
      state = DossierState(after: fact.type, isHandedOver: isHandedOver) ?? state
    }
    self = state
  }

  /// Whether nothing more is to come.
  public var isOver: Bool {
    switch self {
    case .returned, .sentBack, .withdrawn, .lost: true
    case .unknownEntry, .onTheWayToAgency, .withAgency, .supplementRequested, .refused,
      .resultReady, .resultOnTheWay, .returnFailed, .delivered:
      false
    }
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

  /// - Parameter isHandedOver: Whether the post's part ended with the delivery.
  private init?(after type: EventType, isHandedOver: Bool) {
    switch type {
    case .dossierPickedUp:
      guard !isHandedOver else { return nil }
      self = .onTheWayToAgency
    case .dossierDelivered, .dossierAccepted, .dueChanged:
      self = isHandedOver ? .delivered : .withAgency
    case .dossierRefused: self = .refused
    case .supplementRequested: self = .supplementRequested
    case .resultReady: self = .resultReady
    case .resultCollected: self = .resultOnTheWay
    case .resultReturnFailed: self = .returnFailed
    case .resultReturned: self = .returned
    case .resultSentBack: self = .sentBack
    case .dossierWithdrawn: self = .withdrawn
    case .itemDeparted, .itemArrived, .itemLost, .itemDamaged, .feeCollected, .feeRemitted,
      .handoverDisputed, .recipientInvited, .papersRecovered, .aliasLinked, .eventVoided,
      .eventAmended, .periodDeclared, .figuresReleased, .recordPrinted, .shiftClosed:
      return nil
    }
  }
}
