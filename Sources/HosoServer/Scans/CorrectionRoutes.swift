internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks

/// Voids and amendments of this ledger's own desk's events, and of others that it may correct.
enum CorrectionRoutes {
  private static let common: Set<String> = [
    "source", "occurred_at", "office", "actor", "reason",
  ]

  static let all = [
    Operation(
      id: "voidEvent", method: .post, path: "/v1/events/{id}/void", access: .key(.correct),
      body: .upTo(Operation.objectBytesMax, types: [MediaType.json]),
      repetition: .answeredAgain
    ) { call in try await correct(call, .eventVoided, known: common) { _ in nil } },
    Operation(
      id: "amendEvent", method: .post, path: "/v1/events/{id}/amend", access: .key(.correct),
      body: .upTo(Operation.objectBytesMax, types: [MediaType.json]),
      repetition: .answeredAgain
    ) { call in
      try await correct(call, .eventAmended, known: common.union(["set", "clear"])) { body in
        try body.amendment()
      }
    },
  ]

  private static func correct(
    _ call: Call, _ type: EventType, known: Set<String>,
    _ amendment: (JSONBody) throws -> Amendment?
  ) async throws -> Reply {
    try call.onlyQuery()
    let body = try JSONBody(call.body.isEmpty ? Array("{}".utf8) : call.body, known: known)
    guard let target = try? EventID(try call.parameter("id")) else {
      throw Problem.unknownEvent()
    }
    let correction = DeskCorrection(
      target: target, source: try body.code("source", SourceName.init), type: type,
      amendment: try amendment(body),
      occurredAt: try body.moment("occurred_at") ?? call.claim?.occurredAt
        ?? OccurredAt(milliseconds: call.moment.milliseconds),
      office: try body.code("office", PostOfficeCode.init),
      actor: try body.code("actor", StaffNumber.init), reason: try reason(body),
      writer: try call.writer(), claim: call.claim)
    let result = try await call.services.ledger.commit { try correction.record(in: $0) }
    let seen = try await call.seen(result.warnings.related, beside: result.event)
    return Reply.json(result.outcome == .recorded ? .created : .ok) { json in
      RecordedJSON.write(
        result.event, outcome: result.word, flags: result.warnings.flags,
        related: seen, into: &json)
      result.effect.map { RecordedJSON.write($0, into: &json) }
    }.with(.location, RecordedJSON.location(of: result.event))
  }

  /// Free text, as long as an event may carry.
  static func reason(_ body: JSONBody) throws -> String? {
    guard let reason = try body.text("reason", lengthMax: InterchangeLimits.reasonBytes) else {
      return nil
    }
    guard !reason.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { throw body.fault("reason", .controlCharacter(offset: 0)) }
    return reason.isEmpty ? nil : reason
  }
}

/// A correction on its way into the ledger.
private struct DeskCorrection: Sendable {
  let target: EventID
  /// Whose event it is; nil if its id tells.
  let source: SourceName?
  let type: EventType
  let amendment: Amendment?
  let occurredAt: OccurredAt
  let office: PostOfficeCode?
  let actor: StaffNumber?
  let reason: String?
  let writer: Writer
  let claim: IdempotencyClaim?

  /// What became of it: the correction, or the void that had seen to it before.
  struct Result: Sendable {
    enum Outcome: String, Sendable {
      case recorded
      case alreadyVoided = "already_voided"
    }

    let event: RecordedEvent
    let outcome: Outcome
    var effect: CorrectionEffect?
    /// What looks odd about the target since.
    var warnings = CorrectionWarnings()

    var word: String {
      outcome == .recorded && !warnings.flags.isEmpty ? "flagged" : outcome.rawValue
    }
  }

  func record(in transaction: LedgerTransaction) throws -> Result {
    let settings = transaction.settings
    var event = Event(
      identity: EventIdentity(source: settings.source, sequence: nil, id: target), type: type,
      occurredAt: occurredAt, subject: .event(EventTarget(target)))
    event.office = office ?? writer.office ?? settings.office
    event.actor = actor
    event.reason = reason
    event.amendment = amendment
    if let refusal = writer.refusal(ofOwn: event) { throw Problem(refusal) }
    guard
      let found = try ScanDesk.target(target, of: source, for: settings.source, in: transaction),
      writer.mayCorrect(found.event)
    else { throw Problem.unknownEvent() }
    if let earlier = try recordedBefore(found, settings, in: transaction) {
      return Result(event: earlier, outcome: .recorded)
    }
    let (outcome, warnings) = try ScanDesk.correctJudging(
      found, as: settings.source, in: transaction
    ) { identity, target in
      event.identity = identity
      event.subject = .event(target)
      return event
    }
    switch outcome {
    case .recorded(let recorded, _, let effect):
      return Result(event: recorded, outcome: .recorded, effect: effect, warnings: warnings)
    case .alreadyVoided(_, let void): return Result(event: void, outcome: .alreadyVoided)
    case .unknownTarget: throw Problem.unknownEvent()
    }
  }

  /// What an attempt under the same claim had recorded before it was cut off.
  private func recordedBefore(
    _ found: RecordedEvent, _ settings: LedgerSettings, in transaction: LedgerTransaction
  ) throws -> RecordedEvent? {
    guard let claim, claim.isResumed else { return nil }
    return try transaction.history(around: [found.position]).first { recorded in
      let event = recorded.event
      guard case .event(let corrected) = event.subject, corrected.id == target else {
        return false
      }
      return recorded.position > claim.head && event.identity.source == settings.source
        && event.type == type && event.occurredAt == occurredAt && event.amendment == amendment
    }
  }
}
