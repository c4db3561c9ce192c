internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// Access keys, agencies' callback credentials, and the audit of what was done to them.
enum KeyRoutes {
  private static let object = Operation.Body.upTo(
    Operation.objectBytesMax, types: [MediaType.json])

  static let all = [
    Operation(
      id: "listKeys", method: .get, path: "/v1/keys", access: .key(.keys), handler: list),
    Operation(
      id: "createKey", method: .post, path: "/v1/keys", access: .key(.keys), body: object,
      repetition: .unsealedAgain, handler: create),
    Operation(
      id: "getKey", method: .get, path: "/v1/keys/{id}", access: .key(.keys), handler: get),
    Operation(
      id: "rotateKey", method: .post, path: "/v1/keys/{id}/rotate", access: .key(.keys),
      body: object, repetition: .unsealedAgain, handler: rotate),
    Operation(
      id: "revokeKey", method: .delete, path: "/v1/keys/{id}", access: .key(.keys),
      handler: revoke),
    Operation(
      id: "listAudit", method: .get, path: "/v1/audit", access: .key(.audit), handler: audit),
  ]

  @Sendable private static func list(_ call: Call) async throws -> Reply {
    try call.onlyQuery("after", "limit")
    let limit = try QueryParameters.limit(call)
    let after = try call.query("after")
    let keys = try await call.services.state.read { store in
      if let after {
        guard AccessKeyText.isID(after) else { throw Problem.badCursor("after") }
        guard try store.accessKey(after) != nil else { throw AccessFault.unknown }
      }
      return try store.accessKeys(after: after, limit: limit + 1)
    }
    let page = keys.prefix(limit)
    let last = keys.count > limit ? page.last : nil
    return Reply.json { json in
      json.list("keys") { json in
        for key in page { json.object { write(key, at: call.moment, into: &$0) } }
      }
    }.with(.link, last.map { call.nextPage(after: $0.id, limit: limit) })
  }

  @Sendable private static func get(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let id = try call.parameter("id")
    let key = try await call.services.state.read { try $0.accessKey(id) }
    guard let key else { throw AccessFault.unknown }
    let tag = EntityTag.revision(key.revision)
    if let unchanged = EntityTag.notModified(call, tag) { return unchanged }
    return Reply.json { write(key, at: call.moment, into: &$0) }.with(.eTag, tag)
  }

  @Sendable private static func create(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let body = try JSONBody(
      call.body,
      known: [
        "kind", "name", "agency", "office", "province", "further_offices", "sources", "scopes",
        "expires_at",
      ])
    guard let kind = try body.word("kind", KeyKind.init(rawValue:)) else {
      throw body.fault("kind", .missing)
    }
    let scopes = try body.texts("scopes")?.map { text in
      guard let scope = Scope(rawValue: text) else {
        throw body.fault("scopes", .unknownValue(text))
      }
      return scope
    }
    let draft = AccessKeyDraft(
      kind: kind, name: try body.required("name"), reach: try reach(body),
      grant: try grant(body), scopes: scopes.map { Set($0) },
      expiresAt: try body.moment("expires_at").map { Moment(milliseconds: $0.milliseconds) })
    let (moment, caller) = (call.moment, try call.keyHolder())
    guard caller.mayHandOut(draft.scopes ?? []) else {
      throw Problem.missingScope(Scope.publish.rawValue)
    }
    let made = try await call.services.state.commit {
      try $0.addKey(draft, at: moment, by: caller.keyID)
    }
    try await call.services.book.check()
    return shown(made, call)
  }

