import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("What a key sees over HTTP")
struct ReachRouteTests {
  private let item = "EE123456785VN"

  /// Another post office's scan, as an administrator uploads it.
  private func scan(
    _ server: TestServer, _ type: String, office: String, as kind: KeyKind = .administrator,
    code: String? = nil, more: String = ""
  ) async throws {
    server.clock.advance(seconds: 10)
    let identity = kind == .administrator ? upload(from: office, server) : ""
    let body =
      #"{"type":"\#(type)","dossier":"\#(code ?? item)","office":"\#(office)"\#(identity)\#(more)}"#
    let answer = try await server.ask("POST", "/v1/scans", as: kind, body: body)
    #expect(answer.status == 201)
  }

  /// What an event of another post office's own desk says of itself.
  private func upload(from office: String, _ server: TestServer) -> String {
    let now = OccurredAt(milliseconds: Moment(server.clock.now).milliseconds)
    return #","id":"e-\#(now.milliseconds)","source":"\#(office)-a1b2c3-1","#
      + #""occurred_at":"\#(now.rfc3339)""#
  }

  private func sight(_ server: TestServer) async throws -> String? {
    let seen = try await server.ask("GET", "/v1/dossiers/\(item)", as: .office)
    return seen.status == 404 ? nil : seen.json["dossier"]?["sight"]?.text
  }

  private func types(_ server: TestServer, as kind: KeyKind) async throws -> [String?] {
    let page = try await server.ask("GET", "/v1/events", as: kind)
    return page.json["events"]?.items?.map { $0["type"]?.text } ?? []
  }

