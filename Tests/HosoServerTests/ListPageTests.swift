import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoServer
@testable import HosoSigning
@testable import HosoState

@Suite("Lists over HTTP, a page at a time")
struct ListPageTests {
  private func add(_ server: TestServer, _ count: Int, agency: String) throws {
    let store = try DeliveryStore(of: server.folder)
    let now = Moment(server.clock.now)
    try store.commit {
      for number in 0..<count {
        let endpoint = Endpoint(
          id: try EndpointID.random(), name: "\(agency) \(number)", kind: .standard,
          url: "https://callbacks.example.vn/hoso",
          filter: EventFilter(agencies: [try AgencyCode(agency)]),
          keys: try NewEndpointKeys().keys(at: now), asksConsent: false, createdAt: now)
        try store.add(endpoint, after: .start)
      }
    }
  }

  /// Follows a list to its end; answers how many items each page had, and the names in all.
  private func follow(
    _ server: TestServer, _ target: String, _ list: String, as kind: KeyKind
  ) async throws -> (counts: [Int], names: [String]) {
    var next: String? = target
    var counts: [Int] = []
    var names: [String] = []
    while let target = next {  // Bounded by the items.
      let answer = try await server.ask("GET", target, as: kind)
      #expect(answer.status == 200)
      let items = try #require(answer.json[list]?.items)
      counts.append(items.count)
      names += items.compactMap { $0["name"]?.text }
      next = answer["link"].map { String($0.dropFirst().prefix { $0 != ">" }) }
    }
    return (counts, names)
  }

  @Test func `endpoints and keys are listed by pages, each in its order`() async throws {
    try await TestServer.with { server in
      try add(server, 3, agency: "H27")
      try add(server, 5, agency: "H26.12")
      try add(server, 2, agency: "H27")
      let own = try await follow(server, "/v1/endpoints?limit=2", "endpoints", as: .agency)
      #expect(own.counts == [2, 2, 1])
      #expect(own.names == (0..<5).map { "H26.12 \($0)" })
      let all = try await follow(server, "/v1/endpoints?limit=5", "endpoints", as: .administrator)
      #expect(all.counts == [5, 5])
      let whole = try await follow(server, "/v1/endpoints", "endpoints", as: .administrator)
      #expect(whole.names == all.names)
      let keys = try await follow(server, "/v1/keys?limit=3", "keys", as: .administrator)
      #expect(keys.counts == [3, 1] && Set(keys.names).count == 4)
      for target in [
        "/v1/endpoints?limit=0", "/v1/endpoints?limit=1001", "/v1/endpoints?after=x",
        "/v1/endpoints?after=", "/v1/keys?after=key_0", "/v1/keys?after=",
      ] {
        #expect(try await server.ask("GET", target, as: .administrator).status == 400)
      }
      for target in [
        "/v1/endpoints?after=ep_0123456789abcdef01234567", "/v1/keys?after=key_00000000",
      ] {
        #expect(try await server.ask("GET", target, as: .administrator).status == 404)
      }
      let foreign = try #require(try DeliveryStore(of: server.folder).endpoints().first).id.text
      let asked = try await server.ask("GET", "/v1/endpoints?after=\(foreign)", as: .agency)
      #expect(asked.status == 404)
    }
  }

  @Test func `the list of public keys is told again to nobody who has it, and made once`()
    async throws
  {
    try await TestServer.with { server in
      try add(server, 3, agency: "H27")
      let path = "/.well-known/webhook-keys.json"
      let first = try await server.wire().request("GET", path)
      #expect(first.json["keys"]?.items?.count == 3)
      let tag = try #require(first["etag"])
      let again = try await server.wire().request("GET", path, [("If-None-Match", tag)])
      #expect(again.status == 304 && again["cache-control"] == "public, max-age=300")
      try add(server, 1, agency: "H27")
      let more = try await server.wire().request("GET", path, [("If-None-Match", tag)])
      #expect(more.json["keys"]?.items?.count == 4)
      let store = try DeliveryStore(of: server.folder)
      let id = try #require(try store.endpoints().first).id
      let now = Moment(server.clock.now)
      try store.changeKeys(of: id, at: now) { keys in
        try keys.signing?.rotate(to: SigningKey.random(), at: now.seconds, overlap: 60)
      }
      #expect(try await server.wire().request("GET", path).json["keys"]?.items?.count == 5)
      server.clock.advance(seconds: 61)
      #expect(try await server.wire().request("GET", path).json["keys"]?.items?.count == 4)
    }
  }
}
