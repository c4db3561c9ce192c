public import HosoDomain
public import HosoLedger

/// An office's word that its part of a period is complete, in force.
public struct Declaration: Sendable {
  /// Whose word it is, after amendments.
  public let office: PostOfficeCode
  /// A quarter, half, nine months or year of either calendar.
  public let period: Period
  /// The event that says so.
  public let recorded: RecordedEvent

  public var eventID: EventID { recorded.event.identity.id }
}

extension Views {
  /// The declarations in force of all periods that share a day with one, in ledger order.
  ///
  /// - Parameter cutoff: Only what was recorded strictly before it counts, voids too; nil means all
  ///   there is.
  public func declarations(
    of period: Period, before cutoff: RecordedAt? = nil
  ) throws -> [Declaration] {
    try keepUp(before: cutoff)
    return try snapshot {
      let last =
        try cutoff.map { min(position, try reader.lastPosition(recordedBefore: $0)) } ?? position
      return try declarationPositions(of: period).filter { $0 <= last }
        .compactMap { try declaration(at: $0, through: last) }
    }
  }

  /// The declaration of an event as corrected; nil if it is voided or names no office.
  private func declaration(
    at position: LedgerPosition, through last: LedgerPosition
  ) throws -> Declaration? {
    let events = try reader.history(around: [position], through: last)
    guard let recorded = events.first(where: { $0.position == position }),
      let period = recorded.event.period
    else { return nil }
    let standings = EventStandings(events)
    guard !standings.isVoid(recorded) else { return nil }
    // Who wrote for one office and did not name it meant that one.
    guard let office = standings.amended(recorded).office ?? recorded.event.identity.source.office
    else { return nil }
    return Declaration(office: office, period: period, recorded: recorded)
  }
}
