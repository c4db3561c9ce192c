import Foundation
import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@Suite("Processes killed at any moment", .tags(.slow), .serialized)
struct KillTests {
  private static let lineCount = 9_000

  @Test(arguments: KillRounds.seeds)
  func `an import that was killed resumes to exactly every line once`(seed: Int) throws {
    var chance = Chance(seed: seed)
    let desk = try Desk.ready()
    try desk.write(try Samples.backfill(1...Self.lineCount).joined(), to: "lines.ndjson")
    let arguments = ["import", "lines.ndjson", "--backfill", "--json"]
    var known: Int64 = 0
    for _ in 1...2 {
      let child = try desk.start(arguments)
      KillRounds.kill(child, withinMicroseconds: Self.importMicroseconds, &chance)
      try KillRounds.expectSound(desk, seed)
      let count = try desk.eventCount()
      #expect(count >= known, "seed \(seed): \(known) events became \(count)")
      known = count
    }
    let resumed = try desk.run(arguments)
    #expect(resumed.code == 0, "seed \(seed): \(resumed.errors)")
    let summary = try resumed.summary()
    let all = Int64(Self.lineCount)
    #expect(
      summary == ImportAnswer(recorded: all - known, duplicates: known, lines: all), "seed \(seed)")
    #expect(Set(try desk.events().map(\.event.identity.id)).count == Self.lineCount, "seed \(seed)")
    try KillRounds.expectSound(desk, seed)
  }

  @Test(arguments: KillRounds.seeds)
  func `every scan that was answered is there, once, whenever the desk was killed`(
    seed: Int
  ) throws {
    var chance = Chance(seed: seed)
    let desk = try Desk.ready()
    // Half of the rounds fight with an import that is killed at the same time.
    var importing: ChildProcess?
    if chance.percent(50) {
      try desk.write(try Samples.lines(1...Self.lineCount), to: "lines.ndjson")
      importing = try desk.start(["import", "lines.ndjson"])
    }
    let child = try desk.start(["scan", "pickup", "--json"], input: .written)
    let sent = try send(to: child, &chance)
    KillRounds.kill(child, withinMicroseconds: 10_000, &chance)
    importing?.kill()
    try KillRounds.expectSound(desk, seed)

    let answers = try answered(by: child)
    #expect(!answers.isEmpty, "seed \(seed)")
    let scanned = try desk.events().filter { $0.event.identity.source.text != "agency.h26" }
    let byPosition = Dictionary(uniqueKeysWithValues: scanned.map { ($0.position.number, $0) })
    let lost = answers.filter { answer in
      guard let event = answer.position.flatMap({ byPosition[$0] })?.event else { return true }
      return event.identity.id.text != answer.id || event.codes.map(\.text) != [answer.code]
    }
    #expect(lost.isEmpty, "seed \(seed): \(lost.map(\.code)) were answered and are gone")
    let codes = scanned.flatMap(\.event.codes).map(\.text)
    #expect(Set(codes).count == codes.count, "seed \(seed): a code was recorded twice")
    #expect(
      codes.count >= answers.count && codes == Array(sent.prefix(codes.count)), "seed \(seed)")
    #expect(scanned.map(\.event.identity.sequence) == (0..<codes.count).map { UInt64($0 + 1) })
    #expect(try desk.run("scan", "delivery", Samples.item).code == 0, "seed \(seed)")
  }

  /// Hands over codes in bursts and answers what was handed over.
  private func send(to child: ChildProcess, _ chance: inout Chance) throws -> [String] {
    var sent: [String] = []
    for _ in 1...chance.number(1...12) {
      let burst = try (0..<chance.number(1...30)).map {
        try Samples.item(50_000 + sent.count + $0)
      }
      child.write(burst.map { $0 + "\n" }.joined())
      let isFirst = sent.isEmpty
      sent += burst
      // Killed before it had answered, it would prove nothing; and it should commit many times.
      if isFirst || chance.percent(50) { _ = try child.waitForLines(sent.count) }
      ChildProcess.pause(microseconds: chance.number(0...8_000))
    }
    return sent
  }

  /// The answers that were written whole.
  private func answered(by child: ChildProcess) throws -> [ScanAnswer] {
    let data = try Data(contentsOf: URL(filePath: child.outputPath))
    guard let end = data.lastIndex(of: 0x0A) else { return [] }
    return try data[...end].split(separator: 0x0A).map {
      try Outcome.decode(Substring(decoding: $0, as: UTF8.self))
    }
  }

  /// How long a whole import takes here, so that kills fall into all of it.
  private static let importMicroseconds = KillRounds.microseconds {
    let desk = try Desk.ready()
    try desk.write(try Samples.backfill(1...lineCount).joined(), to: "lines.ndjson")
    _ = try desk.run("import", "lines.ndjson", "--backfill")
  }
}
