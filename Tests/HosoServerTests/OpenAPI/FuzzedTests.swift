import HosoDomain
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

/// What schemathesis found, kept so that it need not find it again.
@Suite("Requests that a fuzzer made up")
struct FuzzedTests {
  @Test func `keys rotated faster than they end are a conflict, not a fault`() async throws {
    try await TestServer.with { server in
      let made = try await server.ask(
        "POST", "/v1/endpoints", as: .administrator, body: #"{"url":"https://a.example.vn/x"}"#)
      let target = try #require(made["location"])
      var statuses: [Int] = []
      for _ in 0..<5 {
        let rotated = try await server.ask(
          "POST", target + "/rotate", as: .administrator, body: #"{"overlap_seconds":604800}"#)
        statuses.append(rotated.status)
      }
      #expect(statuses == [200, 200, 200, 200, 409])
    }
  }

  @Test func `a parameter without a value is refused, not taken for one that is absent`()
    async throws
  {
    try await TestServer.with { server in
      for target in [
        "/v1/worklist?today=", "/v1/figures?period=2020Q1&as_of=", "/v1/audit?after=",
        "/v1/events?types=",
      ] {
        let answer = try await server.ask("GET", target, as: .administrator)
        #expect(answer.status == 400, "\(target)")
      }
      // A loop over pages begins without a cursor.
      #expect(try await server.ask("GET", "/v1/events?after=", as: .administrator).status == 200)
    }
  }

  @Test func `a form that cannot be read is refused as an empty one at the tracking page`()
    async throws
  {
    try await TestServer.with { server in
      let form = ("content-type", "application/x-www-form-urlencoded")
      var bodies: [[UInt8]] = []
      for text in ["end=", "end=%zz", "end=%00", "end=%ff"] {
        let answer = try await server.wire().request(
          "POST", "/t/EA000000014VN", [form], body: Array(text.utf8))
        #expect(answer.status == 404, "\(text)")
        bodies.append(answer.body)
      }
      // What was typed stays in the form, so this page is another one, and opens as little.
      let wrong = try await server.wire().request(
        "POST", "/t/EA000000014VN", [form], body: Array("end=305-0001".utf8))
      #expect(wrong.status == 404)
      let raw = try await server.wire().request(
        "POST", "/t/EA000000014VN", [form], body: [0x65, 0x3D, 0xFF, 0xFE])
      #expect(raw.status == 404)
      #expect(Set(bodies + [raw.body]).count == 1)
    }
  }

  @Test func `a link whose parts are empty is refused as any other`() async throws {
    try await TestServer.with { server in
      let plain = try await server.wire().request("GET", "/t/EA000000014VN")
      let empty = try await server.wire().request("GET", "/t/EA000000014VN?e=&s=")
      #expect(plain.status == 404 && empty.status == 404)
      #expect(plain.body == empty.body)
    }
  }

  @Test func `a link wish of null days is one for the usual time`() async throws {
    try await TestServer.with { server in
      let answer = try await server.ask(
        "POST", "/v1/dossiers/EA000000014VN/tracking-links", as: .administrator,
        body: #"{"days":null}"#)
      #expect(answer.status == 404)
    }
  }

  @Test func `a portal that does not fit is told, whatever the kind of endpoint`() async throws {
    try await TestServer.with { server in
      let answer = try await server.ask(
        "POST", "/v1/endpoints", as: .administrator,
        body: #"{"url":"https://a.example.vn/x","kind":"standard","portal":{"session":7}}"#)
      #expect(answer.status == 422)
      #expect(answer.json["errors"]?[0]?["pointer"]?.text == "#/portal/session")
    }
  }

  @Test(arguments: ["0", "-1", "1.5", "9007199254740993", "99999999999999999999"])
  func `a place no event can have in the ledger is told`(position: String) async throws {
    try await TestServer.with { server in
      let event = "/v1/events/evt_" + String(repeating: "0", count: 32)
      let answer = try await server.ask(
        "GET", event + "?position=" + position, as: .administrator)
      #expect(answer.status == 400)
    }
  }

  @Test(arguments: [(100, 201), (101, 422)])
  func `a name's length is counted in code points`(length: Int, status: Int) async throws {
    try await TestServer.with { server in
      let name = String(repeating: "ộ", count: length)
      let answer = try await server.ask(
        "POST", "/v1/endpoints", as: .administrator,
        body: "{\"url\":\"https://a.example.vn/x\",\"name\":\"\(name)\"}")
      #expect(answer.status == status)
    }
  }

  @Test(arguments: [#"\u0007"#, #"\u007f"#, #"\u0085"#, #"\u009b31m"#])
  func `a name that would act on a terminal is no name of an endpoint`(name: String) async throws {
    try await TestServer.with { server in
      let answer = try await server.ask(
        "POST", "/v1/endpoints", as: .administrator,
        body: "{\"url\":\"https://a.example.vn/x\",\"name\":\"a\(name)\"}")
      #expect(answer.status == 422)
    }
  }
}
