internal import HTTPTypes
internal import HosoDomain
internal import HosoEgress
internal import HosoLedger
internal import HosoSigning
internal import HosoState
internal import HosoWebhooks

/// Endpoints that events are pushed to: an agency's key reaches its own, an administrator's all.
enum EndpointRoutes {
  static let object = Operation.Body.upTo(Operation.objectBytesMax, types: [MediaType.json])

  static let all =
    [
      Operation(
        id: "listEndpoints", method: .get, path: "/v1/endpoints", access: .key(.endpoints),
        handler: list),
      Operation(
        id: "createEndpoint", method: .post, path: "/v1/endpoints", access: .key(.endpoints),
        body: object, repetition: .unsealedAgain, handler: create),
      Operation(
        id: "getEndpoint", method: .get, path: "/v1/endpoints/{id}", access: .key(.endpoints),
        handler: get),
      Operation(
        id: "changeEndpoint", method: .patch, path: "/v1/endpoints/{id}",
        access: .key(.endpoints), body: object, handler: change),
      Operation(
        id: "removeEndpoint", method: .delete, path: "/v1/endpoints/{id}",
        access: .key(.endpoints), handler: remove),
    ] + EndpointActions.all + AttemptRoutes.all + ReplayRoutes.all

  @Sendable private static func list(_ call: Call) async throws -> Reply {
    try call.onlyQuery("after", "limit")
    let (caller, now) = (try call.keyHolder(), call.moment)
    let limit = try QueryParameters.limit(call)
    let after = try call.query("after")
    let (body, last) = try await call.services.state.read { store in
      let page = try caller.endpoints(in: store, after: after, limit: limit)
      let rows = try page.endpoints.map { endpoint in
        (
          endpoint, try store.progress(of: endpoint.id),
          try store.outstandingCounts(of: endpoint.id)
        )
      }
      var json = JSONBuilder()
      json.object { json in
        json.list("endpoints") { json in
          for (endpoint, progress, counts) in rows {
            json.endpoint(endpoint, progress: progress, outstanding: counts, now: now)
          }
        }
      }
      json.endLine()
      return (json.bytes, page.last)
    }
    return Reply(.ok, MediaType.json, body)
      .with(.link, last.map { call.nextPage(after: $0.text, limit: limit) })
  }

  @Sendable private static func get(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let id = try identifier(call)
    let caller = try call.keyHolder()
    let endpoint = try await call.services.state.read { try find(id, caller, in: $0) }
    if let unchanged = EntityTag.notModified(call, EntityTag.revision(endpoint.revision)) {
      return unchanged
    }
    return try await reply(endpoint, .ok, call)
  }

  @Sendable private static func create(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let caller = try call.keyHolder()
    let given = try EndpointBody(call)
    guard let url = try given.url() else { throw given.body.fault("url", .missing) }
    let now = call.moment
    let keys = try NewEndpointKeys()
    var endpoint = Endpoint(
      id: try EndpointID.random(), name: url.host, kind: try given.kind(), url: url.text,
      filter: EndpointBody.filter(of: caller), keys: keys.keys(at: now),
      asksConsent: try given.body.flag("asks_consent") ?? true, createdAt: now)
    try given.apply(to: &endpoint)
    try check(endpoint, given.body, caller)
    let cursor = try await start(given.body, call)
    let made = endpoint
    let bounds = try call.endpointBounds()
    try await call.services.state.commit { store in
      try bounds.checkCount(in: store)
      try bounds.checkHandshake(made, in: store)
      try store.operations(call).add(made, after: cursor)
    }
    let body = try await shown(made, call)
    return Reply.json(.created) { json in
      json.field("secret", keys.secret.serialized)
      json.field("public_key", keys.signing.verifyingKey.serialized)
      json.field("endpoint") { $0.item(json: body) }
    }
    .with(.location, "/v1/endpoints/\(made.id.text)")
    .with(.eTag, EntityTag.revision(made.revision))
  }

  @Sendable private static func change(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let (id, caller) = (try identifier(call), try call.keyHolder())
    let match = try EntityTag.wanted(call)
    let given = try EndpointBody(call)
    for fixed in ["kind", "portal", "from"] where given.body.has(fixed) {
      throw given.body.problem(fixed, Problem.endpointIsFixed)
    }
    let bounds = try call.endpointBounds()
    let changed = try await call.services.state.commit { store in
      var endpoint = try find(id, caller, in: store)
      let revision = try match.fitting(endpoint.revision)
      let url = endpoint.url
      try given.apply(to: &endpoint)
      try bounds.checkHandshake(endpoint, hasMoved: endpoint.url != url, in: store)
      try check(endpoint, given.body, caller)
      return try store.operations(call).change(endpoint, ifRevision: revision)
    }
    return try await reply(changed, .ok, call)
  }

  @Sendable private static func remove(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let (id, caller) = (try identifier(call), try call.keyHolder())
    let match = try EntityTag.wanted(call)
    try await call.services.state.commit { store in
      let revision = try match.fitting(find(id, caller, in: store).revision)
      _ = try store.operations(call).remove(id, ifRevision: revision)
    }
    return Reply(.noContent)
  }

  /// What only an administrator may: reach beyond an agency, or deliver without consent.
  private static func check(_ endpoint: Endpoint, _ body: JSONBody, _ caller: Caller) throws {
    guard caller.maySee(endpoint) else {
      throw body.problem("filter", Problem.beyondReach)
    }
    guard caller.reach == .everything || (endpoint.asksConsent && endpoint.kind == .standard)
    else { throw Problem.notYours() }
  }

  /// Where the feed of a new endpoint begins.
  private static func start(_ body: JSONBody, _ call: Call) async throws -> FeedCursor {
    switch try body.text("from") {
    case nil, "head": return FeedCursor(after: call.services.head)
    case "start": return .start
    case let text?: return try await FeedRoutes.cursor(text, "from", of: body, call)
    }
  }
}

// MARK: - Shared by what is done to endpoints

extension EndpointRoutes {
  static func identifier(_ call: Call) throws -> EndpointID {
    guard let id = EndpointID(try call.parameter("id")) else { throw Problem.unknownEndpoint() }
    return id
  }

  /// An endpoint within a key's reach; one beyond it is as unknown as one that never was.
  static func find(
    _ id: EndpointID, _ caller: Caller, in store: DeliveryStore
  ) throws -> Endpoint {
    guard let endpoint = try store.endpoint(id), caller.maySee(endpoint) else {
      throw Problem.unknownEndpoint()
    }
    return endpoint
  }

  static func reply(
    _ endpoint: Endpoint, _ status: HTTPResponse.Status, _ call: Call
  ) async throws -> Reply {
    Reply(status, MediaType.json, try await shown(endpoint, call) + [0x0a])
      .with(.eTag, EntityTag.revision(endpoint.revision))
  }

  static func shown(_ endpoint: Endpoint, _ call: Call) async throws -> [UInt8] {
    let now = call.moment
    return try await call.services.state.read { store in
      var json = JSONBuilder()
      json.endpoint(
        endpoint, progress: try store.progress(of: endpoint.id),
        outstanding: try store.outstandingCounts(of: endpoint.id), now: now)
      return json.bytes
    }
  }
}
