import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("A request sent more than once under one Idempotency-Key")
struct OnceTests {
  private let pickup = #"{"type":"dossier.picked_up","dossier":"EE123456785VN"}"#

  @Test(arguments: ["\"k-1\"", "k-1"])
  func `the second gets the first one's answer, and nothing is recorded twice`(
    key: String
  ) async throws {
    try await TestServer.with { server in
      let field = [("Idempotency-Key", key)]
      let first = try await server.ask("POST", "/v1/scans", as: .office, field, body: pickup)
      server.clock.advance(seconds: 100)
      let second = try await server.ask(
        "POST", "/v1/scans", as: .office, [("Idempotency-Key", "\"k-1\"")], body: pickup)
      #expect(first.status == 201 && second.status == 201)
      #expect(second["idempotency-replayed"] == "true" && first["idempotency-replayed"] == nil)
      #expect(second.body == first.body && second["location"] == first["location"])
      let reader = try LedgerReader(opening: server.folder)
      #expect(reader.head.position.number == 1)
    }
  }

  @Test func `another body under the key is refused, another key is another request`() async throws
  {
    try await TestServer.with { server in
      let field = [("Idempotency-Key", "\"k-1\"")]
      _ = try await server.ask("POST", "/v1/scans", as: .office, field, body: pickup)
      let other = pickup.replacing("picked_up", with: "delivered")
      let refused = try await server.ask("POST", "/v1/scans", as: .office, field, body: other)
      #expect(refused.status == 422 && refused.problem == "idempotency-key-reused")
      let admin = try await server.ask("POST", "/v1/scans", as: .administrator, field, body: other)
      #expect(admin.status == 201)
    }
  }

  @Test(arguments: ["\"\"", "\"a b\"", "\"a", "\"\(String(repeating: "a", count: 65))\"", "é"])
  func `a malformed key is refused`(key: String) async throws {
    try await TestServer.with { server in
      let answer = try await server.ask(
        "POST", "/v1/scans", as: .office, [("Idempotency-Key", key)], body: pickup)
      #expect(answer.status == 400 && answer.problem == "malformed-idempotency-key")
    }
  }

