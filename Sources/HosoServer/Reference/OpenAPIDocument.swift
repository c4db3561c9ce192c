internal import HTTPTypes
internal import HosoDomain
internal import HosoState
internal import HosoWebhooks

/// The OpenAPI 3.1 document of the server's operations.
///
/// Source: OpenAPI Specification 3.1.1.
struct OpenAPIDocument: Sendable {
  /// Nesting of the document: far deeper than schemas that people read.
  private static let limits = JSONLimits(depth: 64)
  /// The sections of a part that are components.
  private static let sections = [
    "schemas", "parameters", "responses", "headers", "examples", "requestBodies",
    "securitySchemes",
  ]

  let value: JSONValue
  /// The document as it is sent.
  let bytes: [UInt8]

  /// - Throws: `OpenAPIFault` unless operations and parts name the same methods and paths.
  init(operations: [Operation], parts: [OpenAPIPart] = OpenAPIPart.all) throws {
    let parts = try parts.map { part in
      guard let value = try? JSONValue(reading: part.json, limits: Self.limits),
        value.members != nil
      else { throw OpenAPIFault.part(part.name) }
      return value.composed()
    }
    // What stands around the operations is the first one's.
    let frame = parts.first ?? .null
    let described = try OpenAPIDocument.merged("paths", of: parts)
    let components = try OpenAPIDocument.sections.map { name in
      let described = parts.map { $0["components"] ?? .null }
      return JSONMember(name, .object(try OpenAPIDocument.merged(name, of: described)))
    }
    let head = ["openapi", "info", "servers", "tags"].map { JSONMember($0, frame[$0] ?? .null) }
    value = .object(
      head + [
        JSONMember("paths", try OpenAPIDocument.paths(described, operations)),
        JSONMember("components", .object(components)),
      ])
    var json = JSONBuilder()
    json.item(value)
    json.endLine()
    bytes = json.bytes
  }

  /// The members of one section of all parts.
  private static func merged(_ section: String, of parts: [JSONValue]) throws -> [JSONMember] {
    var seen: Set<String> = []
    let members = parts.flatMap { $0[section]?.members ?? [] }
    for member in members where !seen.insert(member.key).inserted {
      throw OpenAPIFault.defined(section + " " + member.key)
    }
    return members
  }
}

// MARK: - Operations

extension OpenAPIDocument {
  /// What stands beside the methods of a path.
  private static let notMethods: Set<String> = ["parameters", "summary", "description"]

  private static func paths(
    _ described: [JSONMember], _ operations: [Operation]
  ) throws -> JSONValue {
    var undescribed = Dictionary(
      uniqueKeysWithValues: operations.map { ($0.place, $0) })
    let paths = try described.map { path in
      let members = try (path.value.members ?? []).map { member -> JSONMember in
        guard !notMethods.contains(member.key) else { return member }
        let place = member.key + " " + path.key
        guard let operation = undescribed.removeValue(forKey: place) else {
          throw OpenAPIFault.unknown(place)
        }
        return JSONMember(member.key, completed(member.value, operation))
      }
      return JSONMember(path.key, .object(members))
    }
    if let missing = undescribed.keys.min() { throw OpenAPIFault.undescribed(missing) }
    return .object(paths)
  }

  /// An operation with what its row of the table says.
  private static func completed(_ described: JSONValue, _ operation: Operation) -> JSONValue {
    var members = described.members ?? []
    members.insert(JSONMember("operationId", .text(operation.id)), at: 0)
    var errors = ["400", "429", "500", "503", "default"]
    switch operation.access {
    case .open, .signedLink: members.append(JSONMember("security", .list([])))
    case .key(let scope):
      errors += ["401", "403"]
      members.append(JSONMember("security", security([["bearer"]])))
      members.append(JSONMember("x-scope", .text(scope.rawValue)))
    case .session: members.append(JSONMember("security", security([[], ["session"]])))
    case .ownProof:
      errors += ["401", "403"]
      members.append(
        JSONMember(
          "security",
          security([["bearer"], ["webhookSignature"], ["messageSignature", "contentDigest"]])))
    }
    if case .upTo = operation.body { errors += ["408", "413", "415"] }
    if operation.repetition != .doneAgain {
      errors += ["409", "422"]
      let reference = reference("parameters", "IdempotencyKey")
      let known = described["parameters"]?.items ?? []
      members.removeAll { $0.key == "parameters" }
      members.append(JSONMember("parameters", .list(known + [reference])))
    }
    let responses = responses(described["responses"]?.members ?? [], errors: errors)
    members.removeAll { $0.key == "responses" }
    members.append(JSONMember("responses", .object(responses)))
    return .object(members)
  }

  private static func security(_ choices: [[String]]) -> JSONValue {
    .list(choices.map { choice in .object(choice.map { JSONMember($0, .list([])) }) })
  }

  /// The answers of an operation: its own, and the errors that are told alike everywhere.
  private static func responses(_ own: [JSONMember], errors: [String]) -> [JSONMember] {
    let described = own.map { response in
      guard response.value["$ref"] == nil else { return response }
      var members = response.value.members ?? []
      let headers = response.value["headers"]?.members ?? []
      members.removeAll { $0.key == "headers" }
      members.append(
        JSONMember(
          "headers",
          .object(headers + [JSONMember("X-Request-Id", reference("headers", "RequestId"))])))
      return JSONMember(response.key, .object(members))
    }
    let missing = errors.filter { status in !own.contains { $0.key == status } }
    return described
      + missing.sorted().map { JSONMember($0, reference("responses", "Problem" + $0)) }
  }

  private static func reference(_ section: String, _ name: String) -> JSONValue {
    .object([JSONMember("$ref", .text("#/components/\(section)/\(name)"))])
  }
}

extension Operation {
  /// Where OpenAPI has it, such as `get /healthz`.
  var place: String { method.rawValue.lowercased() + " " + path.text }
}
