internal import HTTPTypes
internal import HosoCrypto
internal import HosoLedger
internal import HosoSigning
internal import HosoState
internal import HosoWebhooks
internal import Synchronization

/// Does a request once, however often it is sent under one `Idempotency-Key`.
///
/// Source: draft-ietf-httpapi-idempotency-key-header-07.
final class Promises: Sendable {
  private static let keyLengthMax = 64

  private struct Place: Hashable {
    let owner: String
    let key: String
  }

  private let state: StateCore
  private let meters: Meters
  /// What is being worked on, with its fingerprint.
  private let running = Mutex<[Place: [UInt8]]>([:])

  init(_ state: StateCore, meters: Meters) {
    self.state = state
    self.meters = meters
  }

  /// Does the work, or answers what was answered before.
  ///
  /// A refusal is not kept: nothing was done, and the request may be sent again.
  func once(
    _ call: Call, _ work: @Sendable (Call) async throws -> Reply
  ) async throws -> Reply {
    guard call.operation.repetition != .doneAgain, let caller = call.caller,
      let key = try Promises.key(of: call.headers)
    else { return try await work(call) }
    // What was sealed with a key is opened by no other one, its successors among them.
    let owner =
      call.operation.repetition == .unsealedAgain ? caller.keyID : try call.firstKeyID()
    let request = IdempotentRequest(
      owner: owner, key: key, method: call.method.rawValue, target: call.target.text,
      body: call.body)
    let place = Place(owner: request.owner, key: request.key)
    try begin(place, request)
    defer { running.withLock { $0[place] = nil } }
    switch try await standing(of: request, call) {
    case .otherRequest: throw Problem.otherRequest()
    case .done(let answer):
      meters.countReplay()
      return Promises.reply(try Promises.opened(answer, of: request, call))
    case .claimed(let claim):
      var call = call
      call.claim = claim
      return try await keep(request, try await attempt(call, request, work), call)
    }
  }

  /// What is known of a request, in the ledger as it now stands: an answer about events that were
  /// lost when it was restored is no answer.
  private func standing(
    of request: IdempotentRequest, _ call: Call
  ) async throws -> IdempotencyStanding {
    let (head, moment) = (call.services.head, call.moment)
    let standing = try await state.commit { try $0.claim(request, head: head, at: moment) }
    guard case .done(let answer) = standing else { return standing }
    let (holds, latest) = try await call.services.desks.read { ledger in
      (try answer.holds(in: ledger), ledger.head.position)
    }
    guard !holds else { return standing }
    return try await state.commit { try $0.claimAgain(request, head: latest, at: moment) }
  }

  private func begin(_ place: Place, _ request: IdempotentRequest) throws {
    let other = running.withLock { running -> [UInt8]? in
      let other = running[place]
      if other == nil { running[place] = request.fingerprint }
      return other
    }
    guard let other else { return }
    throw other == request.fingerprint ? Problem.inProgress() : Problem.otherRequest()
  }

  private func attempt(
    _ call: Call, _ request: IdempotentRequest, _ work: @Sendable (Call) async throws -> Reply
  ) async throws -> Reply {
    do {
      return try await work(call)
    } catch {
      // If this fails too, the claim is taken up by the next attempt.
      try? await state.commit { try $0.abandon(request) }
      throw error
    }
  }

  /// Keeps the answer; what was done is answered even if that fails, and taken up again later.
  private func keep(
    _ request: IdempotentRequest, _ reply: Reply, _ call: Call
  ) async throws -> Reply {
    let body: [UInt8]
    switch reply.body {
    case .none, .pieces: body = []
    case .bytes(let bytes): body = bytes
    }
    do {
      let (reached, leaf) = try await reached(call)
      let answer = KeptAnswer(
        status: reply.status.code, headers: reply.headers.map { "\($0.name): \($0.value)" },
        body: try Promises.sealed(body, of: request, call), reached: reached, leaf: leaf)
      try await state.commit { try $0.finish(request, with: answer) }
    } catch {
      call.services.configuration.log(
        ServerLogLine(
          .error, "Answer not kept under its Idempotency-Key", requestID: call.requestID,
          ["reason": Problem(from: error).kind.slug]))
    }
    return reply
  }

  /// How far the ledger is, and what stands there; the start for what is no business of it.
  private func reached(_ call: Call) async throws -> (LedgerPosition, Digest?) {
    // Keys and endpoints are not in the ledger: what is lost with it is none of them.
    guard call.operation.repetition == .answeredAgain else { return (.start, nil) }
    return try await call.services.desks.read { ledger in
      (ledger.head.position, try ledger.leaf(at: ledger.head.position))
    }
  }

  // MARK: - Answers that hold a secret

  private static func sealed(
    _ body: [UInt8], of request: IdempotentRequest, _ call: Call
  ) throws -> [UInt8] {
    guard call.operation.repetition == .unsealedAgain else { return body }
    return try SealedBytes.seal(
      body, with: sealingKey(request, call), context: request.fingerprint)
  }

  private static func opened(
    _ answer: KeptAnswer, of request: IdempotentRequest, _ call: Call
  ) throws -> KeptAnswer {
    guard call.operation.repetition == .unsealedAgain else { return answer }
    let body = try SealedBytes.open(
      answer.body, with: sealingKey(request, call), context: request.fingerprint)
    return KeptAnswer(status: answer.status, headers: answer.headers, body: body)
  }

  /// What only the asker can say: hoso keeps no more of an access key than a hash of it.
  private static func sealingKey(_ request: IdempotentRequest, _ call: Call) -> [UInt8] {
    let bearer = call.headers[.authorization]?.split(separator: " ").last ?? ""
    return HashFunction.sha256.authenticator(
      key: Array(bearer.utf8), of: Array("answer under \(request.key)".utf8))
  }

  private static func reply(_ answer: KeptAnswer) -> Reply {
    var reply = Reply(HTTPResponse.Status(code: answer.status))
    for line in answer.headers {
      let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
      guard parts.count == 2, let name = HTTPField.Name(parts[0]) else { continue }
      reply.headers[name] = parts[1]
    }
    reply.headers[.idempotencyReplayed] = "true"
    if !answer.body.isEmpty { reply.body = .bytes(answer.body) }
    return reply
  }

  /// The key of a request: a structured-field string, or the same without its quotes.
  private static func key(of headers: HTTPFields) throws -> String? {
    let values = headers[values: .idempotencyKey]
    guard let text = values.first else { return nil }
    guard values.count == 1 else { throw Problem.malformedIdempotencyKey(max: keyLengthMax) }
    let key = text.hasPrefix("\"") ? StructuredField.string(text) ?? text : text
    let isFine = key.utf8.allSatisfy { 0x21...0x7e ~= $0 && $0 != 0x22 && $0 != 0x5c }
    guard isFine, 1...keyLengthMax ~= key.utf8.count else {
      throw Problem.malformedIdempotencyKey(max: keyLengthMax)
    }
    return key
  }
}
