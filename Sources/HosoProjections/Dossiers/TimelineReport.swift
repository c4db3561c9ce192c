public import HosoDomain
public import HosoLedger

/// What the ledger knows of a code at a moment, judged by the tables in force.
public struct TimelineReport: Sendable {
  /// The code that was asked for.
  public let code: Alias
  /// The dossier that the code stands for at that moment.
  public let dossier: DossierView
  /// The dossiers the same number stood for before it was used again, oldest first.
  public let earlier: [DossierView]
  public let punctuality: Punctuality
  /// What whoever waits for it is told.
  public let standing: DossierStanding
  /// What is expected next, and by when; nil when nothing is, or nobody can say.
  public let expectation: Expectation?
  public let cutoff: RecordedAt?
  /// The last position that was looked at.
  public let position: LedgerPosition
  /// The day through which open terms are counted.
  public let today: LocalDate
  public let calendarVersion: String
  public let zonesVersion: String

  /// - Parameters:
  ///   - dossiers: Those the code stands for, as far as they may be told; oldest first.
  ///   - now: The moment it is asked at; a day that has not come is not counted.
  /// - Returns: Nil if there is none.
  public init?(
    of code: Alias, dossiers: [DossierView], cutoff: RecordedAt?, position: LedgerPosition,
    now: RecordedAt, calendar: WorkingCalendar, zones: TransitZones
  ) {
    guard let latest = dossiers.last else { return nil }
    self.code = code
    dossier = latest
    earlier = Array(dossiers.dropLast())
    self.cutoff = cutoff
    self.position = position
    today = TimelineReport.day(cutoff, now: now)
    punctuality = latest.punctuality(on: today, calendar: calendar, zones: zones)
    standing = latest.standing(punctuality, on: today)
    expectation = latest.expectation(punctuality, on: today)
    calendarVersion = calendar.version
    zonesVersion = zones.version
  }

  /// The last day that has begun before a cutoff; a day that has not come is not counted.
  public static func day(_ cutoff: RecordedAt?, now: RecordedAt) -> LocalDate {
    guard let cutoff, cutoff <= now else { return LocalDate(vietnam: now) }
    return LocalDate(vietnam: RecordedAt(microseconds: cutoff.microseconds - 1))
  }
}
