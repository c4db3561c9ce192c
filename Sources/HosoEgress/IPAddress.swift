internal import Glibc

/// An IPv4 or IPv6 address as a number.
///
/// An IPv6 address that only wraps an IPv4 one (`::ffff:0:0/96`, RFC 4291 section 2.5.5.2) is that
/// IPv4 address, so that no rule can be passed by in the other spelling.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// The version of the protocol that an address belongs to.
  public enum Family: Hashable, Sendable {
    case v4
    case v6

    /// How many bits an address has.
    public var bits: Int { self == .v4 ? 32 : 128 }
  }

  public let family: Family
  /// The address as a number; of an IPv4 address the low 32 bits.
  let number: UInt128

  private static let mappedPrefix: UInt128 = 0xffff

  /// An IPv4 address from its 32 bits, first octet highest.
  public init(v4 bits: UInt32) {
    self.init(family: .v4, number: UInt128(bits))
  }

  private init(family: Family, number: UInt128) {
    self.family = family
    self.number = number
  }

  /// An IPv6 address from its 128 bits; one that wraps an IPv4 address becomes that.
  public init(v6 bits: UInt128) {
    if bits >> 32 == IPAddress.mappedPrefix {
      self.init(v4: UInt32(truncatingIfNeeded: bits))
    } else {
      self.init(family: .v6, number: bits)
    }
  }

  /// Reads the one strict spelling of each family: four decimal octets, or RFC 4291 text.
  ///
  /// Nil for anything else: octal, hexadecimal or missing octets, a zone, brackets, blanks.
  public init?(_ text: some StringProtocol) {
    // The longest spelling has 45 characters (INET6_ADDRSTRLEN - 1).
    guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
    self.init(cText: String(text))
  }

  /// The same of a text that ends in a zero byte.
  init?(cText text: UnsafePointer<CChar>) {
    var v4 = in_addr()
    var v6 = in6_addr()
    if inet_pton(AF_INET, text, &v4) == 1 {
      self.init(v4: UInt32(bigEndian: v4.s_addr))
    } else if inet_pton(AF_INET6, text, &v6) == 1 {
      self.init(v6: IPAddress.number(of: v6))
    } else {
      return nil
    }
  }

  public var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    switch family {
    case .v4:
      var address = in_addr(s_addr: UInt32(truncatingIfNeeded: number).bigEndian)
      inet_ntop(AF_INET, &address, &text, socklen_t(text.count))
    case .v6:
      var address = in6_addr()
      withUnsafeMutableBytes(of: &address) {
        $0.storeBytes(of: number.bigEndian, as: UInt128.self)
      }
      inet_ntop(AF_INET6, &address, &text, socklen_t(text.count))
    }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The number of an IPv6 address as the operating system keeps it.
  static func number(of address: in6_addr) -> UInt128 {
    withUnsafeBytes(of: address) { UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self)) }
  }
}

/// An address and a port: one end of a connection.
public struct SocketAddress: Hashable, Sendable, CustomStringConvertible {
  public var address: IPAddress
  public var port: UInt16

  public init(_ address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }

  public var description: String {
    address.family == .v4 ? "\(address):\(port)" : "[\(address)]:\(port)"
  }
}

extension SocketAddress {
  /// Reads what the operating system calls a `sockaddr`; nil for another family or too few bytes.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= MemoryLayout<sa_family_t>.size else { return nil }
    switch Int32(bytes.loadUnaligned(as: sa_family_t.self)) {
    case AF_INET:
      guard bytes.count >= MemoryLayout<sockaddr_in>.size else { return nil }
      let end = bytes.loadUnaligned(as: sockaddr_in.self)
      self.init(
        IPAddress(v4: UInt32(bigEndian: end.sin_addr.s_addr)), port: UInt16(bigEndian: end.sin_port)
      )
    case AF_INET6:
      guard bytes.count >= MemoryLayout<sockaddr_in6>.size else { return nil }
      let end = bytes.loadUnaligned(as: sockaddr_in6.self)
      self.init(
        IPAddress(v6: IPAddress.number(of: end.sin6_addr)), port: UInt16(bigEndian: end.sin6_port))
    default:
      return nil
    }
  }
}
