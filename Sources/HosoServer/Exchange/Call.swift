internal import HTTPTypes
internal import HosoDomain
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// One request as a handler sees it: routed, authenticated, its body read.
struct Call: Sendable {
  let operation: Operation
  /// As it was sent: `HEAD` reaches the handler of `GET`.
  let method: HTTPRequest.Method
  let target: RequestTarget
  /// The named segments of the path.
  let parameters: [String: String]
  let headers: HTTPFields
  /// The `Host` the request was sent to.
  let authority: String?
  let scheme: String
  var body: [UInt8] = []
  /// Whose key it is; nil on open routes without one.
  var caller: Caller?
  let language: Language
  let requestID: String
  /// The peer's address without its port; empty where there is none.
  let remoteAddress: String
  let services: Services
  /// When it arrived, by the clock of the ledger.
  let arrivedAt: RecordedAt
  /// Where the caller stands with the quota; nil where nothing was counted.
  var rate: RateStanding?
  /// What was promised under the request's `Idempotency-Key`.
  var claim: IdempotencyClaim?

  var moment: Moment { Moment(arrivedAt) }

  /// A named segment of the path, which the route guarantees.
  func parameter(_ name: String) throws -> String {
    guard let value = parameters[name] else { throw Problem.unknownPath() }
    return value
  }

  /// The value of a query parameter; nil if it is absent.
  ///
  /// One without a value says nothing that could be meant: `as_of=` of a script whose variable is
  /// unset must not be answered as today.
  ///
  /// - Parameter allowsEmpty: Whether one without a value counts as absent.
  /// - Throws: A problem if it is there twice, or has no value.
  func query(_ name: String, allowsEmpty: Bool = false) throws -> String? {
    let values = target.query.filter { $0.name == name }
    guard values.count <= 1 else { throw Problem.repeatedParameter(name) }
    guard let value = values.first?.value else { return nil }
    guard value.isEmpty else { return value }
    guard allowsEmpty else { throw Problem.badParameter(name, LineWords.said(.missing)) }
    return nil
  }

  /// Refuses parameters the operation does not know, so that a misspelt one is not ignored.
  func onlyQuery(_ names: String...) throws {
    if let stray = target.query.first(where: { !names.contains($0.name) }) {
      throw Problem.unknownParameter(stray.name)
    }
  }

  /// The caller, which routes that need a key guarantee.
  func keyHolder() throws -> Caller {
    guard let caller else { throw Problem.unauthenticated() }
    return caller
  }

  /// The first of the keys that the caller's took the place of, by rotation: what belongs to a key
  /// belongs to its successors, and a request that is sent again means what it meant before.
  func firstKeyID() throws -> String {
    let id = try keyHolder().keyID
    return services.book.line(of: id).last ?? id
  }

  /// The caller as whoever writes events.
  ///
  /// - Throws: A problem for those that write none.
  func writer() throws -> Writer {
    let caller = try keyHolder()
    guard let writer = caller.writer(keys: Set(services.book.line(of: caller.keyID))) else {
      throw Problem.missingScope(Scope.scan.rawValue)
    }
    return writer
  }
}
