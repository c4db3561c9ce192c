import HosoTesting
import Testing

@testable import HosoEgress

@Suite("Addresses that callbacks may and may not go to")
struct AddressTests {
  private func verdict(_ text: String, port: UInt16 = 443) throws -> AddressVerdict {
    EgressPolicy.publicInternet.judge(
      try #require(IPAddress(text)), port: port, isPlain: false)
  }

  /// What Svix's and smokescreen's own tests name, and what their lists lack.
  private static let refused: [(String, AddressKind)] = [
    // Svix, `is_allowed_test`.
    ("10.254.0.0", .privateUse), ("192.168.10.65", .privateUse), ("172.16.10.65", .privateUse),
    ("0.1.2.3", .unspecified), ("0.0.0.0", .unspecified), ("127.0.0.1", .loopback),
    ("169.254.45.1", .linkLocal), ("255.255.255.255", .broadcast),
    ("192.0.2.255", .documentation), ("198.51.100.65", .documentation),
    ("203.0.113.6", .documentation), ("100.100.0.0", .carrierShared),
    ("192.0.0.0", .protocolAssignment), ("192.0.0.255", .protocolAssignment),
    ("250.10.20.30", .reserved), ("198.18.0.0", .benchmarking), ("::1", .loopback),
    ("::ffff:127.0.0.1", .loopback), ("::ffff:0.0.0.1", .unspecified),
    // smokescreen, `TestClassifyAddr`.
    ("10.0.0.1", .privateUse), ("172.16.0.1", .privateUse), ("192.168.0.1", .privateUse),
    ("127.255.255.255", .loopback), ("169.254.169.254", .linkLocal),
    ("ff02:0:0:0:0:0:0:2", .multicast), ("224.0.0.1", .multicast),
    ("64:ff9b::a00:1", .translatedIPv4), ("64:ff9b::7f00:1", .translatedIPv4),
    ("64:ff9b:1::a00:1", .translatedIPv4), ("2001:0:53aa:64c::1", .teredo),
    ("2002:7f00:1::", .tunnel6to4), ("2002:c000:204::1", .tunnel6to4),
    ("100.64.0.1", .carrierShared), ("192.88.99.3", .relay6to4), ("100::1", .discard),
    ("2001:db8::1", .documentation), ("3fff::dead:beef", .documentation),
    ("fc00::1", .uniqueLocal), ("fe80::1", .linkLocal), ("::ffff:10.0.0.1", .privateUse),
    // In neither.
    ("::", .unspecified), ("::127.0.0.1", .compatibleIPv4), ("::8.8.8.8", .compatibleIPv4),
    ("fec0::1", .siteLocal), ("5f00::1", .segmentRouting), ("2001:20::1", .orchid),
    ("2001:10::1", .orchid), ("2001:2::1", .protocolAssignment), ("fd00:ec2::254", .uniqueLocal),
    ("168.63.129.16", .cloudMetadata), ("100.100.100.200", .carrierShared),
    ("64:ff9b::808:808", .translatedIPv4), ("4000::1", .unassigned), ("1::1", .unassigned),
    ("::2", .compatibleIPv4), ("200::1", .unassigned),
  ]

  @Test(arguments: AddressTests.refused)
  func `an address that is not of the public internet is refused by its kind`(
    text: String, kind: AddressKind
  ) throws {
    #expect(try verdict(text) == .refused(.kind(kind)))
  }

  @Test(arguments: [
    "1.1.1.1", "8.8.8.8", "8.8.9.8", "2001:4860:4860::8888", "::ffff:8.8.8.8",
    "::ffff:808:808", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0",
    "192.167.255.255", "192.169.0.0", "223.255.255.255", "2606:4700::1111", "2a00::1",
    "168.63.129.15", "168.63.129.17", "2001:200::1", "2003::1",
  ])
  func `an ordinary address is allowed, on the ports of https`(text: String) throws {
    #expect(try verdict(text) == .allowed)
    #expect(try verdict(text, port: 8443) == .allowed)
    #expect(try verdict(text, port: 80) == .refused(.port))
    let address = try #require(IPAddress(text))
    #expect(
      EgressPolicy.publicInternet.judge(address, port: 443, isPlain: true) == .refused(.plainHTTP))
  }

