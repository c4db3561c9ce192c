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

/// Publishes the figures of periods.
///
/// What it throws: `LedgerFault`, or `SQLiteFault`.
public struct ReleaseDesk {
  private let writer: LedgerWriter
  private let views: Views
  private let provinces: Provinces

  public init(_ writer: LedgerWriter, views: Views, provinces: Provinces) {
    self.writer = writer
    self.views = views
    self.provinces = provinces
  }

  /// Publishes a period as it is known now; durable when this returns.
  ///
  /// - Parameters:
  ///   - period: A quarter, half, nine months or year.
  ///   - evenUnchanged: Whether to publish though nothing was recorded since the last time.
  public func publish(
    _ period: Period, at now: OccurredAt, actor: StaffNumber? = nil, reason: String? = nil,
    evenUnchanged: Bool = false
  ) throws -> ReleaseOutcome {
    guard period.end.startRecordedAt.microseconds <= now.milliseconds * 1_000 else {
      return .notOver
    }
    let (position, isNew) = try writer.commit { transaction in
      // Nobody else commits meanwhile, so what is found here is the last word.
      let last = try views.namedReleases().last { $0.name.period == period }?.recorded.position
      if let last, !evenUnchanged, try isHead(after: last, transaction) { return (last, false) }
      let recorded = try transaction.append(own: writer.settings.source) { identity in
        var event = Event(
          identity: identity, type: .figuresReleased, occurredAt: now, subject: .period)
        event.period = period
        event.office = writer.settings.office
        event.actor = actor
        event.reason = reason
        return event
      }
      return (recorded.position, true)
    }
    let releases = try views.releases(of: period, provinces: provinces)
    guard let release = releases.first(where: { $0.recorded.position == position }) else {
      throw LedgerFault.corrupt(position: position, damage: .views)
    }
    return isNew ? .published(release) : .unchanged(since: release)
  }

  /// Whether nothing but publications was recorded after a position.
  private func isHead(
    after position: LedgerPosition, _ transaction: LedgerTransaction
  ) throws -> Bool {
    var position = position
    while position < transaction.position {  // Ends at the first event that is no publication.
      position = position.next
      guard try views.reader.event(at: position)?.event.type == .figuresReleased else {
        return false
      }
    }
    return true
  }
}
