internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import HosoState
internal import HosoWebhooks

/// What became of a callback.
enum InboundOutcome: Sendable {
  /// It is in the ledger.
  case recorded(JudgedEvent)
  /// It was in the ledger already.
  case duplicate(JudgedEvent)
  /// The sender has used its id or sequence for something else: kept aside and listed.
  case setAside(known: JudgedEvent)
  /// No dossier that the sender may tell about.
  case unknownDossier
}

/// An event in the ledger with what looks odd about it.
struct JudgedEvent: Sendable {
  let recorded: RecordedEvent
  let flags: [EventFlag]
  /// Everything connected with it, of which flags speak.
  let history: [RecordedEvent]

  /// - Parameter codes: Of the office whose ledger it is; they decide which codes are flagged as
  ///   misread.
  init(_ recorded: RecordedEvent, history: [RecordedEvent], codes: CodeRules) {
    self.recorded = recorded
    self.history = history
    flags = ScanDesk.flags(of: recorded.position, in: history, codes: codes)
  }

  func write(into json: inout JSONBuilder) {
    let event = recorded.event
    json.field("webhook_id", WebhookID(event.identity).text)
    json.field("type", event.type.name)
    if case .dossier(let code) = event.subject { json.field("dossier", code.text) }
    json.field("position", recorded.position.number)
    json.field("occurred_at", event.occurredAt.rfc3339)
    json.field("recorded_at", recorded.recordedAt.rfc3339)
    json.list("flags") { json in
      for flag in flags { json.object { RecordedJSON.write(flag, history, into: &$0) } }
    }
  }
}

/// Records callbacks under the rules of late scans: in whatever order they come, flagged where they
/// contradict, never refused for it.
struct CallbackRecorder: Sendable {
  let agency: AgencyCode
  let caller: Caller
  /// What lies behind this position was recorded by an earlier try of the same message; nil if
  /// there was none.
  var since: LedgerPosition?

  /// Records one callback as part of a commit.
  func record(
    _ callback: InboundCallback, in transaction: LedgerTransaction
  ) throws -> InboundOutcome {
    let event = callback.event
    var history: [RecordedEvent] = []
    let outcome = try transaction.append(event) {
      var watch = CrowdWatch { $0.identity.source.isOfAgency }
      guard try watch.admits(event, to: transaction) else {
        throw InboundFault(.body(JSONPointer(["subject"])), .field(LineFault.crowded.reason))
      }
      history = try transaction.history(of: event.codes)
      return mayTell(event, history: history)
    }
    switch outcome {
    case .recorded(let position):
      let recorded = RecordedEvent(
        position: position, recordedAt: transaction.recordedAt, event: event)
      return .recorded(
        JudgedEvent(recorded, history: history + [recorded], codes: transaction.settings.codes))
    case .duplicate(let position):
      if let since, position > since, let first = try atFirst(position, in: transaction) {
        return .recorded(first)
      }
      return try judged(position, in: transaction).map { .duplicate($0) } ?? .unknownDossier
    case .setAside(let position):
      return try judged(position, in: transaction).map { .setAside(known: $0) } ?? .unknownDossier
    case nil: return .unknownDossier
    }
  }

  /// An event as it looked when it was recorded, whatever has come since.
  private func atFirst(
    _ position: LedgerPosition, in transaction: LedgerTransaction
  ) throws -> JudgedEvent? {
    guard let known = try transaction.event(at: position) else { return nil }
    let history = try transaction.history(of: known.event.codes)
    return JudgedEvent(
      known, history: history.filter { $0.position <= position },
      codes: transaction.settings.codes)
  }

  private func judged(
    _ position: LedgerPosition, in transaction: LedgerTransaction
  ) throws -> JudgedEvent? {
    guard let known = try transaction.event(at: position) else { return nil }
    return JudgedEvent(
      known, history: try transaction.history(around: [position]),
      codes: transaction.settings.codes)
  }

  /// Whether every code of an event is the sender's to speak of.
  ///
  /// A dossier number of the sender's own agency or below always is: whatever somebody else linked
  /// it to, its decision is recorded, and in doubt where another agency was recorded first. Any
  /// other code has to be that of a dossier the sender may see: whoever could bring in codes could
  /// lay hands on item numbers before the post uses them.
  func mayTell(_ event: Event, history: [RecordedEvent]) -> Bool {
    event.codes.allSatisfy { code in
      if isOwn(code) { return true }
      guard let dossier = Timeline(of: code, events: history).latest else { return false }
      // A dossier of which nobody said yet whose it is belongs to who gave out its number.
      guard dossier.agency != nil || caller.reach == .everything else {
        return dossier.codes.contains(where: isOwn)
      }
      let reaches = [caller.reach, Reach.agency(agency)]
      return reaches.allSatisfy { reach in
        Timeline(of: code, events: history, for: reach).latest?.sight == .all
          || (reach != caller.reach && dossier.agency == nil)
      }
    }
  }

  private func isOwn(_ code: Alias) -> Bool {
    code.issuingAgency.map { $0.isAtOrBelow(agency) } ?? false
  }
}
