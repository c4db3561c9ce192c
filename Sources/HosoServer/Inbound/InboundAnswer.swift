internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoWebhooks

/// What a sender is told about one callback.
struct InboundAnswer: Sendable {
  /// The id and source as they were sent; nil where they could not be read.
  let id: String?
  let source: String?
  let result: Result<InboundOutcome, InboundFault>

  /// Whether it is in the ledger, or kept beside it: nothing that sending again would change.
  var isSettled: Bool {
    switch result {
    case .success(.recorded), .success(.duplicate), .success(.setAside): true
    case .success(.unknownDossier), .failure: false
    }
  }

  var problem: Problem? {
    switch result {
    case .success(.recorded), .success(.duplicate), .success(.setAside): nil
    case .success(.unknownDossier): .unknownDossier()
    case .failure(let fault): .of([fault])
    }
  }

  /// The members of one result.
  func write(_ language: SpokenLanguage, into json: inout JSONBuilder) {
    switch result {
    case .success(.recorded(let event, let flags)):
      write("recorded", event, flags, into: &json)
    case .success(.duplicate(let event, let flags)):
      write("duplicate", event, flags, into: &json)
    case .success(.setAside(let known)):
      write("set_aside", known, [], into: &json)
    case .success(.unknownDossier), .failure:
      json.field("status", "refused")
      json.field("id", id)
      json.field("source", source)
      if let problem {
        json.object("problem") { InboundAnswer.write(problem, language, into: &$0) }
      }
    }
  }

  private func write(
    _ status: String, _ event: RecordedEvent, _ flags: [EventFlag], into json: inout JSONBuilder
  ) {
    json.field("status", status)
    json.field("id", id)
    json.field("source", source)
    InboundAnswer.write(event, flags, into: &json)
  }

  /// Where an event is in the ledger and what looks odd about it.
  static func write(
    _ event: RecordedEvent, _ flags: [EventFlag], into json: inout JSONBuilder
  ) {
    let identity = event.event.identity
    json.field("webhook_id", WebhookID(identity).text)
    json.field("position", event.position.number)
    json.field("recorded_at", event.recordedAt.rfc3339)
    json.list("flags") { json in
      for flag in flags { json.object { write(flag, into: &$0) } }
    }
  }

  /// A refusal in the place of a result; the same members as the problem of a whole request.
  private static func write(
    _ problem: Problem, _ language: SpokenLanguage, into json: inout JSONBuilder
  ) {
    json.field("type", problem.kind.type)
    json.field("title", problem.kind.title(language))
    json.field("status", problem.kind.status.code)
    if let detail = problem.detail { json.field("detail", detail(language)) }
    guard !problem.errors.isEmpty else { return }
    json.list("errors") { json in
      for flaw in problem.errors {
        json.object { json in
          json.field("detail", flaw.detail(language))
          if let pointer = flaw.pointer { json.field("pointer", pointer) }
          if let parameter = flaw.parameter { json.field("parameter", parameter) }
        }
      }
    }
  }

  private static func write(_ flag: EventFlag, into json: inout JSONBuilder) {
    json.field("flag", flag.slug)
    switch flag {
    case .duplicate(let first): json.field("first_position", first)
    case .outOfOrder(let expected): json.field("expected", expected.name)
    case .afterClosing(let closing): json.field("closed_by", closing.name)
    case .inFuture, .noEntry, .pickupInReturnMode: break
    }
  }

  /// Where what became of it can be asked for; nil where it has no name.
  ///
  /// - Parameter agency: Whose it is, if the asker has to say so.
  func location(agency: AgencyCode?) -> String? {
    guard isSettled, let id else { return nil }
    var query: [String] = []
    if let source { query.append("source=" + URLText.escaped(source)) }
    if let agency { query.append("agency=" + URLText.escaped(agency.text)) }
    return "/v1/callbacks/" + URLText.escaped(id)
      + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }
}