  /// First and last address of every range, found apart from the tables by what RFCs print.
  private static let ranges: [(first: String, last: String)] = [
    ("0.0.0.0", "0.255.255.255"), ("10.0.0.0", "10.255.255.255"),
    ("100.64.0.0", "100.127.255.255"), ("127.0.0.0", "127.255.255.255"),
    ("169.254.0.0", "169.254.255.255"), ("172.16.0.0", "172.31.255.255"),
    ("192.0.0.0", "192.0.0.255"), ("192.0.2.0", "192.0.2.255"),
    ("192.88.99.0", "192.88.99.255"), ("192.168.0.0", "192.168.255.255"),
    ("198.18.0.0", "198.19.255.255"), ("198.51.100.0", "198.51.100.255"),
    ("203.0.113.0", "203.0.113.255"), ("224.0.0.0", "255.255.255.255"),
    ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"),
  ]

  @Test(arguments: AddressTests.ranges)
  func `a range is refused from its first to its last address and no further`(
    first: String, last: String
  ) throws {
    let first = try #require(IPAddress(first))
    let last = try #require(IPAddress(last))
    #expect(AddressKind(of: first) != nil)
    #expect(AddressKind(of: last) != nil)
    if let before = first.neighbour(-1) { #expect(AddressKind(of: before) == nil, "\(before)") }
    if let after = last.neighbour(1) { #expect(AddressKind(of: after) == nil, "\(after)") }
  }

  @Test func `of IPv6 only 2000::/3 holds anything that is allowed`() throws {
    for top in UInt128(0)..<0x1_0000 {
      let address = IPAddress(v6: top << 112 | 0xffff << 96 | 1)
      guard AddressKind(of: address) == nil else { continue }
      #expect((0x2000...0x3fff).contains(top) && top != 0x2002, "\(address)")
    }
  }

  @Test func `all edges of the 256 and 65,536 large IPv4 networks have the kind of their rows`() {
    var allowed = 0
    for network in UInt32(0)..<65_536 {
      for end: UInt32 in [0, 0xffff] {
        let kind = AddressKind(of: IPAddress(v4: network << 16 | end))
        if kind == nil { allowed += 1 }
        let (top, next) = (network >> 8, network & 0xff)
        if [0, 10, 127].contains(top) || top >= 224 { #expect(kind != nil) }
        if top == 172, (16...31).contains(next) { #expect(kind == .privateUse) }
        if top == 192, next == 168 { #expect(kind == .privateUse) }
      }
    }
    // 65,536 less 3 + 32 of 256, 64 shared, 16 + 1 private, link-local and 2 of tests; the first
    // addresses of 192.0 are refused, its last is not.
    let whole = 65_536 - 35 * 256 - 64 - 16 - 1 - 1 - 2
    #expect(allowed == whole * 2 - 1)
  }

  @Test func `what is written is read again`() throws {
    var chance = Chance(seed: 7)
    for _ in 0..<1_000 {
      let v4 = IPAddress(v4: UInt32(truncatingIfNeeded: chance.next()))
      let v6 = IPAddress(v6: UInt128(chance.next()) << 64 | UInt128(chance.next()))
      for address in [v4, v6] { #expect(IPAddress(address.description) == address) }
    }
    #expect(IPAddress("::ffff:1.2.3.4")?.description == "1.2.3.4")
    #expect(IPAddress("2001:DB8:0:0::1")?.description == "2001:db8::1")
  }

  @Test(arguments: [
    "", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "0x7f.0.0.1", "127.1", " 1.2.3.4",
    "1.2.3.4 ", "1.2.3.4\u{0}", "1.2.3.4/8", "[::1]", "fe80::1%eth0", ":::", "::1::", "g::",
    "12345::", "①.2.3.4", "1.2.3.4\n", "::ffff:256.0.0.1",
  ])
  func `a text that is no address in strict spelling is none`(text: String) {
    #expect(IPAddress(text) == nil)
  }
}

extension IPAddress {
  /// The address before or after; nil at the end of the family.
  fileprivate func neighbour(_ step: Int) -> IPAddress? {
    let number = step < 0 ? number &- 1 : number &+ 1
    switch family {
    case .v4: return number > UInt128(UInt32.max) ? nil : IPAddress(v4: UInt32(number))
    case .v6: return IPAddress(v6: number)
    }
  }
}
