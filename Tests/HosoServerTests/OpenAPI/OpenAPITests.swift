import HTTPTypes
import HosoDomain
import HosoPages
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("The OpenAPI document and the routes are the same")
struct OpenAPITests {
  private static let limits = JSONLimits(depth: 64)

  private func document() throws -> JSONValue {
    let document = try OpenAPIDocument(operations: Operation.all)
    return try JSONValue(reading: document.bytes, limits: OpenAPITests.limits)
  }

  /// Every method of every path, with what is said about it.
  private func operations(_ document: JSONValue) -> [String: JSONValue] {
    let methods: Set = ["get", "put", "post", "delete", "patch"]
    var found: [String: JSONValue] = [:]
    for path in document["paths"]?.members ?? [] {
      for member in path.value.members ?? [] where methods.contains(member.key) {
        found[member.key + " " + path.key] = member.value
      }
    }
    return found
  }

  private func walk(_ value: JSONValue, _ visit: (JSONValue) throws -> Void) rethrows {
    try visit(value)
    for member in value.members ?? [] { try walk(member.value, visit) }
    for item in value.items ?? [] { try walk(item, visit) }
  }

  private func resolved(_ value: JSONValue, _ document: JSONValue) -> JSONValue {
    guard let reference = value["$ref"]?.text else { return value }
    return reference.split(separator: "/").dropFirst().reduce(document) {
      $0[String($1)] ?? .null
    }
  }

  @Test func `every operation is described, and nothing else is`() throws {
    let described = operations(try document())
    let routes = Operation.all.map(\.place)
    #expect(Set(described.keys) == Set(routes))
    for operation in Operation.all {
      let place = operation.place
      #expect(described[place]?["operationId"]?.text == operation.id)
    }
  }

  @Test func `an operation without a description is found`() throws {
    let known = try #require(Operation.all.first { $0.id == "getHealth" })
    let stray = Operation(
      id: "stray", method: known.method, path: "/v1/stray", access: .open,
      handler: known.handler)
    #expect(throws: OpenAPIFault.undescribed("get /v1/stray")) {
      try OpenAPIDocument(operations: Operation.all + [stray])
    }
  }

  @Test func `a description without an operation is found`() throws {
    let part = OpenAPIPart(
      name: "stray", json: Array(#"{"paths":{"/v1/stray":{"get":{"responses":{}}}}}"#.utf8))
    #expect(throws: OpenAPIFault.unknown("get /v1/stray")) {
      try OpenAPIDocument(operations: Operation.all, parts: OpenAPIPart.all + [part])
    }
    #expect(throws: OpenAPIFault.defined("schemas Code")) {
      let again = OpenAPIPart(
        name: "again", json: Array(#"{"components":{"schemas":{"Code":{}}}}"#.utf8))
      return try OpenAPIDocument(operations: Operation.all, parts: OpenAPIPart.all + [again])
    }
  }

  @Test func `who may ask is what the table says`() throws {
    let document = try document()
    let described = operations(document)
    let shared = document["components"]?["requestBodies"]
    for operation in Operation.all {
      let place = operation.place
      let security = described[place]?["security"]?.items
      switch operation.access {
      case .open, .signedLink: #expect(security == [], "\(place)")
      case .key(let scope):
        #expect(described[place]?["x-scope"]?.text == scope.rawValue, "\(place)")
        #expect(security?.count == 1, "\(place)")
      case .ownProof: #expect(security?.count == 3, "\(place)")
      case .session:
        #expect(security?.map { $0.members?.map(\.key) } == [[], ["session"]], "\(place)")
      }
      let body = described[place]?["requestBody"]
      let name = body?["$ref"]?.text?.split(separator: "/").last.map(String.init)
      let content = (name.flatMap { shared?[$0] } ?? body)?["content"]
      let types = content?.members?.map(\.key) ?? []
      switch operation.body {
      case .none: #expect(types.isEmpty, "\(place)")
      case .upTo(_, let taken) where taken.isEmpty: #expect(!types.isEmpty, "\(place)")
      case .upTo(_, let taken): #expect(Set(types) == Set(taken), "\(place)")
      }
    }
  }

  @Test func `every parameter of a path is described`() throws {
    let document = try document()
    for path in document["paths"]?.members ?? [] {
      let names = path.key.split(separator: "/").filter { $0.hasPrefix("{") }
        .map { String($0.dropFirst().dropLast()) }
      for method in path.value.members ?? [] where method.value["operationId"] != nil {
        let parameters =
          (path.value["parameters"]?.items ?? []) + (method.value["parameters"]?.items ?? [])
        let described = parameters.map { resolved($0, document) }
          .filter { $0["in"]?.text == "path" }.compactMap { $0["name"]?.text }
        #expect(Set(described) == Set(names), "\(method.key) \(path.key)")
      }
    }
  }

  @Test func `every reference leads somewhere, and everything defined is referred to`() throws {
    let document = try document()
    var referred: Set<String> = []
    walk(document) { value in
      guard let reference = value["$ref"]?.text else { return }
      referred.insert(reference)
      let parts = reference.split(separator: "/").dropFirst()
      let target = parts.reduce(document as JSONValue?) { $0?[String($1)] }
      #expect(target != nil, "\(reference)")
    }
    for section in ["schemas", "parameters", "responses", "headers", "examples"] {
      for member in document["components"]?[section]?.members ?? [] {
        let reference = "#/components/\(section)/\(member.key)"
        #expect(referred.contains(reference), "\(reference) is not used")
      }
    }
  }

  @Test func `every operation says in both languages what it is for`() throws {
    for (place, operation) in operations(try document()) {
      for name in ["summary", "x-summary-vi"] {
        #expect(operation[name]?.text?.isEmpty == false, "\(name) of \(place)")
      }
      #expect(operation["tags"]?.items?.count == 1, "\(place)")
      for response in operation["responses"]?.members ?? [] {
        let isReference = response.value["$ref"] != nil
        #expect(
          isReference || response.value["description"]?.text?.isEmpty == false,
          "\(response.key) of \(place)")
      }
    }
  }

  @Test func `links lead to operations`() throws {
    let document = try document()
    let ids = Set(Operation.all.map(\.id))
    walk(document) { value in
      for link in value["links"]?.members ?? [] {
        let id = link.value["operationId"]?.text ?? ""
        #expect(ids.contains(id), "\(link.key)")
      }
    }
  }

  @Test func `the page to read names every operation, in both languages`() throws {
    let document = try document()
    for language in Language.allCases {
      let page = ReferencePage(language: language).page(document).text
      for operation in Operation.all {
        #expect(page.contains("id=\"\(operation.id)\""), "\(operation.id)")
      }
      #expect(!page.contains("<script"))
      #expect(!page.contains("style=\""))
    }
  }
}
