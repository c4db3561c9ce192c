import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("The tracking page shows a dossier to whoever holds its papers, and to nobody else")
struct TrackingRouteTests {
  private static let formType = ("content-type", "application/x-www-form-urlencoded")

  private func record(_ server: TestServer) throws {
    let writer = try LedgerWriter(opening: server.folder) { [clock = server.clock] in clock.now }
    var details = ScanDetails()
    details.aliases = [try Alias(TrackedDossier.number)]
    details.actor = try StaffNumber("nv042")
    let occurredAt = try OccurredAt(rfc3339: "2020-03-05T08:00:00+07:00")
    _ = try ScanDesk(writer).record([
      Scan(
        type: .dossierPickedUp, code: try Alias(TrackedDossier.item), occurredAt: occurredAt,
        details: details)
    ])
  }

  private func post(_ server: TestServer, _ target: String, _ form: String) async throws -> Answer {
    try await server.wire().request(
      "POST", target, [TrackingRouteTests.formType], body: Array(form.utf8))
  }

  private func get(_ server: TestServer, _ target: String) async throws -> Answer {
    try await server.wire().request("GET", target)
  }

  @Test func `a receipt on record leads to its dossier whatever is taken anew`() async throws {
    try await TestServer.with { server in
      let writer = try LedgerWriter(opening: server.folder) { [clock = server.clock] in clock.now }
      var details = ScanDetails()
      details.aliases = [try Alias("BN-1234567")]
      let occurredAt = try OccurredAt(rfc3339: "2020-03-05T08:00:00+07:00")
      _ = try ScanDesk(writer).record([
        Scan(
          type: .dossierPickedUp, code: try Alias(TrackedDossier.item), occurredAt: occurredAt,
          details: details)
      ])
      var codes = CodeRules()
      codes.receipts = .printedAs([try ReceiptPattern("aa-nnnnnn")])
      try writer.commit { try $0.set(codes) }
      _ = try await server.ask(
        "POST", "/v1/scans", as: .office,
        body: #"{"type":"dossier.picked_up","dossier":"EE100000003VN"}"#)
      let proved = try await post(server, "/t", "code=BN-1234567&end=ee123456785vn")
      #expect(proved.status == 303)
      let link = try #require(proved["location"])
      #expect(link.hasPrefix("/t/BN-1234567?e="))
      #expect(try await get(server, link).status == 200)
      #expect(try await post(server, "/t", "code=BN-1234568&end=ee123456785vn").status == 404)
    }
  }

  @Test func `both codes lead to a link that shows the dossier`() async throws {
    try await TestServer.with { server in
      try record(server)
      let proved = try await post(
        server, "/t", "code=ee+123+456+785+vn&end=h2612192003050001&lang=en")
      #expect(proved.status == 303)
      let link = try #require(proved["location"])
      #expect(link.hasPrefix("/t/EE123456785VN?e="))
      #expect(link.hasSuffix("&lang=en"))
      let page = try await get(server, link)
      #expect(page.status == 200)
      #expect(page["content-type"] == "text/html; charset=utf-8")
      #expect(page["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
      #expect(page["referrer-policy"] == "no-referrer")
      #expect(page["cache-control"] == "no-store")
      #expect(page.text.contains("On its way to the agency"))
      #expect(!page.text.contains("nv042"))
      let own = try await post(server, "/t/EE123456785VN", "end=H26.12.19-200305-0001")
      #expect(own.status == 303)
      server.clock.advance(seconds: 8 * 86_400)
      let ended = try await get(server, link)
      #expect(ended.status == 404)
      #expect(ended.text.contains("The link has ended"))
    }
  }

  @Test func `a link in doubt leads nobody to somebody else's dossier`() async throws {
    try await TestServer.with { server in
      let (other, otherNumber) = ("EE000000005VN", "H27.1-200305-0009")
      let dossiers = [
        (TrackedDossier.item, TrackedDossier.number, "H26.12"), (other, otherNumber, "H27"),
      ]
      for (item, number, agency) in dossiers {
        let scan =
          #"{"type":"dossier.picked_up","dossier":"\#(item)","aliases":["\#(number)"],"#
          + #""agency":"\#(agency)"}"#
        #expect(try await server.ask("POST", "/v1/scans", as: .office, body: scan).status == 201)
        server.clock.advance(seconds: 10)
      }
      let link =
        #"{"type":"alias.linked","dossier":"\#(other)","aliases":["\#(TrackedDossier.item)"]}"#
      #expect(try await server.ask("POST", "/v1/scans", as: .office, body: link).status == 201)
      let foreign = try await post(server, "/t", "code=\(other)&end=\(TrackedDossier.number)")
      #expect(foreign.status == 404)
      let own = try await post(server, "/t", "code=\(other)&end=\(otherNumber)")
      #expect(own.status == 303)
      let page = try await get(server, try #require(own["location"]))
      #expect(page.status == 200 && !page.text.contains(TrackedDossier.item))
    }
  }

  /// Everything about an answer but what differs from one to the next by chance.
  private func face(_ answer: Answer) -> [String] {
    let passing = ["x-request-id", "ratelimit", "ratelimit-policy"]
    return answer.fields.filter { !passing.contains($0.name) }.map { "\($0.name): \($0.value)" }
      + ["\(answer.status)", answer.text]
  }

  @Test func `an unknown code and one that does not match look the same`() async throws {
    try await TestServer.with { server in
      try record(server)
      let links = [
        try await get(server, "/t/EE123456785VN"), try await get(server, "/t/EA000000014VN"),
        try await get(server, "/t/EE123456785VN?e=9999999999&s=AAAAAAAAAAAAAAAAAAAAAA"),
        try await get(server, "/t/EA000000014VN?e=9999999999&s=AAAAAAAAAAAAAAAAAAAAAA"),
        try await get(server, "/t/nonsense%20"),
      ]
      for answer in links {
        #expect(answer.status == 404)
        #expect(face(answer) == face(links[0]))
      }
      for end in ["H26.12.19-200305-0002", "305-0001", "", "EA000000028VN"] {
        let known = try await post(server, "/t/EE123456785VN", "end=\(end)")
        let unknown = try await post(server, "/t/EA000000014VN", "end=\(end)")
        #expect(known.status == 404)
        #expect(face(known) == face(unknown))
      }
    }
  }

  @Test(arguments: [
    ("EE123456784VN", "H26.12.19-200305-0001", "Số hiệu bưu gửi bị nhập sai", "code"),
    ("??", "H26.12.19-200305-0001", "Đây không phải mã của hồ sơ", "code"),
    ("EE123456785VN", "305-0001", "Mã thứ hai chưa đủ", "end"),
    ("EE123456785VN", "EA000000014VN", "Hai mã cùng một loại", "end"),
    ("EE123456785VN", "H26.12.19-200305-0009", "Hai mã không khớp", "end"),
  ])
  func `what is wrong is said above the fields, which keep what was typed`(
    code: String, end: String, words: String, field: String
  ) async throws {
    try await TestServer.with { server in
      try record(server)
      let form = "code=\(URLText.escaped(code))&end=\(end)"
      let text = try await post(server, "/t", form).text
      #expect(text.contains("<title>\(words) · Tra cứu hồ sơ"))
      let notice = try #require(text.firstRange(of: "role=\"alert\""))
      let fields = try #require(text.firstRange(of: "<label"))
      #expect(notice.lowerBound < fields.lowerBound)
      #expect(text.contains("id=\"\(field)\" name=\"\(field)\""))
      #expect(text.contains("aria-describedby=\"\(field)-hint trouble\" aria-invalid=\"true\""))
      #expect(text.contains("value=\"\(code)\"") && text.contains("value=\"\(end)\""))
    }
  }

  @Test func `every refusal takes the same time`() async throws {
    try await TestServer.with { server in
      try record(server)
      var times: [Duration] = []
      for code in ["EE123456785VN", "EA000000014VN", "x"] {
        let began = ContinuousClock.now
        _ = try await post(server, "/t", "code=\(code)&end=305-9999")
        times.append(ContinuousClock.now - began)
      }
      #expect(times.allSatisfy { $0 >= .milliseconds(245) })
    }
  }

  @Test func `after ten wrong ones the day of pickup is asked, and nobody is locked out`()
    async throws
  {
    try await TestServer.with { server in
      try record(server)
      let right = "code=EE123456785VN&end=H26.12.19-200305-0001"
      let link = try #require(try await post(server, "/t", right)["location"])
      for number in 10..<20 {
        let wrong = "code=EE123456785VN&end=H26.12.19-200305-00\(number)"
        #expect(try await post(server, "/t", wrong).status == 404)
      }
      let asked = try await post(server, "/t", right)
      #expect(asked.status == 404)
      #expect(asked.text.contains("name=\"day\""))
      #expect(asked.text.contains("Cần thêm ngày gửi"))
      #expect(try await post(server, "/t", right + "&day=06/03/2020").status == 404)
      #expect(try await post(server, "/t", right + "&day=tomorrow").status == 404)
      #expect(try await post(server, "/t", right + "&day=05/03/2020").status == 303)
      #expect(try await get(server, link).status == 200)
      let metrics = try await server.ask("GET", "/metrics", as: .administrator)
      #expect(metrics.text.contains("hoso_tracking_wrong_proofs_total 11"))
    }
  }

  @Test func `a signed link opens however much else was asked from its address`() async throws {
    try await TestServer.with {
      $0.limits.anonymousPerMinute = 5
      $0.limits.trackingPerMinute = 2
    } _: { server in
      try record(server)
      let right = "code=EE123456785VN&end=H26.12.19-200305-0001"
      let link = try #require(try await post(server, "/t", right)["location"])
      for _ in 0..<8 { _ = try await post(server, "/t", "code=EE123456785VN&end=X") }
      #expect(try await post(server, "/t", right).status == 429)
      for _ in 0..<8 { #expect(try await get(server, link).status == 200) }
      #expect(try await get(server, "/t/EE123456785VN").status == 429)
    }
  }

  @Test func `page, API and command tell the same of a dossier in a lost bag`() async throws {
    try await TestServer.with { server in
      let writer = try LedgerWriter(opening: server.folder) { [clock = server.clock] in clock.now }
      let at = try OccurredAt(rfc3339: "2020-03-05T08:00:00+07:00")
      let bag = try ContainerCode("BAG-0001")
      let desk = ScanDesk(writer)
      var details = ScanDetails()
      details.parent = bag
      details.aliases = [try Alias(TrackedDossier.number)]
      let item = try Alias(TrackedDossier.item)
      _ = try desk.record([
        Scan(type: .dossierPickedUp, code: item, occurredAt: at, details: details)
      ])
      _ = try desk.record([
        Scan(type: .itemLost, subject: .container(bag), occurredAt: at, details: ScanDetails())
      ])
      let api = try await server.ask("GET", "/v1/dossiers/EE123456785VN", as: .administrator)
      #expect(api.json["dossier"]?["state"]?.text == "lost")
      #expect(api.json["dossier"]?["standing"]?["tone"]?.text == "warn")
      #expect(api.json["dossier"]?["standing"]?["advice"]?[0]?.text == "claim-loss")
      let right = "code=EE123456785VN&end=H26.12.19-200305-0001"
      let link = try #require(try await post(server, "/t", right)["location"])
      let page = try await get(server, link)
      #expect(page.text.contains("class=\"head warn\""))
      #expect(page.text.contains("bồi thường"))
    }
  }

  @Test func `one address may not look without end`() async throws {
    // So few that a slow machine does not get as many back while it asks.
    try await TestServer.with {
      $0.limits.trackingPerMinute = 2
    } _: { server in
      var last = 0
      let wire = try server.wire()
      for _ in 0..<40 where last != 429 {
        last = try await wire.request("POST", "/t", [TrackingRouteTests.formType]).status
      }
      #expect(last == 429)
    }
  }

  @Test func `the form speaks the language that is asked for`() async throws {
    try await TestServer.with { server in
      #expect(try await get(server, "/t").text.contains("<html lang=\"vi\">"))
      #expect(try await get(server, "/t?lang=en").text.contains("<html lang=\"en\">"))
      let english = try await server.wire().request("GET", "/t", [("accept-language", "en")])
      #expect(english["content-language"] == "en")
    }
  }

  @Test func `a link is made for whoever may see the dossier`() async throws {
    try await TestServer.with { server in
      try record(server)
      let everything = try CallbackDesk.key(server, .administrator, .everything)
      let agency = try CallbackDesk.key(server, .agency, .agency(try AgencyCode("H27")))
      func make(_ key: String, _ body: String) async throws -> Answer {
        try await server.wire().request(
          "POST", "/v1/dossiers/EE123456785VN/tracking-links",
          [("authorization", "Bearer \(key)"), ("content-type", "application/json")],
          body: Array(body.utf8))
      }
      let made = try await make(everything, #"{"days":30}"#)
      #expect(made.status == 201)
      let url = try #require(made.json["url"]?.text)
      #expect(made["location"] == url)
      let target = try #require(url.firstRange(of: "/t/")).lowerBound
      #expect(try await get(server, String(url[target...])).status == 200)
      #expect(try await make(agency, "{}").status == 404)
      #expect(try await make(everything, #"{"days":367}"#).status == 422)
      #expect(try await make(everything, #"{"day":3}"#).status == 422)
      #expect(try await make(everything, "[]").status == 422)
      #expect(try await make(everything, "{").status == 400)
    }
  }
}
