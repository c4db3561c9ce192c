internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// Sending again what an endpoint got before, and moving its place in the feed.
enum ReplayRoutes {
  /// Events one request sends again.
  private static let eventsMax = 10_000
  /// Positions looked at in one go, so that other readers of the feed get their turn.
  private static let positionsPerTurn: Int64 = 5_000
  /// Positions from the head backwards among which an event is looked for by its name.
  private static let searchedPositions = 200_000

  static let all = [
    Operation(
      id: "replayEndpoint", method: .post, path: "/v1/endpoints/{id}/replay",
      access: .key(.endpoints), body: EndpointRoutes.object, repetition: .answeredAgain,
      handler: replay),
    Operation(
      id: "seekEndpoint", method: .post, path: "/v1/endpoints/{id}/seek",
      access: .key(.endpoints), body: EndpointRoutes.object, handler: seek),
  ]

  /// Queues events by name or by stretch of the feed; with `dry_run=true` only counts them.
  @Sendable private static func replay(_ call: Call) async throws -> Reply {
    try call.onlyQuery("dry_run")
    let isRehearsal = try QueryParameters.flag(call, "dry_run")
    let (id, caller) = (try EndpointRoutes.identifier(call), try call.keyHolder())
    let body = try JSONBody(call.body, known: ["events", "after", "through", "types"])
    let (endpoint, progress) = try await call.services.state.read { store in
      let endpoint = try EndpointRoutes.find(id, caller, in: store)
      let start = DeliveryProgress(cursor: .start)
      return (endpoint, try store.progress(of: id) ?? start)
    }
    guard endpoint.kind.getsEvents else { throw EndpointFault.getsNoEvents }
    let names = try body.texts("events", countMax: 1_000)
    let entries =
      if let names {
        try await named(names, body, endpoint, progress, call)
      } else {
        try await stretch(body, endpoint, progress, call)
      }
    var queued = 0
    if !isRehearsal {
      queued = try await call.services.state.commit { store in
        _ = try EndpointRoutes.find(id, caller, in: store)
        return try store.operations(call).replay(entries, to: id)
      }
      call.services.configuration.onCommit()
    }
    return Reply.json { json in
      json.field("matched", entries.count)
      json.field("queued", queued)
      json.field("dry_run", isRehearsal)
    }
  }

  /// Events by their names, as far as the endpoint got them.
  private static func named(
    _ names: [String], _ body: JSONBody, _ endpoint: Endpoint, _ progress: DeliveryProgress,
    _ call: Call
  ) async throws -> [ReplayEntry] {
    for other in ["after", "through", "types"] where body.has(other) {
      throw body.fault(other, .unknownField)
    }
    let ids = try names.map { name in
      guard let id = WebhookID(name) else { throw body.fault("events", .unknownValue(name)) }
      return id
    }
    return try await call.services.feed.read { feed in
      try ids.flatMap { id in
        guard let event = try feed.find(id, at: nil, positions: searchedPositions) else {
          throw body.fault("events", .unknownValue(id.text))
        }
        return try feed.replay(.event(event), for: endpoint, progress: progress)
      }
    }
  }

  /// A stretch of the endpoint's feed, from behind a cursor through a position.
  private static func stretch(
    _ body: JSONBody, _ endpoint: Endpoint, _ progress: DeliveryProgress, _ call: Call
  ) async throws -> [ReplayEntry] {
    guard let text = try body.text("after") else { throw body.fault("after", .missing) }
    let cursor = try await FeedRoutes.cursor(text, "after", of: body, call)
    let through = try body.wholeNumber("through", in: 0...(1 << 53))
    let types = try (body.texts("types") ?? []).map { text in
      guard let glob = try? TypeGlob(text) else {
        throw body.fault("types", .unknownValue(text))
      }
      return glob
    }
    let last = min(through ?? .max, progress.cursor.position.number)
    var first = cursor.position.number + 1
    var entries: [ReplayEntry] = []
    while first <= last {  // Bounded by the ledger.
      let stretch = first...min(last, first + positionsPerTurn - 1)
      entries += try await call.services.feed.read { feed in
        try feed.replay(.positions(stretch), for: endpoint, progress: progress, types: types)
      }
      guard entries.count <= eventsMax else {
        throw body.problem("after", LineWords.said(.tooMany(max: eventsMax)))
      }
      first = stretch.upperBound + 1
    }
    return entries
  }

  @Sendable private static func seek(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let (id, caller) = (try EndpointRoutes.identifier(call), try call.keyHolder())
    let body = try JSONBody(call.body, known: ["cursor"])
    let text = try body.required("cursor")
    let cursor = try await FeedRoutes.cursor(text, "cursor", of: body, call)
    let endpoint = try await call.services.state.commit { store in
      let endpoint = try EndpointRoutes.find(id, caller, in: store)
      try store.operations(call).seek(id, to: cursor)
      return endpoint
    }
    call.services.configuration.onCommit()
    return try await EndpointRoutes.reply(endpoint, .accepted, call)
  }
}
