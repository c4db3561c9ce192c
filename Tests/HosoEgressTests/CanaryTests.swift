import Glibc
import HosoTesting
import Testing

@testable import HosoEgress

@Suite("Nothing arrives where nothing may go")
struct CanaryTests {
  private static func policy(_ networks: String...) -> EgressPolicy {
    EgressPolicy(allowed: networks.compactMap { AllowedNetwork($0) })
  }

  /// A URL as a lenient operator would take it, so that only the connection's own guards are left.
  private func request(_ text: String, token: UInt64 = 1) throws -> OutgoingRequest {
    let lenient = CanaryTests.policy("0.0.0.0/0", "::/0")
    return OutgoingRequest(token: token, url: try EndpointURL(text, policy: lenient))
  }

  /// Sends past the URL's check, with answers of the name server made up.
  private func send(
    _ text: String, under policy: EgressPolicy, resolving: [String] = []
  ) throws -> FinishedTransfer {
    let pool = try TransferPool(policy: policy, limits: .quick)
    pool.resolveOverrides = resolving
    try pool.start(try request(text))
    return try #require(pool.finish().first)
  }

  private func end(_ text: String, _ port: UInt16) throws -> SocketAddress {
    SocketAddress(try #require(IPAddress(text)), port: port)
  }

  private let elsewhere = CanaryTests.policy("127.0.0.2")

  @Test(arguments: [
    "127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "%31%32%37.0.0.1", "①②⑦.0.0.1",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
  ])
  func `a spelling of loopback reaches nobody`(host: String) throws {
    let canary = try LoopbackServer()
    let finished = try send(canary.url(host: host), under: elsewhere)
    #expect(finished.fault == .blocked(try end("127.0.0.1", canary.port), .kind(.loopback)))
    #expect(canary.connections == 0)
  }

  @Test(arguments: [
    ("127.0.0.1", AddressKind.loopback), ("0.0.0.0", .unspecified), ("[::]", .unspecified),
    ("[::1]", .loopback), ("[::ffff:127.0.0.1]", .loopback), ("169.254.169.254", .linkLocal),
    ("[64:ff9b::7f00:1]", .translatedIPv4), ("[::127.0.0.1]", .compatibleIPv4),
  ])
  func `a name that leads inside reaches nobody`(address: String, kind: AddressKind) throws {
    let canary = try LoopbackServer()
    let finished = try send(
      canary.url(host: "receiver.test"), under: elsewhere,
      resolving: ["receiver.test:\(canary.port):\(address)"])
    let bare = address.filter { $0 != "[" && $0 != "]" }
    #expect(finished.fault == .blocked(try end(bare, canary.port), .kind(kind)))
    #expect(canary.connections == 0)
  }

  @Test(arguments: ["127.0.0.1,127.0.0.2", "127.0.0.2,127.0.0.1", "127.0.0.1,0.0.0.0,127.0.0.2"])
  func `of a mixed answer only the allowed address is called`(addresses: String) throws {
    let canary = try LoopbackServer()
    let server = try LoopbackServer(address: "127.0.0.2", port: canary.port)
    let finished = try send(
      canary.url(host: "receiver.test"), under: elsewhere,
      resolving: ["receiver.test:\(canary.port):\(addresses)"])
    #expect(finished.answer?.status == 204)
    #expect(finished.remote == (try end("127.0.0.2", canary.port)))
    #expect(server.requests.count == 1)
    #expect(canary.connections == 0)
  }

  @Test func `a mixed answer whose allowed address is dead is a failure, not an offence`() throws {
    let canary = try LoopbackServer()
    let finished = try send(
      canary.url(host: "receiver.test"), under: elsewhere,
      resolving: ["receiver.test:\(canary.port):127.0.0.2,127.0.0.1"])
    #expect(finished.fault == .connection(code: ECONNREFUSED))
    #expect(canary.connections == 0)
  }

  @Test func `under another policy a connection that stood is not used again`() throws {
    let canary = try LoopbackServer()
    let before = try TransferPool(policy: CanaryTests.policy("127.0.0.1"), limits: .quick)
    for token in 1...3 {
      try before.start(try request(canary.url(), token: UInt64(token)))
      #expect(before.finish().first?.answer?.status == 204)
    }
    let after = try TransferPool(policy: elsewhere, limits: .quick)
    try after.start(try request(canary.url()))
    let fault = after.finish().first?.fault
    #expect(fault == .blocked(try end("127.0.0.1", canary.port), .kind(.loopback)))
    #expect(canary.connections == 1)
    #expect(canary.requests.count == 3)
  }

  @Test func `a connection that is used again is judged again`() throws {
    let canary = try LoopbackServer()
    let pool = try TransferPool(policy: CanaryTests.policy("127.0.0.1"), limits: .quick)
    try pool.start(try request(canary.url()))
    #expect(pool.finish().first?.answer?.status == 204)
    pool.judgedBy = elsewhere
    try pool.start(try request(canary.url()))
    let fault = pool.finish().first?.fault
    #expect(fault == .blocked(try end("127.0.0.1", canary.port), .kind(.loopback)))
    #expect(canary.requests.count == 1)
  }

  @Test func `proxies of the environment get nothing`() async {
    // In a process of its own: the environment is everybody's.
    await #expect(processExitsWith: .success) {
      let canary = try LoopbackServer()
      let server = try LoopbackServer()
      for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        setenv(name, "http://127.0.0.1:\(canary.port)", 1)
      }
      let pool = try TransferPool(policy: .loopback, limits: .quick)
      let status = try pool.send(server.url()).answer?.status
      let isDirect = server.requests.first?.hasPrefix("POST / HTTP/1.1\r\n") == true
      exit(status == 204 && isDirect && canary.connections == 0 ? 0 : 1)
    }
  }

  @Test(arguments: ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
  func `a redirect is an answer and is not followed`(status: String) throws {
    let canary = try LoopbackServer()
    let server = try LoopbackServer { connection in
      while connection.request() != nil {
        connection.answer(status, "Location: \(canary.url("/x"))\r\n")
      }
    }
    let pool = try TransferPool(policy: .loopback, limits: .quick)
    let answer = try #require(try pool.send(server.url()).answer)
    #expect((300...399).contains(answer.status))
    #expect(!answer.isSuccess)
    #expect(answer["location"] == canary.url("/x"))
    #expect(canary.connections == 0)
  }

  @Test func `this server is not called, by whatever name`() throws {
    let own = try LoopbackServer()
    for listener in ["127.0.0.1", "0.0.0.0", "::"] {
      let policy = EgressPolicy(
        allowed: EgressPolicy.loopback.allowed, ownListeners: [try end(listener, own.port)])
      let finished = try send(
        own.url(host: "receiver.test"), under: policy,
        resolving: ["receiver.test:\(own.port):127.0.0.1"])
      #expect(finished.fault == .blocked(try end("127.0.0.1", own.port), .ownListener))
    }
    #expect(own.connections == 0)
  }
}
