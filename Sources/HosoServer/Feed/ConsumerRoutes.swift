internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks

/// Cursors that the server keeps for readers of the feed, each for its own key.
enum ConsumerRoutes {
  static let all = [
    Operation(
      id: "listConsumers", method: .get, path: "/v1/consumers", access: .key(.feed), handler: list),
    Operation(
      id: "getConsumer", method: .get, path: "/v1/consumers/{id}", access: .key(.feed),
      handler: get),
    Operation(
      id: "putConsumer", method: .put, path: "/v1/consumers/{id}", access: .key(.feed),
      body: .upTo(Operation.objectBytesMax, types: [MediaType.json]), handler: put),
    Operation(
      id: "deleteConsumer", method: .delete, path: "/v1/consumers/{id}", access: .key(.feed),
      handler: remove),
  ]

  @Sendable private static func list(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let owner = try call.firstKeyID()
    let consumers = try await call.services.state.read { try $0.consumers(owner: owner) }
    return Reply.json { json in
      json.list("consumers") { json in
        for consumer in consumers { json.object { write(consumer, into: &$0) } }
      }
    }
  }

  @Sendable private static func get(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let (id, owner) = (try call.parameter("id"), try call.firstKeyID())
    let consumer = try await call.services.state.read { try $0.consumer(id, owner: owner) }
    guard let consumer else { throw Problem.unknownConsumer() }
    let tag = EntityTag.revision(consumer.revision)
    return EntityTag.notModified(call, tag) ?? reply(consumer, .ok)
  }

  /// Makes a consumer, or acknowledges everything through a cursor.
  ///
  /// `If-Match` names what was read; `If-None-Match: *` makes a new one.
  @Sendable private static func put(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let caller = try call.keyHolder()
    let body = try JSONBody(call.body, known: ["cursor"])
    let text = try body.required("cursor")
    let cursor = try await FeedRoutes.cursor(text, "cursor", of: body, call)
    let isNew = call.headers[.ifNoneMatch] == "*" && call.headers[.ifMatch] == nil
    let match = isNew ? nil : try EntityTag.wanted(call)
    let filter = EndpointBody.filter(of: caller)
    let wanted = Consumer(
      id: try call.parameter("id"), owner: try call.firstKeyID(), filter: filter, cursor: cursor,
      createdAt: call.moment)
    guard let wanted else { throw Problem.badConsumerName() }
    let moment = call.moment
    let stored = try await call.services.state.commit { store in
      let known = try store.consumer(wanted.id, owner: wanted.owner)
      return try store.put(
        wanted, ifRevision: try match?.fitting(known?.revision), at: moment)
    }
    return reply(stored, isNew ? .created : .ok)
  }

  @Sendable private static func remove(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let (id, owner) = (try call.parameter("id"), try call.firstKeyID())
    let isGone = try await call.services.state.commit { try $0.removeConsumer(id, owner: owner) }
    guard isGone else { throw Problem.unknownConsumer() }
    return Reply(.noContent)
  }

  private static func reply(_ consumer: Consumer, _ status: HTTPResponse.Status) -> Reply {
    Reply.json(status) { write(consumer, into: &$0) }
      .with(.eTag, EntityTag.revision(consumer.revision))
      .with(.location, status == .created ? "/v1/consumers/\(consumer.id)" : nil)
  }

  private static func write(_ consumer: Consumer, into json: inout JSONBuilder) {
    json.field("id", consumer.id)
    json.field("cursor", consumer.cursor.text)
    json.field("created_at", consumer.createdAt.rfc3339)
    json.field("updated_at", consumer.updatedAt.rfc3339)
    json.field("revision", consumer.revision)
  }
}
