/// Why an address is not an ordinary one of the public internet.
///
/// From the special-purpose registries of IANA (RFC 6890, as of 2025), the union of what
/// well-known egress guards refuse, and the metadata services of clouds.
public enum AddressKind: String, Hashable, Sendable, CaseIterable {
  /// 0.0.0.0/8 and `::`: "this host"; a connection to it ends at the machine itself. RFC 1122.
  case unspecified
  /// 127.0.0.0/8 and `::1`. RFC 1122, RFC 4291.
  case loopback
  /// 10/8, 172.16/12, 192.168/16. RFC 1918.
  case privateUse = "private-use"
  /// 100.64.0.0/10: behind a carrier's address translation. RFC 6598.
  case carrierShared = "carrier-shared"
  /// 169.254/16, fe80::/10: this wire only; also the metadata service of most clouds. RFC 3927.
  case linkLocal = "link-local"
  /// Metadata and wire services of clouds outside the ranges above.
  case cloudMetadata = "cloud-metadata"
  /// 192.0.0.0/24, 2001::/23. RFC 6890, RFC 2928.
  case protocolAssignment = "protocol-assignment"
  /// 192.0.2/24, 198.51.100/24, 203.0.113/24, 2001:db8::/32, 3fff::/20. RFC 5737, 3849, 9637.
  case documentation
  /// 198.18.0.0/15. RFC 2544.
  case benchmarking
  /// 192.88.99.0/24: relays of 6to4, withdrawn. RFC 7526.
  case relay6to4 = "6to4-relay"
  /// 224/4, ff00::/8. RFC 1112, RFC 4291.
  case multicast
  /// 240/4. RFC 1112.
  case reserved
  /// 255.255.255.255. RFC 919.
  case broadcast
  /// `::/96`: IPv4-compatible, withdrawn. RFC 4291 section 2.5.5.1.
  case compatibleIPv4 = "ipv4-compatible"
  /// 64:ff9b::/96, 64:ff9b:1::/48: translated to IPv4 on the way. RFC 6052, RFC 8215.
  case translatedIPv4 = "ipv4-translated"
  /// 2001::/32: Teredo carries IPv4 inside. RFC 4380.
  case teredo
  /// 2002::/16: 6to4 carries IPv4 inside. RFC 3056.
  case tunnel6to4 = "6to4"
  /// 2001:10::/28, 2001:20::/28: hashes, not places. RFC 4843, RFC 7343.
  case orchid
  /// 100::/64. RFC 6666.
  case discard
  /// 5f00::/16. RFC 9602.
  case segmentRouting = "segment-routing"
  /// fc00::/7. RFC 4193.
  case uniqueLocal = "unique-local"
  /// fec0::/10, withdrawn. RFC 3879.
  case siteLocal = "site-local"
  /// Outside 2000::/3, all that IANA gives out as global unicast. RFC 4291 section 2.4.
  case unassigned

  /// The kind of an address; nil for an ordinary one of the public internet.
  public init?(of address: IPAddress) {
    let table = address.family == .v4 ? AddressKind.v4 : AddressKind.v6
    if let row = table.first(where: { $0.network.contains(address) }) {
      self = row.kind
    } else if address.family == .v6, !AddressKind.globalUnicast.contains(address) {
      self = .unassigned
    } else {
      return nil
    }
  }

  /// Kinds that no administrator can allow, because no receiver can be there.
  var isNeverAllowed: Bool {
    switch self {
    case .unspecified, .multicast, .broadcast, .discard: true
    default: false
    }
  }
}

extension AddressKind {
  /// One range of the tables; the first that holds an address names its kind.
  struct Row {
    let network: IPNetwork
    let kind: AddressKind
  }

  private static func v4(_ bits: UInt32, _ length: Int, _ kind: AddressKind) -> Row {
    Row(network: IPNetwork(IPAddress(v4: bits), prefixLength: length), kind: kind)
  }

  /// A row from the first 64 bits of an IPv6 network.
  private static func v6(_ high: UInt64, _ length: Int, _ kind: AddressKind) -> Row {
    Row(
      network: IPNetwork(IPAddress(v6: UInt128(high) << 64), prefixLength: length), kind: kind)
  }

  static let v4: [Row] = [
    v4(0x0000_0000, 8, .unspecified),
    v4(0x0a00_0000, 8, .privateUse),
    v4(0x6440_0000, 10, .carrierShared),
    v4(0x7f00_0000, 8, .loopback),
    v4(0xa9fe_0000, 16, .linkLocal),
    v4(0xac10_0000, 12, .privateUse),
    v4(0xc000_0000, 24, .protocolAssignment),
    v4(0xc000_0200, 24, .documentation),
    v4(0xc058_6300, 24, .relay6to4),
    v4(0xc0a8_0000, 16, .privateUse),
    v4(0xc612_0000, 15, .benchmarking),
    v4(0xc633_6400, 24, .documentation),
    v4(0xcb00_7100, 24, .documentation),
    // 168.63.129.16: Azure's host agent, reachable from every virtual machine there.
    v4(0xa83f_8110, 32, .cloudMetadata),
    v4(0xffff_ffff, 32, .broadcast),
    v4(0xe000_0000, 4, .multicast),
    v4(0xf000_0000, 4, .reserved),
  ]

  static let v6: [Row] = [
    Row(network: IPNetwork(IPAddress(v6: 0), prefixLength: 128), kind: .unspecified),
    Row(network: IPNetwork(IPAddress(v6: 1), prefixLength: 128), kind: .loopback),
    v6(0, 96, .compatibleIPv4),
    v6(0x0064_ff9b_0000_0000, 96, .translatedIPv4),
    v6(0x0064_ff9b_0001_0000, 48, .translatedIPv4),
    v6(0x0100_0000_0000_0000, 64, .discard),
    v6(0x2001_0000_0000_0000, 32, .teredo),
    v6(0x2001_0010_0000_0000, 28, .orchid),
    v6(0x2001_0020_0000_0000, 28, .orchid),
    v6(0x2001_0000_0000_0000, 23, .protocolAssignment),
    v6(0x2001_0db8_0000_0000, 32, .documentation),
    v6(0x2002_0000_0000_0000, 16, .tunnel6to4),
    v6(0x3fff_0000_0000_0000, 20, .documentation),
    v6(0x5f00_0000_0000_0000, 16, .segmentRouting),
    // fd00:ec2::254, the metadata service of one cloud, is in here.
    v6(0xfc00_0000_0000_0000, 7, .uniqueLocal),
    v6(0xfe80_0000_0000_0000, 10, .linkLocal),
    v6(0xfec0_0000_0000_0000, 10, .siteLocal),
    v6(0xff00_0000_0000_0000, 8, .multicast),
  ]

  private static let globalUnicast = IPNetwork(
    IPAddress(v6: 0x2000 << 112), prefixLength: 3)
}

extension IPAddress {
  /// The IPv4 address that a packet to this IPv6 address ends at, where the address says so.
  var embeddedIPv4: IPAddress? {
    guard family == .v6, let kind = AddressKind(of: self) else { return nil }
    switch kind {
    case .compatibleIPv4, .translatedIPv4:
      return IPAddress(v4: UInt32(truncatingIfNeeded: number))
    // Teredo keeps the client's address with its bits inverted. RFC 4380 section 4.
    case .teredo: return IPAddress(v4: ~UInt32(truncatingIfNeeded: number))
    case .tunnel6to4: return IPAddress(v4: UInt32(truncatingIfNeeded: number >> 80))
    default: return nil
    }
  }
}
