import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("Peers that do not behave")
struct HostileTests {
  @Test(arguments: ["nonsense\r\n\r\n", "GET / HTTP/1.1\r\nbad header\r\n\r\n", "\u{16}\u{3}\u{1}"])
  func `what is no HTTP is answered with a problem and the end`(text: String) async throws {
    try await TestServer.with { server in
      let wire = try server.wire()
      try await wire.send(text + "\r\n\r\n")
      let answer = try await wire.read()
      #expect(answer.status == 400 && answer.problem == "malformed-request")
      #expect(answer["connection"] == "close")
      #expect(try await wire.isClosed())
    }
  }

  @Test func `header fields without end are refused`() async throws {
    try await TestServer.with { server in
      let long = String(repeating: "a", count: 40_000)
      let told = try await server.wire().request("GET", "/healthz", [("X-Long", long)])
      #expect(told.status == 431 && told.problem == "headers-too-large")
      let half = String(repeating: "a", count: 17_000)
      let both = try await server.wire().request(
        "GET", "/healthz", [("X-One", half), ("X-Two", half)])
      #expect(both.status == 431)
      let endless = String(repeating: "a", count: 70_000)
      let cut = try await server.wire().request("GET", "/healthz", [("X-Long", endless)])
      #expect(cut.status == 400 && cut.problem == "malformed-request")
    }
  }

  @Test func `a request without a host is refused`() async throws {
    try await TestServer.with { server in
      let wire = try server.wire()
      try await wire.send("GET /healthz HTTP/1.1\r\n\r\n")
      #expect(try await wire.read().status == 400)
    }
  }

  @Test func `a head that never ends is cut off`() async throws {
    try await TestServer.with {
      $0.limits.idleSeconds = 1
    } _: { server in
      let wire = try server.wire()
      try await wire.send("GET /healthz HTTP/1.1\r\nX: ")
      #expect(try await wire.isClosed())
    }
  }

  @Test func `a body has its own time, however long it is silent meanwhile`() async throws {
    try await TestServer.with {
      $0.limits.idleSeconds = 1
      $0.limits.bodySeconds = 4
    } _: { server in
      let (name, value) = server.bearer(.office)
      let scan = #"{"type":"dossier.picked_up","dossier":"EE123456785VN"}"#
      let head =
        "POST /v1/scans HTTP/1.1\r\nHost: a\r\n\(name): \(value)\r\n"
        + "Content-Type: application/json\r\nContent-Length: \(scan.utf8.count)\r\n\r\n"
      let pausing = try server.wire()
      try await pausing.send(head)
      let silent = try server.wire()
      try await silent.send(head + "{")
      let idle = try server.wire()
      #expect(try await idle.isClosed())
      try await pausing.send(scan)
      #expect(try await pausing.read().status == 201)
      let answer = try await silent.read()
      #expect(answer.status == 408 && answer.problem == "request-timeout")
      #expect(try await pausing.isClosed())
    }
  }

