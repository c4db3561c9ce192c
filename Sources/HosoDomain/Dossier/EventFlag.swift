/// What looks impossible or odd about a recorded event.
///
/// Never a reason to refuse it.
public enum EventFlag: Hashable, Sendable {
  /// The same thing is on record already; figures count the first.
  case duplicate(first: Int64)
  /// It claims to have happened after it was recorded: somebody's clock is wrong.
  case inFuture
  /// The dossier has no entry: nobody scanned its pickup, or its collection.
  case noEntry
  /// A pickup of a dossier of which the post carries the result only; it is not counted.
  case pickupInReturnMode
  /// It happened before what must come first.
  case outOfOrder(expected: EventType)
  /// It happened after the dossier was closed.
  case afterClosing(EventType)
  /// A bag holds another number of items than the scan says.
  case countDiffers(stated: Int64, known: Int64)
  /// A code that it names is most likely a misread item number, or of a bag another label's; taken
  /// before that was refused.
  case misreadCode
  /// Its due date is so far off that the year must be wrong.
  case dueDateFarOff(LocalDate)
  /// A correction by somebody who may not correct that source's events; it has no effect.
  case mayNotCorrect
  /// A correction of an event with that id but other content; it has no effect on this one.
  case otherTarget
  /// Its code is a dossier's by what happened to it, and a bag's by what was put into it.
  case dossierOrBag

  /// A stable name for programs.
  public var slug: String {
    switch self {
    case .duplicate: "duplicate"
    case .inFuture: "in-future"
    case .noEntry: "no-entry"
    case .pickupInReturnMode: "pickup-in-return-mode"
    case .outOfOrder: "out-of-order"
    case .afterClosing: "after-closing"
    case .countDiffers: "count-differs"
    case .misreadCode: "misread-code"
    case .dueDateFarOff: "due-date-far-off"
    case .mayNotCorrect: "may-not-correct"
    case .otherTarget: "other-target"
    case .dossierOrBag: "dossier-or-bag"
    }
  }
}

/// Finds the flags of a dossier's events.
///
/// A function of the set of events alone.
public enum FlagRules {
  /// Flags by event number.
  ///
  /// - Parameters:
  ///   - facts: The dossier's effective events in the total order.
  ///   - recordedAt: When an event was recorded, by number.
  public static func flags(
    _ facts: [EventFact], recordedAt: (Int64) -> RecordedAt?
  ) -> [Int64: [EventFlag]] {
    let milestones = Milestones(facts)
    var flags: [Int64: [EventFlag]] = [:]
    var firsts: [EventType: Int64] = [:]
    var closedBy: EventType?
    for fact in facts {
      var own: [EventFlag] = []
      if fact.isMisread { own.append(.misreadCode) }
      if let dueDate = fact.dueDate, isFarOff(dueDate, from: fact.occurredAt) {
        own.append(.dueDateFarOff(dueDate))
      }
      if let recordedAt = recordedAt(fact.number), isFuture(fact.occurredAt, recordedAt) {
        own.append(.inFuture)
      }
      if let first = firsts[fact.type], fact.type.happensOnce {
        own.append(.duplicate(first: first))
      } else if let closedBy, !mayFollowClosing(fact.type) {
        own.append(.afterClosing(closedBy))
      } else if let expected = missing(before: fact.type, milestones: milestones, firsts: firsts) {
        own.append(.outOfOrder(expected: expected))
      }
      if fact.type == .dossierPickedUp, milestones.mode == .return {
        own.append(.pickupInReturnMode)
      } else if milestones.entry == nil, fact.type != .aliasLinked {
        own.append(.noEntry)
      }
      if firsts[fact.type] == nil { firsts[fact.type] = fact.number }
      if closedBy == nil, milestones.closingMeasure(of: fact.type) != nil { closedBy = fact.type }
      if !own.isEmpty { flags[fact.number] = own }
    }
    return flags
  }

  /// Flags of an event about a bag as a whole.
  ///
  /// - Parameters:
  ///   - stated: How many items the event says there are; nil if it does not say.
  ///   - known: How many are known to be in it at that moment.
  public static func flags(
    ofContainerScan fact: EventFact, recordedAt: RecordedAt, stated: Int64?, known: Int64
  ) -> [EventFlag] {
    var flags: [EventFlag] = fact.isMisread ? [.misreadCode] : []
    if isFuture(fact.occurredAt, recordedAt) { flags.append(.inFuture) }
    if let stated, stated != known { flags.append(.countDiffers(stated: stated, known: known)) }
    return flags
  }

  /// An appointment lies some days ahead; a year back or ten years ahead, a digit of the year is
  /// wrong.
  private static func isFarOff(_ dueDate: LocalDate, from occurredAt: OccurredAt) -> Bool {
    let day = LocalDate(vietnam: occurredAt)
    return dueDate < day.adding(months: -12) || dueDate > day.adding(months: 120)
  }

  /// Whether an event claims to have happened after it was recorded.
  public static func isFuture(_ occurredAt: OccurredAt, _ recordedAt: RecordedAt) -> Bool {
    let (microseconds, overflow) = occurredAt.milliseconds.multipliedReportingOverflow(by: 1_000)
    return overflow ? occurredAt.milliseconds > 0 : microseconds > recordedAt.microseconds
  }

  /// Whether this is usual after the dossier was closed: papers and money still travel then,
  /// and in mode `send` the agency's work only begins.
  private static func mayFollowClosing(_ type: EventType) -> Bool {
    switch type {
    case .dossierAccepted, .dossierRefused, .supplementRequested, .dueChanged, .resultReady,
      .feeCollected, .feeRemitted, .handoverDisputed, .papersRecovered, .aliasLinked,
      .itemDamaged, .eventVoided, .eventAmended, .periodDeclared, .figuresReleased, .recordPrinted,
      .shiftClosed:
      true
    case .dossierPickedUp, .dossierDelivered, .resultCollected, .resultReturnFailed,
      .resultReturned, .resultSentBack, .dossierWithdrawn, .itemDeparted, .itemArrived, .itemLost,
      .recipientInvited:
      false
    }
  }

  /// The milestone that must come before this one and has not; nil if nothing is missing.
  private static func missing(
    before type: EventType, milestones: Milestones, firsts: [EventType: Int64]
  ) -> EventType? {
    // Without an entry the one flag that says so is enough.
    guard milestones.entry != nil else { return nil }
    let expected: EventType? =
      switch type {
      case .dossierDelivered: milestones.mode == .return ? nil : .dossierPickedUp
      case .resultCollected: milestones.mode == .both ? .dossierDelivered : nil
      case .resultReturnFailed, .resultReturned, .resultSentBack, .recipientInvited:
        .resultCollected
      case .dossierPickedUp, .dossierAccepted, .dossierRefused, .supplementRequested, .dueChanged,
        .resultReady, .dossierWithdrawn, .itemDeparted, .itemArrived, .itemLost, .itemDamaged,
        .feeCollected, .feeRemitted, .handoverDisputed, .papersRecovered, .aliasLinked,
        .eventVoided, .eventAmended, .periodDeclared, .figuresReleased, .recordPrinted,
        .shiftClosed:
        nil
      }
    guard let expected, firsts[expected] == nil else { return nil }
    return expected
  }
}
