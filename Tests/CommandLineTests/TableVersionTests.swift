import HosoDomain
import Testing

@Suite("Answers that count working days")
struct TableVersionTests {
  /// A desk with an item that should have been delivered long ago.
  private func late() throws -> Desk {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item, "--at", Samples.noon)
    return desk
  }

  private func versions() throws -> [String] {
    [try WorkingCalendar.bundled().version, try TransitZones.bundled().version]
  }

  @Test(arguments: [
    ["track", Samples.item, "--json"], ["worklist", "--json"],
    ["worklist", "--kind", "overdue", "--format", "csv"],
  ])
  func `they name the tables they counted by`(arguments: [String]) throws {
    let outcome = try late().run(arguments)
    #expect(outcome.code == 0)
    for version in try versions() { #expect(outcome.output.contains(version)) }
  }

  @Test(arguments: [
    ["track", Samples.item], ["worklist"], ["worklist", "--kind", "send-back"],
  ])
  func `people are not told versions of tables`(arguments: [String]) throws {
    let outcome = try late().run(arguments)
    #expect(outcome.code == 0)
    for version in try versions() { #expect(!outcome.output.contains(version)) }
  }

  @Test func `an export names its tables`() throws {
    let desk = try late()
    #expect(try desk.run("export", "2020Q1", "--out", "out").code == 0)
    #expect(try desk.read("out/manifest.json").contains(WorkingCalendar.bundled().version))
  }
}
