public import HosoDomain
public import HosoLedger

/// The wish to declare a period complete for some offices.
public struct DeclarationWish: Sendable {
  /// A quarter, half, nine months or year.
  public let period: Period
  public let offices: [PostOfficeCode]
  public let at: OccurredAt
  public var actor: StaffNumber?
  public var reason: String?

  public init(_ period: Period, of offices: [PostOfficeCode], at: OccurredAt) {
    self.period = period
    self.offices = offices
    self.at = at
  }

  /// Whether the period has no days to come.
  public var isOver: Bool {
    period.end.startRecordedAt.microseconds <= at.milliseconds * 1_000
  }
}

/// What became of an office's part of the wish.
public struct DeclarationOutcome: Sendable {
  public let office: PostOfficeCode
  /// The event that declares the period.
  public let recorded: RecordedEvent
  /// Whether it was recorded just now; false if the office had said so before.
  public let isNew: Bool
}

/// Declares periods complete: the one operation that does.
///
/// What it throws: `LedgerFault`, or `SQLiteFault`.
public enum PeriodDeclarer {
  /// Declares a period that is over, for each office once; durable when this returns.
  ///
  /// - Returns: An outcome for each office, in the order of their codes; nil if the period has days
  ///   to come, so that nothing was declared.
  public static func declare(
    _ wish: DeclarationWish, _ writer: LedgerWriter, views: Views
  ) throws -> [DeclarationOutcome]? {
    guard wish.isOver else { return nil }
    let outcomes = try writer.commit { transaction in
      // Nobody else commits meanwhile, so what is found here is the last word.
      try views.settle()
      let known = try views.declarations(of: wish.period).filter { $0.period == wish.period }
      return try Set(wish.offices).sorted().map { office in
        if let same = known.last(where: { $0.office == office }) {
          return DeclarationOutcome(office: office, recorded: same.recorded, isNew: false)
        }
        return try append(wish, of: office, in: transaction)
      }
    }
    try views.settle()
    return outcomes
  }

  private static func append(
    _ wish: DeclarationWish, of office: PostOfficeCode, in transaction: LedgerTransaction
  ) throws -> DeclarationOutcome {
    let recorded = try transaction.append(own: transaction.settings.source) { identity in
      var event = Event(
        identity: identity, type: .periodDeclared, occurredAt: wish.at, subject: .period)
      event.period = wish.period
      event.office = office
      event.actor = wish.actor
      event.reason = wish.reason
      return event
    }
    return DeclarationOutcome(office: office, recorded: recorded, isNew: true)
  }
}
