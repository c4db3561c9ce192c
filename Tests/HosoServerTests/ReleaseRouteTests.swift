import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("Publications over HTTP")
struct ReleaseRouteTests {
  private func publish(_ label: String, _ server: TestServer) throws {
    let writer = try LedgerWriter(opening: server.folder) { server.clock.now }
    let period = try Period.parse(label, calendar: .calendar)
    try writer.commit { transaction in
      _ = try transaction.append(own: writer.settings.source) { identity in
        var event = Event(
          identity: identity, type: .figuresReleased,
          occurredAt: OccurredAt(milliseconds: 1_583_391_120_000), subject: .period)
        event.period = period
        return event
      }
    }
  }

  private func scan(_ server: TestServer, _ code: String) async throws {
    let body =
      #"{"type":"dossier.picked_up","dossier":"\#(code)","#
      + #""occurred_at":"2019-12-05T08:12:00+07:00"}"#
    #expect(try await server.ask("POST", "/v1/scans", as: .office, body: body).status == 201)
  }

  @Test func `publications are listed, by period too, and read one by one`() async throws {
    try await TestServer.with { server in
      try publish("2019Q4", server)
      try publish("2019", server)
      try publish("2019Q4", server)
      let all = try await server.ask("GET", "/v1/releases", as: .planner)
      let names = all.json["releases"]?.items?.map { $0["name"]?.text }
      #expect(names == ["2019Q4.r1", "2019.r1", "2019Q4.r2"])
      let some = try await server.ask("GET", "/v1/releases?period=2019Q4", as: .planner)
      #expect(some.json["releases"]?.items?.count == 2)
      let one = try await server.ask("GET", "/v1/releases/2019Q4.r2", as: .planner)
      #expect(one.json["status"]?.text == "revised" && one.json["period"]?.text == "2019-Q4")
      let tag = try #require(one["etag"])
      let same = try await server.ask(
        "GET", "/v1/releases/2019Q4.r2", as: .planner, [("If-None-Match", tag)])
      #expect(same.status == 304)
      for missing in ["2019Q4.r3", "2018Q4.r1", "qu%C3%BD-1", "2019Q4"] {
        let answer = try await server.ask("GET", "/v1/releases/" + missing, as: .planner)
        #expect(answer.status == 404)
      }
    }
  }

  @Test func `a publication's figures and files stay what they were`() async throws {
    try await TestServer.with { server in
      try await scan(server, "EE123456785VN")
      try publish("2019Q4", server)
      let file = "/v1/releases/2019Q4.r1/throughput-nation.csv"
      let figures = "/v1/figures?period=2019Q4&as_of=2019Q4.r1"
      let before = try await server.ask("GET", file, as: .planner)
      #expect(before.status == 200 && before.text.contains(",1,1,"))
      let counted = try await server.ask("GET", figures, as: .planner)
      try await scan(server, "EE000000005VN")
      #expect(try await server.ask("GET", file, as: .planner).text == before.text)
      #expect(try await server.ask("GET", figures, as: .planner).text == counted.text)
      let manifest = try await server.ask(
        "GET", "/v1/exports/2019Q4?as_of=2019Q4.r1", as: .planner)
      #expect(manifest.json["release"]?.text == "2019Q4.r1")
      let now = try await server.ask(
        "GET", "/v1/exports/2019Q4/throughput-nation.csv", as: .planner)
      #expect(now.status == 200 && now.text != before.text)
      let unknown = try await server.ask(
        "GET", "/v1/figures?period=2019Q4&as_of=2019Q4.r9", as: .planner)
      #expect(unknown.status == 404)
    }
  }

  @Test func `figures say whether a period was over, and compare the same days when asked`()
    async throws
  {
    try await TestServer.with { server in
      try await scan(server, "EE123456785VN")
      let path = "/v1/figures?period=2019Q4&as_of="
      func row(_ query: String) async throws -> [String?] {
        let answer = try await server.ask("GET", path + query, as: .planner)
        let row = answer.json["rows"]?.items?.first
        return [row?["period"]?.text, row?["period_status"]?.text]
      }
      #expect(try await row("2021-01-01") == ["2019-Q4", "ended"])
      #expect(try await row("2019-12-10") == ["2019-Q4", "not_ended"])
      let days = "2019-10-01..2019-12-09"
      #expect(try await row("2019-12-10&same_days=true") == [days, "ended"])
      #expect(try await row("2019-12-10&same_days=false") == ["2019-Q4", "not_ended"])
      let wrong = try await server.ask("GET", path + "2019-12-10&same_days=maybe", as: .planner)
      #expect(wrong.status == 400)
    }
  }

  @Test func `whoever may not see figures sees no publications`() async throws {
    try await TestServer.with { server in
      try publish("2019Q4", server)
      for path in [
        "/v1/releases", "/v1/releases/2019Q4.r1", "/v1/releases/2019Q4.r1/manifest.json",
      ] {
        let answer = try await server.ask("GET", path, as: .agency)
        #expect(answer.status == 403)
      }
    }
  }
}
