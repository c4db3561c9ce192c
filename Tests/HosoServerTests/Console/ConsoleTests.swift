import HosoDomain
import HosoLedger
import Testing

@testable import HosoServer
@testable import HosoState
@testable import HosoWebhooks

@Suite("The console shows an agency its endpoints, and does what its key may")
struct ConsoleTests {
  /// A browser: it keeps its cookie and says where its forms come from.
  private struct Browser {
    let server: TestServer
    var cookie: String?
    var origin: String?

    func get(_ target: String) async throws -> Answer {
      try await server.wire().request("GET", target, fields)
    }

    func post(_ target: String, _ form: String) async throws -> Answer {
      let type = [("Content-Type", "application/x-www-form-urlencoded")]
      return try await server.wire().request(
        "POST", target, fields + type, body: Array(form.utf8))
    }

    private var fields: [(String, String)] {
      [cookie.map { ("Cookie", "other=1; \($0)") }, origin.map { ("Origin", $0) }]
        .compactMap { $0 }
    }

    mutating func signIn(as kind: KeyKind) async throws -> Answer {
      let answer = try await post("/console", "key=\(server.keys[kind]?.text ?? "")")
      cookie = answer["set-cookie"].map { String($0.prefix { $0 != ";" }) }
      return answer
    }

    /// What stands in every form of a page.
    func token(on page: Answer) -> String {
      let mark = #"name="token" value=""#
      guard let range = page.text.firstRange(of: mark) else { return "" }
      return String(page.text[range.upperBound...].prefix { $0 != "\"" })
    }
  }

  private func signedIn(_ server: TestServer, as kind: KeyKind = .agency) async throws -> Browser {
    var browser = Browser(server: server)
    _ = try await browser.signIn(as: kind)
    return browser
  }

