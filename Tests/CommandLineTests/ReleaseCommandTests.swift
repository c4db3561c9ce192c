import Testing

@Suite("Publishing figures on the command line")
struct ReleaseCommandTests {
  private func deskWithPickup() throws -> Desk {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item, "--at", Samples.noon)
    return desk
  }

  private func pickups(_ desk: Desk, _ options: String...) throws -> String {
    let arguments = ["figures", "2020Q1", "--format", "csv"] + options
    let lines = try desk.run(arguments).output.split(separator: "\n")
    return lines.last.map { String($0.split(separator: ",")[5]) } ?? ""
  }

  @Test func `a publication is named, listed, and stands wherever a moment is asked`() throws {
    let desk = try deskWithPickup()
    let first = try desk.run("release", "2020Q1", "--lang", "vi")
    #expect(first.code == 0)
    #expect(first.output.hasPrefix("Đã công bố 2020Q1.r1: Quý I/2020, sơ bộ"))
    _ = try desk.scan("pickup", Samples.otherItem, "--at", Samples.noon)
    let second = try desk.run("release", "2020Q1", "--json")
    #expect(second.output.hasPrefix(#"{"name":"2020Q1.r2","period":"2020-Q1","#))
    #expect(try pickups(desk, "--as-of", "2020Q1.r1") == "1")
    #expect(try pickups(desk, "--as-of", "2020Q1.r2") == "2")
    let why = try desk.run(
      "explain", "2020Q1", "pickups", "--diff", "2020Q1.r1", "2020Q1.r2", "--json")
    #expect(why.code == 0 && why.output.contains(Samples.otherItem))
    let list = try desk.run("release", "--lang", "en")
    #expect(list.output.contains("2020Q1.r1") && list.output.contains("revised"))
  }

  @Test func `publishing again says that nothing changed, and changes nothing`() throws {
    let desk = try deskWithPickup()
    #expect(try desk.run("release", "2020Q1").code == 0)
    let count = try desk.eventCount()
    let again = try desk.run("release", "2020Q1", "--lang", "en")
    #expect(again.code == 0 && again.output.hasPrefix("Nothing was recorded since 2020Q1.r1"))
    #expect(try desk.eventCount() == count)
    #expect(try desk.run("release", "2020Q1", "--unchanged").code == 0)
    #expect(try desk.eventCount() == count + 1)
  }

  @Test func `why it was published stands in the list, the answer and the manifest`() throws {
    let desk = try deskWithPickup()
    let why = "Bưu cục 100900 gửi muộn"
    let first = try desk.run("release", "2020Q1", "--reason", why, "--json")
    #expect(first.output.contains(#""reason":"\#(why)""#))
    #expect(try desk.run("release").output.contains(why))
    #expect(try desk.run("release", "--json").output.contains(why))
    #expect(try desk.run("export", "2020Q1", "--as-of", "2020Q1.r1", "--out", "x").code == 0)
    #expect(try desk.read("x/manifest.json").contains(#""reason":"\#(why)""#))
  }

  @Test func `a hint names only what is taken`() throws {
    let outcome = try deskWithPickup().run("release", "2019Q1..2020Q1", "--lang", "en")
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("'2019Q1..2020Q1' is not one period"))
    #expect(outcome.errors.ranges(of: "2019Q1..2020Q1").count == 1)
  }

  private static let wrong: [(arguments: [String], code: Int32)] = [
    (["release", "2999Q4"], 65), (["release", "2020Q5"], 64),
    (["release", "2020-01-01..2020-01-31"], 64),
    (["release", "2020Q1", "--calendar", "lunar"], 64),
    (["figures", "2020Q1", "--as-of", "2020Q1.r1"], 66),
    (["export", "2020Q1", "--as-of", "2020Q1.r1", "--out", "x"], 66),
  ]

  @Test(arguments: wrong)
  func `what cannot be published or was not is said`(arguments: [String], code: Int32) throws {
    let desk = try deskWithPickup()
    let outcome = try desk.run(arguments)
    #expect(outcome.code == code && !outcome.errors.isEmpty)
    #expect(try desk.eventCount() == 1)
  }

  @Test func `a ledger moved elsewhere with its times has the same publications`() throws {
    let desk = try deskWithPickup()
    #expect(try desk.run("release", "2020Q1", "--calendar", "statutory").code == 0)
    try desk.write(try desk.run("dump").output, to: "dump.ndjson")
    let other = try Desk.ready("--hub")
    let path = desk.path("dump.ndjson")
    #expect(try other.run("import", path, "--backfill").code == 0)
    #expect(try other.run("release", "--json").output == desk.run("release", "--json").output)
  }
}
