import HosoDomain
import HosoLedger
import Testing

@testable import HosoServer
@testable import HosoState
@testable import HosoWebhooks

@Suite("The feed and the endpoints over HTTP")
struct FeedRouteTests {
  private func scan(_ server: TestServer, _ code: String, agency: String) async throws {
    let body = """
      {"type":"dossier.picked_up","dossier":"\(code)","agency":"\(agency)","actor":"nv042"}
      """
    let answer = try await server.ask("POST", "/v1/scans", as: .office, body: body)
    #expect(answer.status == 201)
  }

  @Test func `an agency pulls its own events page by page, byte by byte as they are pushed`()
    async throws
  {
    try await TestServer.with { server in
      try await scan(server, "EE123456785VN", agency: "H26.12.19")
      try await scan(server, "EE000000005VN", agency: "H27")
      try await scan(server, "EE000000014VN", agency: "H26.12")
      let first = try await server.ask("GET", "/v1/events?limit=1", as: .agency)
      #expect(first.status == 200 && !first.text.contains("nv042"))
      let events = try #require(first.json["events"]?.items)
      #expect(events.map { $0["subject"]?.text } == ["EE123456785VN"])
      #expect(first.json["has_more"] == .bool(true))
      let link = try #require(first["link"])
      let next = link.dropFirst().prefix { $0 != ">" }
      let second = try await server.ask("GET", String(next), as: .agency)
      let rest = second.json["events"]?.items?.map { $0["subject"]?.text }
      #expect(rest == ["EE000000014VN"])
      let id = try #require(events[0]["id"]?.text)
      let one = try await server.ask("GET", "/v1/events/\(id)", as: .agency)
      #expect(one.status == 200 && one.json == events[0])
      #expect(one["content-type"] == CloudEvent.contentType)
      let all = try await server.ask("GET", "/v1/events?limit=10", as: .administrator)
      let foreign = try #require(all.json["events"]?[1]?["id"]?.text)
      let refused = try await server.ask("GET", "/v1/events/\(foreign)", as: .agency)
      #expect(refused.status == 404)
      let none = try await server.ask("GET", "/v1/events?types=result.*", as: .agency)
      #expect(none.json["events"]?.items?.isEmpty == true)
      let bad = try await server.ask("GET", "/v1/events?after=x", as: .agency)
      #expect(bad.status == 400)
    }
  }

