import HosoDomain
import HosoLedger
import Testing

@Suite("Declaring a period complete on the command line")
struct DeclareCommandTests {
  private func deskWithPickup() throws -> Desk {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item, "--at", Samples.noon)
    return desk
  }

  @Test func `an office declares its period once, and figures and export say so`() throws {
    let desk = try deskWithPickup()
    let first = try desk.run("declare", "2020Q1", "--lang", "vi", "--actor", "nv042")
    #expect(first.code == 0 && first.output.hasPrefix("Bưu cục 100000 chốt Quý I/2020: "))
    let event = try #require(try desk.events().last?.event)
    #expect(event.type == .periodDeclared && event.period?.label == "2020-Q1")
    #expect(event.office?.text == "100000" && event.actor?.text == "nv042")
    let count = try desk.eventCount()
    let again = try desk.run("declare", "2020-Q1", "--json")
    #expect(again.code == 0 && again.output.contains(#""office":"100000","outcome":"known""#))
    #expect(try desk.eventCount() == count)
    let figures = try desk.run("figures", "2020Q1", "--lang", "en")
    #expect(figures.output.contains("2020-Q1: 1 offices declared the period complete."))
    let json = try desk.run("figures", "2020Q1", "--json")
    #expect(json.output.contains(#""coverage":{"period":"2020-Q1","offices_covered":1,"#))
    let export = try desk.run("export", "2020Q1", "--out", "x", "--lang", "vi")
    #expect(export.output.hasPrefix("Quý I/2020 (chưa công bố, bao phủ 100,0 % bưu cục): "))
    #expect(try desk.read("x/coverage.csv").contains(",100000,,,,true,true,91,91,"))
  }

  @Test func `a declaration is undone by a void, and may be made again`() throws {
    let desk = try deskWithPickup()
    #expect(try desk.run("declare", "2020Q1").code == 0)
    let id = try #require(try desk.events().last?.event.identity.id.text)
    #expect(try desk.run("void", id, "--reason", "chốt nhầm").code == 0)
    let export = try desk.run("export", "2020Q1", "--out", "x", "--lang", "en")
    #expect(export.output.hasPrefix("Q1 2020 (unpublished, 0.0% of offices – low): "))
    let again = try desk.run("declare", "2020Q1", "--json")
    #expect(again.output.contains(#""outcome":"recorded""#))
  }

  @Test func `a list of offices says of how many the figures can be expected`() throws {
    let desk = try deskWithPickup()
    try desk.write(
      """
      code,name_vi,province,valid_from,valid_to
      100000,Hà Nội,01,2000-01-01,
      460000,Nghệ An,40,2000-01-01,

      """, to: "offices.csv")
    #expect(try desk.run("codes", "import", "offices", "offices.csv").code == 0)
    #expect(try desk.run("declare", "2020Q1").code == 0)
    let figures = try desk.run("figures", "2020Q1", "--lang", "en")
    #expect(figures.output.contains("2020-Q1: 1 of 2 offices (50.0%) declared the period"))
    #expect(try desk.run("declare", "2020Q1", "--office", "460000").code == 0)
    let json = try desk.run("export", "2020Q1", "--out", "x", "--json")
    #expect(json.output.contains(#""offices_expected":2,"offices_covered":2,"#))
    #expect(try desk.read("x/manifest.json").contains(#""offices":"offices."#))
  }

  private static let wrong: [(arguments: [String], code: Int32)] = [
    (["declare", "2999Q4"], 65), (["declare", "2020Q5"], 64), (["declare"], 64),
    (["declare", "2020-01-01..2020-01-31"], 64), (["declare", "2019Q1..2020Q1"], 64),
    (["declare", "2020Q1", "--office", "12"], 64),
    (["declare", "2020Q1", "--calendar", "lunar"], 64),
  ]

  @Test(arguments: wrong)
  func `what cannot be declared is said, and nothing is recorded`(
    arguments: [String], code: Int32
  ) throws {
    let desk = try deskWithPickup()
    let outcome = try desk.run(arguments)
    #expect(outcome.code == code && !outcome.errors.isEmpty)
    #expect(try desk.eventCount() == 1)
  }

  @Test func `the centre names the office that it speaks for`() throws {
    let desk = try Desk.ready("--hub")
    let outcome = try desk.run("declare", "2020Q1", "--lang", "en")
    #expect(outcome.code == 64 && outcome.errors.contains("--office"))
    #expect(try desk.run("declare", "2020Q1", "--office", "100000").code == 0)
  }
}
