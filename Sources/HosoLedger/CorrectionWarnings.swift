public import HosoDomain

/// What looks odd about a correction, or about an event since it was corrected, as it would about a
/// scan.
public struct CorrectionWarnings: Hashable, Sendable {
  public var flags: [EventFlag] = []
  /// The events that the flags name.
  public var related: [RecordedEvent] = []

  /// Nothing looks odd.
  public init() {}

  fileprivate init(flags: [EventFlag], related: [RecordedEvent] = []) {
    self.flags = flags
    self.related = related
  }
}

extension ScanDesk {
  /// Records corrections as one commit, each with what looks odd about its target since.
  ///
  /// - Parameters:
  ///   - source: Whose events they are; nil if their ids tell.
  ///   - make: Makes the correction from its identity and its target.
  public func correctJudging(
    _ targets: [EventID], of source: SourceName? = nil,
    with make: (EventIdentity, EventTarget) -> Event
  ) throws -> [(outcome: CorrectionOutcome, warnings: CorrectionWarnings)] {
    try writer.commit { transaction in
      let own = transaction.settings.source
      return try targets.map { id in
        let found = try ScanDesk.target(id, of: source, for: own, in: transaction)
        guard let found else { return (.unknownTarget, CorrectionWarnings()) }
        return try ScanDesk.correctJudging(found, as: own, in: transaction, with: make)
      }
    }
  }

  /// Records a correction as part of a commit, and tells what looks odd about its target since.
  ///
  /// - Parameter make: Makes the correction from its identity and its target.
  public static func correctJudging(
    _ found: RecordedEvent, as source: SourceName, in transaction: LedgerTransaction,
    with make: (EventIdentity, EventTarget) -> Event
  ) throws -> (outcome: CorrectionOutcome, warnings: CorrectionWarnings) {
    let before = try warnings(about: found, in: transaction).flags
    let outcome = try correct(found, as: source, in: transaction, with: make)
    guard case .recorded(let correction, _, let effect) = outcome else {
      return (outcome, CorrectionWarnings())
    }
    let root: RecordedEvent
    switch effect {
    case .asSaid: root = found
    case .restores(let event), .leavesVoid(let event, _): root = event
    }
    var after = try warnings(about: root, in: transaction)
    // What was odd before was told before.
    after.flags.removeAll(where: before.contains)
    if FlagRules.isFuture(correction.event.occurredAt, correction.recordedAt),
      !after.flags.contains(.inFuture)
    {
      after.flags.insert(.inFuture, at: 0)
    }
    return (outcome, after)
  }

  private static func warnings(
    about found: RecordedEvent, in transaction: LedgerTransaction
  ) throws -> CorrectionWarnings {
    let (event, codes) = (found.event, transaction.settings.codes)
    if let container = event.container {
      let known = try transaction.contents(of: container, at: event.occurredAt)
      let contents = ContainerContents(of: container, events: known, codes: codes)
      return CorrectionWarnings(flags: contents.flags(of: found))
    }
    guard !event.codes.isEmpty else { return CorrectionWarnings() }
    let known = try transaction.history(of: event.codes)
    return CorrectionWarnings(
      flags: flags(of: found.position, in: known, codes: codes), related: known)
  }
}
