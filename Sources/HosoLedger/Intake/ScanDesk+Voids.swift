public import HosoDomain

/// What a clerk names to have it voided.
public enum VoidTarget: Hashable, Sendable {
  /// An event by its id; where there is none of that id, what the desk recorded last about a code.
  case named(EventID?, code: Alias?, bag: ContainerCode?)
  /// What one source wrote from one sequence through another.
  case sequences(ClosedRange<UInt64>, of: SourceName)
}

/// What became of an event that was to be voided.
public enum VoidAnswer: Hashable, Sendable {
  case corrected(CorrectionOutcome, CorrectionWarnings)
  /// It stands among those that were named, and is a correction itself: voiding it as well would
  /// bring back what it took away.
  case passedCorrection(RecordedEvent)
  /// It stands among those that were named, and is another clerk's, as it is amended by now.
  case passedColleague(RecordedEvent, of: StaffNumber?)
}

extension ScanDesk {
  /// Records voids as one commit; a list of answers for each target, several for a range.
  ///
  /// Called again it records nothing new: a code stands for the last event about it whether or not
  /// that is void by now, never for the one before.
  ///
  /// - Parameters:
  ///   - source: Whose events they are; nil if their ids tell.
  ///   - types: What a code's event may be.
  ///   - actor: Who voids: a range is only of their own events.
  ///   - make: Makes the void from its identity and its target.
  public func void(
    _ targets: [VoidTarget], of source: SourceName? = nil, types: Set<EventType>,
    by actor: StaffNumber?, with make: (EventIdentity, EventTarget) -> Event
  ) throws -> [[VoidAnswer]] {
    try writer.commit { transaction in
      let own = transaction.settings.source
      func void(_ found: RecordedEvent) throws -> VoidAnswer {
        let told = try ScanDesk.correctJudging(found, as: own, in: transaction, with: make)
        return .corrected(told.outcome, told.warnings)
      }
      let unknown = VoidAnswer.corrected(.unknownTarget, CorrectionWarnings())
      return try targets.map { target in
        switch target {
        case .named(let id, let code, let bag):
          let named = try id.flatMap {
            try ScanDesk.target($0, of: source, for: own, in: transaction)
          }
          let found =
            try named ?? ScanDesk.last(about: code, bag, of: types, in: transaction)
          return [try found.map(void) ?? unknown]
        case .sequences(let range, let source):
          let found = try ScanDesk.events(range, of: source, in: transaction)
          guard own.mayCorrect(source), !found.isEmpty else { return [unknown] }
          return try found.map { event in
            if event.event.type.subjectKind == .event { return .passedCorrection(event) }
            let owner = try transaction.amended(event).actor
            return owner == actor ? try void(event) : .passedColleague(event, of: owner)
          }
        }
      }
    }
  }

  /// What this desk, or another one of its office, recorded last about a code.
  private static func last(
    about code: Alias?, _ bag: ContainerCode?, of types: Set<EventType>,
    in transaction: LedgerTransaction
  ) throws -> RecordedEvent? {
    let settings = transaction.settings
    var events = try code.map { try transaction.history(of: [$0]) } ?? []
    if let bag { events += try transaction.scans(of: bag) }
    return events.filter { recorded in
      let (event, source) = (recorded.event, recorded.event.identity.source)
      let isNamed =
        code.map(event.codes.contains) == true
        || (bag != nil && event.container?.key == bag?.key)
      let isOwn =
        settings.isOwn(source) || (settings.office != nil && settings.office == source.office)
      return isNamed && isOwn && types.contains(event.type)
    }
    .max { $0.position < $1.position }
  }

  private static func events(
    _ range: ClosedRange<UInt64>, of source: SourceName, in transaction: LedgerTransaction
  ) throws -> [RecordedEvent] {
    let last = try transaction.lastSequence(of: source)
    guard range.lowerBound <= last else { return [] }
    return try range.clamped(to: 0...last).compactMap {
      try transaction.event(numbered: $0, of: source)
    }
  }
}
