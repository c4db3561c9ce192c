import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("Scans over HTTP")
struct ScanRouteTests {
  private let pickup = #"{"type":"dossier.picked_up","dossier":"ee123456785vn"}"#

  @Test func `a scan is recorded for the key's office at the moment it arrived`() async throws {
    try await TestServer.with { server in
      let answer = try await server.ask("POST", "/v1/scans", as: .office, body: pickup)
      #expect(answer.status == 201)
      #expect(answer.json["outcome"]?.text == "recorded")
      #expect(answer.json["dossier"]?.text == "EE123456785VN")
      #expect(answer.json["occurred_at"]?.text == "2020-03-05T13:52:00+07:00")
      let location = try #require(answer["location"])
      let event = try await server.ask("GET", location, as: .office)
      #expect(event.status == 200)
      #expect(event.json["data"]?["office"]?.text == "100000")
      #expect(event.json["data"]?["province"]?.text == "01")
      let reader = try LedgerReader(opening: server.folder)
      #expect(reader.head.position.number == 1)
    }
  }

  @Test func `the scanner's stutter is known, a later scan is recorded and flagged`() async throws {
    try await TestServer.with { server in
      _ = try await server.ask("POST", "/v1/scans", as: .office, body: pickup)
      let stutter = try await server.ask("POST", "/v1/scans", as: .office, body: pickup)
      #expect(stutter.status == 200 && stutter.json["outcome"]?.text == "known")
      server.clock.advance(seconds: 10)
      let second = try await server.ask("POST", "/v1/scans", as: .office, body: pickup)
      #expect(second.status == 201 && second.json["outcome"]?.text == "flagged")
      #expect(second.json["flags"]?[0]?["flag"]?.text == "duplicate")
    }
  }

