import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("What an agency may have the server do")
struct EndpointBoundsTests {
  private func add(_ server: TestServer, _ host: String, as kind: KeyKind) async throws -> Answer {
    let agencies = kind == .agency ? "" : #","filter":{"agencies":["H26.12"]}"#
    return try await server.ask(
      "POST", "/v1/endpoints", as: kind, body: #"{"url":"https://\#(host)/hoso"\#(agencies)}"#)
  }

  @Test func `an agency has so many endpoints at once, an administrator adds more`() async throws {
    try await TestServer.with {
      $0.limits.endpointsPerAgency = 2
    } _: { server in
      #expect(try await add(server, "a.example.vn", as: .agency).status == 201)
      let second = try await add(server, "b.example.vn", as: .agency)
      #expect(second.status == 201)
      let third = try await add(server, "c.example.vn", as: .agency)
      #expect(third.status == 409 && third.problem == "conflict")
      #expect(try await add(server, "d.example.vn", as: .administrator).status == 201)
      let id = try #require(second.json["endpoint"]?["id"]?.text)
      _ = try await server.ask(
        "DELETE", "/v1/endpoints/\(id)", as: .administrator, [("If-Match", "\"1\"")])
      #expect(try await add(server, "c.example.vn", as: .agency).status == 409)
    }
  }

  @Test func `a host is asked for its consent so often in an hour, whatever endpoint it is`()
    async throws
  {
    try await TestServer.with {
      $0.limits.callsPerHostAndHour = 2
    } _: { server in
      let first = try await add(server, "a.example.vn", as: .agency)
      let id = try #require(first.json["endpoint"]?["id"]?.text)
      let enable = "/v1/endpoints/\(id)/enable"
      #expect(try await server.ask("POST", enable, as: .agency).status == 200)
      let tooOften = try await server.ask("POST", enable, as: .agency)
      #expect(tooOften.status == 429 && tooOften["retry-after"] == "3600")
      #expect(try await add(server, "A.example.vn", as: .agency).status == 429)
      #expect(try await add(server, "b.example.vn", as: .agency).status == 201)
      #expect(try await server.ask("POST", enable, as: .administrator).status == 200)
      server.clock.advance(seconds: 3_600)
      #expect(try await server.ask("POST", enable, as: .agency).status == 200)
    }
  }

  @Test func `a host that never consented is sent no ping`() async throws {
    try await TestServer.with { server in
      let made = try await add(server, "a.example.vn", as: .agency)
      let id = try #require(made.json["endpoint"]?["id"]?.text)
      for kind in [KeyKind.agency, .administrator] {
        let ping = try await server.ask("POST", "/v1/endpoints/\(id)/ping", as: kind)
        #expect(ping.status == 409 && ping.problem == "conflict")
      }
    }
  }
}
