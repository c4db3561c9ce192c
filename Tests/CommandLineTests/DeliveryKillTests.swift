import Foundation
import HosoTesting
import Testing

/// The server is killed again and again while it delivers to a receiver that fails.
///
/// Scans come in all the time; in the end everything has arrived, in order, under one name.
@Suite("A server that is killed while it delivers", .serialized)
struct DeliveryKillTests {
  private static let rounds = 30
  private static let eventsPerRound = 15
  private static let dossiers = 12
  private static let types = [
    "dossier.picked_up", "item.departed", "item.arrived", "dossier.delivered", "result.ready",
  ]

  @Test(.tags(.slow))
  func `nothing is lost, doubled under another name, or out of order over thirty kills`() throws {
    let seed = KillRounds.seeds[0]
    var chance = Chance(seed: seed)
    let desk = try Desk.ready()
    let receiver = try FlakyReceiver(seed: seed)
    let environment = ["HOSO_ALLOW_EGRESS": "127.0.0.0/8"]
    let added = try desk.run(
      ["webhook", "add", "--no-consent", "--from", "start", "--url", receiver.url],
      environment: environment)
    try #require(added.code == 0, "\(added.errors)")
    for round in 0..<DeliveryKillTests.rounds {
      let server = try RunningServe(desk, ["--quiet"], environment: environment)
      let lines = try (0..<DeliveryKillTests.eventsPerRound).map { number in
        try Samples.line(
          round * DeliveryKillTests.eventsPerRound + number,
          [
            "type": chance.element(of: DeliveryKillTests.types) ?? "item.arrived",
            "dossier": try Samples.item(chance.number(1...DeliveryKillTests.dossiers)),
          ])
      }
      let file = try desk.write(lines.joined(), to: "round-\(round).ndjson")
      #expect(try desk.run("import", file).code == 0)
      KillRounds.kill(server.process, withinMicroseconds: 300_000, &chance)
    }
    try awaitAll(desk, receiver, environment)
    let total = DeliveryKillTests.rounds * DeliveryKillTests.eventsPerRound
    #expect(receiver.taken.count == total, "HOSO_KILL_SEED=\(seed)")
    check(receiver.arrivals, seed)
    try KillRounds.expectSound(desk, seed)
  }

  /// Lets a last server finish what is left: failed deliveries come again after seconds, and those
  /// in a row after minutes.
  private func awaitAll(
    _ desk: Desk, _ receiver: FlakyReceiver, _ environment: [String: String]
  ) throws {
    let server = try RunningServe(desk, ["--quiet"], environment: environment)
    let total = DeliveryKillTests.rounds * DeliveryKillTests.eventsPerRound
    for _ in 0..<9_000 where receiver.taken.count < total {
      ChildProcess.pause(microseconds: 100_000)
    }
    #expect(server.stop() == .exited(0))
  }

  private func check(_ arrivals: [FlakyReceiver.Arrival], _ seed: Int) {
    var bodies: [String: String] = [:]
    var names: [String: String] = [:]
    var lastTaken: [String: String] = [:]
    var taken: Set<String> = []
    for arrival in arrivals {
      let sequence = value("sequence", in: arrival.body)
      #expect(bodies[arrival.id] ?? arrival.body == arrival.body, "HOSO_KILL_SEED=\(seed)")
      #expect(names[sequence] ?? arrival.id == arrival.id, "HOSO_KILL_SEED=\(seed)")
      bodies[arrival.id] = arrival.body
      names[sequence] = arrival.id
      guard arrival.isTaken, taken.insert(arrival.id).inserted else { continue }
      let dossier = value("subject", in: arrival.body)
      #expect(lastTaken[dossier] ?? "" < sequence, "HOSO_KILL_SEED=\(seed) \(dossier)")
      lastTaken[dossier] = sequence
    }
  }

  private func value(_ key: String, in body: String) -> String {
    guard let start = body.range(of: "\"\(key)\":\"")?.upperBound else { return "" }
    return String(body[start...].prefix { $0 != "\"" })
  }
}
