internal import HosoDomain
internal import HosoEgress
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// What a request says an endpoint is to be.
struct EndpointBody: Sendable {
  static let known: Set<String> = [
    "name", "url", "filter", "payload", "order", "on_fourth_failure", "rate_per_second",
    "headers", "client_certificate", "asks_consent", "kind", "portal", "from",
  ]
  private static let filterFields: Set<String> = [
    "agencies", "types", "provinces", "offices", "services", "channels", "modes",
    "where",
  ]

  let body: JSONBody
  let policy: EgressPolicy

  init(_ call: Call) throws {
    body = try JSONBody(call.body, known: EndpointBody.known)
    policy = call.services.egress
  }

  /// The address, as far as it can be judged without a name server.
  func url() throws -> EndpointURL? {
    guard let text = try body.text("url") else { return nil }
    do throws(EgressFault) {
      return try EndpointURL(text, policy: policy)
    } catch {
      throw body.problem("url", Problem.said(error))
    }
  }

  func kind() throws -> EndpointKind {
    // Read whatever the kind is, so that what does not fit is told rather than passed over.
    let portal = try body.object("portal", known: ["dstcode", "madonvi", "session"])
    let profile = PortalProfile(
      destinationCode: try portal?.text("dstcode") ?? "",
      unitCode: try portal?.text("madonvi") ?? "",
      session: try portal?.text("session") ?? "")
    switch try body.text("kind") {
    case nil, "standard": return .standard
    case "operator": return .operator
    case "dvcqg": return .dvcqg(profile)
    case let other?: throw body.fault("kind", .unknownValue(other))
    }
  }

  /// Puts what the request names in place of what an endpoint has.
  func apply(to endpoint: inout Endpoint) throws {
    if let name = try body.text("name") { endpoint.name = name }
    if let url = try url() { endpoint.url = url.text }
    if body.has("filter") { endpoint.filter = try filter() }
    if let payload = try body.word("payload", PayloadForm.init(rawValue:)) {
      endpoint.payload = payload
    }
    if let order = try body.word("order", DeliveryOrder.init(rawValue:)) {
      endpoint.order = order
    }
    if let choice = try body.word("on_fourth_failure", FourthFailure.init(rawValue:)) {
      endpoint.afterFourthFailure = choice
    }
    if body.has("rate_per_second") {
      endpoint.rateLimitPerSecond = try body.wholeNumber("rate_per_second", in: 1...10_000).map {
        Int($0)
      }
    }
    if body.has("headers") { endpoint.headers = try headers() }
    if body.has("client_certificate") { endpoint.clientCertificate = try certificate() }
    if let asks = try body.flag("asks_consent") { endpoint.asksConsent = asks }
  }

  private func filter() throws -> EventFilter {
    var filter = EventFilter()
    guard let given = try body.object("filter", known: EndpointBody.filterFields) else {
      return filter
    }
    filter.agencies = try given.codes("agencies", AgencyCode.init)
    filter.types = try (given.texts("types") ?? []).map { text in
      guard let glob = try? TypeGlob(text) else { throw given.fault("types", .unknownValue(text)) }
      return glob
    }
    filter.provinces = Set(try given.codes("provinces", ProvinceCode.init) ?? [])
    filter.offices = Set(try given.codes("offices", PostOfficeCode.init) ?? [])
    filter.services = Set(try given.codes("services", ProcedureCode.init) ?? [])
    filter.channels = Set(try words(given, "channels") { Channel(name: $0) })
    filter.modes = Set(try words(given, "modes") { ServiceMode(name: $0) })
    if let text = try given.text("where", lengthMax: FilterExpression.lengthMax) {
      do throws(ExpressionFault) {
        filter.condition = try FilterExpression(text)
      } catch {
        throw given.problem("where", FilterWords.said(error))
      }
    }
    return filter
  }

  private func words<Word>(
    _ given: JSONBody, _ key: String, _ make: (String) -> Word?
  ) throws -> [Word] {
    try (given.texts(key) ?? []).map { text in
      guard let word = make(text) else { throw given.fault(key, .unknownValue(text)) }
      return word
    }
  }

  /// Headers of its own, by name; the values are secrets and never told again.
  private func headers() throws -> [CustomHeader] {
    guard let value = body.value("headers") else { return [] }
    guard let members = value.members else {
      throw body.fault("headers", .wrongType(expected: .object))
    }
    return try members.map { member in
      guard let text = member.value.text else {
        throw body.fault("headers", .wrongType(expected: .text))
      }
      return CustomHeader(name: member.key, value: text)
    }
  }

  private func certificate() throws -> EndpointCertificate? {
    let known: Set<String> = ["certificate", "key"]
    guard let given = try body.object("client_certificate", known: known) else { return nil }
    guard let chain = try given.text("certificate", lengthMax: 64 << 10),
      let key = try given.text("key", lengthMax: 64 << 10)
    else { throw body.fault("client_certificate", .missing) }
    do throws(EgressFault) {
      _ = try ClientCertificate(chain: Array(chain.utf8), key: Array(key.utf8))
    } catch {
      throw body.problem("client_certificate", Problem.said(error))
    }
    return EndpointCertificate(certificatePEM: chain, keyPEM: key)
  }
}

extension EndpointBody {
  /// What an endpoint gets if its owner says nothing: all that the owner reaches.
  static func filter(of caller: Caller) -> EventFilter {
    var filter = EventFilter()
    if case .agency(let own) = caller.reach { filter.agencies = [own] }
    return filter
  }
}
