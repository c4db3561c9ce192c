import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("Who may do what over HTTP")
struct AccessTests {
  @Test(arguments: [
    "", "Bearer", "Bearer hoso_office_x", "Basic aG9zbzpob3Nv",
    "Bearer hoso_office_" + String(repeating: "a", count: 32),
  ])
  func `a key that does not hold is refused before anything is read`(field: String) async throws {
    try await TestServer.with { server in
      let wire = try server.wire()
      let fields = field.isEmpty ? [] : [("Authorization", field)]
      let answer = try await wire.request(
        "POST", "/v1/scans", fields + [("Content-Type", "application/json")],
        body: Array("not json".utf8))
      #expect(answer.status == 401 && answer.problem == "unauthenticated")
      #expect(answer["www-authenticate"]?.hasPrefix("Bearer") == true)
      let next = try await wire.request("GET", "/healthz")
      #expect(next.status == 200)
    }
  }

  @Test(arguments: [
    (KeyKind.agency, "POST", "/v1/scans", "scan"), (.planner, "POST", "/v1/scans", "scan"),
    (.office, "GET", "/v1/figures?period=2020Q1", "figures"), (.agency, "GET", "/v1/keys", "keys"),
    (.office, "GET", "/v1/audit", "audit"), (.planner, "GET", "/v1/events", "feed"),
  ])
  func `a key does only what its scopes say`(
    kind: KeyKind, method: String, target: String, scope: String
  ) async throws {
    try await TestServer.with { server in
      let answer = try await server.ask(
        method, target, as: kind, body: method == "POST" ? "{}" : "")
      #expect(answer.status == 403 && answer.problem == "not-allowed")
      #expect(answer.json["scope"]?.text == scope)
    }
  }

  @Test func `a foreign dossier is answered exactly like one nobody scanned`() async throws {
    try await TestServer.with { server in
      let scan = #"{"type":"dossier.picked_up","dossier":"EE123456785VN","agency":"H27.1"}"#
      let recorded = try await server.ask("POST", "/v1/scans", as: .office, body: scan)
      #expect(recorded.status == 201)
      let known = try await server.ask("GET", "/v1/dossiers/EE123456785VN", as: .office)
      #expect(known.status == 200)
      let id = [("X-Request-Id", "same")]
      let foreign = try await server.ask("GET", "/v1/dossiers/EE123456785VN", as: .agency, id)
      let unknown = try await server.ask("GET", "/v1/dossiers/EE000000005VN", as: .agency, id)
      #expect(foreign.status == 404)
      let same = unknown.text.replacing("EE000000005VN", with: "EE123456785VN")
      #expect(foreign.text == same)
    }
  }

  @Test func `an agency sees its dossiers, without the staff's numbers`() async throws {
    try await TestServer.with { server in
      let scan = """
        {"type":"dossier.picked_up","dossier":"EE123456785VN","agency":"H26.12.19","actor":"nv042"}
        """
      _ = try await server.ask("POST", "/v1/scans", as: .office, body: scan)
      let own = try await server.ask("GET", "/v1/dossiers/EE123456785VN", as: .agency)
      #expect(own.status == 200 && !own.text.contains("nv042"))
      let staff = try await server.ask("GET", "/v1/dossiers/EE123456785VN", as: .office)
      #expect(staff.text.contains("nv042"))
      #expect(own["etag"] != staff["etag"])
    }
  }

