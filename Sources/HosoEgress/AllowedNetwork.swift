/// Addresses outside the public internet, or ports, that an administrator allows by name.
///
/// Written `[https://]NETWORK[:PORT,…]`, an IPv6 network with ports in brackets: `10.20.0.0/16`,
/// `10.20.3.4:8443`, `[fd00:20::/32]:443,9443`, `https://10.0.0.0/8`. Without ports every port is
/// allowed; without `https://` plain http too.
public struct AllowedNetwork: Hashable, Sendable, CustomStringConvertible {
  public let network: IPNetwork
  /// The ports allowed there; nil for all.
  public let ports: Set<UInt16>?
  /// Whether plain http may be spoken there: what is sent can be read and changed on the way.
  public let allowsPlainHTTP: Bool

  private static let securePrefix = "https://"

  public init(_ network: IPNetwork, ports: Set<UInt16>? = nil, allowsPlainHTTP: Bool = true) {
    self.network = network
    self.ports = ports
    self.allowsPlainHTTP = allowsPlainHTTP
  }

  /// Reads the written form; nil if it is not one.
  public init?(_ text: String) {
    let isSecure = text.hasPrefix(AllowedNetwork.securePrefix)
    var rest = isSecure ? text.dropFirst(AllowedNetwork.securePrefix.count) : text[...]
    var portText: Substring?
    if rest.first == "[" {
      guard let end = rest.firstIndex(of: "]") else { return nil }
      let after = rest[rest.index(after: end)...]
      if !after.isEmpty {
        guard after.first == ":" else { return nil }
        portText = after.dropFirst()
      }
      rest = rest[rest.index(after: rest.startIndex)..<end]
    } else if rest.count(where: { $0 == ":" }) == 1, let colon = rest.firstIndex(of: ":") {
      portText = rest[rest.index(after: colon)...]
      rest = rest[..<colon]
    }
    guard let network = IPNetwork(rest) else { return nil }
    var ports: Set<UInt16>?
    if let portText {
      guard let numbers = AllowedNetwork.ports(portText) else { return nil }
      ports = numbers
    }
    self.init(network, ports: ports, allowsPlainHTTP: !isSecure)
  }

  private static func ports(_ text: Substring) -> Set<UInt16>? {
    var ports: Set<UInt16> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(part), port > 0
      else { return nil }
      ports.insert(port)
    }
    return ports
  }

  public var description: String {
    let scheme = allowsPlainHTTP ? "" : AllowedNetwork.securePrefix
    guard let ports else { return "\(scheme)\(network)" }
    let list = ports.sorted().map(String.init).joined(separator: ",")
    return network.base.family == .v4
      ? "\(scheme)\(network):\(list)" : "\(scheme)[\(network)]:\(list)"
  }

  /// Whether it covers a connection to this address and port.
  func covers(_ address: IPAddress, port: UInt16, isPlain: Bool) -> Bool {
    (!isPlain || allowsPlainHTTP) && (ports?.contains(port) ?? true) && network.contains(address)
  }
}
