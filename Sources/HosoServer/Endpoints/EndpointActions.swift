internal import HTTPTypes
internal import HosoDomain
internal import HosoEgress
internal import HosoLedger
internal import HosoSigning
internal import HosoState
internal import HosoWebhooks

/// Switching endpoints on and off, and replacing their keys.
enum EndpointActions {
  static let all = [
    Operation(
      id: "enableEndpoint", method: .post, path: "/v1/endpoints/{id}/enable",
      access: .key(.endpoints), body: EndpointRoutes.object
    ) { call in
      let bounds = try call.endpointBounds()
      return try await act(call) { store, id in
        try bounds.checkHandshake(
          try EndpointRoutes.find(id, bounds.caller, in: store), in: store)
        return try store.operations(call).enable(id)
      }
    },
    Operation(
      id: "disableEndpoint", method: .post, path: "/v1/endpoints/{id}/disable",
      access: .key(.endpoints), body: EndpointRoutes.object
    ) { call in
      try await act(call) { try $0.operations(call).disable($1) }
    },
    Operation(
      id: "rotateEndpoint", method: .post, path: "/v1/endpoints/{id}/rotate",
      access: .key(.endpoints), body: EndpointRoutes.object, repetition: .unsealedAgain,
      handler: rotate),
    Operation(
      id: "pingEndpoint", method: .post, path: "/v1/endpoints/{id}/ping",
      access: .key(.endpoints), body: EndpointRoutes.object, repetition: .answeredAgain,
      handler: ping),
  ]

  /// Sends a test event, and answers how it ended.
  @Sendable private static func ping(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    if !call.body.isEmpty { _ = try JSONBody(call.body, known: []) }
    let (id, now) = (try EndpointRoutes.identifier(call), call.moment)
    let caller = try call.keyHolder()
    let endpoint = try await call.services.state.read {
      try EndpointRoutes.find(id, caller, in: $0)
    }
    try await call.endpointBounds().checkPing(endpoint)
    do {
      let attempt = try await call.services.pings.ping(id, at: now)
      return Reply.json { json in
        json.field("webhook_id", attempt.webhookID)
        json.field("verdict", attempt.verdict.rawValue)
        json.field("status", attempt.status)
        json.field("duration_ms", attempt.durationMilliseconds)
        json.field("detail", attempt.detail)
        json.field("answer", String(decoding: attempt.answer, as: UTF8.self))
      }
    } catch let fault as EgressFault {
      throw Problem(.unprocessable, Problem.said(fault))
    }
  }

  private static func act(
    _ call: Call, _ body: @escaping @Sendable (DeliveryStore, EndpointID) throws -> Endpoint
  ) async throws -> Reply {
    try call.onlyQuery()
    if !call.body.isEmpty { _ = try JSONBody(call.body, known: []) }
    let id = try EndpointRoutes.identifier(call)
    let caller = try call.keyHolder()
    let endpoint = try await call.services.state.commit { store in
      _ = try EndpointRoutes.find(id, caller, in: store)
      return try body(store, id)
    }
    call.services.configuration.onCommit()
    return try await EndpointRoutes.reply(endpoint, .ok, call)
  }

  /// Answers with new keys, this once; the old ones sign beside them for a while.
  @Sendable private static func rotate(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let body = try JSONBody(
      call.body.isEmpty ? Array("{}".utf8) : call.body, known: ["overlap_seconds"])
    let overlap =
      try body.wholeNumber("overlap_seconds", in: 0...(7 * 86_400))
      ?? KeyRing<SymmetricSecret>.usualOverlapSeconds
    let id = try EndpointRoutes.identifier(call)
    let caller = try call.keyHolder()
    let keys = try NewEndpointKeys()
    let changed = try await call.services.state.commit { store in
      _ = try EndpointRoutes.find(id, caller, in: store)
      return try store.operations(call).rotate(id, to: keys, overlapSeconds: overlap)
    }
    return Reply.json { json in
      json.field("id", changed.id.text)
      json.field("secret", keys.secret.serialized)
      json.field("public_key", keys.signing.verifyingKey.serialized)
      json.field("revision", changed.revision)
    }.with(.eTag, EntityTag.revision(changed.revision))
  }
}

