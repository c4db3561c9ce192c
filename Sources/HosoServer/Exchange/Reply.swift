internal import HTTPTypes
internal import HosoDomain
internal import HosoExports

/// What is answered.
struct Reply: Sendable {
  /// What follows the head.
  enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// Pieces until nil, each asked for when the peer has taken what came before.
    case pieces(@Sendable () async throws -> [UInt8]?)
  }

  var status: HTTPResponse.Status
  var headers: HTTPFields = [:]
  var body: Body = .none
  /// Whether the connection ends with this answer.
  var closesConnection = false

  init(_ status: HTTPResponse.Status) {
    self.status = status
  }

  init(_ status: HTTPResponse.Status, _ mediaType: String, _ bytes: [UInt8]) {
    self.status = status
    headers[.contentType] = mediaType
    body = .bytes(bytes)
  }

  /// One JSON object.
  static func json(
    _ status: HTTPResponse.Status = .ok, _ fill: (inout JSONBuilder) -> Void
  ) -> Reply {
    var json = JSONBuilder()
    json.object(fill)
    json.endLine()
    return Reply(status, MediaType.json, json.bytes)
  }

  /// The same answer with a header more.
  func with(_ name: HTTPField.Name, _ value: String?) -> Reply {
    var reply = self
    reply.headers[name] = value
    return reply
  }
}

/// Media types that are spoken here.
enum MediaType {
  static let json = "application/json"
  static let problem = "application/problem+json"
  static let ndjson = "application/x-ndjson"
  static let csv = DocumentForm.csv.mediaType
  static let text = "text/plain; charset=utf-8"
  static let html = "text/html; charset=utf-8"

  /// Type and subtype in lower case, without parameters.
  static func essence(_ header: String) -> String {
    header.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
  }
}

extension HTTPField.Name {
  static let requestID = named("x-request-id")
  static let idempotencyKey = named("idempotency-key")
  static let idempotencyReplayed = named("idempotency-replayed")
  static let rateLimit = named("ratelimit")
  static let rateLimitPolicy = named("ratelimit-policy")
  static let link = named("link")
  static let forwardedFor = named("x-forwarded-for")

  /// - Precondition: The name is a token; all of them are written in this program.
  static func named(_ name: String) -> HTTPField.Name {
    let field = HTTPField.Name(name)
    precondition(field != nil, "a field name is a token")
    return field ?? .server
  }
}
