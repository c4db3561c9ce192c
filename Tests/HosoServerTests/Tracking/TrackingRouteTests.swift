import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer

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

  @Test func `both codes lead to a link that shows the dossier`() async throws {
    try await TestServer.with { server in
      try record(server)
      let proved = try await post(server, "/t", "code=ee123456785vn&end=305-0001&lang=en")
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
      let own = try await post(server, "/t/EE123456785VN", "end=305-0001")
      #expect(own.status == 303)
      server.clock.advance(seconds: 8 * 86_400)
      #expect(try await get(server, link).status == 404)
    }
  }

  @Test func `an unknown code, a wrong end and a missing one look the same`() async throws {
    try await TestServer.with { server in
      try record(server)
      let answers = [
        try await get(server, "/t/EE123456785VN"), try await get(server, "/t/EA000000014VN"),
        try await get(server, "/t/nonsense%20"),
        try await get(server, "/t/EE123456785VN?e=9999999999&s=AAAAAAAAAAAAAAAAAAAAAA"),
        try await get(server, "/t/EA000000014VN?e=9999999999&s=AAAAAAAAAAAAAAAAAAAAAA"),
        try await post(server, "/t/EE123456785VN", "end=305-9999"),
        try await post(server, "/t/EA000000014VN", "end=305-9999"),
        try await post(server, "/t/EE123456785VN", ""),
      ]
      for answer in answers {
        #expect(answer.status == 404)
        #expect(answer.body == answers[0].body)
        let kept = answer.fields.filter { !["x-request-id", "ratelimit"].contains($0.name) }
          .map { "\($0.name): \($0.value)" }
        let first = answers[0].fields.filter { !["x-request-id", "ratelimit"].contains($0.name) }
          .map { "\($0.name): \($0.value)" }
        #expect(kept == first)
      }
      let wrong = try await post(server, "/t", "code=EE123456785VN&end=305-9999")
      let unknown = try await post(server, "/t", "code=EA000000014VN&end=305-0001")
      #expect(wrong.status == 404 && unknown.status == 404)
      #expect(wrong.body == unknown.body)
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

  @Test func `after ten wrong ends a code is shown by links only`() async throws {
    try await TestServer.with { server in
      try record(server)
      for _ in 0..<10 {
        #expect(try await post(server, "/t", "code=EE123456785VN&end=000-0000").status == 404)
      }
      let right = try await post(server, "/t", "code=EE123456785VN&end=305-0001")
      #expect(right.status == 404)
    }
  }

  @Test func `one address may not look without end`() async throws {
    try await TestServer.with { server in
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