  @Test func `a key is made, shown once, used, rotated with an overlap and revoked`() async throws {
    try await TestServer.with { server in
      let made = try await server.ask(
        "POST", "/v1/keys", as: .administrator,
        body: #"{"kind":"office","name":"Bưu cục 460000","office":"460000"}"#)
      #expect(made.status == 201)
      let secret = try #require(made.json["secret"]?.text)
      let id = try #require(made.json["key"]?["id"]?.text)
      let list = try await server.ask("GET", "/v1/keys", as: .administrator)
      #expect(list.text.contains(id) && !list.text.contains(secret))
      let scan = #"{"type":"dossier.picked_up","dossier":"EE123456785VN"}"#
      let use = [("Authorization", "Bearer \(secret)"), ("Content-Type", "application/json")]
      let used = try await server.wire().request(
        "POST", "/v1/scans", use, body: Array(scan.utf8))
      #expect(used.status == 201)
      let blind = try await server.ask("POST", "/v1/keys/\(id)/rotate", as: .administrator)
      #expect(blind.status == 428)
      let rotated = try await server.ask(
        "POST", "/v1/keys/\(id)/rotate", as: .administrator, [("If-Match", "\"1\"")],
        body: #"{"overlap_seconds":60}"#)
      #expect(rotated.status == 201)
      let both = try await server.wire().request("GET", "/v1/dossiers/EE123456785VN", use)
      #expect(both.status == 200)
      server.clock.advance(seconds: 61)
      let late = try await server.wire().request("GET", "/v1/dossiers/EE123456785VN", use)
      #expect(late.status == 401)
      let next = try #require(rotated.json["key"]?["id"]?.text)
      let stale = try await server.ask(
        "DELETE", "/v1/keys/\(next)", as: .administrator, [("If-Match", "\"7\"")])
      #expect(stale.status == 412)
      let gone = try await server.ask(
        "DELETE", "/v1/keys/\(next)", as: .administrator, [("If-Match", "\"1\"")])
      #expect(gone.status == 204)
      let audit = try await server.ask("GET", "/v1/audit?limit=3", as: .administrator)
      let actions = audit.json["entries"]?.items?.map { $0["action"]?.text }
      #expect(actions == ["key.revoked", "key.rotated", "key.added"])
      #expect(audit["link"]?.contains("rel=\"next\"") == true)
    }
  }

  @Test func `a key made by another process lets its holder in at once`() async throws {
    try await TestServer.with { server in
      for number in 1...5 {
        #expect(try await server.ask("GET", "/v1/worklist", as: .office).status == 200)
        let draft = AccessKeyDraft(kind: .planner, name: "\(number)", reach: .everything)
        let key = try DeliveryStore(of: server.folder)
          .addKey(draft, at: Moment(server.clock.now), by: "root").text.text
        let answer = try await server.wire().request(
          "GET", "/v1/worklist", [("Authorization", "Bearer " + key)])
        #expect(answer.status == 200)
      }
    }
  }

  @Test func `a key revoked by another process lets nobody in any more`() async throws {
    try await TestServer.with { server in
      let before = try await server.ask("GET", "/v1/worklist", as: .office)
      #expect(before.status == 200)
      let store = try DeliveryStore(of: server.folder)
      let id = try #require(server.keys[.office]).id
      try store.revokeKey(id, at: Moment(server.clock.now), by: "root")
      var status = 200
      for _ in 0..<12_000 where status != 401 {
        status = try await server.ask("GET", "/v1/worklist", as: .office).status
        try await Pause.milliseconds(25)
      }
      #expect(status == 401)
    }
  }

  @Test func `who asks too often is told when to come back`() async throws {
    try await TestServer.with {
      $0.limits.requestsPerMinute = 2
    } _: { server in
      let first = try await server.ask("GET", "/v1/consumers", as: .office)
      #expect(first["ratelimit-policy"] == "\"default\";q=2;w=60")
      #expect(first["ratelimit"]?.hasPrefix("\"default\";r=1;t=") == true)
      _ = try await server.ask("GET", "/v1/consumers", as: .office)
      let third = try await server.ask("GET", "/v1/consumers", as: .office)
      #expect(third.status == 429 && third.problem == "quota-exceeded")
      let wait = try #require(third["retry-after"].flatMap { Int($0) })
      #expect(1...30 ~= wait)
      #expect(third.json["violated-policies"]?.items == [.text("default")])
      let other = try await server.ask("GET", "/v1/keys", as: .administrator)
      #expect(other.status == 200)
    }
  }

  @Test func `whoever guesses keys is counted by address, and who has one is not`() async throws {
    try await TestServer.with {
      $0.limits.anonymousPerMinute = 2
    } _: { server in
      var statuses: [Int] = []
      for number in 1...4 {
        let guess = "hoso_office_\(String(repeating: "\(number)", count: 32))"
        let answer = try await server.wire().request(
          "GET", "/v1/consumers", [("Authorization", "Bearer " + guess)])
        statuses.append(answer.status)
      }
      #expect(statuses == [401, 401, 429, 429])
      #expect(try await server.ask("GET", "/v1/consumers", as: .office).status == 200)
    }
  }
}