  @Test func `a condition narrows the feed, and one that is none says where it is wrong`()
    async throws
  {
    try await TestServer.with { server in
      for code in ["EE123456785VN", "EE000000005VN", "EE000000014VN"] {
        try await scan(server, code, agency: "H26.12.19")
      }
      let condition = "subject%20LIKE%20'EE0%25'"
      let first = try await server.ask(
        "GET", "/v1/events?limit=1&where=\(condition)", as: .agency)
      #expect(first.json["events"]?.items?.map { $0["subject"]?.text } == ["EE000000005VN"])
      let next = try #require(first["link"]).dropFirst().prefix { $0 != ">" }
      let second = try await server.ask("GET", String(next), as: .agency)
      #expect(second.json["events"]?.items?.map { $0["subject"]?.text } == ["EE000000014VN"])
      let bad = try await server.ask("GET", "/v1/events?where=subject%20LIKE", as: .agency)
      #expect(bad.status == 400)
      #expect(bad.json["errors"]?[0]?["parameter"]?.text == "where")
      let made = try await server.ask(
        "POST", "/v1/endpoints", as: .agency,
        body: #"""
          {"url":"https://motcua.example.vn/hoso","order":"endpoint",
           "filter":{"agencies":["H26.12"],"where":"type = 'a' OR mode = 'both' AND true"}}
          """#)
      #expect(made.status == 422)
      #expect(made.json["errors"]?[0]?["pointer"]?.text == "#/filter/where")
      let good = try await server.ask(
        "POST", "/v1/endpoints", as: .agency,
        body: #"""
          {"url":"https://motcua.example.vn/hoso","order":"endpoint",
           "filter":{"agencies":["H26.12"],"where":"mode = 'both'"}}
          """#)
      #expect(good.status == 201)
      let endpoint = good.json["endpoint"]
      #expect(endpoint?["order"]?.text == "endpoint")
      #expect(endpoint?["filter"]?["where"]?.text == "mode = 'both'")
    }
  }

  @Test func `a consumer acknowledges only what it read`() async throws {
    try await TestServer.with { server in
      try await scan(server, "EE123456785VN", agency: "H26.12.19")
      let target = "/v1/consumers/motcua"
      let unknown = try await server.ask("GET", target, as: .agency)
      #expect(unknown.status == 404)
      let blind = try await server.ask("PUT", target, as: .agency, body: #"{"cursor":"0"}"#)
      #expect(blind.status == 428)
      let made = try await server.ask(
        "PUT", target, as: .agency, [("If-None-Match", "*")], body: #"{"cursor":"0"}"#)
      #expect(made.status == 201 && made["etag"] == "\"1\"")
      let moved = try await server.ask(
        "PUT", target, as: .agency, [("If-Match", "\"1\"")], body: #"{"cursor":"1"}"#)
      #expect(moved.status == 200 && moved.json["cursor"]?.text == "1")
      let stale = try await server.ask(
        "PUT", target, as: .agency, [("If-Match", "\"1\"")], body: #"{"cursor":"0"}"#)
      #expect(stale.status == 412)
      let beyond = try await server.ask(
        "PUT", target, as: .agency, [("If-Match", "\"2\"")], body: #"{"cursor":"99"}"#)
      #expect(beyond.status == 422)
      let other = try await server.ask("GET", target, as: .administrator)
      #expect(other.status == 404)
      let same = try await server.ask("GET", target, as: .agency, [("If-None-Match", "\"2\"")])
      #expect(same.status == 304)
      let gone = try await server.ask("DELETE", target, as: .agency)
      #expect(gone.status == 204)
    }
  }

  @Test func `a cursor of another history is gone for endpoints too, and says where to go on`()
    async throws
  {
    try await TestServer.with { server in
      try await scan(server, "EE123456785VN", agency: "H26.12.19")
      let here = try await server.ask("GET", "/v1/events", as: .agency).json["cursor"]?.text
      let cursor = try #require(here)
      #expect(cursor.hasPrefix("1-") && cursor != "1-00000000")
      let endpoint = #"{"url":"https://motcua.example.vn/hoso","from":"CURSOR"}"#
      let made = try await server.ask(
        "POST", "/v1/endpoints", as: .agency, body: endpoint.replacing("CURSOR", with: cursor))
      #expect(made.status == 201)
      let target = try #require(made["location"])
      let wishes = [
        (path: "/v1/endpoints", body: endpoint),
        (path: target + "/seek", body: #"{"cursor":"CURSOR"}"#),
        (path: target + "/replay", body: #"{"after":"CURSOR"}"#),
      ]
      for (path, body) in wishes {
        func ask(_ cursor: String) async throws -> Answer {
          try await server.ask(
            "POST", path, as: .agency, body: body.replacing("CURSOR", with: cursor))
        }
        for other in ["1-00000000", "9-0123abcd"] {
          let gone = try await ask(other)
          #expect(gone.status == 410 && gone.problem == "cursor-gone")
          #expect(gone.json["go_on_after"]?.text == "0")
        }
        #expect(try await ask(cursor).status < 300)
        #expect(try await ask("1").status < 300)
        #expect(try await ask("9").status == 422)
      }
    }
  }

  @Test func `an agency makes, changes and removes its own endpoints, and sees no others`()
    async throws
  {
    try await TestServer.with { server in
      let made = try await server.ask(
        "POST", "/v1/endpoints", as: .agency,
        body: #"{"name":"Một cửa","url":"https://motcua.example.vn/hoso"}"#)
      #expect(made.status == 201 && made["etag"] == "\"1\"")
      #expect(made.json["secret"]?.text?.hasPrefix("whsec_") == true)
      #expect(made.json["endpoint"]?["state"]?.text == "awaiting-consent")
      #expect(made.json["endpoint"]?["filter"]?["agencies"] == .list([.text("H26.12")]))
      let target = try #require(made["location"])
      let blind = try await server.ask("PATCH", target, as: .agency, body: #"{"payload":"thin"}"#)
      #expect(blind.status == 428)
      for stale in ["\"7\"", "W/\"1\"", "\"x\", \"8\""] {
        let late = try await server.ask(
          "PATCH", target, as: .agency, [("If-Match", stale)], body: #"{"payload":"thin"}"#)
        #expect(late.status == 412)
      }
      let thin = try await server.ask(
        "PATCH", target, as: .agency, [("If-Match", "\"7\", \"1\"")],
        body: #"{"payload":"thin"}"#)
      #expect(thin.status == 200 && thin.json["payload"]?.text == "thin")
      let wide = try await server.ask(
        "PATCH", target, as: .agency, [("If-Match", "*")],
        body: #"{"filter":{"agencies":["H27"]}}"#)
      #expect(wide.status == 422)
      let off = try await server.ask("POST", target + "/disable", as: .agency)
      #expect(off.json["state"]?.text == "disabled")
      let rotated = try await server.ask("POST", target + "/rotate", as: .agency)
      #expect(rotated.status == 200 && rotated.json["secret"] != made.json["secret"])
      let keys = try await server.wire().request("GET", "/.well-known/webhook-keys.json")
      #expect(keys.json["keys"]?.items?.count == 2)
      #expect(keys.json["keys"]?[0]?["endpoint"] == nil)
      let attempts = try await server.ask("GET", target + "/attempts?limit=5", as: .agency)
      #expect(attempts.status == 200 && attempts.json["attempts"]?.items?.isEmpty == true)
      let admin = try await server.ask(
        "POST", "/v1/endpoints", as: .administrator, body: #"{"url":"https://a.example.vn/x"}"#)
      let foreign = try #require(admin["location"])
      let hidden = try await server.ask("GET", foreign, as: .agency)
      #expect(hidden.status == 404)
      let list = try await server.ask("GET", "/v1/endpoints", as: .agency)
      #expect(list.json["endpoints"]?.items?.count == 1)
      let revision = try #require(rotated["etag"])
      let gone = try await server.ask("DELETE", target, as: .agency, [("If-Match", revision)])
      #expect(gone.status == 204)
    }
  }

  @Test(arguments: [
    "http://motcua.example.vn/", "https://127.0.0.1/", "https://localhost/", "https://a:b@c.vn/",
    "ftp://c.vn/", "https://c.vn:22/", "",
  ])
  func `an endpoint at a place that may not be called is refused`(url: String) async throws {
    try await TestServer.with { server in
      let answer = try await server.ask(
        "POST", "/v1/endpoints", as: .agency, body: "{\"url\":\"\(url)\"}")
      #expect(answer.status == 422)
      #expect(answer.json["errors"]?[0]?["pointer"]?.text == "#/url")
    }
  }

  @Test func `only an administrator adds an operator's endpoint, and it takes no replay`()
    async throws
  {
    try await TestServer.with { server in
      let body = #"{"kind":"operator","url":"https://truc-ban.example.vn/hoso"}"#
      let refused = try await server.ask("POST", "/v1/endpoints", as: .agency, body: body)
      #expect(refused.status == 403)
      let made = try await server.ask("POST", "/v1/endpoints", as: .administrator, body: body)
      #expect(made.status == 201 && made.json["endpoint"]?["kind"]?.text == "operator")
      let target = try #require(made["location"])
      let replay = try await server.ask(
        "POST", target + "/replay", as: .administrator, body: #"{"after":"0"}"#)
      #expect(replay.status == 409)
      let seek = try await server.ask(
        "POST", target + "/seek", as: .administrator, body: #"{"cursor":"0"}"#)
      #expect(seek.status == 409)
      let filtered = try await server.ask(
        "POST", "/v1/endpoints", as: .administrator,
        body: #"{"kind":"operator","url":"https://a.example.vn","filter":{"types":["result.*"]}}"#)
      #expect(filtered.status == 422)
      let notices = try await server.ask("GET", target + "/notices?open=true", as: .administrator)
      #expect(notices.json["notices"] == .list([]))
    }
  }

  @Test func `an agency reads the notices about its own endpoints`() async throws {
    try await TestServer.with { server in
      let made = try await server.ask(
        "POST", "/v1/endpoints", as: .agency, body: #"{"url":"https://motcua.example.vn/hoso"}"#)
      let target = try #require(made["location"])
      let id = try #require(EndpointID(String(target.split(separator: "/").last ?? "")))
      let store = try DeliveryStore(of: server.folder)
      let number = try #require(try store.number(of: id))
      let moment = Moment(server.clock.now)
      try store.write {
        try store.note(.attemptFailing, of: number, at: moment)
        try store.note(.endpointDisabled, of: number, detail: "gone", at: moment)
      }
      let page = try await server.ask("GET", target + "/notices?limit=1", as: .agency)
      #expect(page.json["notices"]?[0]?["kind"]?.text == "endpoint.disabled")
      #expect(page["link"]?.contains("rel=\"next\"") == true)
      let all = try await server.ask("GET", target + "/notices", as: .administrator)
      #expect(all.json["notices"]?.items?.count == 2)
      #expect(try await server.ask("GET", target + "/notices?open=x", as: .agency).status == 400)
    }
  }

  @Test func `readiness and metrics tell whether scans and deliveries go through`() async throws {
    try await TestServer.with { server in
      try await scan(server, "EE123456785VN", agency: "H26.12.19")
      let ready = try await server.wire().request("GET", "/readyz")
      #expect(ready.status == 200 && ready.json["checks"]?["ledger"]?.text == "ok")
      let refused = try await server.wire().request("GET", "/metrics")
      #expect(refused.status == 401)
      let metrics = try await server.ask("GET", "/metrics", as: .administrator)
      #expect(metrics.text.contains("hoso_ledger_position 1\n"))
      #expect(
        metrics.text.contains(
          #"hoso_http_requests_total{operation="recordScans",method="POST",status="201"} 1"#))
      #expect(metrics.text.contains("hoso_commits_total 1\n"))
    }
  }

  @Test func `metrics tell what the deliveries of the process are doing`() async throws {
    let id = try EndpointID.random()
    var statistics = DeliveryStatistics()
    statistics.counters.attempts = 7
    statistics.inFlight = 2
    statistics.endpoints = [
      EndpointStatistics(
        id: id, name: "Một cửa", state: .enabled, breaker: .open, inFlight: 2, outstanding: 0,
        parked: 0, lag: 0, delivered: 0, failures: 0)
    ]
    let shown = statistics
    try await TestServer.with {
      $0.deliveryStatistics = { shown }
    } _: { server in
      let text = try await server.ask("GET", "/metrics", as: .administrator).text
      #expect(text.contains("hoso_delivery_attempts_total 7\n"))
      #expect(text.contains("hoso_delivery_in_flight 2\n"))
      #expect(
        text.contains(#"hoso_endpoint_breaker{endpoint="\#(id.text)",state="open"} 1"#))
    }
  }

  @Test func `an export comes as its files, the same bytes each time`() async throws {
    try await TestServer.with { server in
      try await scan(server, "EE123456785VN", agency: "H26.12.19")
      server.clock.advance(seconds: 1)
      let manifest = try await server.ask("GET", "/v1/exports/2020Q1", as: .planner)
      #expect(manifest.status == 200)
      let path = try #require(manifest.json["files"]?[0]?["path"]?.text)
      let file = try await server.ask("GET", "/v1/exports/2020Q1/\(path)", as: .planner)
      #expect(file.status == 200)
      let again = try await server.ask("GET", "/v1/exports/2020Q1/\(path)", as: .planner)
      #expect(again.body == file.body && again["etag"] == file["etag"])
      let none = try await server.ask("GET", "/v1/exports/2020Q1/secret.db", as: .planner)
      #expect(none.status == 404)
      let bad = try await server.ask("GET", "/v1/exports/2020Q7", as: .planner)
      #expect(bad.status == 400)
    }
  }
}
