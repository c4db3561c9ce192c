import Testing

@testable import HosoEgress

@Suite("What an administrator allows and what stays refused")
struct PolicyTests {
  private func policy(_ networks: String..., own: [SocketAddress] = []) throws -> EgressPolicy {
    EgressPolicy(
      allowed: try networks.map { try #require(AllowedNetwork($0)) }, ownListeners: Set(own))
  }

  private func verdict(
    _ policy: EgressPolicy, _ text: String, port: UInt16 = 443, isPlain: Bool = false
  ) throws -> AddressVerdict {
    policy.judge(try #require(IPAddress(text)), port: port, isPlain: isPlain)
  }

  @Test func `a network is allowed on all ports, plain http too, and its neighbours are not`()
    throws
  {
    let policy = try policy("10.20.0.0/16")
    #expect(try verdict(policy, "10.20.3.4", port: 9_000) == .allowed)
    #expect(try verdict(policy, "10.20.3.4", port: 80, isPlain: true) == .allowed)
    #expect(try verdict(policy, "10.21.0.0") == .refused(.kind(.privateUse)))
    #expect(try verdict(policy, "8.8.8.8") == .allowed)
    #expect(try verdict(policy, "8.8.8.8", isPlain: true) == .refused(.plainHTTP))
    #expect(try verdict(policy, "::ffff:10.20.3.4", port: 9_000) == .allowed)
  }

  @Test func `ports and https that are named are the only ones`() throws {
    let policy = try policy("https://10.20.0.0/16:8443,9443", "[fd00:20::/32]:443")
    #expect(try verdict(policy, "10.20.3.4", port: 9_443) == .allowed)
    #expect(try verdict(policy, "10.20.3.4", port: 443) == .refused(.kind(.privateUse)))
    let plain = try verdict(policy, "10.20.3.4", port: 9_443, isPlain: true)
    #expect(plain == .refused(.kind(.privateUse)))
    #expect(try verdict(policy, "fd00:20::1") == .allowed)
    #expect(try verdict(policy, "fd00:20::1", port: 444) == .refused(.kind(.uniqueLocal)))
  }

  @Test(arguments: [
    "0.0.0.0", "0.1.2.3", "::", "224.0.0.1", "255.255.255.255", "ff02::1", "100::1",
  ])
  func `no rule allows an address where no receiver can be`(text: String) throws {
    let policy = try policy("0.0.0.0/0", "::/0")
    #expect(try verdict(policy, text) != .allowed)
  }

  @Test func `who allows a translator has not allowed what it translates to`() throws {
    let policy = try policy("64:ff9b::/96", "2002::/16", "2001::/32", "::/96")
    #expect(try verdict(policy, "64:ff9b::808:808") == .allowed)
    #expect(try verdict(policy, "64:ff9b::7f00:1") == .refused(.kind(.loopback)))
    #expect(try verdict(policy, "2002:a00:1::") == .refused(.kind(.privateUse)))
    #expect(try verdict(policy, "::169.254.169.254") == .refused(.kind(.linkLocal)))
    // Teredo: the client 127.0.0.1 with its bits inverted.
    #expect(try verdict(policy, "2001:0:0:0:0:0:80ff:fffe") == .refused(.kind(.loopback)))
  }

  @Test func `this server's own listeners are never called`() throws {
    let here = SocketAddress(try #require(IPAddress("127.0.0.1")), port: 8_080)
    let policy = try policy("127.0.0.0/8", own: [here])
    #expect(try verdict(policy, "127.0.0.1", port: 8_080) == .refused(.ownListener))
    #expect(try verdict(policy, "::ffff:127.0.0.1", port: 8_080) == .refused(.ownListener))
    #expect(try verdict(policy, "127.0.0.1", port: 8_081) == .allowed)
    #expect(try verdict(policy, "127.0.0.2", port: 8_080) == .allowed)
    let everywhere = SocketAddress(try #require(IPAddress("::")), port: 8_080)
    let wide = EgressPolicy(allowed: policy.allowed, ownListeners: [everywhere])
    #expect(try verdict(wide, "127.0.0.2", port: 8_080) == .refused(.ownListener))
  }

  @Test(arguments: [
    "10.0.0.0/8", "10.1.2.3", "https://10.0.0.0/8", "10.0.0.0/8:8080", "127.0.0.1:1,2",
    "fd00::/8", "[fd00::/8]:8443", "https://[fd00::/8]:8443", "::1", "[::1]", "0.0.0.0/0", "::/0",
  ])
  func `a written network is read`(text: String) throws {
    let network = try #require(AllowedNetwork(text))
    #expect(AllowedNetwork(network.description) == network)
  }

  @Test(arguments: [
    "", "10", "10.0.0.0/", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/8:", "10.0.0.0/8:0",
    "10.0.0.0/8:65536", "10.0.0.0/8:80,", "10.0.0.0/+8", "10.0.0.0/8/8", "http://10.0.0.0/8",
    "[fd00::/8", "[fd00::/8]443", "[fd00::/8]:", "fd00::1/8", "localhost", "fd00::/129", "/8",
    "10.0.0.0 /8", "10.0.0.0/8:https",
  ])
  func `a network that is mistyped is none`(text: String) {
    #expect(AllowedNetwork(text) == nil)
  }
}