  @Test(
    arguments: [
      ("{", 400, "malformed-body", nil),
      ("[]", 422, "unprocessable", "#"),
      (
        #"{"type":"dossier.picked_up","dossier":"EE123456784VN"}"#, 422, "wrong-check-digit",
        "#/dossier"
      ),
      (#"{"type":"dossier.picked_up"}"#, 422, "unprocessable", "#/dossier"),
      (#"{"type":"dossier.lifted","dossier":"EE123456785VN"}"#, 422, "unprocessable", "#/type"),
      (
        #"{"type":"dossier.picked_up","dossier":"EE123456785VN","weight":3}"#, 422, "unprocessable",
        "#/weight"
      ),
      (
        #"{"type":"dossier.picked_up","dossier":"EE123456785VN","aliases":["?"]}"#, 422,
        "unprocessable", "#/aliases/0"
      ),
      (
        #"{"type":"dossier.picked_up","type":"dossier.delivered","dossier":"EE123456785VN"}"#, 400,
        "malformed-body", "#/type"
      ),
      (
        #"{"type":"dossier.picked_up","dossier":"EE123456785VN","office":"460000"}"#, 403,
        "not-allowed", nil
      ),
    ] as [(String, Int, String, String?)])
  func `what is no scan says why, and where`(
    body: String, status: Int, problem: String, pointer: String?
  ) async throws {
    try await TestServer.with { server in
      let answer = try await server.ask("POST", "/v1/scans", as: .office, body: body)
      #expect(answer.status == status && answer.problem == problem)
      #expect(answer.json["errors"]?[0]?["pointer"]?.text == pointer)
      let reader = try LedgerReader(opening: server.folder)
      #expect(reader.head.position == .start)
    }
  }

  @Test func `an event of another system is recorded once, whatever else comes under its name`()
    async throws
  {
    try await TestServer.with { server in
      let event = """
        {"id":"a1","source":"dvc-100000","type":"dossier.picked_up","dossier":"EE123456785VN",
        "occurred_at":"2020-03-05T08:12:00+07:00","office":"100000"}
        """
      let first = try await server.ask("POST", "/v1/scans", as: .office, body: event)
      #expect(first.status == 201 && first.json["source"]?.text == "dvc-100000")
      let again = try await server.ask("POST", "/v1/scans", as: .office, body: event)
      #expect(again.status == 200 && again.json["outcome"]?.text == "duplicate")
      let other = event.replacing("08:12", with: "08:13")
      let aside = try await server.ask("POST", "/v1/scans", as: .office, body: other)
      #expect(aside.status == 200 && aside.json["outcome"]?.text == "set_aside")
      let own = try LedgerReader(opening: server.folder).settings.source.text
      let forged = event.replacing("dvc-100000", with: own)
      let refused = try await server.ask("POST", "/v1/scans", as: .office, body: forged)
      #expect(refused.status == 403)
    }
  }

  @Test func `a batch tells what became of each line, and running it again records nothing`()
    async throws
  {
    try await TestServer.with { server in
      let line = { (id: Int, code: String) in
        """
        {"id":"\(id)","source":"100000-s","type":"dossier.picked_up","dossier":"\(code)",\
        "occurred_at":"2020-03-05T08:12:00+07:00"}
        """
      }
      let batch = [line(1, "EE123456785VN"), "", "{", line(2, "EE123456784VN")]
        .joined(separator: "\n")
      let type = [("Content-Type", "application/x-ndjson")]
      let answer = try await server.ask(
        "POST", "/v1/scans?results=all", as: .office, type, body: batch)
      #expect(answer.status == 200)
      #expect(answer.json["recorded"] == .number("1") && answer.json["rejected"] == .number("2"))
      #expect(answer.json["lines"] == .number("4"))
      let lines = answer.json["rejected_lines"]?.items?.map { $0["line"]?.wholeNumber }
      #expect(lines == [3, 4])
      #expect(answer.json["results"]?[0]?["outcome"]?.text == "recorded")
      let again = try await server.ask("POST", "/v1/scans", as: .office, type, body: batch)
      #expect(again.json["recorded"] == .number("0") && again.json["duplicates"] == .number("1"))
    }
  }

  @Test func `a batch may be CSV, with CRLF, a byte order mark and semicolons`() async throws {
    try await TestServer.with { server in
      let rows =
        "\u{FEFF}id;type;dossier;occurred_at\r\n"
        + "1;dossier.picked_up;EE123456785VN;2020-03-05T08:12:00+07:00\r\n"
        + "2;dossier.picked_up;EE123456784VN;2020-03-05T08:12:00+07:00\r\n"
      let answer = try await server.ask(
        "POST", "/v1/scans?source=100000-3", as: .office, [("Content-Type", "text/csv")], body: rows
      )
      #expect(answer.json["recorded"] == .number("1"))
      #expect(answer.json["rejected_lines"]?[0]?["line"]?.wholeNumber == 3)
      let bad = try await server.ask(
        "POST", "/v1/scans", as: .office, [("Content-Type", "text/csv")], body: "a,b\n1,2\n")
      #expect(bad.status == 422)
    }
  }

  @Test func `a key of one office voids and amends events of that office only`() async throws {
    try await TestServer.with { server in
      let scan = try await server.ask("POST", "/v1/scans", as: .office, body: pickup)
      let id = try #require(scan.json["id"]?.text)
      let elsewhere = #"{"type":"dossier.delivered","dossier":"EE123456785VN","office":"460000"}"#
      let other = try await server.ask("POST", "/v1/scans", as: .administrator, body: elsewhere)
      let otherID = try #require(other.json["id"]?.text)
      let foreign = try await server.ask("POST", "/v1/events/\(otherID)/void", as: .office)
      let unknown = try await server.ask("POST", "/v1/events/none/void", as: .office)
      #expect(foreign.status == 404 && unknown.status == 404)
      let amended = try await server.ask(
        "POST", "/v1/events/\(id)/amend", as: .office, body: #"{"set":{"province":"40"}}"#)
      #expect(amended.status == 201 && amended.json["target"]?.text == id)
      let empty = try await server.ask(
        "POST", "/v1/events/\(id)/amend", as: .office, body: #"{"set":{}}"#)
      #expect(empty.status == 422)
      let voided = try await server.ask(
        "POST", "/v1/events/\(id)/void", as: .office, body: #"{"reason":"nhầm"}"#)
      #expect(voided.status == 201)
      let timeline = try await server.ask("GET", "/v1/dossiers/EE123456785VN", as: .administrator)
      #expect(timeline.json["dossier"]?["entries"]?[0]?["is_effective"] == .bool(false))
    }
  }

  @Test func `an amendment over HTTP puts any field in place, or empties it`() async throws {
    try await TestServer.with { server in
      let scan = try await server.ask("POST", "/v1/scans", as: .office, body: pickup)
      let path = "/v1/events/\(try #require(scan.json["id"]?.text))/amend"
      let amended = try await server.ask(
        "POST", path, as: .office,
        body: """
          {"set":{"due_date":"2020-03-12","service":"1.001612","agency":"H26.12.19",
          "channel":"online","parent":"TUI-17","destination":"460000","count":3,"amount":52000,
          "actor":"nv043"},"clear":["province","commune"]}
          """)
      #expect(amended.status == 201)
      let reader = try LedgerReader(opening: server.folder)
      let event = try #require(try reader.event(at: LedgerPosition(2))?.event)
      #expect(event.amendment?.cleared.fields == [.province, .commune])
      #expect(event.amendment?.parent?.text == "TUI-17" && event.amendment?.amount == 52_000)
      guard case .event(let target) = event.subject else {
        Issue.record("not about an event")
        return
      }
      #expect(target.hash != nil)
      for (body, pointer) in [
        (#"{"set":{"reason":"x"}}"#, "#/set/reason"), (#"{"clear":["mode"]}"#, "#/clear/0"),
        (#"{"clear":["parent","parent"]}"#, "#/clear/1"), ("{}", "#/set"),
        (#"{"set":{"parent":"A"},"clear":["parent"]}"#, "#/clear/0"),
      ] {
        let wrong = try await server.ask("POST", path, as: .office, body: body)
        #expect(wrong.status == 422, "\(body)")
        #expect(wrong.json["errors"]?[0]?["pointer"]?.text == pointer, "\(body)")
      }
    }
  }

  @Test func `an amendment over HTTP warns as a scan does, and refuses another label's code`()
    async throws
  {
    try await TestServer.with { server in
      let scan = try await server.ask("POST", "/v1/scans", as: .office, body: pickup)
      let path = "/v1/events/\(try #require(scan.json["id"]?.text))/amend"
      let late = try await server.ask(
        "POST", path, as: .office, body: #"{"set":{"due_date":"1926-12-12"}}"#)
      #expect(late.status == 201 && late.json["outcome"]?.text == "flagged")
      #expect(late.json["flags"]?.items?.map { $0["flag"]?.text } == ["due-date-far-off"])
      let known = try await server.ask(
        "POST", path, as: .office, body: #"{"set":{"province":"40"}}"#)
      #expect(known.json["outcome"]?.text == "recorded" && known.json["flags"]?.items == [])
      for code in ["0912345678", "EE123456784VN", "EE123456785VN", "785VN"] {
        let refused = try await server.ask(
          "POST", path, as: .office, body: #"{"set":{"parent":"\#(code)"}}"#)
        #expect(refused.status == 422, "\(code)")
      }
    }
  }

  @Test func `a counted label that is nothing else is a bag's, and a misread one is refused`()
    async throws
  {
    try await TestServer.with { server in
      func departure(_ fields: String) async throws -> Answer {
        try await server.ask(
          "POST", "/v1/scans", as: .office, body: #"{"type":"item.departed",\#(fields)}"#)
      }
      let taken = try await departure(#""dossier":"NEW-BAG","count":24"#)
      #expect(taken.status == 201 && taken.json["container"]?.text == "NEW-BAG")
      for fields in [
        #""dossier":"0912345678","count":24"#, #""parent":"0912345678","count":2"#,
        #""parent":"EE123456784VN""#, #""dossier":"NEW-BAG""#,
      ] {
        #expect(try await departure(fields).status == 422, "\(fields)")
      }
    }
  }

  @Test func `what is on record is scanned on over HTTP, whatever is taken anew`() async throws {
    try await TestServer.with { server in
      func scan(_ type: String, _ code: String, _ more: String = "") async throws -> Int {
        try await server.ask(
          "POST", "/v1/scans", as: .office,
          body: #"{"type":"\#(type)","dossier":"\#(code)"\#(more)}"#
        ).status
      }
      #expect(try await scan("dossier.picked_up", "BN-1234567") == 201)
      let writer = try LedgerWriter(opening: server.folder) { server.clock.now }
      var codes = CodeRules()
      codes.receipts = .printedAs([try ReceiptPattern("aa-nnnnnn")])
      try writer.commit { try $0.set(codes) }
      // The server sees what others set with its next commit.
      _ = try await server.ask("POST", "/v1/scans", as: .office, body: pickup)
      #expect(try await scan("result.returned", "BN-1234567") == 201)
      #expect(try await scan("result.returned", "BN-1234568") == 422)
      #expect(try await scan("dossier.picked_up", "BN-1234567") == 422)
      let foreign = #","id":"a-1","source":"100000.old","occurred_at":"2020-03-05T08:00:00Z""#
      #expect(try await scan("result.returned", "BN-1234567", foreign) == 201)
    }
  }

  @Test func `a correction may come before what it corrects, and not of another office's event`()
    async throws
  {
    try await TestServer.with { server in
      func post(_ id: String, _ more: String) async throws -> Int {
        try await server.ask(
          "POST", "/v1/scans", as: .office,
          body: """
            {"id":"\(id)","source":"100000-aaaaaa-1","occurred_at":"2020-03-05T08:12:00+07:00",
            "office":"100000",\(more)}
            """
        ).status
      }
      #expect(try await post("v-1", #""type":"event.voided","target":"p-1""#) == 201)
      let pickup = #""type":"dossier.picked_up","dossier":"EE123456785VN""#
      #expect(try await post("p-1", pickup) == 201)
      let timeline = try await server.ask("GET", "/v1/dossiers/EE123456785VN", as: .administrator)
      #expect(timeline.json["dossier"]?["entries"]?[0]?["is_effective"] == .bool(false))
      let foreign = #""type":"event.voided","target":"p-9","target_source":"200000-bbbbbb-1""#
      #expect(try await post("v-2", foreign) == 403)
    }
  }

  @Test func `a timeline that did not change is not sent again`() async throws {
    try await TestServer.with { server in
      _ = try await server.ask("POST", "/v1/scans", as: .office, body: pickup)
      let first = try await server.ask("GET", "/v1/dossiers/EE123456785VN", as: .office)
      let tag = try #require(first["etag"])
      let same = try await server.ask(
        "GET", "/v1/dossiers/EE123456785VN", as: .office, [("If-None-Match", tag)])
      #expect(same.status == 304 && same.body.isEmpty)
      server.clock.advance(seconds: 60)
      let delivery = #"{"type":"dossier.delivered","dossier":"EE123456785VN"}"#
      _ = try await server.ask("POST", "/v1/scans", as: .office, body: delivery)
      let changed = try await server.ask(
        "GET", "/v1/dossiers/EE123456785VN", as: .office, [("If-None-Match", tag)])
      #expect(changed.status == 200 && changed["etag"] != tag)
      let bad = try await server.ask("GET", "/v1/dossiers/EE123456784VN", as: .office)
      #expect(bad.status == 422 && bad.problem == "wrong-check-digit")
    }
  }

  @Test func `a scan of another process is seen at once`() async throws {
    try await TestServer.with { server in
      let writer = try LedgerWriter(opening: server.folder) { server.clock.now }
      let code = try Alias("EE123456785VN")
      _ = try ScanDesk(writer).record([
        Scan(
          type: .dossierPickedUp, code: code,
          occurredAt: OccurredAt(milliseconds: 1_583_391_000_000)
        )
      ])
      let seen = try await server.ask("GET", "/v1/dossiers/EE123456785VN", as: .administrator)
      #expect(seen.status == 200)
      let scan = try await server.ask("POST", "/v1/scans", as: .office, body: pickup)
      #expect(scan.json["position"] == .number("2"))
    }
  }
}