  private func add(
    _ server: TestServer, _ name: String, agency: String = "H26.12"
  ) async throws -> EndpointID {
    let answer = try await server.ask(
      "POST", "/v1/endpoints", as: .administrator,
      body: #"""
        {"url":"https://motcua.example.vn/hoso","name":"\#(name)","asks_consent":false,
         "from":"start","filter":{"agencies":["\#(agency)"]}}
        """#)
    let id = try #require(answer.json["endpoint"]?["id"]?.text)
    return try #require(EndpointID(id))
  }

  @Test func `a key opens it, and what is no key or may not look does not`() async throws {
    try await TestServer.with { server in
      var browser = Browser(server: server)
      let start = try await browser.get("/console")
      #expect(start.status == 200)
      #expect(start.text.contains(#"type="password""#))
      #expect(start["set-cookie"] == nil)
      let wrong = try await browser.post(
        "/console?lang=en", "key=hoso_agency_\(String(repeating: "a", count: 32))")
      #expect(wrong.status == 403)
      #expect(wrong.text.contains("The key is wrong"))
      #expect(wrong["set-cookie"] == nil)
      let office = try await browser.signIn(as: .office)
      #expect(office.status == 403)
      #expect(browser.cookie == nil)
      let opened = try await browser.signIn(as: .agency)
      #expect(opened.status == 303)
      #expect(opened["location"] == "/console")
      let cookie = try #require(opened["set-cookie"])
      #expect(cookie.contains("; Path=/console; Max-Age=28800; HttpOnly; SameSite=Lax"))
      #expect(!cookie.contains("Secure"))
      let list = try await browser.get("/console")
      #expect(list.status == 200)
      #expect(list.text.contains("Chưa có điểm nhận nào"))
      #expect(list["cache-control"] == "no-store")
      #expect(list["referrer-policy"] == "same-origin")
      #expect(list["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
    }
  }

  @Test func `behind https the session travels over nothing else`() async throws {
    try await TestServer.with {
      $0.publicURL = "https://hoso.example.vn"
    } _: { server in
      var browser = Browser(server: server)
      // The proxy may have another name for the server than the browser.
      browser.origin = "https://hoso.example.vn"
      let opened = try await browser.signIn(as: .agency)
      #expect(opened.status == 303)
      #expect(opened["set-cookie"]?.hasSuffix("; Secure") == true)
    }
  }

  @Test func `it shows what is within the key's reach, and the rest does not exist`() async throws {
    try await TestServer.with { server in
      let own = try await add(server, "Một cửa <b>Ba Đình</b>")
      let foreign = try await add(server, "Một cửa khác", agency: "H27")
      let browser = try await signedIn(server)
      let list = try await browser.get("/console")
      #expect(list.text.contains("Một cửa &lt;b&gt;Ba Đình&lt;/b&gt;"))
      #expect(!list.text.contains("Một cửa khác"))
      let page = try await browser.get("/console/\(own.text)")
      #expect(page.status == 200)
      #expect(page.text.contains("Cơ quan</dt><dd>H26.12"))
      #expect(!page.text.contains("whsec_"))
      let hidden = try await browser.get("/console/\(foreign.text)")
      let none = try await browser.get("/console/ep_000000000000000000000000")
      #expect(hidden.status == 404)
      #expect(hidden.body == none.body)
      let all = try await signedIn(server, as: .administrator).get("/console?lang=en")
      #expect(all.text.contains("Một cửa khác"))
      #expect(all.text.contains("/console/\(foreign.text)?lang=en"))
    }
  }

  @Test func `more endpoints than a page shows are on the next one`() async throws {
    try await TestServer.with { server in
      for number in 100..<152 { _ = try await add(server, "điểm \(number)") }
      let browser = try await signedIn(server)
      let first = try await browser.get("/console?lang=en")
      #expect(first.text.contains("điểm 149") && !first.text.contains("điểm 150"))
      let mark = #"href="/console?after="#
      let range = try #require(first.text.firstRange(of: mark))
      let query = String(first.text[range.upperBound...].prefix { $0 != "\"" })
      #expect(query.hasSuffix("lang=en"))
      let target = "/console?after=" + query.replacing("&amp;", with: "&")
      let second = try await browser.get(target)
      #expect(second.text.contains("điểm 151") && !second.text.contains("điểm 149"))
      #expect(second.text.contains("All endpoints") && !second.text.contains(mark))
    }
  }

  @Test func `what a page does is done once its own form asks for it, and audited`() async throws {
    try await TestServer.with { server in
      let id = try await add(server, "a")
      var browser = try await signedIn(server)
      let path = "/console/\(id.text)"
      let token = browser.token(on: try await browser.get(path))
      #expect(!token.isEmpty)
      let store = try DeliveryStore(of: server.folder)
      for form in ["do=disable", "do=disable&token=x", "do=disable&token="] {
        #expect(try await browser.post(path, form).status == 403)
      }
      for origin in ["https://evil.example", "null", "http://127.0.0.1:1"] {
        browser.origin = origin
        #expect(try await browser.post(path, "do=disable&token=\(token)").status == 403)
      }
      #expect(try store.endpoint(id)?.state == .enabled)
      browser.origin = "http://127.0.0.1"
      let done = try await browser.post(path, "do=disable&token=\(token)")
      #expect(done.status == 303)
      #expect(done["location"] == path)
      #expect(try await browser.get(path).text.contains("Đã ngừng;"))
      #expect(try await !browser.get(path).text.contains("Đã ngừng;"))
      #expect(try store.endpoint(id)?.state.name == "disabled")
      #expect(try await browser.post(path, "do=enable&token=\(token)").status == 303)
      #expect(try store.endpoint(id)?.state == .enabled)
      let actions = try store.auditEntries(before: nil, limit: 2)
      #expect(actions.map(\.action) == [.endpointEnabled, .endpointDisabled])
      #expect(actions.allSatisfy { $0.actor == server.keys[.agency]?.id })
    }
  }

  @Test func `an endpoint that cools down says so, and one that was removed is not enabled`()
    async throws
  {
    try await TestServer.with { server in
      let id = try await add(server, "a")
      let browser = try await signedIn(server)
      let token = browser.token(on: try await browser.get("/console/\(id.text)"))
      let store = try DeliveryStore(of: server.folder)
      try store.disable(id, reason: .gone, at: Moment(server.clock.now))
      let early = try await browser.post("/console/\(id.text)?lang=en", "do=enable&token=\(token)")
      #expect(early.status == 409)
      #expect(early.text.contains(#"role="alert""#))
      #expect(early.text.contains("it answered 410"))
    }
  }

  @Test func `attempts are listed with what was answered, and an event is sent again`() async throws
  {
    try await TestServer.with { server in
      let writer = try LedgerWriter(opening: server.folder) { [clock = server.clock] in clock.now }
      var details = ScanDetails()
      details.agency = try AgencyCode("H26.12.19")
      _ = try ScanDesk(writer).record([
        Scan(
          type: .dossierPickedUp, code: try Alias("EE123456785VN"),
          occurredAt: try OccurredAt(rfc3339: "2020-03-05T08:00:00+07:00"), details: details)
      ])
      let id = try await add(server, "a")
      let store = try DeliveryStore(of: server.folder)
      let number = try #require(try store.number(of: id))
      try store.write {
        for attempt in 1...60 {
          try store.log(
            Attempt(
              event: LedgerPosition(1), webhookID: "evt_\(attempt)", number: attempt,
              at: Moment(server.clock.now), durationMilliseconds: 1_234, status: 500,
              verdict: .failedInside, detail: nil, answer: Array("<h1>no</h1>".utf8),
              requestHash: [], remoteAddress: nil), of: number)
        }
        try store.store(DeliveryProgress(cursor: FeedCursor(after: LedgerPosition(1))), of: number)
        try store.store(
          Outstanding(
            event: LedgerPosition(1), position: LedgerPosition(1), state: .parked, attempts: 10,
            retryAt: Moment(server.clock.now), since: Moment(server.clock.now)), of: number)
      }
      let browser = try await signedIn(server)
      let path = "/console/\(id.text)"
      let page = try await browser.get(path)
      #expect(page.text.contains("evt_60") && !page.text.contains("evt_10<"))
      #expect(page.text.contains("&lt;h1&gt;no&lt;/h1&gt;"))
      #expect(page.text.contains("1.234"))
      #expect(page.text.contains("để lại"))
      #expect(page.text.contains("<code>dossier.picked_up</code><small>EE123456785VN</small>"))
      #expect(page.text.contains("<caption>"))
      #expect(page.text.contains("aria-label=\"Gửi lại: 1\""))
      #expect(page.text.contains("<details><summary>Ngừng…</summary>"))
      #expect(!page.text.contains("block-decisions"))
      let waiting = try await server.ask("GET", "/v1/endpoints/\(id.text)/deliveries", as: .agency)
      let delivery = waiting.json["deliveries"]?[0]
      #expect(delivery?["webhook_id"]?.text == "evt_60")
      #expect(delivery?["last_verdict"]?.text == "server-error")
      #expect(delivery?["last_status"]?.wholeNumber == 500)
      let older = try await browser.get("\(path)?before=11&failed=true&lang=en")
      #expect(older.text.contains("evt_10<") && !older.text.contains("evt_11<"))
      let token = browser.token(on: page)
      #expect(try await browser.post(path, "do=again&event=1&token=\(token)").status == 303)
      #expect(try store.replays(of: number, after: .start, limit: 9).map(\.event.number) == [1])
      #expect(try await browser.post(path, "do=again&event=77&token=\(token)").status == 404)
      #expect(try await browser.post(path, "do=release&token=\(token)").status == 303)
      #expect(try store.directives(after: 0, limit: 9).map(\.kind) == [.release])
    }
  }

  @Test func `an endpoint that fails is not called healthy, and the next try is never in the past`()
    async throws
  {
    try await TestServer.with { server in
      let id = try await add(server, "a")
      let store = try DeliveryStore(of: server.folder)
      let number = try #require(try store.number(of: id))
      let now = Moment(server.clock.now)
      var progress = DeliveryProgress(cursor: FeedCursor(after: LedgerPosition(1)))
      progress.failingSince = now.adding(seconds: -900)
      progress.pausedUntil = now.adding(seconds: 60)
      try store.write {
        try store.store(progress, of: number)
        try store.store(
          Outstanding(
            event: LedgerPosition(1), position: LedgerPosition(1), state: .retrying, attempts: 3,
            retryAt: now.adding(seconds: -600), since: now.adding(seconds: -700)), of: number)
      }
      let browser = try await signedIn(server)
      for path in ["/console", "/console/\(id.text)"] {
        let page = try await browser.get(path)
        #expect(page.text.contains("tag warn\">tạm dừng vì hỏng liên tiếp, thử lại lúc"))
        #expect(!page.text.contains("tag good"))
      }
      let told = try await server.ask("GET", "/v1/endpoints/\(id.text)", as: .agency)
      let deliveries = told.json["deliveries"] ?? told.json["endpoint"]?["deliveries"]
      #expect(deliveries?["breaker"]?.text == "open")
      #expect(deliveries?["paused_until"]?.text == now.adding(seconds: 60).rfc3339)
      let waiting = try await server.ask("GET", "/v1/endpoints/\(id.text)/deliveries", as: .agency)
      let next = waiting.json["deliveries"]?[0]?["retry_at"]?.text
      #expect(next == now.adding(seconds: 60).rfc3339)
      server.clock.advance(seconds: 61)
      #expect(try await browser.get("/console").text.contains("hỏng liên tiếp, đang thử lại"))
      #expect(try await browser.get("/console/\(id.text)").text.contains("khi đến lượt"))
    }
  }

  @Test func `a session ends by its own, by signing out, and with its key`() async throws {
    try await TestServer.with { server in
      let id = try await add(server, "a")
      let isIn: (Browser) async throws -> Bool = { browser in
        try await browser.get("/console/\(id.text)").status == 200
      }
      let first = try await signedIn(server)
      let second = try await signedIn(server)
      #expect(first.cookie != second.cookie)
      let out = try await first.post("/console/sign-out", "")
      #expect(out.status == 303)
      #expect(out["set-cookie"]?.contains("Max-Age=0") == true)
      #expect(try await !isIn(first))
      #expect(try await isIn(second))
      server.clock.advance(seconds: ConsoleSessions.lastsSeconds)
      #expect(try await !isIn(second))
      let late = try await second.post("/console/\(id.text)", "do=disable")
      #expect(late.status == 403)
      #expect(late.text.contains("Phiên làm việc đã kết thúc"))
      let nobody = try await second.get("/console/\(id.text)")
      #expect(nobody.status == 303 && nobody["location"] == "/console")
      #expect(try await second.get("/console/none").status == 404)
      let third = try await signedIn(server)
      #expect(try await isIn(third))
      let key = try #require(server.keys[.agency]?.id)
      let revoked = try await server.ask(
        "DELETE", "/v1/keys/\(key)", as: .administrator, [("If-Match", "\"1\"")])
      #expect(revoked.status < 300)
      #expect(try await !isIn(third))
    }
  }

  @Test func `sessions are forgotten in the order in which they end`() throws {
    let sessions = ConsoleSessions()
    let now = Moment(seconds: 1_600_000_000)
    let first = try sessions.begin(keyID: "key_1", at: now)
    let tokens = try (0..<1_000).map { index in
      try sessions.begin(keyID: "key_2", at: now.adding(seconds: Int64(index + 1)))
    }
    #expect(sessions.session(first, at: now) == nil)
    #expect(tokens.allSatisfy { sessions.session($0, at: now)?.keyID == "key_2" })
  }
}
