import Foundation
import HosoTesting
import Testing

@Suite("Deliveries to an agency", .enabled(if: StandIn.isAvailable))
struct DeliveryTests {
  private static let loopback = ["HOSO_ALLOW_EGRESS": "127.0.0.0/8"]

  private func subscribe(
    _ desk: Desk, _ agency: Agency, _ options: String...
  ) throws -> AddedEndpoint {
    let outcome = try desk.run(
      ["webhook", "add", "--url", agency.url + "/hoso", "--json"] + options,
      environment: Self.loopback)
    let added: AddedEndpoint = try Outcome.decode(
      try #require(outcome.lines.first, "\(outcome.errors)"))
    try agency.trust(added.secret)
    return added
  }

  @Test func `scans arrive signed, in order, after the agency consented`() throws {
    let desk = try Desk.ready()
    let agency = try Agency(desk)
    _ = try subscribe(desk, agency, "--agency", "H26.12.19")
    let server = try RunningServe(desk, environment: Self.loopback)
    _ = try desk.scan("pickup", Samples.item, "--agency", "H26.12.19")
    _ = try desk.scan("pickup", Samples.otherItem, "--agency", "H26.13")
    _ = try desk.scan("delivery", Samples.item)
    let deliveries = try agency.deliveries(atLeast: 2)
    #expect(deliveries.map(\.type) == ["dossier.picked_up", "dossier.delivered"])
    #expect(deliveries.allSatisfy { $0.subject == Samples.item && $0.signature == "valid" })
    #expect(server.stop() == .exited(0))
  }

  @Test func `nothing is sent without consent, unless it is not asked for`() throws {
    let desk = try Desk.ready()
    let silent = try Agency(desk, "--consent", "none")
    let waiting = try subscribe(desk, silent)
    let asked = try Agency(desk, "--consent", "none")
    _ = try subscribe(desk, asked, "--no-consent")
    let server = try RunningServe(desk, environment: Self.loopback)
    _ = try desk.scan("pickup", Samples.item)
    #expect(try asked.deliveries(atLeast: 1).count == 1)
    #expect(try silent.deliveries(atLeast: 0).isEmpty)
    let shown = try desk.run("webhook", "show", waiting.endpoint.id, "--json")
    let endpoint: EndpointAnswer = try Outcome.decode(try #require(shown.lines.first))
    #expect(endpoint.state == "awaiting-consent")
    _ = server.stop()
  }

  @Test func `a failed delivery is tried again under the same id`() throws {
    let desk = try Desk.ready()
    let agency = try Agency(desk, "--fail-first", "1")
    _ = try subscribe(desk, agency)
    let server = try RunningServe(desk, environment: Self.loopback)
    _ = try desk.scan("pickup", Samples.item)
    let deliveries = try agency.deliveries(atLeast: 2)
    #expect(deliveries.map(\.status) == [500, 200])
    #expect(Set(deliveries.map(\.id)).count == 1)
    #expect(deliveries.map(\.times) == [1, 2])
    let log = try desk.run("webhook", "log", "--failures", "--json")
    #expect(log.lines.count == 1)
    _ = server.stop()
  }

  @Test func `what is not delivered yet is listed with the reason`() throws {
    let desk = try Desk.ready()
    let agency = try Agency(desk, "--fail-first", "99")
    let id = try subscribe(desk, agency).endpoint.id
    #expect(try desk.run("webhook", "outstanding", id).output == "Không có việc nào đang chờ.\n")
    let server = try RunningServe(desk, environment: Self.loopback)
    _ = try desk.scan("pickup", Samples.item)
    let name = try #require(try agency.deliveries(atLeast: 1).first).id
    #expect(server.stop() == .exited(0))
    let listed = try desk.run("webhook", "outstanding", id, "--json")
    let line = try #require(listed.lines.first)
    #expect(line.contains(#""state":"retrying","attempts":1"#))
    #expect(line.contains(#""webhook_id":"\#(name)","last_verdict":"server-error""#))
    #expect(line.contains(#""last_status":500"#))
    let text = try desk.run("webhook", "outstanding", id).output
    #expect(text.contains("lỗi bên nhận 500"))
    #expect(try desk.run("webhook", "outstanding", id, "--state", "parked").code == 0)
    #expect(try desk.run("webhook", "outstanding", id, "--state", "lost").code == 64)
    #expect(try desk.run("webhook", "outstanding", "ep_ffffff").code == 66)
  }

  @Test func `what was recorded while nothing ran arrives at the next start`() throws {
    let desk = try Desk.ready()
    let agency = try Agency(desk)
    _ = try subscribe(desk, agency)
    _ = try desk.scan("pickup", Samples.item)
    let server = try RunningServe(desk, ["--no-http"], environment: Self.loopback)
    #expect(try agency.deliveries(atLeast: 1).count == 1)
    #expect(server.stop() == .exited(0))
  }

  @Test func `a ping is signed, and tells whether a receiver that consented answers`() throws {
    let desk = try Desk.ready()
    let agency = try Agency(desk)
    let id = try subscribe(desk, agency).endpoint.id
    let early = try desk.run(["webhook", "ping", id], environment: Self.loopback)
    #expect(early.code == 69 && early.errors.contains("--handshake"))
    #expect(
      try desk.run(["webhook", "ping", id, "--handshake"], environment: Self.loopback).code == 0)
    let good = try desk.run(["webhook", "ping", id], environment: Self.loopback)
    #expect(good.code == 0, "\(good.errors)")
    #expect(try agency.deliveries(atLeast: 1).first?.signature == "valid")
    let closed = try desk.run(["webhook", "ping", id])
    #expect(closed.code == 77)
  }

  @Test func `a replay is counted first, then comes again under the same ids`() throws {
    let desk = try Desk.ready()
    let agency = try Agency(desk)
    let id = try subscribe(desk, agency).endpoint.id
    let server = try RunningServe(desk, environment: Self.loopback)
    _ = try desk.scan("pickup", Samples.item)
    _ = try desk.scan("pickup", Samples.otherItem)
    let first = try agency.deliveries(atLeast: 2)
    let rehearsal = try desk.run("webhook", "replay", id, "--positions", "1..9", "--dry-run")
    #expect(rehearsal.output.contains("2"))
    #expect(try agency.deliveries(atLeast: 2).count == 2)
    let name = try #require(first.first).id
    #expect(try desk.run("webhook", "replay", id, name).code == 0)
    let again = try agency.deliveries(atLeast: 3)
    #expect(again.last?.id == name)
    #expect(again.last?.times == 2)
    #expect(try desk.run("webhook", "replay", id).code == 64)
    #expect(
      try desk.run("webhook", "replay", id, "evt_" + String(repeating: "0", count: 32)).code == 66)
    _ = server.stop()
  }

