import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("What a key may write over HTTP")
struct WritingTests {
  private let lines = [("Content-Type", "application/x-ndjson")]

  private func line(
    _ type: String = "dossier.picked_up", id: String = "a1", source: String = "100000-may-1",
    about: String = #""dossier":"EE123456785VN""#
  ) -> String {
    #"{"id":"\#(id)","source":"\#(source)","type":"\#(type)",\#(about),"#
      + #""occurred_at":"2020-03-05T08:12:00+07:00"}"#
  }

  private func about(_ type: EventType) -> String {
    switch type.subjectKind {
    case .dossier:
      type == .feeCollected || type == .feeRemitted
        ? #""dossier":"EE123456785VN","money":"fee","amount":5000"#
        : #""dossier":"EE123456785VN""#
    case .event:
      type == .eventAmended
        ? #""target":"none","set":{"province":"40"}"# : #""target":"none""#
    case .period: #""period":"2019-Q4""#
    case .desk: #""count":3"#
    }
  }

  private func head(_ server: TestServer) throws -> Int64 {
    try LedgerReader(opening: server.folder).head.position.number
  }

  @Test(arguments: EventType.allCases.filter { !$0.writers.contains(.office) })
  func `a type that others write is refused, alone and as a line of a batch`(
    type: EventType
  ) async throws {
    try await TestServer.with { server in
      let event = line(type.name, about: about(type))
      let alone = try await server.ask("POST", "/v1/scans", as: .office, body: event)
      #expect(alone.status == 403 && alone.problem == "not-allowed")
      if type.subjectKind == .dossier {
        let scan = try await server.ask(
          "POST", "/v1/scans", as: .office,
          body: #"{"type":"\#(type.name)","dossier":"EE123456785VN"}"#)
        #expect(scan.status == 403)
      }
      let batch = [event, line(id: "a2")].joined(separator: "\n")
      let report = try await server.ask("POST", "/v1/scans", as: .office, lines, body: batch)
      #expect(report.json["recorded"] == .number("1") && report.json["rejected"] == .number("1"))
      #expect(report.json["rejected_lines"]?[0]?["line"]?.wholeNumber == 1)
      #expect(report.json["rejected_lines"]?[0]?["field"]?.text == "type")
      #expect(try head(server) == 1)
    }
  }

  @Test func `an administrator uploads for agencies, and publishes nothing with a scan`()
    async throws
  {
    try await TestServer.with { server in
      let ready = line("result.ready", source: "mcdt.cantho")
      let taken = try await server.ask("POST", "/v1/scans", as: .administrator, body: ready)
      #expect(taken.status == 201)
      for type in [EventType.figuresReleased] {
        let event = line(type.name, id: "a2", source: "mcdt.cantho", about: about(type))
        let refused = try await server.ask("POST", "/v1/scans", as: .administrator, body: event)
        #expect(refused.status == 403)
      }
      #expect(try head(server) == 1)
    }
  }

  @Test(arguments: [
    "460000-may-1", "mcdt.cantho", "agency/H26.12/motcua", "hub-a1b2c3-1", "key_00000000",
  ])
  func `a foreign source is refused the same whether its event is known or not`(
    source: String
  ) async throws {
    try await TestServer.with { server in
      let known = line(source: source)
      let writer = try LedgerWriter(opening: server.folder) { server.clock.now }
      var reader = InterchangeReader(defaultSource: try SourceName("x"))
      let event = try Array(known.utf8).withUnsafeBufferPointer { try reader.read($0).event }
      try writer.commit { _ = try $0.append(event) }
      let id = [("X-Request-Id", "same")]
      let first = try await server.ask("POST", "/v1/scans", as: .office, id, body: known)
      let other = try await server.ask(
        "POST", "/v1/scans", as: .office, id, body: known.replacing("08:12", with: "09:12"))
      let new = try await server.ask(
        "POST", "/v1/scans", as: .office, id, body: line(id: "a9", source: source))
      #expect(first.status == 403 && first.text == other.text && first.text == new.text)
      let void = line(
        "event.voided", id: "a3", source: source, about: #""target":"a1""#)
      let voided = try await server.ask("POST", "/v1/scans", as: .office, body: void)
      #expect(voided.status == 403)
      #expect(try head(server) == 1)
    }
  }

  @Test func `nobody writes as the ledger's own desk, in whatever epoch`() async throws {
    try await TestServer.with { server in
      let own = try LedgerReader(opening: server.folder).settings.source.text
      for source in [own, String(own.dropLast()) + "9"] {
        for kind in [KeyKind.office, .administrator] {
          let answer = try await server.ask(
            "POST", "/v1/scans", as: kind, body: line(source: source))
          #expect(answer.status == 403)
        }
      }
    }
  }

  @Test func `a correction may come before what it corrects, if that is the key's`() async throws {
    try await TestServer.with { server in
      let void = line("event.voided", id: "a2", about: #""target":"a1""#)
      let early = try await server.ask("POST", "/v1/scans", as: .office, body: void)
      #expect(early.status == 201)
      let scan = try await server.ask("POST", "/v1/scans", as: .office, body: line())
      #expect(scan.status == 201)
      let seen = try await server.ask("GET", "/v1/dossiers/EE123456785VN", as: .administrator)
      #expect(seen.json["dossier"]?["entries"]?[0]?["is_effective"] == .bool(false))
    }
  }

  @Test(arguments: [
    ("mcdt.cantho", "", nil),
    ("mcdt.cantho", #","target_hash":"0000000000000000""#, "other-target"),
    ("mcdt.hue", #","target_source":"mcdt.cantho""#, "may-not-correct"),
  ])
  func `an uploaded correction that changes nothing is answered with the reason`(
    source: String, more: String, flag: String?
  ) async throws {
    try await TestServer.with { server in
      let send = { (body: String) in
        try await server.ask("POST", "/v1/scans", as: .administrator, body: body)
      }
      #expect(try await send(line(source: "mcdt.cantho")).status == 201)
      let void = line(
        "event.voided", id: "v1", source: source, about: #""target":"a1""# + more)
      let taken = try await send(void)
      #expect(taken.status == 201)
      #expect(taken.json["outcome"]?.text == (flag == nil ? "recorded" : "flagged"))
      #expect(taken.json["flags"]?.items?.map { $0["flag"]?.text } == flag.map { [$0] } ?? [])
      let again = try await send(void)
      #expect(again.json["outcome"]?.text == "duplicate")
      #expect(again.json["flags"] == taken.json["flags"])
    }
  }

  @Test func `lines without a source are the key's and its successors', and nobody else's`()
    async throws
  {
    try await TestServer.with { server in
      let admin = { (path: String, body: String) in
        try await server.ask(
          "POST", path, as: .administrator, [("If-Match", "\"1\"")], body: body)
      }
      let made = try await admin(
        "/v1/keys", #"{"kind":"office","name":"Bưu cục","office":"100000"}"#)
      let id = try #require(made.json["key"]?["id"]?.text)
      let first = try #require(made.json["secret"]?.text)
      let rotated = try await admin("/v1/keys/\(id)/rotate", "{}")
      let second = try #require(rotated.json["secret"]?.text)
      let plain = line(source: "").replacing(#""source":"","#, with: "")
      let send = { (secret: String, body: String) in
        try await server.wire().request(
          "POST", "/v1/scans",
          [("Authorization", "Bearer \(secret)"), ("Content-Type", "application/json")],
          body: Array(body.utf8))
      }
      let taken = try await send(first, plain)
      #expect(taken.status == 201 && taken.json["source"]?.text == id)
      // The same bytes again, by the key that took the first one's place.
      let again = try await send(second, plain)
      #expect(again.status == 200 && again.json["outcome"]?.text == "duplicate")
      let named = line(source: id)
      #expect(try await send(second, named).json["outcome"]?.text == "duplicate")
      #expect(try await server.ask("POST", "/v1/scans", as: .office, body: named).status == 403)
      let next = try #require(rotated.json["key"]?["id"]?.text)
      #expect(try await send(first, line(source: next)).status == 403)
    }
  }

  @Test func `figures are published by a key that was made for it, and by no other`() async throws {
    try await TestServer.with { server in
      let wish = #"{"period":"2019Q4"}"#
      for kind in KeyKind.allCases {
        let refused = try await server.ask("POST", "/v1/releases", as: kind, body: wish)
        #expect(refused.status == 403 && refused.json["scope"]?.text == "publish")
        let minted = try await server.ask(
          "POST", "/v1/keys", as: kind,
          body: #"{"kind":"administrator","name":"x","scopes":["publish"]}"#)
        #expect(minted.status == 403)
      }
      let draft = AccessKeyDraft(
        kind: .planner, name: "Tổng hợp", reach: .everything, scopes: [.publish, .figures])
      let store = try DeliveryStore(of: server.folder)
      let key = try store.addKey(draft, at: Moment(server.clock.now), by: "test").text.text
      let publish = { (body: String) in
        try await server.wire().request(
          "POST", "/v1/releases",
          [("Authorization", "Bearer \(key)"), ("Content-Type", "application/json")],
          body: Array(body.utf8))
      }
      let first = try await publish(wish)
      #expect(first.status == 201 && first["location"] == "/v1/releases/2019Q4.r1")
      #expect(first.json["name"]?.text == "2019Q4.r1")
      let again = try await publish(wish)
      #expect(again.status == 200 && again.json["name"]?.text == "2019Q4.r1")
      let second = try await publish(#"{"period":"2019Q4","even_unchanged":true,"reason":"x"}"#)
      #expect(second.status == 201 && second.json["name"]?.text == "2019Q4.r2")
      for (body, pointer) in [
        (#"{"period":"2020Q1"}"#, "#/period"), (#"{"period":"2019Q5"}"#, "#/period"),
        ("{}", "#/period"),
      ] {
        let refused = try await publish(body)
        #expect(refused.status == 422 && refused.json["errors"]?[0]?["pointer"]?.text == pointer)
      }
    }
  }
}
