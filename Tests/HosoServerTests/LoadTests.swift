import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoEgress
@testable import HosoServer
@testable import HosoState

@Suite("Peers that would stop the others")
struct LoadTests {
  /// Connects so many times and says nothing, or what is given.
  private func crowd(
    _ count: Int, at server: TestServer, saying text: String = ""
  ) async throws -> [Wire] {
    var wires: [Wire] = []
    for _ in 0..<count {
      let wire = try server.wire()
      if !text.isEmpty { try await wire.send(text) }
      wires.append(wire)
    }
    try await Pause.milliseconds(200)
    return wires
  }

  @Test func `silent connections make room, the longest waiting first`() async throws {
    try await TestServer.with {
      $0.limits.connections = 8
    } _: { server in
      // One by one: of several that come together any may be the first.
      let first = try await crowd(1, at: server)
      let others = try await crowd(7, at: server)
      let wire = try server.wire()
      #expect(try await wire.request("GET", "/healthz").status == 200)
      #expect(try await first[0].isClosed())
      #expect(try await others[6].request("GET", "/healthz").status == 200)
    }
  }

  @Test func `connections that pause, or whose head never ends, make room too`() async throws {
    try await TestServer.with {
      $0.limits.connections = 4
    } _: { server in
      let idle = try server.wire()
      #expect(try await idle.request("GET", "/healthz").status == 200)
      let slow = try await crowd(3, at: server, saying: "GET /healthz HTTP/1.1\r\nX: ")
      var wires: [Wire] = []
      for _ in 0..<4 {
        let wire = try server.wire()
        #expect(try await wire.request("GET", "/healthz").status == 200)
        wires.append(wire)
      }
      #expect(try await idle.isClosed())
      #expect(try await slow[2].isClosed())
    }
  }

  @Test func `a body that drips makes room for a new connection`() async throws {
    try await TestServer.with {
      $0.limits.connections = 4
    } _: { server in
      let (name, value) = server.bearer(.office)
      let head =
        "POST /v1/scans HTTP/1.1\r\nHost: a\r\n\(name): \(value)\r\n"
        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
      let drips = try await crowd(4, at: server, saying: head)
      #expect(try await server.wire().request("GET", "/healthz").status == 200)
      withExtendedLifetime(drips) {}
    }
  }

  @Test func `what a request declares takes no room`() async throws {
    try await TestServer.with {
      $0.limits.bodyBytes = 64 << 10
    } _: { server in
      let (name, value) = server.bearer(.office)
      let head =
        "POST /v1/scans HTTP/1.1\r\nHost: a\r\n\(name): \(value)\r\n"
        + "Content-Type: application/x-ndjson\r\nContent-Length: 16000000\r\n\r\nx"
      let drips = try await crowd(20, at: server, saying: head)
      let batch = String(repeating: "x\n", count: 20_000)
      let type = [("Content-Type", "application/x-ndjson")]
      let answer = try await server.ask("POST", "/v1/scans", as: .office, type, body: batch)
      #expect(answer.status == 200)
      withExtendedLifetime(drips) {}
    }
  }

  @Test func `when the room for bodies is full, the most silent one goes first`() async throws {
    try await TestServer.with {
      $0.limits.bodyBytes = 100_000
    } _: { server in
      let (name, value) = server.bearer(.office)
      let silent = try server.wire()
      try await silent.send(
        "POST /v1/scans HTTP/1.1\r\nHost: a\r\n\(name): \(value)\r\n"
          + "Content-Type: application/x-ndjson\r\nContent-Length: 90000\r\n\r\n"
          + String(repeating: "x\n", count: 40_000))
      try await Pause.milliseconds(900)
      let batch = String(repeating: "x\n", count: 30_000)
      let type = [("Content-Type", "application/x-ndjson")]
      let answer = try await server.ask("POST", "/v1/scans", as: .office, type, body: batch)
      #expect(answer.status == 200)
      let gone = try await silent.read()
      #expect(gone.status == 503 && gone["connection"] == "close")
      let next = try await server.ask("POST", "/v1/scans", as: .office, type, body: batch)
      #expect(next.status == 200)
    }
  }