  @Test func `the feed is followed from a cursor, and forwarded with valid signatures`() throws {
    let desk = try Desk.ready()
    let server = try RunningServe(desk)
    let made = try desk.run("key", "add", "--kind", "administrator", "--name", "x")
    let key = ["HOSO_KEY": try #require(made.output.split(whereSeparator: \.isWhitespace).last)]
      .mapValues(String.init)
    _ = try desk.scan("pickup", Samples.item)
    _ = try desk.scan("delivery", Samples.item)
    let listen = ["webhook", "listen", "--server", server.url, "--once"]
    let all = try desk.run(listen + ["--json"], environment: key)
    #expect(all.lines.count == 2, "\(all.errors)")
    let rest = try desk.run(listen + ["--after", "1", "--json"], environment: key)
    #expect(rest.lines == Array(all.lines.suffix(1)))
    let agency = try Agency(desk)
    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    try agency.trust(secret)
    let port = try #require(agency.url.split(separator: ":").last.map(String.init))
    let kept = listen + ["--forward", port, "--cursor-file", desk.path("cursor")]
    let environment = key.merging(["HOSO_WEBHOOK_SECRET": secret]) { $1 }
    #expect(try desk.run(kept, environment: environment).code == 0)
    #expect(try agency.deliveries(atLeast: 2).map(\.signature) == ["valid", "valid"])
    #expect(try desk.run(kept, environment: environment).lines.isEmpty)
    #expect(try desk.run(listen, environment: ["HOSO_KEY": "hoso_agency_x"]).code == 64)
    _ = server.stop()
  }
}
