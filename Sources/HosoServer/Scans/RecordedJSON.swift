internal import HosoDomain
internal import HosoLedger
internal import HosoWebhooks

/// How an event that was just recorded, or was known, is told.
enum RecordedJSON {
  /// Where an event can be fetched.
  static func location(of recorded: RecordedEvent) -> String {
    "/v1/events/\(WebhookID(recorded.event.identity).text)?position=\(recorded.position.number)"
  }

  static func write(
    _ recorded: RecordedEvent, outcome: String, flags: [EventFlag], related: [RecordedEvent],
    into json: inout JSONBuilder
  ) {
    let event = recorded.event
    json.field("outcome", outcome)
    json.field("id", event.identity.id.text)
    json.field("source", event.identity.source.text)
    json.field("webhook_id", WebhookID(event.identity).text)
    json.field("type", event.type.name)
    if case .dossier(let code) = event.subject {
      json.field("dossier", code.text)
      json.field("code_kind", code.kind.rawValue)
    }
    if case .event(let target) = event.subject { json.field("target", target.id.text) }
    if let container = event.container {
      json.field("container", container.text)
      json.field("items", related.count)
    }
    json.field("position", recorded.position.number)
    json.field("occurred_at", event.occurredAt.rfc3339)
    json.field("recorded_at", recorded.recordedAt.rfc3339)
    json.list("flags") { json in
      for flag in flags { json.object { write(flag, related, into: &$0) } }
    }
  }

  /// A flag with what it is about, for programs.
  static func write(
    _ flag: EventFlag, _ related: [RecordedEvent], into json: inout JSONBuilder
  ) {
    json.field("flag", flag.slug)
    switch flag {
    case .duplicate(let number):
      guard let first = related.first(where: { $0.position.number == number }) else { return }
      json.field("first_id", first.event.identity.id.text)
      json.field("first_occurred_at", first.event.occurredAt.rfc3339)
    case .outOfOrder(let expected): json.field("expected", expected.name)
    case .afterClosing(let closing): json.field("closed_by", closing.name)
    case .countDiffers(let stated, let known):
      json.field("stated", stated)
      json.field("known", known)
    case .dueDateFarOff(let dueDate): json.field("due_date", dueDate.iso)
    case .inFuture, .noEntry, .pickupInReturnMode, .misreadCode, .mayNotCorrect, .otherTarget,
      .dossierOrBag:
      break
    }
  }

  /// What a correction brought about beyond what it says.
  static func write(_ effect: CorrectionEffect, into json: inout JSONBuilder) {
    switch effect {
    case .asSaid: break
    case .restores(let event): json.field("restores", event.event.identity.id.text)
    case .leavesVoid(let event, let void):
      json.field("still_void", event.event.identity.id.text)
      json.field("voided_by", void.event.identity.id.text)
    }
  }
}
