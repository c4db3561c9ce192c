/// A dossier's milestones: the earliest effective event of each kind.
///
/// Built from the dossier's effective events in the total order, so it is a function of the set
/// of events. O(events); no allocation.
public struct Milestones: Sendable {
  /// The moment of the first event of each type.
  private var firsts: [32 of Int64]
  public private(set) var mode: ServiceMode
  /// Ngày hẹn trả: of the earliest delivery or acceptance that carries one.
  public private(set) var dueDate: LocalDate?
  public private(set) var attributes: DossierAttributes
  /// The moment of entry; nil for an orphan.
  public private(set) var entry: OccurredAt?
  /// The first closing event.
  public private(set) var closing: Closing?

  /// How and when a dossier was closed.
  public struct Closing: Hashable, Sendable {
    public let measure: Measure
    public let type: EventType
    public let at: OccurredAt
  }

  private static let never = Int64.max

  /// - Parameter facts: The dossier's effective events in the total order.
  public init(_ facts: [EventFact]) {
    firsts = .init(repeating: Milestones.never)
    mode = .both
    attributes = DossierAttributes()
    var foundMode = false
    for fact in facts {
      let type = Int(fact.type.rawValue)
      if firsts[type] == Milestones.never { firsts[type] = fact.occurredAt.milliseconds }
      if !foundMode, let found = fact.mode {
        mode = found
        foundMode = true
      }
      if dueDate == nil, fact.type == .dossierDelivered || fact.type == .dossierAccepted {
        dueDate = fact.dueDate
      }
    }
    let entryType = entryType
    entry = first(entryType)
    if entry != nil, let fact = facts.first(where: { $0.type == entryType }) {
      attributes = fact.attributes
    }
    // What befell a bag on its way says nothing about where the dossier belongs.
    for fact in facts where !fact.isOfContainer { attributes.fill(from: fact.attributes) }
    for fact in facts where closing == nil {
      closing = closingMeasure(of: fact.type).map {
        Closing(measure: $0, type: fact.type, at: fact.occurredAt)
      }
    }
  }

  /// The type of the event that a dossier enters by.
  private var entryType: EventType { mode == .return ? .resultCollected : .dossierPickedUp }

  /// The moment of the first event of a type; nil if there is none.
  public func first(_ type: EventType) -> OccurredAt? {
    let first = firsts[Int(type.rawValue)]
    return first == Milestones.never ? nil : OccurredAt(milliseconds: first)
  }

  /// Whether an event of this type ends the dossier's stay, and as what it is counted.
  func closingMeasure(of type: EventType) -> Measure? {
    switch type {
    case .resultReturned: .returns
    case .resultSentBack: .sentBack
    case .dossierWithdrawn: .withdrawn
    case .itemLost: .lost
    case .dossierDelivered: mode == .send ? .closedDelivered : nil
    case .dossierPickedUp, .dossierAccepted, .dossierRefused, .supplementRequested, .dueChanged,
      .resultReady, .resultCollected, .resultReturnFailed, .itemDeparted, .itemArrived,
      .itemDamaged, .feeCollected, .feeRemitted, .handoverDisputed, .recipientInvited,
      .papersRecovered, .aliasLinked, .eventVoided, .eventAmended, .periodDeclared,
      .figuresReleased, .recordPrinted, .shiftClosed:
      nil
    }
  }
}

extension Milestones {
  /// What the dossier adds to the figures: the rules of section "Figures" of docs/figures.md.
  public var contribution: Contribution {
    var contribution = Contribution(attributes: attributes)
    guard let entry else {
      contribution[.orphan] = LocalDate(dayNumber: 0)
      return contribution
    }
    contribution[.entered] = LocalDate(vietnam: entry)
    // Where the post only carries the result, a pickup is a slip of the scanner: flagged only.
    if mode != .return { contribution[.pickups] = LocalDate(vietnam: entry) }
    contribution[.deliveries] = first(.dossierDelivered).map(LocalDate.init(vietnam:))
    if let closing {
      contribution[closing.measure] = LocalDate(vietnam: max(closing.at, entry))
    }
    addTimeliness(to: &contribution)
    addForm(to: &contribution)
    return contribution
  }

