import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("The pages of figures show planners a period, and lead on to the dossiers behind it")
struct FiguresPageTests {
  /// A browser that keeps its cookie.
  private struct Browser {
    let server: TestServer
    var cookie: String?

    func get(_ target: String) async throws -> Answer {
      try await server.wire().request("GET", target, cookie.map { [("Cookie", $0)] } ?? [])
    }

    func post(_ target: String, _ form: String, _ fields: [(String, String)] = []) async throws
      -> Answer
    {
      let type = [("Content-Type", "application/x-www-form-urlencoded")]
      return try await server.wire().request(
        "POST", target, type + fields + (cookie.map { [("Cookie", $0)] } ?? []),
        body: Array(form.utf8))
    }

    mutating func signIn(as kind: KeyKind, at target: String = "/figures") async throws -> Answer {
      try await signIn(with: server.keys[kind]?.text ?? "", at: target)
    }

    mutating func signIn(with key: String, at target: String = "/figures") async throws -> Answer {
      let answer = try await post(target, "key=" + key)
      cookie = answer["set-cookie"].map { String($0.prefix { $0 != ";" }) }
      return answer
    }
  }

  private static let asked =
    "period=2020-Q1&calendar=calendar&as_of=2031-01-01T00%3A00%3A00%2B07%3A00"

  private func record(_ server: TestServer, from first: Int = 1) async throws {
    for number in first..<(first + 3) {
      let body =
        #"{"type":"dossier.picked_up","dossier":"BN-1000\#(number)","province":"01","#
        + #""occurred_at":"2020-02-05T08:12:00+07:00"}"#
      let answer = try await server.ask("POST", "/v1/scans", as: .office, body: body)
      try #require(answer.status == 201, "\(answer.text)")
    }
  }

  private func publish(_ server: TestServer) throws {
    let writer = try LedgerWriter(opening: server.folder) { server.clock.now }
    let period = try Period.parse("2020Q1", calendar: .calendar)
    try writer.commit { transaction in
      _ = try transaction.append(own: writer.settings.source) { identity in
        var event = Event(
          identity: identity, type: .figuresReleased,
          occurredAt: OccurredAt(milliseconds: 1_585_700_000_000), subject: .period)
        event.period = period
        return event
      }
    }
  }

  @Test func `it asks for a key, and opens to planners and administrators alone`() async throws {
    try await TestServer.with { server in
      var browser = Browser(server: server)
      let start = try await browser.get("/figures?period=2020Q1")
      #expect(start.status == 200 && start.text.contains(#"type="password""#))
      #expect(start.text.contains(#"action="/figures?period=2020Q1""#))
      for kind in [KeyKind.agency, .office] {
        let answer = try await browser.signIn(as: kind)
        #expect(answer.status == 403 && answer.text.contains("không được xem số liệu"))
        #expect(browser.cookie == nil)
      }
      let planner = try await browser.signIn(as: .planner, at: "/figures?period=2020Q1")
      #expect(planner.status == 303 && planner["location"] == "/figures?period=2020Q1")
      #expect(planner["set-cookie"]?.contains("; Path=/figures; ") == true)
      let administrator = try await browser.signIn(as: .administrator)
      #expect(administrator["set-cookie"]?.contains("; Path=/; ") == true)
    }
  }

  @Test func `the session of another role is refused with a page`() async throws {
    try await TestServer.with { server in
      var browser = Browser(server: server)
      _ = try await browser.signIn(as: .agency, at: "/console")
      #expect(browser.cookie != nil)
      let answer = try await browser.get("/figures")
      #expect(answer.status == 403 && answer["content-type"]?.hasPrefix("text/html") == true)
      #expect(try await browser.get("/console").status == 200)
    }
  }

  @Test func `an address that says less than all leads to one that does`() async throws {
    try await TestServer.with { server in
      try await record(server)
      var browser = Browser(server: server)
      _ = try await browser.signIn(as: .planner)
      let short = try await browser.get("/figures?period=2020Q1")
      let whole = try #require(short["location"])
      #expect(short.status == 303)
      #expect(whole.hasPrefix("/figures?period=2020-Q1&calendar=calendar&as_of="))
      let page = try await browser.get(whole)
      #expect(page.status == 200 && page.text.contains("class=\"lead\""))
      #expect(page["content-security-policy"]?.contains("script-src") == false)
    }
  }

