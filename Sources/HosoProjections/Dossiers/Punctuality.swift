public import HosoDomain
internal import HosoLedger

/// How a dossier stands against its limits, as of a day.
public struct Punctuality: Hashable, Sendable {
  /// The post's legs, as far as they began.
  public let legs: [LegUse]
  /// The agency's appointment; nil without one.
  public let agency: AgencyTerm?

  /// Whether something that is still open is past its limit.
  public var isOverdue: Bool {
    legs.contains { $0.outcome == .open && $0.isLate == true }
      || agency.map { $0.outcome == .open && $0.isLate } ?? false
  }
}

/// What a leg of the post used of its limit J+n.
///
/// Source: TT 17/2017/TT-BTTTT Art. 3 and 7.
public struct LegUse: Hashable, Sendable {
  public enum Leg: String, Hashable, Sendable {
    /// Chiều gửi: from the citizen to the agency.
    case send
    /// Chiều trả: from the agency to the first attempt to hand over the result.
    case `return`
  }

  public enum Outcome: String, Hashable, Sendable {
    /// It is under way; counted through the day that was asked for.
    case open
    /// The scan that ends it by law is there.
    case completed
    /// No scan ended it, but the dossier was closed or seen further on. Not judged.
    case stopped
  }

  public let leg: Leg
  /// J, the day that is not counted.
  let startedOn: LocalDate
  public let outcome: Outcome
  /// The day through which working days are counted: the end, or the day asked for.
  public let countedThrough: LocalDate
  public let workingDays: Int
  /// How far it goes; nil if an office is unknown.
  public let zone: TransitZone?
  /// n of J+n; nil without a zone, or before the circular was in force.
  public let limit: Int?
  /// The longest n of any zone; nil before the circular was in force.
  ///
  /// Most pickups do not say where the item goes, and would never be late without it.
  public let longestLimit: Int?
  /// J+n, the last working day within the limit.
  public let deadline: LocalDate?
  /// The last working day within the longest limit.
  let longestDeadline: LocalDate?

  /// Whether it used more working days than the limit; nil where that cannot be judged.
  ///
  /// Working days are what is counted, so an end on the rest days after the deadline is in time.
  public var isLate: Bool? {
    guard outcome != .stopped else { return nil }
    if let limit { return workingDays > limit }
    guard zone == nil, let longestLimit, workingDays > longestLimit else { return nil }
    return true
  }

  /// The first day on which it is late if it is still under way; nil where that cannot be judged.
  func lateFrom(_ calendar: WorkingCalendar) -> LocalDate? {
    guard let limit = limit ?? (zone == nil ? longestLimit : nil) else { return nil }
    return calendar.date(limit + 1, workingDaysAfter: startedOn)
  }
}

/// How the agency kept its appointment.
public struct AgencyTerm: Hashable, Sendable {
  public enum Outcome: String, Hashable, Sendable {
    /// The result is not ready; counted through the day that was asked for.
    case open
    /// The agency said that the result was ready.
    case ready
    /// The dossier was withdrawn or refused.
    case stopped
    /// Nobody said the result was ready, but what followed shows that the agency was done.
    case readyUnknown = "ready_unknown"
  }

  public let dueDate: LocalDate
  public let outcome: Outcome
  /// The day compared with the due date: that of the outcome, or the day asked for.
  public let comparedOn: LocalDate

  /// Days after the due date; negative before it.
  public var daysPastDue: Int { Int(comparedOn.dayNumber) - Int(dueDate.dayNumber) }

  /// Whether the agency missed the date; it did not if nobody knows when it was ready.
  public var isLate: Bool { outcome != .readyUnknown && daysPastDue > 0 }
}

extension DossierView {
  /// How the dossier stands on a day, by a calendar and zones of the caller's choice.
  public func punctuality(
    on today: LocalDate, calendar: WorkingCalendar, zones: TransitZones
  ) -> Punctuality {
    let rules = TransitRules(calendar: calendar, zones: zones, today: today)
    return DossierTerms(facts: facts, milestones: milestones).punctuality(rules) { number in
      entries.first { $0.recorded.position.number == number }?.recorded.event.destination
    }
  }
}

/// The terms that a dossier's events set and end.
struct DossierTerms {
  /// The effective events in the total order, as amended.
  let facts: [EventFact]
  let milestones: Milestones

