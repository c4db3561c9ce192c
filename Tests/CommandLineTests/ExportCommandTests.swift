import Foundation
import Testing

@Suite("Exports of many periods, and the same bytes anywhere")
struct ExportCommandTests {
  private func desk() throws -> Desk {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item, "--at", Samples.noon)
    #expect(try desk.run("declare", "2020Q1").code == 0)
    #expect(try desk.run("release", "2020Q1").code == 0)
    return desk
  }

  private func files(_ desk: Desk, _ name: String) throws -> [String: Data] {
    let folder = desk.folder.appending(path: name)
    return try Dictionary(
      uniqueKeysWithValues: desk.files(in: name).map {
        ($0, try Data(contentsOf: folder.appending(path: $0)))
      })
  }

  @Test func `a range has a folder for each period, all as known at one moment`() throws {
    let desk = try desk()
    let outcome = try desk.run("export", "2019Q4..2020Q1", "--out", "all", "--json")
    #expect(outcome.code == 0 && outcome.output.hasPrefix(#"{"exports":[{"folder":""#))
    #expect(try files(desk, "all/2019-Q4").count == files(desk, "all/2020-Q1").count)
    #expect(try desk.run("export", "2020Q1", "--out", "one").code == 0)
    #expect(try files(desk, "one") == files(desk, "all/2020-Q1"))
    #expect(try desk.run("export", "2019Q4..2020Q1", "--out", "all").code == 73)
    #expect(try desk.run("export", "2019Q4..2020Q1", "--out", "all", "--force").code == 0)
  }

  @Test func `any days are a period of their own`() throws {
    let desk = try desk()
    let outcome = try desk.run(
      "export", "--from", "2020-03-01", "--to", "2020-03-31", "--out", "days", "--lang", "en")
    #expect(outcome.code == 0 && outcome.output.hasPrefix("2020-03-01 to 2020-03-31 ("))
    let dotted = try desk.run("export", "2020-03-01..2020-03-31", "--out", "dots")
    #expect(dotted.code == 0)
    #expect(try files(desk, "days") == files(desk, "dots"))
  }

  @Test func `every period that is over since one is exported, and none that is not`() throws {
    let desk = try desk()
    let arguments = ["export", "--all-since", "2019Q3", "--as-of", "2020-04-10", "--out", "all"]
    #expect(try desk.run(arguments).code == 0)
    let found = try FileManager.default.contentsOfDirectory(atPath: desk.path("all")).sorted()
    #expect(found == ["2019-Q3", "2019-Q4", "2020-Q1"])
    let early = try desk.run(
      "export", "--all-since", "2020Q2", "--as-of", "2020-04-10", "--out", "none")
    #expect(early.code == 65 && !desk.exists("none"))
  }

  @Test(arguments: [
    ["export", "--out", "x"], ["export", "2020Q1", "--from", "2020-01-01", "--out", "x"],
    ["export", "--from", "2020-01-01", "--out", "x"],
    ["export", "2020Q1", "--all-since", "2019Q1", "--out", "x"],
    ["export", "--all-since", "2019Q1..2020Q1", "--out", "x"],
    ["export", "2020Q1..2019Q1", "--out", "x"],
  ])
  func `a question for periods that cannot be meant writes nothing`(arguments: [String]) throws {
    let desk = try desk()
    #expect(try desk.run(arguments).code == 64)
    #expect(!desk.exists("x"))
  }

  @Test(arguments: [[], ["--by-province"], ["--public"]])
  func `language, time zone, umask and a rebuilt ledger change no byte`(
    options: [String]
  ) throws {
    let desk = try desk()
    let arguments = ["export", "2020Q1", "--as-of", "2020Q1.r1"] + options + ["--out"]
    #expect(try desk.run(arguments + ["here"]).code == 0)
    #expect(try files(desk, "here").keys.filter { $0.contains("/") || $0 == "dcat.ttl" }.count > 20)
    #expect(try desk.run(arguments + ["twice"]).code == 0)
    #expect(try files(desk, "here") == files(desk, "twice"))
    let there = try desk.run(
      arguments + ["there"],
      environment: [
        "TZ": "America/New_York", "LANG": "de_DE.UTF-8", "LC_ALL": "tr_TR.UTF-8", "HOSO_LANG": "en",
      ])
    #expect(there.code == 0)
    #expect(try files(desk, "here") == files(desk, "there"))
    #expect(try ShellRun(desk).export(umask: "077", arguments + ["masked"]))
    #expect(try files(desk, "here") == files(desk, "masked"))
    try desk.write(try desk.run("dump").output, to: "dump.ndjson")
    let other = try Desk.ready("--hub")
    #expect(try other.run("import", desk.path("dump.ndjson"), "--backfill").code == 0)
    #expect(try other.run(arguments + ["again"]).code == 0)
    #expect(try files(desk, "here") == files(other, "again"))
  }
}

/// Runs the command under another mask.
private struct ShellRun {
  private let desk: Desk

  init(_ desk: Desk) {
    self.desk = desk
  }

  func export(umask: String, _ arguments: [String]) throws -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments =
      ["-c", "umask \(umask) && exec \"$0\" \"$@\"", Desk.programPath] + arguments
    process.currentDirectoryURL = desk.folder
    process.environment = ["HOSO_LEDGER": desk.ledgerPath, "HOME": desk.path("home")]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