  @Test func `the nation leads to provinces, offices and the codes counted`() async throws {
    try await TestServer.with { server in
      try await record(server)
      var browser = Browser(server: server)
      _ = try await browser.signIn(as: .planner)
      let nation = try await browser.get("/figures?" + Self.asked)
      #expect(nation.text.contains("/figures/dossiers?period=2020-Q1&amp;calendar=calendar"))
      #expect(nation.text.contains("province=01"))
      let province = try await browser.get("/figures?" + Self.asked + "&province=01")
      #expect(province.text.contains("office=100000") && province.text.contains("Hà Nội"))
      let dossiers = try await browser.get(
        "/figures/dossiers?" + Self.asked + "&province=01&office=100000&count=pickups")
      #expect(dossiers.status == 200)
      #expect((1...3).allSatisfy { dossiers.text.contains("BN-1000\($0)") })
      #expect(
        dossiers.text.contains("hoso explain 2020-Q1 pickups --as-of 2031-01-01T00:00:00+07:00"))
      let none = try await browser.get(
        "/figures/dossiers?" + Self.asked + "&province=48&count=pickups")
      #expect(none.text.contains("Không có hồ sơ nào"))
      let wrong = try await browser.get("/figures/dossiers?" + Self.asked + "&count=none")
      #expect(wrong.status == 400)
    }
  }

  @Test func `what nobody knows leads on to its dossiers too`() async throws {
    try await TestServer.with { server in
      let line =
        #"{"id":"a1","source":"x","type":"dossier.picked_up","dossier":"BN-10009","#
        + #""occurred_at":"2020-02-05T08:12:00+07:00"}"#
      let writer = try LedgerWriter(opening: server.folder) { server.clock.now }
      var reader = InterchangeReader(defaultSource: try SourceName("x"))
      let event = try Array(line.utf8).withUnsafeBufferPointer { try reader.read($0).event }
      try writer.commit { _ = try $0.append(event) }
      var browser = Browser(server: server)
      _ = try await browser.signIn(as: .planner)
      let nation = try await browser.get("/figures?" + Self.asked)
      #expect(nation.text.contains("province=unknown"))
      let place = try await browser.get("/figures?" + Self.asked + "&province=unknown")
      #expect(place.status == 200 && place.text.contains("không rõ"))
      #expect(!place.text.contains(">unknown<"))
      let dossiers = try await browser.get(
        "/figures/dossiers?" + Self.asked + "&province=unknown&count=pickups&page=99")
      #expect(dossiers.text.contains("BN-10009") && dossiers.text.contains("Trang 1/1"))
      let alone = try await browser.get("/figures?" + Self.asked + "&office=100000")
      #expect(alone.status == 400)
    }
  }

  @Test func `each page says as what its figures were published, and by which name`()
    async throws
  {
    try await TestServer.with { server in
      try await record(server)
      try publish(server)
      var browser = Browser(server: server)
      _ = try await browser.signIn(as: .planner)
      let at = "period=2020-Q1&calendar=calendar&as_of=2020Q1.r1&province=01"
      for target in ["/figures?\(at)", "/figures?\(at)&office=100000"] {
        let page = try await browser.get(target)
        #expect(page.text.contains("sơ bộ, chưa hết kỳ · 2020Q1.r1"), "\(target)")
        #expect(page.text.contains("name=\"province\" value=\"01\""))
      }
      let counted = try await browser.get("/figures/dossiers?\(at)&count=pickups")
      #expect(counted.text.contains("· 2020Q1.r1") && counted.text.contains(">Hà Nội</a>"))
      // The name of a publication is that of its own period and calendar.
      for other in ["period=2019-Q4&calendar=calendar", "period=2020-Q1&calendar=statutory"] {
        let page = try await browser.get("/figures?\(other)&as_of=2020Q1.r1&province=01")
        #expect(page.status == 200 && page.text.contains(" · ghi sổ trước "))
        #expect(!page.text.contains("· 2020Q1.r1</p>"))
      }
      let short = try await browser.get("/figures/dossiers?period=2020Q1&count=pickups")
      #expect(short["location"]?.hasPrefix("/figures/dossiers?period=2020-Q1") == true)
      #expect(short["location"]?.contains("count=pickups") == true)
    }
  }

  @Test func `every file of the export is there, the same bytes as for programs`() async throws {
    try await TestServer.with { server in
      try await record(server)
      var browser = Browser(server: server)
      _ = try await browser.signIn(as: .planner)
      let query = "?as_of=2031-01-01T00:00:00%2B07:00"
      for name in ["throughput-nation.csv", "charts/map.svg", "dashboard.html", "all.zip"] {
        let page = try await browser.get("/figures/2020-Q1/\(name)\(query)")
        let program = try await server.ask(
          "GET", "/v1/exports/2020-Q1/\(name)\(query)", as: .planner)
        #expect(page.status == 200 && page.body == program.body, "\(name)")
      }
      let stranger = Browser(server: server)
      #expect(try await stranger.get("/figures/2020-Q1/manifest.json").status == 303)
    }
  }

  @Test func `two publications are compared, and what is none is unknown`() async throws {
    try await TestServer.with { server in
      try await record(server)
      for _ in 0..<2 { try publish(server) }
      try await record(server, from: 4)
      try publish(server)
      var browser = Browser(server: server)
      _ = try await browser.signIn(as: .planner)
      let page = try await browser.get("/figures/compare?from=2020Q1.r1&to=2020Q1.r2")
      #expect(page.status == 200 && page.text.contains("Không có ô nào đổi."))
      let changed = try await browser.get("/figures/compare?from=2020Q1.r2&to=2020Q1.r3")
      #expect(changed.text.contains(">+3</td>") && changed.text.contains("Ghi muộn"))
      let nation = try await browser.get("/figures?period=2020Q1&as_of=2020Q1.r2")
      #expect(nation.text.contains("/figures/compare?from=2020Q1.r1&amp;to=2020Q1.r2"))
      #expect(
        try await browser.get("/figures/compare?from=2020Q1.r2&to=2020Q1.r1").status == 400)
      #expect(
        try await browser.get("/figures/compare?from=2020Q1.r1&to=2020Q1.r9").status == 404)
    }
  }

  @Test func `a planner of one province sees that province and nothing of another`() async throws {
    try await TestServer.with { server in
      try await record(server)
      let made = try await server.ask(
        "POST", "/v1/keys", as: .administrator,
        body: #"{"kind":"planner","name":"Hà Nội","province":"01"}"#)
      var browser = Browser(server: server)
      _ = try await browser.signIn(with: try #require(made.json["secret"]?.text))
      let own = try await browser.get("/figures?" + Self.asked)
      #expect(own.status == 303 && own["location"]?.contains("province=01") == true)
      let page = try await browser.get(try #require(own["location"]))
      #expect(page.status == 200 && page.text.contains("office=100000"))
      #expect(!page.text.contains("Cả nước"))
      for target in [
        "/figures?\(Self.asked)&province=48",
        "/figures/dossiers?\(Self.asked)&province=48&count=pickups",
        "/figures/2020-Q1/manifest.json", "/figures/compare?from=2020Q1.r1&to=2020Q1.r2",
      ] {
        #expect(try await browser.get(target).status == 403, "\(target)")
      }
    }
  }

  @Test func `a form of another site neither opens a session nor ends one`() async throws {
    try await TestServer.with { server in
      var browser = Browser(server: server)
      let foreign = [("Origin", "https://elsewhere.example")]
      let key = "key=\(server.keys[.planner]?.text ?? "")"
      #expect(try await browser.post("/figures", key, foreign).status == 403)
      _ = try await browser.signIn(as: .planner)
      #expect(try await browser.post("/figures/sign-out", "", foreign).status == 403)
      #expect(try await browser.get("/figures?period=2020Q1").status == 303)
      #expect(try await browser.post("/figures/sign-out", "").status == 303)
      let after = try await browser.get("/figures?period=2020Q1")
      #expect(after.status == 200 && after.text.contains(#"type="password""#))
    }
  }
}
