import Testing

@Suite("Explaining counts and listing work on the command line")
struct ExplainCommandTests {
  private func desk() throws -> Desk {
    let desk = try Desk.ready("--hub")
    let lines = try Samples.backfill(1...3).joined()
    _ = try desk.run(["import", "-", "--backfill"], input: lines)
    return desk
  }

  @Test func `a count is explained line by line for programs`() throws {
    let desk = try desk()
    let outcome = try desk.run("explain", "2020Q1", "pickups", "--format", "csv")
    #expect(outcome.code == 0)
    #expect(outcome.lines.count == 4)
    #expect(outcome.lines.first?.hasPrefix("period,calendar,as_of,count,codes,") == true)
    let limited = try desk.run("explain", "2020Q1", "pickups", "--json", "--limit", "1")
    #expect(limited.output.contains(#""value":3"#))
    #expect(limited.output.contains(#""event_id":"e-1""#))
    #expect(!limited.output.contains(#""event_id":"e-2""#))
  }

  @Test func `a change is put down to its cause`() throws {
    let desk = try desk()
    let outcome = try desk.run(
      "explain", "2020Q1", "pickups", "--diff", "2020-03-06", "2020-03-07", "--json")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains(#""value_from":0,"value_to":3,"difference":3"#))
    #expect(outcome.output.contains(#""by_cause":{"late":3,"#))
  }

  @Test(
    arguments: [
      ["explain", "2020Q1", "people"], ["explain", "2020Q5", "pickups"],
      ["explain", "2020Q1", "pickups", "--diff", "2020-03-06"],
      ["explain", "2020Q1", "pickups", "--diff", "2020-03-07", "2020-03-06"],
      ["explain", "2020Q1", "pickups", "--province", "ab"],
      ["explain", "2020Q1", "pickups", "--limit", "-1"], ["worklist", "--kind", "everything"],
    ])
  func `a question that cannot be meant is a usage error`(arguments: [String]) throws {
    let outcome = try desk().run(arguments)
    #expect(outcome.code == 64)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
  }

  @Test func `the worklist counts every kind and exits with 0`() throws {
    let outcome = try desk().run("worklist", "--today", "2020-04-01", "--json")
    #expect(outcome.code == 0)
    let counts =
      #""counts":{"overdue":3,"orphans":0,"flags":0,"set-aside":0,"#
      + #""links":0,"agencies":0,"send-back":0}"#
    #expect(outcome.output.contains(counts))
  }
}
