import HosoDomain
import HosoLedger
import Testing

@Suite("Comparing two publications on the command line")
struct CompareCommandTests {
  /// Two publications, with a pickup in between that came late.
  private func desk() throws -> Desk {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item, "--at", Samples.noon)
    #expect(try desk.run("release", "2020Q1").code == 0)
    _ = try desk.scan("pickup", Samples.otherItem, "--at", Samples.noon)
    #expect(try desk.run("release", "2020Q1", "--reason", "gửi muộn").code == 0)
    return desk
  }

  @Test func `each cell that changed is told with its causes, down to the event`() throws {
    let desk = try desk()
    let table = try desk.run("compare", "2020Q1.r1", "2020Q1.r2", "--lang", "vi", "--events")
    #expect(table.code == 0)
    #expect(table.output.contains("gửi muộn") && table.output.contains("ghi muộn"))
    #expect(table.output.contains(Samples.otherItem) && !table.output.contains(Samples.item))
    let csv = try desk.run("compare", "2020Q1.r1", "2020Q1.r2", "--format", "csv")
    #expect(
      csv.output.hasPrefix(
        "period,calendar,from,to,level,province,service,channel,measure,old,new,change,"
          + "n_late,n_voided,n_amended,n_linked,n_moved\n"))
    #expect(
      csv.output.contains(
        "\n2020-Q1,calendar,2020Q1.r1,2020Q1.r2,nation,ALL,ALL,ALL,pickups,1,2,1,1,0,0,0,0\n"))
    let id = try desk.events()[2].event.identity.id.text
    let json = try desk.run("compare", "2020Q1.r1", "2020Q1.r2", "--json", "--level", "nation")
    #expect(json.output.contains(#""caused_by":["\#(id)"]"#))
    #expect(!json.output.contains(#""level":"province""#))
    let events = try desk.run(
      "compare", "2020Q1.r1", "2020Q1.r2", "--format", "csv", "--events", "--level", "nation")
    #expect(events.output.contains(",pickups,1,2,1,1,0,0,0,0,1,late,\(id),"))
  }

  @Test func `publications between which nothing changed say so`() throws {
    let desk = try desk()
    #expect(try desk.run("release", "2020Q1", "--unchanged").code == 0)
    let outcome = try desk.run("compare", "2020Q1.r2", "2020Q1.r3", "--lang", "en")
    #expect(outcome.code == 0 && outcome.output.contains("No figure changed."))
  }

  private static let wrong: [(arguments: [String], code: Int32)] = [
    (["2020Q1.r2", "2020Q1.r1"], 64), (["2020Q1.r1", "2020Q1.r1"], 64),
    (["2020Q1.r1", "2020Q1.r9"], 66), (["2020Q1.r1", "2019Q4.r1"], 66),
    (["2020Q1", "2020Q1.r1"], 64), (["2020Q1.r1"], 64),
    (["2020Q1.r1", "2020Q1.r2", "--level", "moon"], 64),
  ]

  @Test(arguments: wrong)
  func `what cannot be compared is said`(arguments: [String], code: Int32) throws {
    let outcome = try desk().run(["compare"] + arguments)
    #expect(outcome.code == code && !outcome.errors.isEmpty && outcome.output.isEmpty)
  }
}
