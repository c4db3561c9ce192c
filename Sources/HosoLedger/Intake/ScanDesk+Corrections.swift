public import HosoDomain

/// What became of a correction.
public enum CorrectionOutcome: Hashable, Sendable {
  case recorded(RecordedEvent, target: RecordedEvent, effect: CorrectionEffect)
  /// Another void has seen to that already; nothing was recorded.
  case alreadyVoided(target: RecordedEvent, by: RecordedEvent)
  /// There is no such event that this desk may correct.
  case unknownTarget
}

/// What a correction brings about.
public enum CorrectionEffect: Hashable, Sendable {
  /// What it says: its target is void, or amended.
  case asSaid
  /// A void was voided, so this event counts again.
  case restores(RecordedEvent)
  /// A void was voided or restored, and this event is void all the same.
  case leavesVoid(RecordedEvent, by: RecordedEvent)
}

extension ScanDesk {
  /// Records corrections as one commit, of this desk's own events and of others that it may
  /// correct.
  ///
  /// - Parameters:
  ///   - source: Whose events they are; nil if their ids tell.
  ///   - make: Makes the correction from its identity and its target.
  public func correct(
    _ targets: [EventID], of source: SourceName? = nil,
    with make: (EventIdentity, EventTarget) -> Event
  ) throws -> [CorrectionOutcome] {
    try correctJudging(targets, of: source, with: make).map(\.outcome)
  }

  /// The event that a desk means by an id: its own, else one that it may correct, of the source
  /// that is given or that the id begins with.
  public static func target(
    _ id: EventID, of source: SourceName? = nil, for desk: SourceName,
    in transaction: LedgerTransaction
  ) throws -> RecordedEvent? {
    if source == nil, let own = try transaction.event(id, source: desk) { return own }
    guard let named = source ?? id.sourceItBeginsWith, desk.mayCorrect(named) else { return nil }
    return try transaction.event(id, source: named)
  }

  /// Records a correction as part of a commit; it names its target beyond doubt.
  ///
  /// - Parameter make: Makes the correction from its identity and its target.
  public static func correct(
    _ found: RecordedEvent, as source: SourceName, in transaction: LedgerTransaction,
    with make: (EventIdentity, EventTarget) -> Event
  ) throws -> CorrectionOutcome {
    let identity = found.event.identity
    let target = EventTarget(
      identity.id, source: identity.source == source ? nil : identity.source,
      hash: transaction.hash(of: found.event))
    let before = Voids(try transaction.history(around: [found.position]))
    if make(identity, target).type == .eventVoided, let void = before.void(of: found) {
      return .alreadyVoided(target: found, by: void)
    }
    let recorded = try transaction.append(own: source) { make($0, target) }
    let effect = Voids(before.events + [recorded]).effect(of: recorded, on: found)
    return .recorded(recorded, target: found, effect: effect)
  }
}

extension EventID {
  /// The source of an id that is a source, a hyphen and a sequence; nil for any other.
  fileprivate var sourceItBeginsWith: SourceName? {
    guard let hyphen = text.utf8.lastIndex(of: 0x2d) else { return nil }
    return try? SourceName(String(text[..<hyphen]))
  }
}

/// Which of some connected events are void, and through which void.
private struct Voids {
  let events: [RecordedEvent]
  private let standings: EventStandings
  private let targets: CorrectionTargets

  init(_ events: [RecordedEvent]) {
    self.events = events
    targets = CorrectionTargets(events)
    standings = EventStandings(events)
  }

  /// The void that takes effect on an event; nil while the event counts.
  func void(of target: RecordedEvent) -> RecordedEvent? {
    guard standings.isVoid(target) else { return nil }
    return events.first { recorded in
      recorded.event.type == .eventVoided && self.target(of: recorded) == target
        && !standings.isVoid(recorded)
    }
  }

  func effect(of correction: RecordedEvent, on target: RecordedEvent) -> CorrectionEffect {
    let root = root(of: target)
    if let void = void(of: root), void != correction { return .leavesVoid(root, by: void) }
    return root == target ? .asSaid : .restores(root)
  }

  /// What a chain of voids is about in the end.
  private func root(of event: RecordedEvent) -> RecordedEvent {
    var root = event
    for _ in events {  // Bounded by the events: a chain passes each once, a circle ends here.
      guard root.event.type == .eventVoided, let next = target(of: root) else { break }
      root = next
    }
    return root
  }

  private func target(of correction: RecordedEvent) -> RecordedEvent? {
    targets.target(of: correction.event)
  }
}
