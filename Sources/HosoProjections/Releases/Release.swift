public import HosoDomain
public import HosoLedger

/// A publication of a period's figures: what was known before it was recorded, for ever.
public struct Release: Sendable {
  public let name: ReleaseName
  public let status: ReleaseStatus
  /// The event that published it.
  public let recorded: RecordedEvent
  /// Whether it was voided since; it keeps its name and its figures.
  public let isVoided: Bool

  /// Only what was recorded strictly before counts.
  public var cutoff: RecordedAt { recorded.recordedAt }
  /// Why, as whoever published it said; nil if nothing was said.
  public var reason: String? { recorded.event.reason }
  public var eventID: EventID { recorded.event.identity.id }
  /// The position of that event.
  public var position: Int64 { recorded.position.number }

  /// The same publication with another reason told of it.
  public func telling(_ reason: String) -> Release {
    var event = recorded.event
    event.reason = reason
    let recorded = RecordedEvent(
      position: recorded.position, recordedAt: recorded.recordedAt, event: event)
    return Release(name: name, status: status, recorded: recorded, isVoided: isVoided)
  }
}

/// What the answer to whether a publication changed any figure depends on.
struct ReleaseChange: Hashable {
  let position: LedgerPosition
  /// The version of the provinces, which old ones roll up to.
  let provinces: String
}

/// A publication by its name alone.
struct NamedRelease {
  let name: ReleaseName
  let recorded: RecordedEvent
}

extension Views {
  /// The publications of a period, or of all, in the order in which they were recorded.
  ///
  /// Their status asks for figures from the fourth of a period on.
  public func releases(of period: Period? = nil, provinces: Provinces) throws -> [Release] {
    var cutoffs: [ReleaseName: RecordedAt] = [:]
    var releases: [Release] = []
    for named in try namedReleases() where period == nil || named.name.period == period {
      let name = named.name
      let before = ReleaseName(name.period, number: name.number - 1).flatMap { cutoffs[$0] }
      cutoffs[name] = named.recorded.recordedAt
      let status = try ReleaseStatus(number: name.number) {
        guard let before else { return false }
        return try hasChanged(named, since: before, provinces: provinces)
      }
      releases.append(
        Release(
          name: name, status: status, recorded: named.recorded,
          isVoided: try isVoided(named.recorded.position)))
    }
    return releases
  }

  /// The publication of a name; nil if there is none.
  public func release(_ name: ReleaseName, provinces: Provinces) throws -> Release? {
    try releases(of: name.period, provinces: provinces).first { $0.name == name }
  }

  /// The publication of a period with a cutoff; nil if there is none.
  public func release(
    of period: Period, at cutoff: RecordedAt, provinces: Provinces
  ) throws -> Release? {
    let isPublished = try namedReleases().contains {
      $0.name.period == period && $0.recorded.recordedAt == cutoff
    }
    guard isPublished else { return nil }
    return try releases(of: period, provinces: provinces).first { $0.cutoff == cutoff }
  }

  /// Before which moment a publication's events were recorded; nil if there is none of the name.
  public func cutoff(of name: ReleaseName) throws -> RecordedAt? {
    try namedReleases().first { $0.name == name }?.recorded.recordedAt
  }

  /// The periods that were published by a moment, itself included; each once, in ledger order.
  public func publishedPeriods(through cutoff: RecordedAt) throws -> [Period] {
    var periods: [Period] = []
    for named in try namedReleases() where named.recorded.recordedAt <= cutoff {
      if !periods.contains(named.name.period) { periods.append(named.name.period) }
    }
    return periods
  }

  /// Every publication with its name.
  func namedReleases() throws -> [NamedRelease] {
    try keepUp()
    var counts: [Period: Int] = [:]
    return try snapshot { try releasePositions() }.compactMap { position in
      guard let recorded = try reader.event(at: position), let period = recorded.event.period
      else { return nil }
      let number = counts[period, default: 0] + 1
      counts[period] = number
      return ReleaseName(period, number: number).map { NamedRelease(name: $0, recorded: recorded) }
    }
  }

  private func isVoided(_ position: LedgerPosition) throws -> Bool {
    let events = try reader.history(around: [position])
    guard events.count > 1 else { return false }
    return FactDecoder().history(of: events).voidedNumbers.contains(position.number)
  }

  /// Whether any figure of a publication differs from those of the one before; found out once.
  private func hasChanged(
    _ named: NamedRelease, since before: RecordedAt, provinces: Provinces
  ) throws -> Bool {
    let change = ReleaseChange(position: named.recorded.position, provinces: provinces.version)
    if let known = knownChanges[change] { return known }
    let hasChanged = try haveChanged(
      named.name.period, from: before, to: named.recorded.recordedAt, provinces: provinces)
    knownChanges[change] = hasChanged
    return hasChanged
  }

  private func haveChanged(
    _ period: Period, from first: RecordedAt, to second: RecordedAt, provinces: Provinces
  ) throws -> Bool {
    // The finest rows that are published: every other figure is a sum of them.
    func rows(_ cutoff: RecordedAt) throws -> [[String]: [FigureCounts?]] {
      let query = FiguresQuery(
        periods: [period], groupings: [.province, .service, .channel], cutoff: cutoff)
      return try figures(query, provinces: provinces).rows.reduce(into: [:]) { rows, row in
        rows[row.group] = [row.counts, row.previous, row.yearBefore]
      }
    }
    return try rows(first) != rows(second)
  }
}
