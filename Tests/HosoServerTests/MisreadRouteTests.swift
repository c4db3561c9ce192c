import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("Misread codes over HTTP")
struct MisreadRouteTests {
  private static let joined = "EE123456785VNEE100000003VN"

  private func scan(_ code: String, _ more: String = "") -> String {
    #"{"type":"dossier.picked_up","dossier":"\#(code)"\#(more)}"#
  }

  @Test(arguments: [joined, "EE1234S6785VN", "EE123456", "785VN", "0912345678", "RB123456785XX"])
  func `they are refused in a scan, an event and a batch`(code: String) async throws {
    try await TestServer.with { server in
      let one = try await server.ask("POST", "/v1/scans", as: .office, body: scan(code))
      #expect(one.status == 422 && one.json["errors"]?[0]?["pointer"]?.text == "#/dossier")
      let event = scan(
        code, #","id":"a1","source":"100000-x","occurred_at":"2020-03-05T08:12:00+07:00""#)
      #expect(try await server.ask("POST", "/v1/scans", as: .office, body: event).status == 422)
      let batch = try await server.ask(
        "POST", "/v1/scans", as: .office, [("Content-Type", "application/x-ndjson")], body: event)
      #expect(batch.json["rejected"] == .number("1") && batch.json["recorded"] == .number("0"))
      #expect(batch.json["rejected_lines"]?[0]?["detail"]?.text?.isEmpty == false)
    }
  }

  @Test func `what was probably read and the kind of code are told`() async throws {
    try await TestServer.with { server in
      let english = [("Accept-Language", "en")]
      let refused = try await server.ask(
        "POST", "/v1/scans", as: .office, english, body: scan("EE1234S6785VN"))
      #expect(refused.json["detail"]?.text?.contains("EE123456785VN") == true)
      let taken = try await server.ask("POST", "/v1/scans", as: .office, body: scan("BN-1234"))
      #expect(taken.json["code_kind"]?.text == "receipt")
    }
  }

  @Test func `the office's settings hold as soon as they are changed`() async throws {
    try await TestServer.with { server in
      let code = "001085012345"
      let before = try await server.ask("POST", "/v1/scans", as: .office, body: scan(code))
      #expect(before.status == 422)
      try LedgerWriter(opening: server.folder) { server.clock.now }.commit { transaction in
        var rules = transaction.settings.codes
        rules.receipts = .printedAs([try ReceiptPattern("nnnnnnnnnnnn")])
        try transaction.set(rules)
      }
      // Whatever is committed next brings the settings along.
      _ = try await server.ask("POST", "/v1/scans", as: .office, body: scan("EE123456785VN"))
      let after = try await server.ask("POST", "/v1/scans", as: .office, body: scan(code))
      #expect(after.status == 201)
      let read = try await server.ask("GET", "/v1/dossiers/\(code)", as: .administrator)
      #expect(read.status == 200)
    }
  }

  @Test func `two offices' scans of one code at the same moment are two facts`() async throws {
    try await TestServer.with { server in
      let first = try await server.ask(
        "POST", "/v1/scans", as: .office, body: scan("EE123456785VN"))
      let second = try await server.ask(
        "POST", "/v1/scans", as: .administrator, body: scan("EE123456785VN", #","office":"460000""#)
      )
      #expect(first.status == 201 && second.status == 201)
      let again = try await server.ask(
        "POST", "/v1/scans", as: .office, body: scan("EE123456785VN"))
      #expect(again.status == 200 && again.json["outcome"]?.text == "known")
    }
  }

  @Test func `a misread code that the ledger holds is a duplicate, and is found`() async throws {
    try await TestServer.with { server in
      let event = Event(
        identity: EventIdentity(
          source: try SourceName("100000-x"), sequence: nil, id: try EventID("a1")),
        type: .dossierPickedUp, occurredAt: try OccurredAt(rfc3339: "2020-03-05T08:12:00+07:00"),
        subject: .dossier(try #require(Alias(stored: Self.joined))))
      var held = event
      held.office = try PostOfficeCode("100000")
      _ = try LedgerWriter(opening: server.folder) { server.clock.now }.commit {
        try $0.append(held)
      }
      let place = #","office":"100000","source":"100000-x","id":"a1""#
      let line = scan(
        Self.joined, place + #","occurred_at":"2020-03-05T08:12:00+07:00""#)
      let batch = try await server.ask(
        "POST", "/v1/scans", as: .office, [("Content-Type", "application/x-ndjson")], body: line)
      #expect(batch.json["duplicates"] == .number("1"))
      let read = try await server.ask("GET", "/v1/dossiers/\(Self.joined)", as: .administrator)
      #expect(read.status == 200)
      let unknown = try await server.ask(
        "GET", "/v1/dossiers/EE123456785VNEE123456785VN", as: .administrator)
      #expect(unknown.status == 422)
    }
  }

  @Test func `a second void is answered with the first`() async throws {
    try await TestServer.with { server in
      let recorded = try await server.ask(
        "POST", "/v1/scans", as: .office, body: scan("EE123456785VN"))
      let id = try #require(recorded.json["id"]?.text)
      let first = try await server.ask("POST", "/v1/events/\(id)/void", as: .office)
      let second = try await server.ask("POST", "/v1/events/\(id)/void", as: .office)
      #expect(first.status == 201 && second.status == 200)
      #expect(second.json["outcome"]?.text == "already_voided")
      #expect(second.json["id"] == first.json["id"])
      let void = try #require(first.json["id"]?.text)
      let restored = try await server.ask("POST", "/v1/events/\(void)/void", as: .office)
      #expect(restored.json["restores"]?.text == id)
    }
  }

  /// Changes how the office's receipts are numbered; the server knows it with its next commit.
  private func print(receipts pattern: String, _ server: TestServer) async throws {
    try LedgerWriter(opening: server.folder) { server.clock.now }.commit { transaction in
      var rules = transaction.settings.codes
      rules.receipts = .printedAs([try ReceiptPattern(pattern)])
      try transaction.set(rules)
    }
    let next = try await server.ask("POST", "/v1/scans", as: .office, body: scan("EE999999995VN"))
    #expect(next.status == 201)
  }

  @Test func `of several codes the one is told that is not on record`() async throws {
    try await TestServer.with { server in
      _ = try await server.ask("POST", "/v1/scans", as: .office, body: scan("BN-1234"))
      try await print(receipts: "aa-nnnnnn", server)
      let returned = { (more: String) in
        #"{"type":"result.returned","dossier":"BN-1234"\#(more)}"#
      }
      let alias = #","aliases":["EE100000003VN","BN-99"]"#
      let one = try await server.ask("POST", "/v1/scans", as: .office, body: returned(alias))
      #expect(one.status == 422 && one.json["errors"]?[0]?["pointer"]?.text == "#/aliases/1")
      let event = returned(
        alias + #","id":"a2","source":"100000-x","occurred_at":"2020-03-05T08:12:00+07:00""#)
      let own = try await server.ask("POST", "/v1/scans", as: .office, body: event)
      #expect(own.status == 422 && own.json["errors"]?[0]?["pointer"]?.text == "#/aliases/1")
      let batch = try await server.ask(
        "POST", "/v1/scans", as: .office, [("Content-Type", "application/x-ndjson")], body: event)
      #expect(batch.json["rejected_lines"]?[0]?["field"]?.text == "aliases[1]")
      let bag = #","parent":"0912345678""#
      let put = try await server.ask(
        "POST", "/v1/scans", as: .office,
        body: #"{"type":"item.departed","dossier":"BN-1234"\#(bag)}"#)
      #expect(put.status == 422 && put.json["errors"]?[0]?["pointer"]?.text == "#/parent")
      let taken = try await server.ask("POST", "/v1/scans", as: .office, body: returned(""))
      #expect(taken.status == 201)
    }
  }

  @Test func `a callback about a receipt that looks like a misread item is not flagged for it`()
    async throws
  {
    try await TestServer.with { server in
      try await print(receipts: "aannnnnn", server)
      let desk = try CallbackDesk(server)
      _ = try await server.ask(
        "POST", "/v1/scans", as: .office, body: scan("EE123456", #","agency":"H26.12""#))
      let sent = try await desk.send(CallbackDesk.event("dossier.accepted", "EE123456"))
      #expect(sent.status == 200 && sent.json["outcome"]?.text == "recorded")
      let again = try await desk.send(CallbackDesk.event("dossier.accepted", "EE123456"))
      #expect(again.json["outcome"]?.text == "duplicate")
      #expect(again.json["flags"]?[0] == nil)
    }
  }

  @Test func `a correction of a moment that is still to come is flagged`() async throws {
    try await TestServer.with { server in
      let recorded = try await server.ask(
        "POST", "/v1/scans", as: .office, body: scan("EE123456785VN"))
      let id = try #require(recorded.json["id"]?.text)
      let void = try await server.ask(
        "POST", "/v1/events/\(id)/void", as: .office,
        body: #"{"occurred_at":"2999-01-01T00:00:00Z"}"#)
      #expect(void.status == 201 && void.json["outcome"]?.text == "flagged")
      #expect(void.json["flags"]?[0]?["flag"]?.text == "in-future")
    }
  }
}