  @Sendable private static func rotate(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let body = try JSONBody(
      call.body.isEmpty ? Array("{}".utf8) : call.body, known: ["overlap_seconds"])
    let overlap =
      try body.wholeNumber("overlap_seconds", in: 0...DeliveryStore.keyOverlapSecondsMax)
      ?? 86_400
    let id = try call.parameter("id")
    let match = try EntityTag.wanted(call)
    let (moment, caller) = (call.moment, try call.keyHolder())
    let made = try await call.services.state.commit { store in
      let key = try store.accessKey(id)
      guard caller.mayHandOut(key?.scopes ?? []) else {
        throw Problem.missingScope(Scope.publish.rawValue)
      }
      let revision = try key.map { try match.fitting($0.revision) }
      return try store.rotateKey(
        id, overlapSeconds: overlap, ifRevision: revision, at: moment, by: caller.keyID)
    }
    try await call.services.book.check()
    return shown(made, call)
  }

  @Sendable private static func revoke(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let id = try call.parameter("id")
    let match = try EntityTag.wanted(call)
    let (moment, actor) = (call.moment, try call.keyHolder().keyID)
    try await call.services.state.commit { store in
      let revision = try store.accessKey(id).map { try match.fitting($0.revision) }
      _ = try store.revokeKey(id, ifRevision: revision, at: moment, by: actor)
    }
    try await call.services.book.check()
    return Reply(.noContent)
  }

  @Sendable private static func audit(_ call: Call) async throws -> Reply {
    try call.onlyQuery("after", "limit")
    let limit = try QueryParameters.limit(call)
    var before: Int64?
    if let text = try call.query("after") {
      guard text.utf8.count <= 18, let number = Int64(text), number > 0 else {
        throw Problem.badCursor("after")
      }
      before = number
    }
    let start = before
    let entries = try await call.services.state.read {
      try $0.auditEntries(before: start, limit: limit + 1)
    }
    let page = entries.prefix(limit)
    let last = entries.count > limit ? page.last : nil
    return Reply.json { json in
      json.list("entries") { json in
        for entry in page {
          json.object { json in
            json.field("number", entry.number)
            json.field("at", entry.at.rfc3339)
            json.field("actor", entry.actor)
            json.field("action", entry.action.rawValue)
            json.field("subject", entry.subject)
            json.field("detail", entry.detail)
          }
        }
      }
    }.with(.link, last.map { call.nextPage(after: "\($0.number)", limit: limit) })
  }

  /// The one place whose dossiers a key reaches.
  private static func reach(_ body: JSONBody) throws -> Reach {
    let agency = try body.code("agency", AgencyCode.init).map { Reach.agency($0) }
    let office = try body.code("office", PostOfficeCode.init).map { Reach.office($0) }
    let province = try body.code("province", ProvinceCode.init).map { Reach.province($0) }
    let given = [agency, office, province].compactMap { $0 }
    guard given.count <= 1 else { throw AccessFault.field(.reach) }
    return given.first ?? .everything
  }

  /// What a key of an office may write besides its own office's.
  private static func grant(_ body: JSONBody) throws -> WritingGrant {
    func read<Value>(
      _ key: String, _ make: (String) throws(CodeFault) -> Value
    ) throws -> [Value] {
      try (body.texts(key, countMax: WritingGrant.valuesMax) ?? []).enumerated().map {
        place, text in
        do throws(CodeFault) {
          return try make(text)
        } catch {
          throw Problem.member(
            JSONPointer([key, "\(place)"]).text, CodeWords.said(error))
        }
      }
    }
    return WritingGrant(
      offices: try read("further_offices", PostOfficeCode.init),
      sources: try read("sources", SourceName.init))
  }

  /// The only answer that holds a key's text.
  private static func shown(_ made: (key: AccessKey, text: AccessKeyText), _ call: Call) -> Reply {
    Reply.json(.created) { json in
      json.field("secret", made.text.text)
      json.object("key") { write(made.key, at: call.moment, into: &$0) }
    }
    .with(.location, "/v1/keys/\(made.key.id)")
    .with(.eTag, EntityTag.revision(made.key.revision))
  }

  private static func write(_ key: AccessKey, at moment: Moment, into json: inout JSONBuilder) {
    json.accessKey(key, at: moment)
  }
}
