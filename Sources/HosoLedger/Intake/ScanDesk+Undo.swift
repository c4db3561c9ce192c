public import HosoDomain

/// Whose scans an undo takes back: those of one clerk, at one office, by what amendments say of
/// them, not long ago.
public struct UndoScope: Hashable, Sendable {
  public let office: PostOfficeCode?
  /// Nil stands for scans without a staff number, never for everybody's.
  public let actor: StaffNumber?
  /// What was recorded before is left alone.
  public let since: RecordedAt

  public init(office: PostOfficeCode?, actor: StaffNumber?, since: RecordedAt) {
    self.office = office
    self.actor = actor
    self.since = since
  }

  /// Whether an event, as it is amended by now, is to be taken back.
  ///
  /// A void is never undone, or every second undo would bring back what the first took away.
  fileprivate func includes(_ event: Event) -> Bool {
    let isOwn = event.office == office && event.actor == actor
    switch event.type.subjectKind {
    case .dossier: return isOwn
    case .event: return isOwn && event.type == .eventAmended
    case .period, .desk: return false
    }
  }
}

/// An event that an undo took back.
public struct UndoneEvent: Hashable, Sendable {
  public let target: RecordedEvent
  public let void: RecordedEvent
  public let warnings: CorrectionWarnings
}

extension ScanDesk {
  /// How many events an undo looks at: a day of the busiest desk, and no long wait.
  private static let undoLooksAtMax = 20_000

  /// Voids what a clerk recorded last on this desk, the latest first, as one commit; what is void
  /// already is skipped.
  ///
  /// - Parameters:
  ///   - count: How many events; fewer are answered where no more are left.
  ///   - make: Makes the void from its identity and its target.
  public func undo(
    _ count: Int, within scope: UndoScope, with make: (EventIdentity, EventTarget) -> Event
  ) throws -> [UndoneEvent] {
    try writer.commit { transaction in
      let source = transaction.settings.source
      var undone: [UndoneEvent] = []
      let last = try transaction.lastSequence(of: source)
      let first = last - min(last, UInt64(ScanDesk.undoLooksAtMax))
      var sequence = last
      while undone.count < count, sequence > first {  // Bounded by what is looked at.
        defer { sequence -= 1 }
        guard let event = try transaction.event(numbered: sequence, of: source) else { continue }
        guard event.recordedAt >= scope.since else { break }
        guard scope.includes(try transaction.amended(event)) else { continue }
        let told = try ScanDesk.correctJudging(event, as: source, in: transaction, with: make)
        guard case .recorded(let void, _, _) = told.outcome else { continue }
        undone.append(UndoneEvent(target: event, void: void, warnings: told.warnings))
      }
      return undone
    }
  }
}
