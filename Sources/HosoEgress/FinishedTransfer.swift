/// What came of one request.
public struct FinishedTransfer: Sendable {
  /// The caller's number from the request.
  public let token: UInt64
  public let outcome: Outcome
  /// From the start of the transfer to its end.
  public let durationMilliseconds: Int
  /// The other end, if a connection to it was used.
  public let remote: SocketAddress?

  public init(token: UInt64, outcome: Outcome, durationMilliseconds: Int, remote: SocketAddress?) {
    self.token = token
    self.outcome = outcome
    self.durationMilliseconds = durationMilliseconds
    self.remote = remote
  }

  /// How it ended.
  public enum Outcome: Hashable, Sendable {
    /// The receiver gave a verdict: its status and headers arrived whole.
    case answered(HTTPAnswer)
    case failed(TransferFault)
  }
}

/// A receiver's answer.
public struct HTTPAnswer: Hashable, Sendable {
  /// 200–599; never an interim 1xx.
  public let status: Int
  /// Those headers that something is done with, names in lower case, in the order they came.
  public let headers: [HTTPHeader]
  /// The first bytes of the body, at most `TransferLimits.bodyBytes`; shown to people only.
  public let body: [UInt8]
  /// Why the body is not whole; the status counts all the same.
  public let cut: Cut?

  /// Why a body ends before its end.
  public enum Cut: Hashable, Sendable {
    /// It went on beyond the limit and was not read further.
    case tooLong
    /// It was still coming when the time was up.
    case timeout
    /// The connection broke, or the receiver did not keep to its framing.
    case broken
  }

  public init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = [], cut: Cut? = nil) {
    self.status = status
    self.headers = headers
    self.body = body
    self.cut = cut
  }

  /// Whether the receiver took it: only 2xx says so.
  public var isSuccess: Bool { (200...299).contains(status) }

  /// The first value of a header; `name` in lower case.
  public subscript(name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// One header of an answer.
public struct HTTPHeader: Hashable, Sendable {
  /// In lower case.
  public let name: String
  /// At most 1,024 bytes, without blanks at its ends.
  public let value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// The headers that are kept.
  static let kept: Set<String> = [
    "allow", "content-type", "location", "retry-after", "webhook-allowed-origin",
    "webhook-allowed-rate", "webhook-delivery",
  ]
  static let valueBytesMax = 1_024
}

/// Why a request got no answer.
public enum TransferFault: Error, Hashable, Sendable {
  /// The time was up while this was going on.
  case timeout(TransferPhase)
  /// The host's name has no address, or no name server answered.
  case lookup(host: String)
  /// No connection: refused, unreachable; `code` is errno, 0 if unknown.
  case connection(code: Int32)
  /// The other end's certificate is not trusted.
  case certificate(CertificateFault)
  /// The TLS handshake failed otherwise; the words are OpenSSL's.
  case handshake(String)
  /// Our own certificate or key for this endpoint cannot be used; the words are OpenSSL's.
  case clientCertificate(String)
  /// The name led to an address that may not be called; nothing was sent.
  case blocked(SocketAddress, AddressRefusal)
  /// More bytes of headers than the limit.
  case headersTooLong
  /// The connection broke before the answer was there.
  case lost
  /// What came is not HTTP as it is agreed; the words are libcurl's.
  case protocolError(String)
  /// Something else; `code` is a `CURLcode`, the words are libcurl's.
  case client(code: UInt32, String)
}

/// What a transfer is at.
public enum TransferPhase: Hashable, Sendable {
  /// Waits for others to the same host, or for name look-ups to end.
  case queued
  /// Looks the name up.
  case lookup
  /// Opens the connection, TLS included.
  case connect
  /// Connected: the request is being sent, the answer is awaited.
  case answer
}

/// What is wrong with a certificate.
public enum CertificateFault: Hashable, Sendable {
  case expired
  case notYetValid
  case selfSigned
  /// Issued by an authority that is not trusted, or the chain is not whole.
  case unknownAuthority
  case revoked
  /// It is for another name than the host's.
  case otherName
  /// Something else; `code` is an `X509_V_ERR_…` of OpenSSL.
  case other(code: Int)
}
