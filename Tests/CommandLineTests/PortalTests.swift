import HosoTesting
import Testing

@Suite("Deliveries to the national portal", .enabled(if: StandIn.isAvailable))
struct PortalTests {
  private static let loopback = ["HOSO_ALLOW_EGRESS": "127.0.0.0/8"]

  private func subscribe(_ desk: Desk, _ portal: Portal) throws {
    let outcome = try desk.run(
      [
        "webhook", "add", "--kind", "dvcqg", "--dstcode", "VN:GOV:G22", "--unit", "H26.12.19",
        "--agency", "H26.12.19", "--url", portal.url + "/portal",
      ], environment: Self.loopback)
    try #require(outcome.code == 0, "\(outcome.errors)")
  }

  @Test func `a dossier is announced once, then moves through the portal's states`() throws {
    let desk = try Desk.ready()
    let portal = try Portal(desk, "--dstcode", "VN:GOV:G22")
    try subscribe(desk, portal)
    let server = try RunningServe(desk, ["--no-http"], environment: Self.loopback)
    _ = try desk.scan(
      "pickup", Samples.item, "--agency", "H26.12.19", "--alias", Samples.dossier)
    _ = try desk.scan("delivery", Samples.item)
    _ = try desk.scan("collection", Samples.item)
    _ = try desk.scan("return", Samples.item)
    let envelopes = try portal.envelopes(atLeast: 4)
    #expect(envelopes.first?.service == "DongBoHoSoMC")
    #expect(envelopes.dropFirst().allSatisfy { $0.service == "CapNhatTienDoHoSoMC" })
    #expect(envelopes.allSatisfy { $0.code == Samples.dossier })
    #expect(envelopes.map(\.state) == [1, 2, 9, 10])
    #expect(server.stop() == .exited(0))
  }

  @Test func `a busy portal's HTTP 200 is a failure, and tried again`() throws {
    let desk = try Desk.ready()
    let portal = try Portal(desk, "--fail-first", "1")
    try subscribe(desk, portal)
    let server = try RunningServe(desk, ["--no-http"], environment: Self.loopback)
    _ = try desk.scan(
      "pickup", Samples.item, "--agency", "H26.12.19", "--alias", Samples.dossier)
    #expect(try portal.envelopes(atLeast: 1).map(\.state) == [1])
    let failures = try desk.run("webhook", "log", "--failures", "--json")
    #expect(failures.lines.count == 1)
    #expect(failures.output.contains(#""verdict":"rejected""#))
    _ = server.stop()
  }

  @Test func `the portal's profile must be whole`() throws {
    let desk = try Desk.ready()
    let url = "https://dvcqg.example.vn"
    #expect(try desk.run("webhook", "add", "--kind", "dvcqg", "--url", url).code == 64)
    #expect(try desk.run("webhook", "add", "--kind", "fax", "--url", url).code == 64)
  }
}
