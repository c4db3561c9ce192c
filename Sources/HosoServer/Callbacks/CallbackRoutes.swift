internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// What agencies tell the post.
enum CallbackRoutes {
  static let all = [
    Operation(
      id: "postCallbacks", method: .post, path: "/v1/callbacks", access: .ownProof,
      body: .upTo(InboundReader.bodyBytesMax, types: []), repetition: .answeredAgain,
      judgeHead: judgeHead, handler: post),
    Operation(
      id: "getCallback", method: .get, path: "/v1/callbacks/{id}", access: .key(.callback),
      handler: get),
  ]

  /// Lets in only the body of somebody who has a key, or whose signature may hold.
  private static func judgeHead(_ call: Call) async throws {
    try call.onlyQuery("agency")
    try await InboundProof(agency: try agency(call)).judgeHead(of: call)
  }

  /// Records what came at once: 200 when all of it is in the ledger.
  ///
  /// A signed message is noted before anything of it is recorded: another one under its id is
  /// refused while nothing has happened yet, and the same one again, after its answer was lost or
  /// its first try cut off, is answered as it was, or would have been, the first time.
  private static func post(_ call: Call) async throws -> Reply {
    try call.onlyQuery("agency")
    let asked = try agency(call)
    let sender = try await InboundProof(agency: asked).sender(of: call)
    let message = try read(call, of: sender.agency)
    let since = try await meet(sender.message, call)
    let desk = CallbackRecorder(agency: sender.agency, caller: sender.caller, since: since)
    let outcomes = try await call.services.ledger.commit { transaction in
      try message.items.map { item -> Result<InboundOutcome, InboundFault> in
        switch item {
        case .success(let callback):
          do {
            return .success(try desk.record(callback, in: transaction))
          } catch let fault as InboundFault {
            return .failure(fault)
          }
        case .failure(let fault): return .failure(fault)
        }
      }
    }
    let answers = zip(message.items, outcomes).map { item, outcome in
      let callback = try? item.get()
      return InboundAnswer(
        id: callback?.sentID, source: callback?.sentSource, result: outcome)
    }
    if let signed = sender.message, !answers.contains(where: \.isSettled) {
      try await call.services.state.commit { try $0.forget(signed) }
    }
    return message.form == .batch
      ? try batch(answers, call.language) : try single(answers, call.language, asked)
  }

  /// Behind which position lies what an earlier try of the same message recorded; nil if there was
  /// none.
  private static func meet(
    _ message: SignedMessage?, _ call: Call
  ) async throws -> LedgerPosition? {
    guard let message else { return nil }
    let (head, moment) = (call.services.head, call.moment)
    let standing = try await call.services.state.commit { store in
      try store.meet(message, head: head, at: moment)
    }
    switch standing {
    case .first: return nil
    case .again(let head): return head
    case .otherContent: throw Problem.replayed()
    }
  }

  private static func read(_ call: Call, of agency: AgencyCode) throws -> InboundMessage {
    let fields = call.headers.map { (name: $0.name.canonicalName, value: $0.value) }
    do {
      let codes = call.services.ledger.settings.codes
      return try InboundReader(agency: agency, codes: codes)
        .read(InboundHeaders(fields), body: call.body)
    } catch let fault as InboundFault {
      throw Problem.of([fault])
    }
  }

  private static func single(
    _ answers: [InboundAnswer], _ language: Language, _ asked: AgencyCode?
  ) throws -> Reply {
    guard let answer = answers.first else { throw Problem.unexpected() }
    if let problem = answer.problem { throw problem }
    return Reply.json { answer.write(language, into: &$0) }
      .with(.contentLocation, answer.location(agency: asked))
  }

  /// Source: RFC 4918, 11.1.
  private static let multiStatus = HTTPResponse.Status(code: 207, reasonPhrase: "Multi-Status")

  /// 200 if every event is settled, 207 if some are not, and the first one's problem if none is.
  private static func batch(
    _ answers: [InboundAnswer], _ language: Language
  ) throws -> Reply {
    let settled = answers.count(where: \.isSettled)
    if settled == 0, !answers.isEmpty {
      let faults = answers.compactMap { answer -> InboundFault? in
        if case .failure(let fault) = answer.result { fault } else { nil }
      }
      throw faults.isEmpty ? Problem.unknownDossier() : Problem.of(faults)
    }
    return Reply.json(settled == answers.count ? .ok : multiStatus) { json in
      json.list("results") { json in
        for answer in answers { json.object { answer.write(language, into: &$0) } }
      }
    }
  }

  /// What became of an event, by the names its sender has for it.
  private static func get(_ call: Call) async throws -> Reply {
    try call.onlyQuery("source", "agency")
    let asked = try agency(call)
    let sender = try await InboundProof(agency: asked).sender(of: call)
    let sentID = try call.parameter("id")
    let sentSource = try call.query("source")
    let source = try InboundIdentity.source(sentSource, of: sender.agency)
    let id = try InboundIdentity.id(sentID)
    let found = try await call.services.desks.read { reader in
      try CallbackState(of: id, source: source, in: reader)
    }
    guard let found else { throw Problem.unknownCallback() }
    return Reply.json { json in
      json.field("outcome", found.event.flags.isEmpty ? "recorded" : "flagged")
      json.field("id", sentID)
      json.field("source", sentSource)
      found.event.write(into: &json)
      json.field("is_effective", found.isEffective)
      json.list("set_aside") { json in
        for moment in found.setAside { json.object { $0.field("seen_at", moment.rfc3339) } }
      }
    }
  }

  private static func agency(_ call: Call) throws -> AgencyCode? {
    guard let text = try call.query("agency") else { return nil }
    do throws(CodeFault) {
      return try AgencyCode(text)
    } catch {
      throw Problem.badParameter("agency", CodeWords.said(error))
    }
  }
}

/// What is known by now of an event that was recorded.
private struct CallbackState: Sendable {
  let event: JudgedEvent
  /// Whether no effective correction says that it did not happen.
  let isEffective: Bool
  /// Times that are told; more say no more.
  private static let setAsideMax = 100

  /// When other content came under the same name.
  let setAside: [RecordedAt]

  /// Nil if there is no such event.
  init?(of id: EventID, source: SourceName, in reader: LedgerReader) throws {
    guard let position = try reader.position(of: id, source: source),
      let event = try reader.event(at: position)
    else { return nil }
    let history = try reader.history(around: [position])
    self.event = JudgedEvent(event, history: history, codes: reader.settings.codes)
    isEffective =
      event.event.codes.first.flatMap { Timeline(of: $0, events: history).entry(at: position) }?
      .isEffective ?? true
    setAside = try reader.setAside(of: position, limit: CallbackState.setAsideMax)
  }
}