  private func addTimeliness(to contribution: inout Contribution) {
    guard let ready = first(.resultReady) else { return }
    let readyOn = LocalDate(vietnam: ready)
    contribution[timeliness(of: readyOn)] = readyOn
  }

  private func timeliness(of date: LocalDate) -> Measure {
    guard let dueDate else { return .noDue }
    if date < dueDate { return .early }
    return date == dueDate ? .onTime : .late
  }

  /// Form II.06a/VPCP/KSTT: counted at the agency, from when it had the dossier.
  ///
  /// Source: TT 01/2020/TT-VPCP, form II.06a.
  private func addForm(to contribution: inout Contribution) {
    guard let received = earliest(.dossierDelivered, .dossierAccepted)?.at else { return }
    let receivedOn = LocalDate(vietnam: received)
    contribution[attributes.channel == .online ? .formInOnline : .formInOther] = receivedOn
    let settled = settlement()
    let settledOn = settled.map { LocalDate(vietnam: max($0.at, received)) }
    if let settled, let settledOn {
      contribution[settled.column] = settledOn
      if settled.isReadyUnknown { contribution[.readyUnknown] = settledOn }
    }
    guard let dueDate else { return }
    let overdueOn = max(receivedOn, dueDate)
    if let settledOn, settledOn <= overdueOn { return }
    contribution[.overdueBegan] = overdueOn
    contribution[.overdueEnded] = settledOn
  }

  private struct Settlement {
    let type: EventType
    let at: OccurredAt
    let column: Measure
    var isReadyUnknown = false
  }

  /// When and how the agency was done with the dossier; nil while it is not.
  private func settlement() -> Settlement? {
    guard let done = earliest(.dossierRefused, .resultReady, .dossierWithdrawn) else {
      return earliest(.resultCollected, closing?.type).map {
        Settlement(type: $0.type, at: $0.at, column: .formOutOnTime, isReadyUnknown: true)
      }
    }
    let date = LocalDate(vietnam: done.at)
    let isLate = dueDate.map { date > $0 } ?? false
    let stopped: Measure = isLate ? .formOutLate : .formOutOnTime
    return Settlement(
      type: done.type, at: done.at,
      column: done.type == .resultReady ? readyColumn(date) : stopped)
  }

  /// An event that is the first of its type.
  private typealias Moment = (type: EventType, at: OccurredAt)

  /// The earliest event of two or three types; at one instant their numbers decide, as in the
  /// total order.
  private func earliest(
    _ first: EventType, _ second: EventType?, _ third: EventType? = nil
  ) -> Moment? {
    earlier(earlier(moment(first), moment(second)), moment(third))
  }

  private func moment(_ type: EventType?) -> Moment? {
    guard let type, let at = first(type) else { return nil }
    return (type, at)
  }

  private func earlier(_ left: Moment?, _ right: Moment?) -> Moment? {
    guard let left, let right else { return left ?? right }
    return (left.at, left.type.rawValue) < (right.at, right.type.rawValue) ? left : right
  }

  private func readyColumn(_ date: LocalDate) -> Measure {
    guard let dueDate else { return .formOutOnTime }
    if date < dueDate { return .formOutEarly }
    return date == dueDate ? .formOutOnTime : .formOutLate
  }
}

// MARK: - Explaining

extension Milestones {
  /// The type of the event that makes a dossier count under a measure: the first of its type.
  ///
  /// Nil for an orphan, which no event of its own makes one.
  public func decidingType(of measure: Measure) -> EventType? {
    switch measure {
    case .entered: entryType
    case .pickups: .dossierPickedUp
    case .deliveries: .dossierDelivered
    case .returns, .sentBack, .withdrawn, .lost, .closedDelivered: closing?.type
    case .early, .onTime, .late, .noDue: .resultReady
    case .formInOnline, .formInOther, .overdueBegan:
      earliest(.dossierDelivered, .dossierAccepted)?.type
    case .formOutEarly, .formOutOnTime, .formOutLate, .readyUnknown, .overdueEnded:
      settlement()?.type
    case .orphan: nil
    }
  }
}
