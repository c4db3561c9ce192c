import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

/// A server with an agency's key, and what agencies send to it.
struct CallbackDesk {
  let server: TestServer
  let key: String

  init(_ server: TestServer, agency: String = "H26.12") throws {
    self.server = server
    key = try CallbackDesk.key(server, .agency, .agency(try AgencyCode(agency)))
  }

  /// A new key, as another process makes it.
  static func key(_ server: TestServer, _ kind: KeyKind, _ reach: Reach) throws -> String {
    let draft = AccessKeyDraft(kind: kind, name: "test", reach: reach)
    return try DeliveryStore(of: server.folder)
      .addKey(draft, at: Moment(server.clock.now), by: "test").text.text
  }

  static func event(
    _ type: String, _ subject: String, id: String = "e1", data: String = "{}",
    time: String = "2020-03-05T10:05:00+07:00"
  ) -> String {
    """
    {"specversion":"1.0","id":"\(id)","source":"https://motcua.h26","type":"\(type)",
     "subject":"\(subject)","time":"\(time)","data":\(data)}
    """
  }

  func send(
    _ body: String, _ type: String = InboundSamples.structuredType,
    target: String = "/v1/callbacks", fields: [(String, String)]? = nil
  ) async throws -> Answer {
    try await server.wire().request(
      "POST", target,
      [("content-type", type)] + (fields ?? [("authorization", "Bearer \(key)")]),
      body: Array(body.utf8))
  }

  func get(_ target: String) async throws -> Answer {
    try await server.wire().request("GET", target, [("authorization", "Bearer \(key)")])
  }

  /// Scans a dossier in at the post, for an agency if the scan says so.
  func pickUp(_ code: String, agency: String?) throws {
    let writer = try LedgerWriter(opening: server.folder) { [clock = server.clock] in clock.now }
    var details = ScanDetails()
    details.agency = try agency.map { try AgencyCode($0) }
    let occurredAt = try OccurredAt(rfc3339: "2020-03-05T08:00:00+07:00")
    _ = try ScanDesk(writer).record([
      Scan(type: .dossierPickedUp, code: try Alias(code), occurredAt: occurredAt, details: details)
    ])
  }

  func head() throws -> Int64 {
    try LedgerReader(opening: server.folder).head.position.number
  }
}

