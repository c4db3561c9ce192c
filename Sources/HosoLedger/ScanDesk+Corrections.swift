public import HosoDomain

/// What became of a correction.
public enum CorrectionOutcome: Hashable, Sendable {
  case recorded(RecordedEvent, target: RecordedEvent, effect: CorrectionEffect)
  /// Another void has seen to that already; nothing was recorded.
  case alreadyVoided(target: RecordedEvent, by: RecordedEvent)
  /// This desk wrote no such event, so it is not this desk's to correct.
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
  /// Records corrections of this desk's own events as one commit.
  ///
  /// - Parameter make: Makes the correction from its identity and its target's id.
  public func correct(
    _ targets: [EventID], with make: (EventIdentity, EventID) -> Event
  ) throws -> [CorrectionOutcome] {
    try writer.commit { transaction in
      let source = transaction.settings.source
      return try targets.map { id in
        try ScanDesk.correct(id, as: source, in: transaction) { make($0, id) }
      }
    }
  }

  /// Records a correction of a desk's own event as part of a commit.
  ///
  /// - Parameter make: Makes the correction from its identity.
  public static func correct(
    _ target: EventID, as source: SourceName, in transaction: LedgerTransaction,
    with make: (EventIdentity) -> Event
  ) throws -> CorrectionOutcome {
    guard let found = try transaction.event(target, source: source) else { return .unknownTarget }
    let before = Voids(try transaction.history(around: [found.position]))
    let kind = make(found.event.identity).type
    if kind == .eventVoided, let void = before.void(of: found) {
      return .alreadyVoided(target: found, by: void)
    }
    let recorded = try transaction.append(own: source, make)
    let effect = Voids(before.events + [recorded]).effect(of: recorded, on: found)
    return .recorded(recorded, target: found, effect: effect)
  }
}

/// Which of some connected events are void, and through which void.
private struct Voids {
  let events: [RecordedEvent]
  private let voided: Set<Int64>

  init(_ events: [RecordedEvent]) {
    self.events = events
    voided = FactDecoder().history(of: events).voidedNumbers
  }

  /// The void that takes effect on an event; nil while the event counts.
  func void(of target: RecordedEvent) -> RecordedEvent? {
    guard voided.contains(target.position.number) else { return nil }
    return events.first { recorded in
      recorded.event.type == .eventVoided && self.target(of: recorded) == target
        && !voided.contains(recorded.position.number)
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
    guard case .event(let id) = correction.event.subject else { return nil }
    let source = correction.event.identity.source
    return events.first { $0.event.identity.id == id && $0.event.identity.source == source }
  }
}
