/// A range of addresses that share their first bits (CIDR, RFC 4632).
public struct IPNetwork: Hashable, Sendable, CustomStringConvertible {
  /// The lowest address; all bits behind the prefix are zero.
  public let base: IPAddress
  /// How many leading bits the addresses share: 0–32 or 0–128.
  public let prefixLength: Int

  /// The network of the given length that an address lies in.
  public init(_ address: IPAddress, prefixLength: Int) {
    precondition((0...address.family.bits).contains(prefixLength), "a prefix fits its family")
    let rest = address.family.bits - prefixLength
    let number = rest == 128 ? 0 : (address.number >> rest) << rest
    switch address.family {
    case .v4: base = IPAddress(v4: UInt32(truncatingIfNeeded: number))
    // Only `::ffff:0:0/96` and longer hold nothing but wrapped addresses, and those are IPv4 here.
    case .v6: base = IPAddress(v6: number)
    }
    self.prefixLength = prefixLength
  }

  /// Reads `10.0.0.0/8`, `fd00::/8` or one address alone.
  ///
  /// Nil if it is neither, or if bits are set behind the prefix: a typing mistake in a rule.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let address = IPAddress(first) else { return nil }
    guard parts.count == 2 else {
      self.init(address, prefixLength: address.family.bits)
      return
    }
    let digits = parts[1].utf8
    guard (1...3).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let length = Int(parts[1]), length <= address.family.bits
    else { return nil }
    self.init(address, prefixLength: length)
    guard base == address else { return nil }
  }

  /// Whether an address lies in the range; never for one of the other family.
  public func contains(_ address: IPAddress) -> Bool {
    guard address.family == base.family else { return false }
    let rest = address.family.bits - prefixLength
    return rest == 128 || address.number >> rest == base.number >> rest
  }

  public var description: String { "\(base)/\(prefixLength)" }
}