extension DeliveryStore {
  /// What the key that asks does to endpoints.
  func operations(_ call: Call) throws -> EndpointOperations {
    EndpointOperations(self, by: try call.keyHolder().keyID, at: call.moment)
  }
}

/// What was tried, what is still to be delivered, what an operator should know.
enum AttemptRoutes {
  static let all = [
    Operation(
      id: "listAttempts", method: .get, path: "/v1/endpoints/{id}/attempts",
      access: .key(.endpoints), handler: attempts),
    Operation(
      id: "listDeliveries", method: .get, path: "/v1/endpoints/{id}/deliveries",
      access: .key(.endpoints), handler: deliveries),
    Operation(
      id: "listNotices", method: .get, path: "/v1/endpoints/{id}/notices",
      access: .key(.endpoints), handler: notices),
  ]

  @Sendable private static func attempts(_ call: Call) async throws -> Reply {
    try call.onlyQuery("after", "limit", "failed", "webhook_id")
    let (id, caller) = (try EndpointRoutes.identifier(call), try call.keyHolder())
    let limit = try QueryParameters.limit(call)
    var query = AttemptQuery()
    query.endpoint = id
    query.before = try number(call, "after")
    query.webhookID = try call.query("webhook_id")
    query.limit = limit + 1
    query.onlyFailures = try QueryParameters.flag(call, "failed")
    let wanted = query
    let found = try await call.services.state.read { store in
      _ = try EndpointRoutes.find(id, caller, in: store)
      return try store.attempts(wanted)
    }
    let page = found.prefix(limit)
    let next = found.count > limit ? page.last?.id : nil
    return Reply.json { json in
      json.list("attempts") { json in
        for attempt in page { json.attempt(attempt) }
      }
    }.with(.link, next.map { call.nextPage(after: "\($0)", limit: limit) })
  }

  @Sendable private static func deliveries(_ call: Call) async throws -> Reply {
    try call.onlyQuery("after", "limit", "state")
    let (id, caller) = (try EndpointRoutes.identifier(call), try call.keyHolder())
    let limit = try QueryParameters.limit(call)
    let state = try QueryParameters.word(call, "state", Outstanding.State.self)
    let after = LedgerPosition(try number(call, "after") ?? 0)
    let (found, last, progress) = try await call.services.state.read { store in
      _ = try EndpointRoutes.find(id, caller, in: store)
      let found = try store.outstanding(of: id, state: state, after: after, limit: limit + 1)
      return (
        found, try store.lastAttempts(of: id, at: found.map(\.event)),
        try store.progress(of: id)
      )
    }
    let page = found.prefix(limit)
    let next = found.count > limit ? page.last?.event.number : nil
    return Reply.json { json in
      json.list("deliveries") { json in
        for delivery in page {
          json.outstanding(
            delivery, last: last[delivery.event], progress: progress, now: call.moment)
        }
      }
    }.with(.link, next.map { call.nextPage(after: "\($0)", limit: limit) })
  }

  @Sendable private static func notices(_ call: Call) async throws -> Reply {
    try call.onlyQuery("after", "limit", "open")
    let (id, caller) = (try EndpointRoutes.identifier(call), try call.keyHolder())
    let limit = try QueryParameters.limit(call)
    let before = try number(call, "after")
    let onlyOpen = try QueryParameters.flag(call, "open")
    let found = try await call.services.state.read { store in
      _ = try EndpointRoutes.find(id, caller, in: store)
      return try store.notices(
        endpoint: id, onlyOpen: onlyOpen, before: before, limit: limit + 1)
    }
    let page = found.prefix(limit)
    let next = found.count > limit ? page.last?.id : nil
    return Reply.json { json in
      json.list("notices") { json in
        for notice in page { json.notice(notice) }
      }
    }.with(.link, next.map { call.nextPage(after: "\($0)", limit: limit) })
  }

  private static func number(_ call: Call, _ name: String) throws -> Int64? {
    guard let text = try call.query(name) else { return nil }
    guard text.utf8.count <= 18, let number = Int64(text), number >= 0 else {
      throw Problem.badCursor(name)
    }
    return number
  }
}
