public import HosoDomain
public import HosoLedger

/// What became of the wish to publish.
public enum ReleaseOutcome: Sendable {
  case published(Release)
  /// Nothing was recorded since that publication, so another would say the same.
  case unchanged(since: Release)
  /// The period has days to come.
  case notOver
}

/// The wish to publish a period.
public struct ReleaseWish: Sendable {
  /// A quarter, half, nine months or year.
  public let period: Period
  public let at: OccurredAt
  public var actor: StaffNumber?
  public var reason: String?
  /// Whether to publish though nothing was recorded since the last time.
  public var evenUnchanged = false

  public init(_ period: Period, at: OccurredAt) {
    self.period = period
    self.at = at
  }

  /// Whether the period has no days to come.
  public var isOver: Bool {
    period.end.startRecordedAt.microseconds <= at.milliseconds * 1_000
  }
}

/// Publishes the figures of periods: the one operation that does.
///
/// What it throws: `LedgerFault`, or `SQLiteFault`.
public enum ReleasePublisher {
  /// Where a wish led to.
  public struct Placed: Sendable {
    public let position: LedgerPosition
    /// Whether it was published just now.
    public let isNew: Bool
  }

  /// Publishes a period as it is known now; durable when this returns.
  public static func publish(
    _ wish: ReleaseWish, _ writer: LedgerWriter, views: Views, provinces: Provinces
  ) throws -> ReleaseOutcome {
    guard wish.isOver else { return .notOver }
    let placed = try writer.commit { try publish(wish, views: views, in: $0) }
    return try outcome(placed, of: wish.period, views: views, provinces: provinces)
  }

  /// Publishes a period that is over as part of a commit.
  public static func publish(
    _ wish: ReleaseWish, views: Views, in transaction: LedgerTransaction
  ) throws -> Placed {
    let settings = transaction.settings
    // Nobody else commits meanwhile, so what is found here is the last word.
    try views.settle()
    let last = try last(of: wish.period, views: views, in: transaction)
    if let last, !wish.evenUnchanged, try isHead(after: last, transaction) {
      return Placed(position: last, isNew: false)
    }
    let recorded = try transaction.append(own: settings.source) { identity in
      var event = Event(
        identity: identity, type: .figuresReleased, occurredAt: wish.at, subject: .period)
      event.period = wish.period
      event.office = settings.office
      event.actor = wish.actor
      event.reason = wish.reason
      return event
    }
    return Placed(position: recorded.position, isNew: true)
  }

  /// What a wish led to, once it is durable.
  public static func outcome(
    _ placed: Placed, of period: Period, views: Views, provinces: Provinces
  ) throws -> ReleaseOutcome {
    try views.settle()
    let releases = try views.releases(of: period, provinces: provinces)
    guard let release = releases.first(where: { $0.recorded.position == placed.position }) else {
      throw LedgerFault.corrupt(position: placed.position, damage: .views)
    }
    return placed.isNew ? .published(release) : .unchanged(since: release)
  }

  /// The last publication of a period, one of the same commit among them.
  private static func last(
    of period: Period, views: Views, in transaction: LedgerTransaction
  ) throws -> LedgerPosition? {
    var last = try views.namedReleases().last { $0.name.period == period }?.recorded.position
    var position = views.reader.head.position
    while position < transaction.position {  // What this commit appended so far.
      position = position.next
      let event = try transaction.event(at: position)?.event
      if event?.type == .figuresReleased, event?.period == period { last = position }
    }
    return last
  }

  /// Whether nothing but publications was recorded after a position.
  private static func isHead(
    after position: LedgerPosition, _ transaction: LedgerTransaction
  ) throws -> Bool {
    var position = position
    while position < transaction.position {  // Ends at the first event that is no publication.
      position = position.next
      guard try transaction.event(at: position)?.event.type == .figuresReleased else {
        return false
      }
    }
    return true
  }
}