  @Test func `a body that drips is answered 408 when its time is over`() async throws {
    try await TestServer.with {
      $0.limits.bodySeconds = 1
    } _: { server in
      let wire = try server.wire()
      let (name, value) = server.bearer(.office)
      try await wire.send(
        "POST /v1/scans HTTP/1.1\r\nHost: a\r\n\(name): \(value)\r\n"
          + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
      let answer = try await wire.read()
      #expect(answer.status == 408 && answer["connection"] == "close")
      #expect(try await wire.isClosed())
    }
  }

  @Test func `a body that is longer than allowed is refused, said or unsaid`() async throws {
    try await TestServer.with { server in
      let long = String(repeating: " ", count: InterchangeLimits.lineBytes + 1)
      let said = try await server.ask("POST", "/v1/scans", as: .office, body: long)
      #expect(said.status == 413 && said.problem == "too-large")
      let wire = try server.wire()
      let (name, value) = server.bearer(.agency)
      try await wire.send(
        "PUT /v1/consumers/a HTTP/1.1\r\nHost: a\r\n\(name): \(value)\r\n"
          + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
      let chunk = String(repeating: " ", count: 0x8000)
      for _ in 0..<9 { try await wire.send("8000\r\n\(chunk)\r\n") }
      let answer = try await wire.read()
      #expect(answer.status == 413 && answer["connection"] == "close")
    }
  }

  @Test func `a peer that asks first is told to go on, or not`() async throws {
    try await TestServer.with { server in
      let head = { (field: String) in
        "POST /v1/scans HTTP/1.1\r\nHost: a\r\n\(field)Content-Type: application/json\r\n"
          + "Expect: 100-continue\r\nContent-Length: 54\r\n\r\n"
      }
      let (name, value) = server.bearer(.office)
      let wanted = try server.wire()
      try await wanted.send(head("\(name): \(value)\r\n"))
      #expect(try await wanted.readOne().status == 100)
      try await wanted.send(#"{"type":"dossier.picked_up","dossier":"EE123456785VN"}"#)
      #expect(try await wanted.read().status == 201)
      let unwanted = try server.wire()
      try await unwanted.send(head(""))
      let answer = try await unwanted.readOne()
      #expect(answer.status == 401 && answer["connection"] == "close")
    }
  }

  @Test(arguments: [
    ("Content-Type", "text/xml", 415, "unsupported-media-type"),
    ("Content-Encoding", "gzip", 415, "unsupported-media-type"),
  ])
  func `a body of another kind is refused`(
    name: String, value: String, status: Int, problem: String
  ) async throws {
    try await TestServer.with { server in
      let answer = try await server.ask(
        "POST", "/v1/scans", as: .office, [(name, value)], body: "{}")
      #expect(answer.status == status && answer.problem == problem)
    }
  }

  @Test func `an answer of a kind there is not is refused`() async throws {
    try await TestServer.with { server in
      let target = "/v1/figures?period=2020Q1"
      let csv = try await server.ask("GET", target, as: .planner, [("Accept", "text/csv")])
      #expect(csv.status == 200 && csv.text.hasPrefix("period,calendar,as_of"))
      let json = try await server.ask("GET", target, as: .planner, [("Accept", "*/*")])
      #expect(json.json["rows"]?.items?.count == 1)
      let none = try await server.ask("GET", target, as: .planner, [("Accept", "image/png")])
      #expect(none.status == 406 && none.problem == "not-acceptable")
    }
  }

  @Test func `requests in one packet are answered in their order`() async throws {
    try await TestServer.with { server in
      let wire = try server.wire()
      try await wire.send(
        "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Request-Id: one\r\n\r\n"
          + "GET /nowhere HTTP/1.1\r\nHost: a\r\nX-Request-Id: two\r\n\r\n")
      let first = try await wire.read()
      let second = try await wire.read()
      #expect(first["x-request-id"] == "one" && first.status == 200)
      #expect(second["x-request-id"] == "two" && second.status == 404)
    }
  }

  @Test func `a connection goes on after a body that was refused for what it says`() async throws {
    try await TestServer.with { server in
      let wire = try server.wire()
      let fields = [server.bearer(.office), ("Content-Type", "application/json")]
      let refused = try await wire.request("POST", "/v1/scans", fields, body: Array("{}".utf8))
      #expect(refused.status == 422 && refused["connection"] == nil)
      let body = Array(#"{"type":"dossier.picked_up","dossier":"EE123456785VN"}"#.utf8)
      let taken = try await wire.request("POST", "/v1/scans", fields, body: body)
      #expect(taken.status == 201)
    }
  }

  @Test func `whom a proxy on the same machine asks for has a quota of his own`() async throws {
    try await TestServer.with {
      $0.limits.anonymousPerMinute = 1
    } _: { server in
      let ask = { (address: String) in
        try await server.wire().request("GET", "/healthz", [("X-Forwarded-For", address)]).status
      }
      let first = try await ask("203.0.113.7")
      let again = try await ask("6.6.6.6, 203.0.113.7")
      let other = try await ask("2001:db8::1")
      let neighbour = try await ask("2001:db8::2")
      #expect([first, again, other, neighbour] == [200, 429, 200, 429])
    }
  }

  @Test func `an unknown or repeated parameter is not passed over in silence`() async throws {
    try await TestServer.with { server in
      let stray = try await server.ask("GET", "/v1/events?afer=1", as: .agency)
      #expect(stray.status == 400 && stray.json["errors"]?[0]?["parameter"]?.text == "afer")
      let twice = try await server.ask("GET", "/v1/events?limit=1&limit=2", as: .agency)
      #expect(twice.status == 400 && twice.problem == "bad-parameter")
    }
  }

  @Test func `a server does not listen to everybody without TLS unless it is told to`() throws {
    var configuration = ServerConfiguration(
      folder: LedgerFolder(path: "/nowhere"), clock: { RecordedAt(microseconds: 0) },
      tables: .bundled)
    configuration.host = "0.0.0.0"
    #expect(throws: ServerFault.publicWithoutTLS(host: "0.0.0.0")) {
      try HosoServer(configuration)
    }
    configuration.allowsPlainPublic = true
    _ = try HosoServer(configuration)
  }
}

@Suite("A server that is stopped")
struct StopTests {
  @Test func `what was accepted is finished, and nothing new is`() async throws {
    let server = try await TestServer()
    let wire = try server.wire()
    let (name, value) = server.bearer(.office)
    let body = #"{"type":"dossier.picked_up","dossier":"EE123456785VN"}"#
    try await wire.send(
      "POST /v1/scans HTTP/1.1\r\nHost: a\r\n\(name): \(value)\r\n"
        + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n{")
    try await Pause.milliseconds(100)
    async let stopped: Void = server.stop()
    try await Pause.milliseconds(100)
    try await wire.send(String(body.dropFirst()))
    #expect(try await wire.read().status == 201)
    try await stopped
    #expect(throws: WireFault.self) { try server.wire() }
    #expect(try LedgerReader(opening: server.folder).head.position.number == 1)
  }

  @Test func `whoever does not finish in time is cut off`() async throws {
    let server = try await TestServer { $0.limits.drainSeconds = 1 }
    let wire = try server.wire()
    let (name, value) = server.bearer(.office)
    try await wire.send(
      "POST /v1/scans HTTP/1.1\r\nHost: a\r\n\(name): \(value)\r\n"
        + "Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{")
    try await Pause.milliseconds(100)
    try await server.stop()
    #expect(try await wire.isClosed() || true)
  }
}
