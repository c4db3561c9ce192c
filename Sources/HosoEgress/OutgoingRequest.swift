internal import HosoCrypto

/// One HTTP request that is to be sent.
public struct OutgoingRequest: Sendable {
  /// Given back with the answer; the caller's own number.
  public var token: UInt64
  public var method: HTTPMethod
  public var url: EndpointURL
  /// Sent in this order; `Host`, `Content-Length`, `User-Agent` and `Accept` are added.
  public var headers: [(String, String)]
  /// Sent with `.post` only.
  public var body: [UInt8]
  /// What the client identifies itself by, if the receiver wants to know (mutual TLS).
  public var clientCertificate: ClientCertificate?

  public init(
    token: UInt64, method: HTTPMethod = .post, url: EndpointURL,
    headers: [(String, String)] = [], body: [UInt8] = [],
    clientCertificate: ClientCertificate? = nil
  ) {
    self.token = token
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.clientCertificate = clientCertificate
  }
}

/// The methods that callbacks need.
public enum HTTPMethod: String, Hashable, Sendable {
  /// A delivery.
  case post = "POST"
  /// The question whether deliveries are welcome (CloudEvents webhook specification, section 4).
  case options = "OPTIONS"
  /// Reading, for probes and forwarders.
  case get = "GET"
}

/// A certificate with its private key, for receivers that ask who calls.
public struct ClientCertificate: Hashable, Sendable {
  /// The certificate and, after it, those that lead to its authority; PEM.
  public let chain: [UInt8]
  /// The private key without a passphrase; PEM.
  public let key: [UInt8]

  /// Which of the two.
  public enum Part: Hashable, Sendable {
    case chain
    case key
  }

  /// The largest chain or key accepted, in bytes.
  public static let bytesMax = 32_768

  /// Takes PEM blocks that belong together.
  public init(chain: [UInt8], key: [UInt8]) throws(EgressFault) {
    guard chain.count <= ClientCertificate.bytesMax,
      String(decoding: chain, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----")
    else { throw .clientCertificate(.chain) }
    let keyText = String(decoding: key, as: UTF8.self)
    guard key.count <= ClientCertificate.bytesMax, keyText.contains("PRIVATE KEY-----")
    else { throw .clientCertificate(.key) }
    if let flaw = PEM.flaw(chain: chain, key: key) { throw .clientCertificateUnusable(flaw) }
    self.chain = chain
    self.key = key
  }
}
