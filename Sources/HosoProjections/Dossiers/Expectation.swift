public import HosoDomain
public import HosoLedger

/// By when something is to be expected.
public enum Expectation: Hashable, Sendable {
  /// The agency's appointment, the latest one; days past it as of today, negative before it.
  case appointment(LocalDate, isChanged: Bool, daysPast: Int)
  /// The post's last day for a leg.
  case leg(LegUse.Leg, by: LocalDate, isPast: Bool)
  /// The longest the post may take where it is not known how far a leg goes, and its last day.
  case legWithin(LegUse.Leg, workingDays: Int, after: LocalDate, by: LocalDate, isPast: Bool)

  /// Nil when nothing is expected, or nobody can say when.
  init?(of dossier: DossierView, punctuality: Punctuality, today: LocalDate) {
    let open = punctuality.legs.last { $0.outcome == .open }
    switch dossier.state {
    case .onTheWayToAgency, .resultOnTheWay:
      guard let open else { return nil }
      let isPast = open.isLate == true
      if let by = open.deadline {
        self = .leg(open.leg, by: by, isPast: isPast)
      } else if let days = open.longestLimit, let by = open.longestDeadline {
        self = .legWithin(
          open.leg, workingDays: days, after: open.startedOn, by: by, isPast: isPast)
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

  /// The last day on which it is in time.
  public var by: LocalDate {
    switch self {
    case .appointment(let date, _, _): date
    case .leg(_, let by, _): by
    case .legWithin(_, _, _, let by, _): by
    }
  }

  /// What is wrong by now; nil if nothing is.
  public var trouble: DossierStanding.Trouble? {
    switch self {
    case .appointment(_, _, let daysPast): daysPast > 0 ? .overdue : nil
    case .leg(_, _, let isPast): isPast ? .late : nil
    case .legWithin(_, _, _, _, let isPast): isPast ? .late : nil
    }
  }
}

extension DossierView {
  /// What whoever waits for it is told on a day.
  public func standing(_ punctuality: Punctuality, on today: LocalDate) -> DossierStanding {
    let expectation = expectation(punctuality, on: today)
    var troubles = Set([expectation?.trouble].compactMap(\.self))
    if milestones.first(.itemDamaged) != nil { troubles.insert(.damaged) }
    return DossierStanding(
      state: state, mode: mode, troubles: troubles, first: { milestones.first($0) })
  }

  /// What is expected next, and by when; nil when nothing is, or nobody can say.
  public func expectation(_ punctuality: Punctuality, on today: LocalDate) -> Expectation? {
    Expectation(of: self, punctuality: punctuality, today: today)
  }

  /// The post office to turn to: that of the last failed attempt while it can be fetched there,
  /// else the one that took the dossier; nil if nobody knows.
  public var contactOffice: PostOfficeCode? {
    let effective = entries.filter(\.isEffective)
    let attempt =
      state == .returnFailed
      ? effective.last { $0.recorded.event.type == .resultReturnFailed }?.office : nil
    let taken = effective.first { $0.recorded.event.type == .dossierPickedUp }?.office
    return attempt ?? taken
      ?? effective.last { $0.office != nil && $0.container == nil }?.office
  }
}

extension LedgerReader {
  /// What a code stands for, with what befell the bags it was in: how every surface reads one.
  ///
  /// - Parameter reach: Of whoever looks; dossiers of which they see nothing are left out.
  /// - Parameter parted: Whether a link in doubt joins nothing.
  public func timeline(
    of code: Alias, through last: LedgerPosition? = nil, for reach: Reach = .everything,
    parted: Bool = false
  ) throws -> Timeline {
    Timeline(
      of: code, events: try history(of: code, through: last, withScans: true), for: reach,
      parted: parted, codes: settings.codes)
  }
}