  @Test(
    arguments: [
      ("/v1/keys", #"{"kind":"office","name":"Quầy 2","office":"100000"}"#),
      ("/v1/endpoints", #"{"name":"Một cửa","url":"https://motcua.example.vn/hoso"}"#),
    ])
  func `what shows a secret once shows it again to its asker, and is made once`(
    path: String, body: String
  ) async throws {
    try await TestServer.with { server in
      let field = [("Idempotency-Key", "\"k-1\"")]
      let first = try await server.ask("POST", path, as: .administrator, field, body: body)
      let again = try await server.ask("POST", path, as: .administrator, field, body: body)
      #expect(first.status == 201 && again.status == 201)
      #expect(again.body == first.body && again["idempotency-replayed"] == "true")
      let secret = try #require(first.json["secret"]?.text)
      let other = try await server.ask("POST", path, as: .agency, field, body: body)
      #expect(other.json["secret"]?.text != secret)
      let list = try await server.ask("GET", path, as: .administrator)
      let names = (list.json["keys"] ?? list.json["endpoints"])?.items?.map { $0["name"]?.text }
      let name = body.contains("Quầy 2") ? "Quầy 2" : "Một cửa"
      // An agency may make an endpoint of its own, and no key.
      let made = other.status == 201 ? 2 : 1
      #expect(names?.filter { $0 == name }.count == made)
    }
  }

  @Test func `an answer with a secret is nowhere on the disk in the clear`() async throws {
    try await TestServer.with { server in
      let answer = try await server.ask(
        "POST", "/v1/keys", as: .administrator, [("Idempotency-Key", "\"k-1\"")],
        body: #"{"kind":"planner","name":"Phòng kế hoạch"}"#)
      let secret = try #require(answer.json["secret"]?.text)
      for suffix in ["", "-wal"] {
        let bytes = try FileBytes.read(server.folder.path + "/deliveries.db" + suffix)
        #expect(!bytes.isEmpty)
        #expect(bytes.firstRange(of: Array(secret.utf8)) == nil)
      }
    }
  }

  @Test func `a refusal is not kept: the request may be sent again`() async throws {
    try await TestServer.with { server in
      let field = [("Idempotency-Key", "\"k-1\"")]
      let bad = pickup.replacing("785", with: "784")
      let first = try await server.ask("POST", "/v1/scans", as: .office, field, body: bad)
      let second = try await server.ask("POST", "/v1/scans", as: .office, field, body: pickup)
      #expect(first.status == 422 && second.status == 201)
    }
  }

  @Test func `of many at once one is done, and the others are told to wait or get its answer`()
    async throws
  {
    try await TestServer.with { server in
      let field = [("Idempotency-Key", "\"k-1\"")]
      let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
        for _ in 0..<12 {
          group.addTask {
            try await server.ask("POST", "/v1/scans", as: .office, field, body: self.pickup)
          }
        }
        return try await group.reduce(into: [Answer]()) { $0.append($1) }
      }
      #expect(answers.allSatisfy { $0.status == 201 || $0.status == 409 })
      #expect(answers.contains { $0.status == 201 })
      #expect(Set(answers.filter { $0.status == 201 }.map(\.text)).count == 1)
      let reader = try LedgerReader(opening: server.folder)
      #expect(reader.head.position.number == 1)
    }
  }

  @Test func `what was recorded before a crash is recognised, not recorded again`() async throws {
    try await TestServer.with { server in
      // The server was killed between its commit and its answer: claim and event are there.
      let key = try #require(server.keys[.office])
      let request = IdempotentRequest(
        owner: key.id, key: "k-1", method: "POST", target: "/v1/scans", body: Array(pickup.utf8))
      let store = try DeliveryStore(of: server.folder)
      let then = Moment(server.clock.now)
      _ = try store.claim(request, head: .start, at: then)
      let writer = try LedgerWriter(opening: server.folder) { server.clock.now }
      var scan = Scan(
        type: .dossierPickedUp, code: try Alias("EE123456785VN"),
        occurredAt: OccurredAt(milliseconds: then.milliseconds))
      scan.details.office = try PostOfficeCode("100000")
      scan.details.province = try ProvinceCode("01")
      _ = try ScanDesk(writer).record([scan])
      server.clock.advance(seconds: 3_600)
      let answer = try await server.ask(
        "POST", "/v1/scans", as: .office, [("Idempotency-Key", "\"k-1\"")], body: pickup)
      #expect(answer.status == 201 && answer.json["outcome"]?.text == "recorded")
      #expect(answer.json["position"] == .number("1"))
      let reader = try LedgerReader(opening: server.folder)
      #expect(reader.head.position.number == 1)
    }
  }

  @Test func `a void recorded before a crash is not recorded again`() async throws {
    try await TestServer.with { server in
      let scan = try await server.ask("POST", "/v1/scans", as: .office, body: pickup)
      let id = try #require(scan.json["id"]?.text)
      let key = try #require(server.keys[.office])
      let target = "/v1/events/\(id)/void"
      let request = IdempotentRequest(
        owner: key.id, key: "v-1", method: "POST", target: target, body: [])
      let then = Moment(server.clock.now)
      let store = try DeliveryStore(of: server.folder)
      _ = try store.claim(request, head: LedgerPosition(1), at: then)
      let writer = try LedgerWriter(opening: server.folder) { server.clock.now }
      _ = try ScanDesk(writer).correct([try EventID(id)]) { identity, target in
        Event(
          identity: identity, type: .eventVoided,
          occurredAt: OccurredAt(milliseconds: then.milliseconds), subject: .event(target))
      }
      server.clock.advance(seconds: 3_600)
      let answer = try await server.ask(
        "POST", target, as: .office, [("Idempotency-Key", "\"v-1\"")])
      #expect(answer.status == 201 && answer.json["position"] == .number("2"))
      let reader = try LedgerReader(opening: server.folder)
      #expect(reader.head.position.number == 2)
    }
  }
}
