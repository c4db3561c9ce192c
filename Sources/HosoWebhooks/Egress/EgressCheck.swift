/// What would be said about an address or URL, without calling it.
public enum EgressCheck {
  /// Nil if it may be called; else why not.
  ///
  /// An address alone is judged as one that a name led to, on port 443. Anything else is read as
  /// a URL, or as the host of one.
  public static func refusal(of text: String, policy: EgressPolicy) -> EgressFault? {
    if let address = IPAddress(text) {
      guard case .refused(let why) = policy.judge(address, port: 443, isPlain: false) else {
        return nil
      }
      return .address(address, why)
    }
    do throws(EgressFault) {
      _ = try EndpointURL(text.contains("://") ? text : "https://\(text)/", policy: policy)
      return nil
    } catch {
      return error
    }
  }
}

extension AddressRefusal {
  /// One word for programs; never changed.
  public var word: String {
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
  /// One word for programs; never changed.
  public var word: String {
    switch self {
    case .urlTooLong: "url-too-long"
    case .urlCharacter: "url-character"
    case .scheme: "scheme"
    case .plainHTTP: "plain-http"
    case .credentials: "credentials"
    case .fragment: "fragment"
    case .zone: "zone"
    case .malformed: "malformed"
    case .host: "host"
    case .port: "port"
    case .literalAddress: "literal-address"
    case .address(_, let why): why.word
    case .header: "header"
    case .clientCertificate: "client-certificate"
    case .client: "client"
    }
  }
}
