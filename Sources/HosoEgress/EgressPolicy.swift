internal import HosoCrypto

/// Where callbacks may go.
///
/// Without exceptions: https on the public internet, ports 443 and 8443. A policy is a value: who
/// changes it makes another `TransferPool`, because a connection once opened is used again without
/// asking for its address. Only whom it trusts can be changed under way (`TransferPool.trust`).
public struct EgressPolicy: Hashable, Sendable {
  /// Ports of the public internet that are spoken to.
  public var ports: Set<UInt16>
  /// What an administrator allows besides.
  public var allowed: [AllowedNetwork]
  /// Where this server listens itself; never called, whatever else is allowed.
  ///
  /// An unspecified address (`0.0.0.0`, `::`) means all of the machine's own addresses.
  public var ownListeners: Set<SocketAddress>
  /// Certificate authorities as PEM, instead of the system's; nil for the system's.
  public var trustedAuthorities: [UInt8]?

  /// The usual ports of https.
  public static let usualPorts: Set<UInt16> = [443, 8443]

  public init(
    allowed: [AllowedNetwork] = [], ports: Set<UInt16> = EgressPolicy.usualPorts,
    ownListeners: Set<SocketAddress> = [], trustedAuthorities: [UInt8]? = nil
  ) {
    self.allowed = allowed
    self.ports = ports
    self.ownListeners = ownListeners
    self.trustedAuthorities = trustedAuthorities
  }

  /// The same policy for a process that listens itself.
  ///
  /// - Parameter host: An address, or `localhost`; another name leaves the policy as it is.
  public func sparing(host: String, port: Int) -> EgressPolicy {
    guard let port = UInt16(exactly: port),
      let address = IPAddress(host == "localhost" ? "127.0.0.1" : host)
    else { return self }
    var policy = self
    policy.ownListeners.insert(SocketAddress(address, port: port))
    return policy
  }

  /// The same policy with other certificate authorities.
  public func trusting(_ authorities: [UInt8]?) -> EgressPolicy {
    var policy = self
    policy.trustedAuthorities = authorities
    return policy
  }

  /// Whether some bytes are certificates in PEM, so that a receiver's can be checked by them.
  public static func canTrust(_ authorities: [UInt8]) -> Bool {
    PEM.areCertificates(authorities)
  }

  /// The public internet, https only.
  public static let publicInternet = EgressPolicy()

  /// Whether plain http is allowed anywhere.
  var allowsPlainHTTPSomewhere: Bool { allowed.contains(where: \.allowsPlainHTTP) }

  /// Whether some address may be called on this port.
  func allowsSomewhere(port: UInt16, isPlain: Bool) -> Bool {
    if !isPlain, ports.contains(port) { return true }
    return allowed.contains {
      (!isPlain || $0.allowsPlainHTTP) && ($0.ports?.contains(port) ?? true)
    }
  }

  /// Whether an administrator allowed exactly this, so that not even a bare address is odd.
  func allowsByName(_ address: IPAddress, port: UInt16, isPlain: Bool) -> Bool {
    allowed.contains { $0.covers(address, port: port, isPlain: isPlain) }
  }

  /// Whether a connection may be opened to this address.
  ///
  /// - Parameter isPlain: Whether http is to be spoken over it without TLS.
  public func judge(_ address: IPAddress, port: UInt16, isPlain: Bool) -> AddressVerdict {
    if isOwn(address, port: port) { return .refused(.ownListener) }
    let kind = AddressKind(of: address)
    if let kind, kind.isNeverAllowed { return .refused(.kind(kind)) }
    if allowsByName(address, port: port, isPlain: isPlain) {
      // Who allows a translator's network has not allowed what it translates to.
      guard let inner = address.embeddedIPv4 else { return .allowed }
      return judge(inner, port: port, isPlain: isPlain)
    }
    if let kind { return .refused(.kind(kind)) }
    if isPlain { return .refused(.plainHTTP) }
    return ports.contains(port) ? .allowed : .refused(.port)
  }

  /// Whether this server listens at an address that is known to be the machine's own.
  func listensItself(at end: SocketAddress) -> Bool {
    ownListeners.contains {
      $0.port == end.port
        && ($0.address == end.address || AddressKind(of: $0.address) == .unspecified)
    }
  }

  private func isOwn(_ address: IPAddress, port: UInt16) -> Bool {
    ownListeners.contains { own in
      guard own.port == port else { return false }
      if own.address == address { return true }
      guard AddressKind(of: own.address) == .unspecified else { return false }
      return AddressKind(of: address) == .loopback
    }
  }
}

/// Whether an address may be called.
public enum AddressVerdict: Hashable, Sendable {
  case allowed
  case refused(AddressRefusal)
}

/// Why an address may not be called.
public enum AddressRefusal: Hashable, Sendable {
  /// It is not an ordinary address of the public internet, and no administrator allowed it.
  case kind(AddressKind)
  /// This server listens there itself.
  case ownListener
  /// The port is not one that is spoken to there.
  case port
  /// Plain http is not allowed there.
  case plainHTTP
  /// It cannot be read as an address of a family we know.
  case unreadable
}