  @Test(arguments: [
    ("item.arrived", ""), ("fee.collected", #","money":"fee","amount":1000"#),
    ("item.departed", #","destination":"100000""#),
  ])
  func `a scan in passing shows its own events, the state, the agency and where it is bound`(
    type: String, more: String
  ) async throws {
    try await TestServer.with { server in
      let entry =
        #","agency":"H26.12","service":"1.001612","destination":"700000","actor":"nv042""#
      try await scan(server, "dossier.picked_up", office: "460000", more: entry)
      let foreign = try await server.ask("GET", "/v1/dossiers/\(item)", as: .office)
      #expect(foreign.status == 404)
      try await scan(server, type, office: "100000", as: .office, more: more)
      let seen = try await server.ask("GET", "/v1/dossiers/\(item)", as: .office)
      let dossier = try #require(seen.json["dossier"])
      #expect(dossier["sight"]?.text == "own-events" && dossier["agency"]?.text == "H26.12")
      #expect(dossier["state"]?.text == "on-the-way-to-agency")
      #expect(dossier["entries"]?.items?.map { $0["office"]?.text } == ["100000"])
      #expect(!seen.text.contains("nv042") && !seen.text.contains("1.001612"))
      let link = try await server.ask("POST", "/v1/dossiers/\(item)/tracking-links", as: .office)
      #expect(link.status == 404)
      #expect(try await types(server, as: .office) == [type])
      let audit = try await server.ask("GET", "/v1/audit", as: .administrator)
      let reading = audit.json["entries"]?.items?.first { $0["action"]?.text == "dossier.read" }
      #expect(reading?["subject"]?.text == item)
      #expect(reading?["actor"]?.text == server.keys[.office]?.id)
    }
  }

  @Test func `a flag names no event of others to an office that the dossier only passed through`()
    async throws
  {
    try await TestServer.with { server in
      try await scan(
        server, "dossier.picked_up", office: "460000", more: #","agency":"H26.12","actor":"nv042""#)
      server.clock.advance(seconds: 10)
      let body = #"{"type":"dossier.picked_up","dossier":"\#(item)"}"#
      let scanned = try await server.ask("POST", "/v1/scans", as: .office, body: body)
      let flag = scanned.json["flags"]?[0]
      #expect(flag?["flag"]?.text == "duplicate")
      #expect(flag?["first_id"] == nil && flag?["first_occurred_at"] == nil)
      let seen = try await server.ask("GET", "/v1/dossiers/\(item)", as: .office)
      #expect(seen.json["dossier"]?["sight"]?.text == "own-events")
      #expect(!seen.text.contains("nv042") && !seen.text.contains("460000"))
      server.clock.advance(seconds: 10)
      let again = try await server.ask("POST", "/v1/scans", as: .office, body: body)
      #expect(again.json["flags"]?[0]?["flag"]?.text == "duplicate")
      #expect(again.json["flags"]?[0]?["first_id"] == nil)
    }
  }

  @Test func `what is sent to an office opens, and its earlier events come first`() async throws {
    try await TestServer.with { server in
      try await scan(server, "dossier.picked_up", office: "460000", more: #","agency":"H26.12""#)
      try await scan(server, "item.arrived", office: "100000", as: .office)
      #expect(try await sight(server) == "own-events")
      try await scan(
        server, "item.departed", office: "460000", more: #","destination":"100000""#)
      #expect(try await sight(server) == "all")
      #expect(
        try await types(server, as: .office)
          == ["item.arrived", "dossier.picked_up", "item.departed"])
      let link = try await server.ask("POST", "/v1/dossiers/\(item)/tracking-links", as: .office)
      #expect(link.status == 201)
    }
  }

  @Test func `a bag that is sent to an office opens what is in it`() async throws {
    try await TestServer.with { server in
      try await scan(
        server, "dossier.picked_up", office: "460000", more: #","parent":"TUI-17""#)
      server.clock.advance(seconds: 10)
      let bag = try await server.ask(
        "POST", "/v1/scans", as: .administrator,
        body:
          #"{"type":"item.departed","parent":"TUI-17","office":"460000","destination":"100000""#
          + upload(from: "460000", server) + "}")
      #expect(bag.status == 201)
      #expect(try await sight(server) == "all")
    }
  }

  @Test func `a scan of another office further back takes sight from nobody`() async throws {
    try await TestServer.with { server in
      for type in ["dossier.picked_up", "dossier.delivered"] {
        try await scan(server, type, office: "100000", as: .office)
        #expect(try await sight(server) == "all")
      }
      for (number, type) in ["dossier.picked_up", "dossier.delivered"].enumerated() {
        server.clock.advance(seconds: 10)
        let body =
          #"{"type":"\#(type)","dossier":"\#(item)","office":"460000","id":"b-\#(number)","#
          + #""source":"460000-a1b2c3-1","occurred_at":"2020-01-01T08:00:00+07:00"}"#
        let answer = try await server.ask("POST", "/v1/scans", as: .administrator, body: body)
        #expect(answer.status == 201)
        #expect(try await sight(server) == "all")
      }
    }
  }

  @Test func `a later entry and a link take no dossier from its agency`() async throws {
    try await TestServer.with { server in
      try await scan(server, "dossier.picked_up", office: "460000", more: #","agency":"H26.12""#)
      try await scan(
        server, "dossier.picked_up", office: "100000", as: .office,
        more: #","agency":"H27","occurred_at":"2020-01-01T08:00:00+07:00""#)
      #expect(try await sight(server) == "own-events")
      let other = "EE000000005VN"
      try await scan(
        server, "dossier.picked_up", office: "100000", as: .office, code: other,
        more: #","agency":"H27""#)
      try await scan(
        server, "alias.linked", office: "100000", as: .office, code: other,
        more: #","aliases":["EE123456785VN"]"#)
      let kept = try await server.ask("GET", "/v1/dossiers/\(item)", as: .agency)
      #expect(kept.status == 200)
      #expect(kept.json["dossier"]?["codes"]?.items?.map(\.text) == [item])
      let closed = try await server.ask("GET", "/v1/dossiers/\(other)", as: .agency)
      #expect(closed.status == 404)
      #expect(try await types(server, as: .agency) == ["dossier.picked_up", "dossier.picked_up"])
      let doubts = try await server.ask(
        "GET", "/v1/worklist?kind=agencies", as: .administrator)
      let reasons = doubts.json["items"]?.items?.map { $0["reason"]?.text } ?? []
      #expect(Set(reasons) == ["other-agency", "two-agencies"])
    }
  }

  @Test func `an administrator settles a doubt by saying which agency it was`() async throws {
    try await TestServer.with { server in
      try await scan(server, "dossier.picked_up", office: "460000", more: #","agency":"H27""#)
      try await scan(
        server, "item.arrived", office: "100000", as: .office, more: #","agency":"H26.12""#)
      #expect(try await server.ask("GET", "/v1/dossiers/\(item)", as: .agency).status == 404)
      let entry = try #require(try LedgerReader(opening: server.folder).event(at: .start.next))
      let id = entry.event.identity.id.text
      let body =
        #"{"type":"event.amended","target":"\#(id)","set":{"agency":"H26.12"}"#
        + upload(from: "460000", server).replacing("e-", with: "amendment-") + "}"
      // Neither the office that named the other agency, nor that agency, settles it.
      for kind in [KeyKind.office, .agency] {
        #expect(try await server.ask("POST", "/v1/scans", as: kind, body: body).status == 403)
      }
      let settled = try await server.ask("POST", "/v1/scans", as: .administrator, body: body)
      #expect(settled.status == 201)
      #expect(try await server.ask("GET", "/v1/dossiers/\(item)", as: .agency).status == 200)
      let doubts = try await server.ask("GET", "/v1/worklist?kind=agencies", as: .administrator)
      #expect(doubts.json["items"]?.items?.isEmpty == true)
    }
  }
}
