internal import HTTPTypes
internal import HosoState
internal import HosoWebhooks

/// One thing that can be asked of the server: a method on a path, who may, and what answers.
struct Operation: Sendable {
  /// What answers; whatever it throws becomes a problem.
  typealias Handler = @Sendable (Call) async throws -> Reply

  /// Who may ask.
  enum Access: Hashable, Sendable {
    /// Everybody.
    case open
    /// Whoever has a key with this scope.
    case key(Scope)
    /// The handler finds out itself, such as by a signature over the body; a key is looked at if
    /// there is one.
    case ownProof
    /// Whoever has an address that the server signed; the handler counts the others.
    case signedLink
    /// Whoever signed in to the console; the handler asks who has not.
    case session
  }

  /// What the request may carry.
  enum Body: Hashable, Sendable {
    /// Nothing: what comes is read and thrown away.
    case none
    /// At most so many bytes of one of some media types; no types: any.
    case upTo(Int, types: [String])
  }

  /// What becomes of a request that comes again under its `Idempotency-Key`.
  enum Repetition: Hashable, Sendable {
    /// The header is not looked at: doing it again is harmless, or `If-Match` tells.
    case doneAgain
    /// The answer was kept and is given again.
    case answeredAgain
    /// The same; it holds a secret, so it is kept sealed and only its asker can have it opened.
    case unsealedAgain
  }

  /// Name in OpenAPI, metrics and logs; never changed once published.
  let id: String
  let method: HTTPRequest.Method
  let path: PathTemplate
  let access: Access
  var body: Body = .none
  var repetition: Repetition = .doneAgain
  /// Refuses by the head alone what no body could save; asked before the body is read.
  var judgeHead: (@Sendable (Call) async throws -> Void)?
  let handler: Handler

  /// Bytes of a body that is one JSON object.
  static let objectBytesMax = 256 << 10
}

extension Operation {
  /// Answers `OPTIONS` on a known path.
  static func preflight(_ allow: [HTTPRequest.Method]) -> Operation {
    Operation(id: "options", method: .options, path: "/", access: .open) { _ in
      Reply(.noContent).with(.allow, allow.map(\.rawValue).joined(separator: ", "))
    }
  }
}

/// What the table says to a method and path.
enum RouteMatch: Sendable {
  case found(Operation, parameters: [String: String])
  /// The path is known, but not for this method; `allow` are those it knows.
  case otherMethods(allow: [HTTPRequest.Method])
  case unknown
}

/// All operations, by path.
struct RouteTable: Sendable {
  let operations: [Operation]
  private let byLength: [Int: [Operation]]

  /// - Precondition: No two operations have the same id, or the same method and path.
  init(_ operations: [Operation]) {
    precondition(Set(operations.map(\.id)).count == operations.count, "two operations of one id")
    let places = Set(operations.map { $0.method.rawValue + " " + $0.path.text })
    precondition(places.count == operations.count, "two operations of one method and path")
    self.operations = operations
    byLength = Dictionary(grouping: operations) { $0.path.segments.count }
      .mapValues { $0.sorted { $0.path.literalCount > $1.path.literalCount } }
  }

  /// Finds the operation; `HEAD` is answered by what answers `GET`.
  func match(_ method: HTTPRequest.Method, _ path: [String]) -> RouteMatch {
    let wanted: HTTPRequest.Method = method == .head ? .get : method
    var template: PathTemplate?
    var allow: [HTTPRequest.Method] = []
    for operation in byLength[path.count] ?? [] {
      guard let parameters = operation.path.match(path) else { continue }
      // A more literal template hides what a less literal one would have matched.
      if let template, template.literalCount > operation.path.literalCount { break }
      template = operation.path
      if operation.method == wanted { return .found(operation, parameters: parameters) }
      allow.append(operation.method)
    }
    guard template != nil else { return .unknown }
    if allow.contains(.get) { allow.append(.head) }
    return .otherMethods(allow: (allow + [.options]).sorted { $0.rawValue < $1.rawValue })
  }
}