  @Test(arguments: [
    "", "webhook-signature: v1,aaaa\r\n",
    "webhook-id: m1\r\nwebhook-timestamp: 1\r\nwebhook-signature: v1,aaaa\r\n",
    "Signature-Input: x=();keyid=\"cbs_0\"\r\nSignature: x=:aaaa:\r\n",
  ])
  func `no body is awaited whose signature cannot hold`(fields: String) async throws {
    try await TestServer.with { server in
      let wire = try server.wire()
      try await wire.send(
        "POST /v1/callbacks?agency=H26.12 HTTP/1.1\r\nHost: a\r\n\(fields)"
          + "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n")
      let answer = try await wire.read()
      #expect(answer.status == 401 && answer["connection"] == "close")
    }
  }

  @Test func `an address has so many connections, a trusted proxy as many as there are`()
    async throws
  {
    try await TestServer.with {
      $0.limits.connectionsPerAddress = 2
    } _: { server in
      let many = try await crowd(4, at: server)
      #expect(try await many[0].request("GET", "/healthz").status == 200)
    }
    try await TestServer.with {
      $0.limits.connectionsPerAddress = 2
      $0.trustedProxies = []
    } _: { server in
      // One by one: of several that come together any may be the first.
      let first = try await crowd(1, at: server)
      let others = try await crowd(2, at: server)
      #expect(try await others[1].request("GET", "/healthz").status == 200)
      #expect(try await first[0].isClosed())
    }
  }
}

@Suite("Proxies, hosts and links")
struct ProxyTests {
  private let networks = ["127.0.0.0/8", "::1/128", "10.0.0.0/8"].compactMap { IPNetwork($0) }

  @Test(
    arguments: [
      ("127.0.0.1", nil, "127.0.0.1"),
      ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
      ("::ffff:127.0.0.1", "6.6.6.6, 203.0.113.7", "203.0.113.7"),
      ("10.0.0.9", "203.0.113.7, 10.0.0.8", "203.0.113.7"),
      ("10.0.0.9", "junk", "10.0.0.9"),
      ("10.0.0.9", "6.6.6.6, junk, 10.0.0.8", "10.0.0.8"),
      ("198.51.100.4", "203.0.113.7", "198.51.100.4"),
      ("::ffff:198.51.100.4", "203.0.113.7", "198.51.100.4"),
    ] as [(String, String?, String)])
  func `only trusted proxies say for whom they ask`(
    peer: String, forwarded: String?, asker: String
  ) {
    #expect(TrustedProxies(networks: networks).asker(peer: peer, forwarded: forwarded) == asker)
  }

  @Test(arguments: [
    "Host: a\r\nHost: b\r\n", "Host: a\r\nhost: a\r\n", "Host: a b\r\n", "Host: \r\n",
  ])
  func `a request has one host, and one that can be`(fields: String) async throws {
    try await TestServer.with { server in
      let wire = try server.wire()
      try await wire.send("GET /healthz HTTP/1.1\r\n\(fields)\r\n")
      let answer = try await wire.read()
      #expect(answer.status == 400 && answer.problem == "malformed-request")
    }
  }

  @Test func `a link that others see never has the host that a client named`() async throws {
    try await TestServer.with { server in
      let scan = #"{"type":"dossier.picked_up","dossier":"EE123456785VN"}"#
      _ = try await server.ask("POST", "/v1/scans", as: .office, body: scan)
      let link = try await server.ask(
        "POST", "/v1/dossiers/EE123456785VN/tracking-links", as: .office,
        [("Host", "evil.example")])
      #expect(link.status == 201)
      #expect(link.json["url"]?.text?.hasPrefix("http://127.0.0.1:\(server.port)/t") == true)
    }
  }

  @Test func `the server's own port is never called, whatever network is allowed`() {
    let policy = EgressPolicy(allowed: [AllowedNetwork("127.0.0.0/8")].compactMap { $0 })
      .sparing(host: "127.0.0.1", port: 8_080)
    let own = IPAddress("127.0.0.1") ?? IPAddress(v4: 0)
    #expect(policy.judge(own, port: 8_080, isPlain: true) == .refused(.ownListener))
    #expect(policy.judge(own, port: 8_081, isPlain: true) == .allowed)
  }
}
