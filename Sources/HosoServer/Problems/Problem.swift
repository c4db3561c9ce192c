internal import HTTPTypes
internal import HosoDomain

/// Why a request was not done, as an RFC 9457 problem.
struct Problem: Error, Sendable {
  /// One thing that is wrong with what was sent.
  struct Flaw: Hashable, Sendable {
    let detail: Said
    /// A JSON pointer as a URI fragment, such as `#/aliases/2`.
    var pointer: String?
    /// The query parameter or header it is about.
    var parameter: String?

    init(_ detail: Said, pointer: String? = nil, parameter: String? = nil) {
      self.detail = detail
      self.pointer = pointer
      self.parameter = parameter
    }
  }

  let kind: ProblemKind
  var detail: Said?
  var errors: [Flaw] = []
  /// Further members, each a text, in their order.
  var members: [(name: String, value: String)] = []
  /// The policies that a quota problem is about.
  var violatedPolicies: [String] = []
  var headers: HTTPFields = [:]

  init(_ kind: ProblemKind, _ detail: Said? = nil, errors: [Flaw] = []) {
    self.kind = kind
    self.detail = detail
    self.errors = errors
  }

  func with(_ name: HTTPField.Name, _ value: String) -> Problem {
    var problem = self
    problem.headers[name] = value
    return problem
  }

  /// The same problem, to be tried again after some seconds.
  func retry(afterSeconds seconds: Int) -> Problem { with(.retryAfter, "\(seconds)") }

  /// - Parameter path: The request's path without its query, as it came.
  func reply(_ language: Language, path: String, requestID: String) -> Reply {
    var json = JSONBuilder()
    json.object { json in
      json.field("type", kind.type)
      json.field("title", kind.title(language))
      json.field("status", kind.status.code)
      if let detail { json.field("detail", detail(language)) }
      json.field("instance", path)
      json.field("request_id", requestID)
      for (name, value) in members { json.field(name, value) }
      if !violatedPolicies.isEmpty {
        json.list("violated-policies") { json in
          for policy in violatedPolicies { json.item(policy) }
        }
      }
      if !errors.isEmpty {
        json.list("errors") { json in
          for flaw in errors { json.object { write(flaw, language, into: &$0) } }
        }
      }
    }
    json.endLine()
    var reply = Reply(kind.status, MediaType.problem, json.bytes)
    reply.headers.append(contentsOf: headers)
    reply.headers[.contentLanguage] = language.rawValue
    reply.headers[.vary] = "accept-language"
    reply.headers[.cacheControl] = "no-store"
    return reply
  }

  private func write(_ flaw: Flaw, _ language: Language, into json: inout JSONBuilder) {
    json.field("detail", flaw.detail(language))
    if let pointer = flaw.pointer { json.field("pointer", pointer) }
    if let parameter = flaw.parameter { json.field("parameter", parameter) }
  }
}
