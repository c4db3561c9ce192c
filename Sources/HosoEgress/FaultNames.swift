/// What faults are called where a name says enough, such as in the detail of an attempt or of a
/// notice: words of hoso's own, never those of its source.
extension TransferPhase {
  public var name: String {
    switch self {
    case .queued: "queued"
    case .lookup: "lookup"
    case .connect: "connect"
    case .answer: "answer"
    }
  }
}

extension CertificateFault {
  public var name: String {
    switch self {
    case .expired: "expired"
    case .notYetValid: "not-yet-valid"
    case .selfSigned: "self-signed"
    case .unknownAuthority: "unknown-authority"
    case .revoked: "revoked"
    case .otherName: "other-name"
    case .other(let code): "openssl=\(code)"
    }
  }
}

extension AddressRefusal {
  public var name: String {
    switch self {
    case .kind(let kind): kind.rawValue
    case .ownListener: "own-listener"
    case .port: "port"
    case .plainHTTP: "plain-http"
    case .unreadable: "unreadable"
    }
  }
}

extension EgressFault {
  /// Whether it is about what an endpoint shows, not about where it is.
  public var isCertificate: Bool {
    switch self {
    case .clientCertificate, .clientCertificateUnusable: true
    case .urlTooLong, .urlCharacter, .scheme, .plainHTTP, .credentials, .fragment, .zone,
      .malformed, .host, .port, .literalAddress, .address, .header, .client:
      false
    }
  }

  public var name: String {
    switch self {
    case .urlTooLong: "url-too-long"
    case .urlCharacter(let offset): "url-character byte=\(offset)"
    case .scheme: "url-scheme"
    case .plainHTTP: "plain-http"
    case .credentials: "url-credentials"
    case .fragment: "url-fragment"
    case .zone: "url-zone"
    case .malformed: "url-malformed"
    case .host(let host, _): "url-host \(host)"
    case .port(let port): "port \(port)"
    case .literalAddress(let address): "literal-address \(address)"
    case .address(let address, let refusal): "address \(address) \(refusal.name)"
    case .header(let name, _): "header \(name)"
    case .clientCertificate: "client-certificate"
    case .clientCertificateUnusable: "client-certificate"
    case .client(let code): "libcurl=\(code)"
    }
  }
}
