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
  func write(_ language: Language, into json: inout JSONBuilder) {
    switch result {
    case .success(.recorded(let event)):
      write(event.flags.isEmpty ? "recorded" : "flagged", event, into: &json)
    case .success(.duplicate(let event)): write("duplicate", event, into: &json)
    case .success(.setAside(let known)): write("set_aside", known, into: &json)
    case .success(.unknownDossier), .failure:
      json.field("outcome", "refused")
      json.field("id", id)
      json.field("source", source)
      if let problem {
        json.object("problem") { InboundAnswer.write(problem, language, into: &$0) }
      }
    }
  }

  private func write(_ outcome: String, _ event: JudgedEvent, into json: inout JSONBuilder) {
    json.field("outcome", outcome)
    json.field("id", id)
    json.field("source", source)
    event.write(into: &json)
  }

  /// A refusal in the place of a result; the same members as the problem of a whole request.
  private static func write(
    _ problem: Problem, _ language: Language, into json: inout JSONBuilder
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