  /// - Parameter destination: Where an event, by its number, says that the item is going.
  func punctuality(
    _ rules: TransitRules, destination: (Int64) throws -> PostOfficeCode?
  ) rethrows -> Punctuality {
    let legs = [try sendLeg(destination), try returnLeg(destination)]
    return Punctuality(
      legs: legs.compactMap { $0.map(rules.use) }, agency: agencyTerm(on: rules.today))
  }

  /// From the pickup to the delivery; in mode `return` a pickup is a slip of the scanner.
  private func sendLeg(
    _ destination: (Int64) throws -> PostOfficeCode?
  ) rethrows -> TransitLeg? {
    guard milestones.mode != .return, let start = first([.dossierPickedUp]) else { return nil }
    let seenFurtherOn = first([
      .dossierAccepted, .dossierRefused, .supplementRequested, .resultReady, .resultCollected,
    ])
    let end = first([.dossierDelivered])
    return TransitLeg(
      leg: .send, start: start, destination: end == nil ? try destination(start.number) : nil,
      end: end,
      stoppedAt: [seenFurtherOn?.occurredAt, milestones.closing?.at].compactMap(\.self).min())
  }

  /// From the collection to the first attempt, failed or not; in mode `send` there is none.
  private func returnLeg(
    _ destination: (Int64) throws -> PostOfficeCode?
  ) rethrows -> TransitLeg? {
    guard milestones.mode != .send, let start = first([.resultCollected]) else { return nil }
    let end = first([.resultReturnFailed, .resultReturned])
    return TransitLeg(
      leg: .return, start: start, destination: end == nil ? try destination(start.number) : nil,
      end: end, stoppedAt: milestones.closing?.at)
  }

  private func first(_ types: Set<EventType>) -> EventFact? {
    facts.first { types.contains($0.type) }
  }

  private func agencyTerm(on today: LocalDate) -> AgencyTerm? {
    guard let dueDate = milestones.dueDate else { return nil }
    let (outcome, at) = agencyOutcome
    return AgencyTerm(
      dueDate: dueDate, outcome: outcome,
      comparedOn: at.map { LocalDate(vietnam: $0) } ?? today)
  }

  private var agencyOutcome: (AgencyTerm.Outcome, OccurredAt?) {
    if let ready = milestones.first(.resultReady) { return (.ready, ready) }
    if let stopped = first([.dossierWithdrawn, .dossierRefused]) {
      return (.stopped, stopped.occurredAt)
    }
    let followed = [milestones.first(.resultCollected), milestones.closing?.at]
    guard let done = followed.compactMap(\.self).min() else { return (.open, nil) }
    return (.readyUnknown, done)
  }
}

/// A leg before it is measured.
struct TransitLeg {
  let leg: LegUse.Leg
  let start: EventFact
  /// Where it goes by the scan that began it; used until a scan ends it.
  let destination: PostOfficeCode?
  let end: EventFact?
  let stoppedAt: OccurredAt?
}

/// Measures legs by a calendar and zones.
struct TransitRules {
  let calendar: WorkingCalendar
  let zones: TransitZones
  let today: LocalDate

  func use(_ leg: TransitLeg) -> LegUse {
    let startedOn = LocalDate(vietnam: leg.start.occurredAt)
    let (outcome, through) = end(of: leg)
    var zone: TransitZone?
    if let from = leg.start.attributes.office,
      let to = leg.end.map({ $0.attributes.office }) ?? leg.destination
    {
      zone = zones.zone(from: from, to: to)
    }
    // Both legs end before an appointment slip could be brought, so the longer limit is not due.
    let limit = zone.flatMap { zones.limit($0, on: startedOn, withSlip: false) }
    let longest = TransitZone.allCases.compactMap {
      zones.limit($0, on: startedOn, withSlip: false)
    }.max()
    return LegUse(
      leg: leg.leg, startedOn: startedOn, outcome: outcome, countedThrough: through,
      workingDays: calendar.workingDays(after: startedOn, through: through), zone: zone,
      limit: limit, longestLimit: longest,
      deadline: limit.map { calendar.date($0, workingDaysAfter: startedOn) },
      longestDeadline: longest.map { calendar.date($0, workingDaysAfter: startedOn) })
  }

  private func end(of leg: TransitLeg) -> (LegUse.Outcome, LocalDate) {
    if let end = leg.end { return (.completed, LocalDate(vietnam: end.occurredAt)) }
    if let stopped = leg.stoppedAt { return (.stopped, LocalDate(vietnam: stopped)) }
    return (.open, today)
  }
}
