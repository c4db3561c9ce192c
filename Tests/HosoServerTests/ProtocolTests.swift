import HosoDomain
import Testing

@testable import HosoServer

@Suite("A server that is spoken to in HTTP")
struct ProtocolTests {
  @Test func `health is told to everybody, with the headers every answer has`() async throws {
    try await TestServer.with { server in
      let answer = try await server.wire().request("GET", "/healthz", [("X-Request-Id", "abc-1")])
      #expect(answer.status == 200)
      #expect(answer["content-type"] == "application/json")
      #expect(answer["x-request-id"] == "abc-1")
      #expect(answer["cache-control"] == "no-store")
      #expect(answer["x-content-type-options"] == "nosniff")
      #expect(answer["date"] == "Thu, 05 Mar 2020 06:52:00 GMT")
      #expect(answer.text == "{\"status\":\"ok\"}\n")
    }
  }

  @Test func `HEAD is answered like GET without a body`() async throws {
    try await TestServer.with { server in
      let wire = try server.wire()
      let answer = try await wire.request("HEAD", "/healthz")
      #expect(answer.status == 200 && answer["content-length"] == "16")
      let next = try await wire.request("GET", "/healthz")
      #expect(next.status == 200)
    }
  }

  @Test func `an unknown path is a problem in the language asked for`() async throws {
    try await TestServer.with { server in
      let wire = try server.wire()
      let vietnamese = try await wire.request("GET", "/nowhere")
      #expect(vietnamese.status == 404)
      #expect(vietnamese["content-type"] == "application/problem+json")
      #expect(vietnamese.text.contains("\"type\":\"https://hoso.vn/problems/unknown\""))
      #expect(vietnamese.text.contains("Không có địa chỉ này"))
      let english = try await wire.request(
        "GET", "/nowhere", [("Accept-Language", "en-GB,vi;q=0.5")])
      #expect(english.text.contains("There is no such path"))
      #expect(english["content-language"] == "en")
    }
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "PATCH", "QUERY", "TRACE"])
  func `another method is answered 405 with the methods there are`(method: String) async throws {
    try await TestServer.with { server in
      let wire = try server.wire()
      let body = Array("{\"a\":1}".utf8)
      let answer = try await wire.request(method, "/healthz", body: body)
      #expect(answer.status == 405)
      #expect(answer["allow"] == "GET, HEAD, OPTIONS")
      let next = try await wire.request("GET", "/healthz")
      #expect(next.status == 200)
    }
  }

  @Test func `OPTIONS tells the methods of a path`() async throws {
    try await TestServer.with { server in
      let answer = try await server.wire().request("OPTIONS", "/healthz")
      #expect(answer.status == 204 && answer["allow"] == "GET, HEAD, OPTIONS")
    }
  }

  @Test func `a large body that nobody wants ends the connection`() async throws {
    try await TestServer.with { server in
      let wire = try server.wire()
      let answer = try await wire.request(
        "POST", "/healthz", body: [UInt8](repeating: 0x20, count: 1 << 20))
      #expect(answer.status == 405 && answer["connection"] == "close")
    }
  }

  @Test func `a request id that is not fit for a log is replaced`() async throws {
    try await TestServer.with { server in
      let answer = try await server.wire().request("GET", "/healthz", [("X-Request-Id", "a b")])
      #expect(answer["x-request-id"] != "a b")
      #expect(answer["x-request-id"]?.isEmpty == false)
    }
  }

  @Test(arguments: ["/%zz", "/%ff", "/a%00", "*", "healthz"])
  func `a target that cannot be read is malformed`(target: String) async throws {
    try await TestServer.with { server in
      let answer = try await server.wire().request("GET", target)
      #expect(answer.status == 400)
    }
  }
}