@Suite("Callbacks are recorded at once and never refused for what they say")
struct CallbackRouteTests {
  @Test func `a dossier of the agency takes what it says`() async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      try desk.pickUp("EE123456785VN", agency: "H26.12.19")
      let body = CallbackDesk.event(
        "dossier.accepted", "EE123456785VN",
        data: #"{"due_date":"2020-03-12","aliases":["H26.12.19-200305-0001"]}"#)
      let answer = try await desk.send(body)
      #expect(answer.status == 200)
      let json = answer.json
      #expect(json["outcome"]?.text == "recorded")
      #expect(json["id"]?.text == "e1")
      #expect(json["source"]?.text == "https://motcua.h26")
      #expect(json["position"]?.wholeNumber == 2)
      #expect(json["flags"]?.items == [])
      let place = try #require(answer["content-location"])
      #expect(place == "/v1/callbacks/e1?source=https%3A%2F%2Fmotcua.h26")
      let again = try await desk.get(place)
      #expect(again.status == 200)
      #expect(again.json["webhook_id"] == json["webhook_id"])
      #expect(again.json["is_effective"]?.bool == true)
    }
  }

  @Test(arguments: EventType.allCases.filter { !$0.writers.contains(.agency) })
  func `a type that others tell is not the agency's, alone and in a batch`(
    type: EventType
  ) async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      let foreign = CallbackDesk.event(type.name, "H26.12.19-200305-0001", id: "x1")
      let alone = try await desk.send(foreign)
      #expect(alone.status == 403 && alone.problem == "not-allowed")
      #expect(alone.json["errors"]?[0]?["pointer"]?.text == "#/type")
      let own = CallbackDesk.event("result.ready", "H26.12.19-200305-0001")
      let batch = try await desk.send(
        "[\(foreign),\(own)]", "application/cloudevents-batch+json")
      #expect(batch.status == 207)
      #expect(batch.json["results"]?[0]?["problem"]?["status"]?.wholeNumber == 403)
      #expect(try desk.head() == 1)
    }
  }

  @Test func `the same event again is told as known, other content as set aside`() async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      let event = CallbackDesk.event("result.ready", "H26.12.19-200305-0001")
      #expect(try await desk.send(event).json["outcome"]?.text == "flagged")
      let again = try await desk.send(event)
      #expect(again.status == 200)
      #expect(again.json["outcome"]?.text == "duplicate")
      let line = """
        {"id":"e1","source":"https://motcua.h26","type":"result.ready",
         "dossier":"H26.12.19-200305-0001","occurred_at":"2020-03-05T10:05:00+07:00"}
        """
      let plain = try await desk.send(line, "application/json")
      #expect(plain.json["outcome"]?.text == "duplicate")
      let other = try await desk.send(
        CallbackDesk.event("dossier.refused", "H26.12.19-200305-0001"))
      #expect(other.status == 200)
      #expect(other.json["outcome"]?.text == "set_aside")
      #expect(try desk.head() == 1)
      let state = try await desk.get("/v1/callbacks/e1?source=https%3A%2F%2Fmotcua.h26")
      #expect(state.json["set_aside"]?.items?.count == 1)
    }
  }

  @Test func `what contradicts the dossier's state is recorded with flags`() async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      let unseen = try await desk.send(
        CallbackDesk.event("dossier.accepted", "H26.12.19-200305-0007"))
      #expect(unseen.status == 200)
      #expect(unseen.json["flags"]?[0]?["flag"]?.text == "no-entry")
      try desk.pickUp("EE123456785VN", agency: "H26.12")
      for (index, type) in ["dossier.withdrawn", "result.ready", "dossier.withdrawn"].enumerated() {
        let answer = try await desk.send(
          CallbackDesk.event(type, "EE123456785VN", id: "w\(index)"))
        #expect(answer.status == 200)
      }
      let late = try await desk.get("/v1/callbacks/w2?source=https%3A%2F%2Fmotcua.h26")
      #expect(late.json["flags"]?[0]?["flag"]?.text == "duplicate")
    }
  }

  @Test func `a dossier of another agency is answered as one that does not exist`() async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      try desk.pickUp("EE123456785VN", agency: "H27.1")
      try desk.pickUp("EA000000014VN", agency: nil)
      var answers: [Answer] = []
      for code in [
        "EE123456785VN", "EA000000014VN", "EB000000014VN", "H27.1-200305-0001", "12345",
      ] {
        answers.append(try await desk.send(CallbackDesk.event("result.ready", code)))
      }
      #expect(answers.allSatisfy { $0.status == 404 })
      func shape(_ answer: Answer) -> [JSONMember] {
        (answer.json.members ?? []).filter { $0.key != "request_id" }
      }
      for answer in answers { #expect(shape(answer) == shape(answers[0])) }
      #expect(try desk.head() == 2)
    }
  }

  @Test func `no callback lays hands on a foreign dossier by naming it beside its own`()
    async throws
  {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      try desk.pickUp("EE123456785VN", agency: "H27.1")
      for alias in ["EE123456785VN", "EB000000014VN", "999/BN"] {
        let answer = try await desk.send(
          CallbackDesk.event(
            "dossier.accepted", "H26.12.19-200305-0001", data: #"{"aliases":["\#(alias)"]}"#))
        #expect(answer.status == 404, "\(alias)")
      }
      #expect(try desk.head() == 1)
    }
  }

  @Test func `a dossier whose agency nobody told belongs to who gave out its number`() async throws
  {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      try desk.pickUp("H26.12.19-200305-0001", agency: nil)
      let answer = try await desk.send(
        CallbackDesk.event("dossier.accepted", "H26.12.19-200305-0001"))
      #expect(answer.status == 200)
    }
  }

  @Test func `what somebody linked a number to keeps no decision of who gave it out away`()
    async throws
  {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server, agency: "H13.25")
      try desk.pickUp("EE123456785VN", agency: "H26.12")
      let link =
        #"{"type":"alias.linked","dossier":"EE123456785VN","office":"100000","#
        + #""aliases":["H13.25-200305-0951"]}"#
      let linked = try await server.ask("POST", "/v1/scans", as: .administrator, body: link)
      #expect(linked.status == 201)
      let told = try await desk.send(
        CallbackDesk.event("dossier.accepted", "H13.25-200305-0951"))
      #expect(told.status == 200)
      #expect(try await desk.get("/v1/dossiers/EE123456785VN").status == 404)
      let doubts = try await server.ask(
        "GET", "/v1/worklist?kind=agencies", as: .administrator)
      #expect(doubts.json["items"]?.items?.map { $0["reason"]?.text } == ["other-agency"])
    }
  }

  @Test func `a batch is answered event by event`() async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      let good = CallbackDesk.event("result.ready", "H26.12.19-200305-0001", id: "a")
      let foreign = CallbackDesk.event("result.ready", "H27.1-200305-0001", id: "b")
      let bad = CallbackDesk.event("result.ready", "H26.12.19-200305-0002", id: "c", time: "now")
      let mixed = try await desk.send("[\(good),\(foreign),\(bad)]", InboundSamples.batchType)
      #expect(mixed.status == 207)
      let results = try #require(mixed.json["results"]?.items)
      #expect(results.map { $0["outcome"]?.text } == ["flagged", "refused", "refused"])
      #expect(results[1]["problem"]?["status"]?.wholeNumber == 404)
      #expect(results[2]["problem"]?["errors"]?[0]?["pointer"]?.text == "#/2/time")
      let all = try await desk.send("[\(good)]", InboundSamples.batchType)
      #expect(all.status == 200)
      #expect(all.json["results"]?[0]?["outcome"]?.text == "duplicate")
      #expect(try await desk.send("[\(foreign)]", InboundSamples.batchType).status == 404)
      #expect(try await desk.send("[\(bad)]", InboundSamples.batchType).status == 422)
      #expect(try await desk.send("[]", InboundSamples.batchType).status == 200)
    }
  }

  @Test func `faults are told with their place and status`() async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      let digit = try await desk.send(CallbackDesk.event("result.ready", "EE123456784VN"))
      #expect(digit.status == 422)
      #expect(digit.json["type"]?.text == "https://hoso.vn/problems/wrong-check-digit")
      #expect(digit.json["errors"]?[0]?["pointer"]?.text == "#/subject")
      #expect(try await desk.send("{").status == 400)
      #expect(try await desk.send("x", "text/plain").status == 415)
      let many = "[" + Array(repeating: "0", count: 10_000).joined(separator: ",") + "]"
      #expect(try await desk.send(many, InboundSamples.batchType).status == 413)
      let large = "{\"a\":\"" + String(repeating: "a", count: 2 << 20) + "\"}"
      #expect(try await desk.send(large).status == 413)
      #expect(try await desk.send("{}", target: "/v1/callbacks?agency=H27").status == 400)
      #expect(try await desk.send("{}", target: "/v1/callbacks?office=1").status == 400)
    }
  }

  @Test func `nobody but agencies calls back`() async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      let office = try CallbackDesk.key(server, .office, .office(try PostOfficeCode("100000")))
      let administrator = try CallbackDesk.key(server, .administrator, .everything)
      let body = CallbackDesk.event("result.ready", "H26.12.19-200305-0001")
      #expect(try await desk.send(body, fields: []).status == 401)
      #expect(
        try await desk.send(body, fields: [("authorization", "Bearer \(office)")]).status == 403)
      let fields = [("authorization", "Bearer \(administrator)")]
      #expect(try await desk.send(body, fields: fields).status == 400)
      let named = try await desk.send(body, target: "/v1/callbacks?agency=H26.12", fields: fields)
      #expect(named.status == 200)
      #expect(try desk.head() == 1)
    }
  }
}
