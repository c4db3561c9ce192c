internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import HosoWebhooks

/// What became of a callback.
enum InboundOutcome: Sendable {
  /// It is in the ledger, with what looks odd about it.
  case recorded(RecordedEvent, flags: [EventFlag])
  /// It was in the ledger already.
  case duplicate(RecordedEvent, flags: [EventFlag])
  /// The sender has used its id or sequence for something else: kept aside and listed.
  case setAside(known: RecordedEvent)
  /// No dossier that the sender may tell about.
  case unknownDossier
}

/// Records callbacks under the rules of late scans: in whatever order they come, flagged where they
/// contradict, never refused for it.
struct InboundDesk: Sendable {
  let agency: AgencyCode
  let caller: Caller

  /// Records one callback as part of a commit.
  func record(
    _ callback: InboundCallback, in transaction: LedgerTransaction
  ) throws -> InboundOutcome {
    let event = callback.event
    switch try transaction.recognise(event) {
    case .duplicate(let position), .recorded(let position):
      guard let known = try transaction.event(at: position) else { break }
      return .duplicate(known, flags: try flags(of: known, in: transaction))
    case .setAside(let position):
      guard let known = try transaction.event(at: position) else { break }
      return .setAside(known: known)
    case nil: break
    }
    let history = try transaction.history(of: event.codes)
    guard mayTell(event, history: history) else { return .unknownDossier }
    guard case .recorded(let position) = try transaction.append(event) else {
      return .unknownDossier
    }
    let recorded = RecordedEvent(
      position: position, recordedAt: transaction.recordedAt, event: event)
    return .recorded(recorded, flags: ScanDesk.flags(of: position, in: history + [recorded]))
  }

  private func flags(
    of recorded: RecordedEvent, in transaction: LedgerTransaction
  ) throws -> [EventFlag] {
    let history = try transaction.history(of: recorded.event.codes)
    return ScanDesk.flags(of: recorded.position, in: history)
  }

  /// Whether every code of an event is the sender's to speak of.
  ///
  /// A code that the ledger knows has to be that of a dossier the sender may see. One that it does
  /// not know has to be a dossier number of the sender's own agency or below: whoever could bring
  /// in other codes could lay hands on item numbers before the post uses them.
  func mayTell(_ event: Event, history: [RecordedEvent]) -> Bool {
    event.codes.allSatisfy { code in
      guard let dossier = Timeline(of: code, events: history).latest else { return isOwn(code) }
      let events = dossier.entries.filter(\.isEffective).map(\.recorded.event)
      let agency = dossier.agency.flatMap { try? AgencyCode($0) }
      // A dossier of which nobody said yet whose it is belongs to who gave out its number.
      guard agency != nil || caller.reach == .everything else {
        return dossier.codes.contains(where: isOwn)
      }
      return caller.maySee(agency: agency, events: events)
        && agency.map { $0.isAtOrBelow(self.agency) } ?? true
    }
  }

  private func isOwn(_ code: Alias) -> Bool {
    code.issuingAgency.map { $0.isAtOrBelow(agency) } ?? false
  }
}
