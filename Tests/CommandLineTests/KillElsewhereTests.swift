import Foundation
import HosoTesting
import Testing

@Suite("Killed while making, reading and exporting", .tags(.slow), .serialized)
struct KillElsewhereTests {
  @Test(arguments: KillRounds.seeds)
  func `a ledger whose making was killed is whole or can be made again`(seed: Int) throws {
    var chance = Chance(seed: seed)
    let desk = try Desk()
    for _ in 1...3 {
      let child = try desk.start(["init", "--office", "100000"])
      KillRounds.kill(child, withinMicroseconds: Self.initMicroseconds, &chance)
    }
    let again = try desk.run("init", "--office", "100000")
    #expect([0, 73].contains(again.code), "HOSO_KILL_SEED=\(seed)\n\(again.errors)")
    #expect(try desk.scan("pickup", Samples.item).map(\.outcome) == ["recorded"])
    try KillRounds.expectSound(desk, seed)
  }

  @Test(arguments: KillRounds.seeds)
  func `views whose making was killed equal a rebuild`(seed: Int) throws {
    var chance = Chance(seed: seed)
    let desk = try Desk.ready()
    for part in 0..<3 {
      try desk.write(
        try Samples.lines((part * 2_000 + 1)...(part * 2_000 + 2_000)), to: "lines.ndjson")
      #expect(try desk.run("import", "lines.ndjson").code == 0)
      let child = try desk.start(["figures", "2020Q1", "--by", "province"])
      KillRounds.kill(child, withinMicroseconds: Self.figuresMicroseconds, &chance)
    }
    try KillRounds.expectSound(desk, seed)
    let figures = try desk.run("figures", "2020Q1", "--format", "csv")
    #expect(figures.code == 0, "HOSO_KILL_SEED=\(seed)")
    #expect(try CSVRow.only(of: figures)["pickups"] == "6000", "HOSO_KILL_SEED=\(seed)")
  }

  @Test(arguments: KillRounds.seeds)
  func `an export that was killed is whole or is not there`(seed: Int) throws {
    var chance = Chance(seed: seed)
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...2_000), to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson").code == 0)
    let arguments = ["export", "2020Q1", "--out", desk.path("out"), "--as-of", "2099-01-01"]
    #expect(
      try desk.run(arguments.map { $0 == desk.path("out") ? desk.path("good") : $0 }).code == 0)
    let names = try desk.files(in: "good")
    for _ in 1...3 {
      let child = try desk.start(arguments + ["--force"])
      KillRounds.kill(child, withinMicroseconds: Self.figuresMicroseconds, &chance)
      guard desk.exists("out") else { continue }
      for name in names {
        #expect(try desk.read("out/\(name)") == desk.read("good/\(name)"), "HOSO_KILL_SEED=\(seed)")
      }
    }
    let last = try desk.run(arguments + ["--force"])
    #expect(last.code == 0, "HOSO_KILL_SEED=\(seed)\n\(last.errors)")
    let left = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
    #expect(!left.contains { $0.hasPrefix(".") }, "HOSO_KILL_SEED=\(seed): \(left)")
  }

  private static let initMicroseconds = KillRounds.microseconds {
    _ = try Desk.ready()
  }

  private static let figuresMicroseconds = KillRounds.microseconds {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...2_000), to: "lines.ndjson")
    _ = try desk.run("import", "lines.ndjson")
    _ = try desk.run("figures", "2020Q1")
  }
}
