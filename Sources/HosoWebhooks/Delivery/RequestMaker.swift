internal import HosoEgress
internal import HosoLedger
internal import HosoSigning
internal import HosoState

/// Makes the requests of deliveries: body, headers, and what is to be signed.
///
/// Belongs to one thread.
final class RequestMaker {
  /// What a handshake is kept under, which has no `webhook-id`.
  static let handshakeID = "handshake"

  private let origin: CloudEvent.Origin
  private let webhookOrigin: String
  private var bodies: BodyShelf

  init(origin: CloudEvent.Origin, webhookOrigin: String) {
    self.origin = origin
    bodies = BodyShelf(origin: origin)
    self.webhookOrigin = webhookOrigin
  }

  /// A delivery ready to be signed, and what is kept of it.
  struct Made {
    let request: UnsignedRequest
    let id: WebhookID
    /// SHA-256 of what is signed.
    let hash: [UInt8]
  }

  /// A delivery of an item.
  func delivery(
    of item: FeedItem, isOutOfOrder: Bool, to target: Target, feed: FeedReader, token: UInt64,
    at now: Moment
  ) throws -> Made {
    let body: SignedBody
    switch target.endpoint.kind {
    case .standard, .operator:
      body = bodies.body(
        of: item, form: target.endpoint.payload, isOutOfOrder: isOutOfOrder,
        timestamp: now.seconds)
    case .dvcqg(let profile):
      let position = item.event.position
      let known = try feed.ledger.history(around: [position], through: position)
      let envelope = PortalEnvelope.body(
        of: item, profile: profile,
        account: PortalEnvelope.Account(of: item.event, among: known))
      body = SignedBody(envelope, id: item.id, timestamp: now.seconds)
    }
    return made(body, id: item.id, target: target, token: token, at: now)
  }

  /// A notice to an operator.
  func notice(_ notice: Notice, to target: Target, token: UInt64, at now: Moment) -> Made {
    let id = WebhookID(notice: notice.id, of: origin.source)
    let body = CloudEvent.noticeBody(notice, id: id, origin: origin)
    let signed = SignedBody(body, id: id, timestamp: now.seconds)
    return made(signed, id: id, target: target, token: token, at: now)
  }

  /// A test delivery.
  func ping(to target: Target, token: UInt64, at now: Moment) throws -> Made {
    let id = try WebhookID.ping()
    let body = CloudEvent.pingBody(id: id, origin: origin, at: now)
    let signed = SignedBody(body, id: id, timestamp: now.seconds)
    return made(signed, id: id, target: target, token: token, at: now)
  }

  /// The question whether deliveries are welcome.
  ///
  /// Source: CloudEvents 1.0.2, HTTP 1.1 Web Hooks for Event Delivery, section 4.1.
  func handshake(to target: Target, token: UInt64) -> UnsignedRequest {
    var headers = target.endpoint.headers.map { ($0.name, $0.value) }
    headers.append(("WebHook-Request-Origin", webhookOrigin))
    if let rate = target.endpoint.rateLimitPerSecond {
      headers.append(("WebHook-Request-Rate", "\(rate * 60)"))
    }
    return UnsignedRequest(
      request: OutgoingRequest(
        token: token, method: .options, url: target.url, headers: headers,
        clientCertificate: target.certificate),
      signing: nil)
  }

  /// An endpoint with its address and certificate ready for use.
  struct Target {
    let number: Int64
    let endpoint: Endpoint
    let url: EndpointURL
    let certificate: ClientCertificate?

    init(
      number: Int64, endpoint: Endpoint, url: EndpointURL, certificate: ClientCertificate?
    ) {
      self.number = number
      self.endpoint = endpoint
      self.url = url
      self.certificate = certificate
    }

    /// Judges an endpoint's address and reads its certificate.
    init(_ numbered: NumberedEndpoint, policy: EgressPolicy) throws(EgressFault) {
      number = numbered.number
      endpoint = numbered.endpoint
      url = try EndpointURL(numbered.endpoint.url, policy: policy)
      certificate = try numbered.endpoint.clientCertificate.map { pem throws(EgressFault) in
        try ClientCertificate(
          chain: Array(pem.certificatePEM.utf8), key: Array(pem.keyPEM.utf8))
      }
    }
  }

  private func made(
    _ body: SignedBody, id: WebhookID, target: Target, token: UInt64, at now: Moment
  ) -> Made {
    let endpoint = target.endpoint
    var headers = endpoint.headers.map { ($0.name, $0.value) }
    switch endpoint.kind {
    case .standard, .operator: headers.append(("Content-Type", CloudEvent.contentType))
    case .dvcqg(let profile):
      headers.append(("Content-Type", PortalEnvelope.contentType))
      headers.append((PortalProfile.destinationHeader, profile.destinationCode))
    }
    headers.append(("webhook-id", id.text))
    headers.append(("webhook-timestamp", "\(now.seconds)"))
    if endpoint.consent != nil { headers.append(("WebHook-Request-Origin", webhookOrigin)) }
    return Made(
      request: UnsignedRequest(
        request: OutgoingRequest(
          token: token, url: target.url, headers: headers, body: body.body,
          clientCertificate: target.certificate),
        signing: UnsignedRequest.Signing(
          endpoint: target.number, signer: endpoint.keys.signer(at: now.seconds),
          content: body.content)),
      id: id, hash: body.hash)
  }
}

/// What a receiver's answer to the handshake amounts to.
enum ConsentAnswer: Equatable {
  /// It may be delivered to, at so many requests a minute if it set a rate.
  case given(perMinute: Int?)
  case refused

  /// Only the headers consent, never the status.
  init(_ answer: HTTPAnswer, origin: String) {
    let allowed = (answer["webhook-allowed-origin"] ?? "").split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()).lowercased()
    }
    let rate = answer["webhook-allowed-rate"].flatMap { Int($0) }
    // A rate of none is no consent; one that is no number is not understood and not kept to.
    if allowed.contains("*") || allowed.contains(origin.lowercased()), rate.map({ $0 > 0 }) ?? true
    {
      self = .given(perMinute: rate)
    } else {
      self = .refused
    }
  }
}
