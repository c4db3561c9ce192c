import HosoDomain
import HosoLedger
import Testing

@Suite("What a scan is told about what is known already")
struct ScanJudgementTests {
  private static func at(_ clock: String) -> [String] {
    ["--at", "2020-03-05T\(clock)+07:00", "--json"]
  }

  private func outcomes(_ desk: Desk, _ arguments: String..., at clock: String) throws -> [String] {
    try desk.run(["scan"] + arguments + ScanJudgementTests.at(clock)).answers().map(\.outcome)
  }

  @Test func `the same code and verb within three seconds is known, after that recorded`() throws {
    let desk = try Desk.ready()
    #expect(try outcomes(desk, "pickup", Samples.item, at: "08:00:00") == ["recorded"])
    #expect(try outcomes(desk, "pickup", Samples.item, at: "08:00:03") == ["known"])
    #expect(try outcomes(desk, "pickup", Samples.item, at: "07:59:57") == ["known"])
    #expect(try desk.eventCount() == 1)
    #expect(try outcomes(desk, "pickup", Samples.item, at: "08:00:03.001") == ["flagged"])
    #expect(try outcomes(desk, "delivery", Samples.item, at: "08:00:00") == ["recorded"])
    #expect(try outcomes(desk, "pickup", Samples.otherItem, at: "08:00:00") == ["recorded"])
    #expect(try desk.eventCount() == 4)
  }

  @Test func `a code twice in one command is recorded once`() throws {
    let desk = try Desk.ready()
    let outcome = try desk.run("scan", "pickup", Samples.item, Samples.item, "--json")
    #expect(outcome.code == 0)
    let answers = try outcome.answers()
    #expect(answers.map(\.outcome) == ["recorded", "known"])
    #expect(answers[1].id == answers[0].id)
  }

  @Test func `a later repetition is recorded and says when, where and by whom it was first`() throws
  {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item, "--at", Samples.noon, "--actor", "nv042")
    let outcome = try desk.run(
      "scan", "pickup", Samples.item, "--at", "2020-03-06T09:00:00+07:00", "--lang", "en")
    #expect(outcome.code == 0)
    let start = "! \(Samples.item) (an item number)  recorded: dossier picked up  ["
    #expect(outcome.output.hasPrefix(start))
    #expect(
      outcome.output.contains("flagged: a repetition, first 12:00 05/03/2020 at 100000 by nv042"))
    #expect(try desk.eventCount() == 2)
    let third = try desk.scan("pickup", Samples.item, "--at", "2020-03-07T09:00:00+07:00")
    #expect(third.map(\.slugs) == [["duplicate"]])
    #expect(third.first?.flags?.first?.message.contains("12:00 05/03/2020 tại 100000") == true)
  }

  @Test func `a time in the future is recorded and flagged`() throws {
    let desk = try Desk.ready()
    let answers = try desk.scan("pickup", Samples.item, "--at", "2199-01-01T00:00:00Z")
    #expect(answers.map(\.outcome) == ["flagged"])
    #expect(answers.map(\.slugs) == [["in-future"]])
    #expect(try desk.eventCount() == 1)
  }

  @Test func `what comes before its turn is recorded and flagged, in any order`() throws {
    let desk = try Desk.ready()
    #expect(try outcomes(desk, "collection", Samples.item, at: "10:00:00") == ["flagged"])
    #expect(try outcomes(desk, "delivery", Samples.item, at: "09:00:00") == ["flagged"])
    #expect(try outcomes(desk, "pickup", Samples.item, at: "08:00:00") == ["recorded"])
    #expect(try outcomes(desk, "return", Samples.item, at: "11:00:00") == ["recorded"])
    #expect(try outcomes(desk, "attempt", Samples.item, at: "12:00:00") == ["flagged"])
    #expect(try desk.eventCount() == 5)
  }

  @Test func `a link makes two codes one dossier`() throws {
    let desk = try Desk.ready()
    #expect(try outcomes(desk, "pickup", Samples.item, at: "08:00:00") == ["recorded"])
    #expect(
      try outcomes(desk, "link", Samples.item, Samples.dossier, at: "09:00:00") == ["recorded"])
    #expect(try outcomes(desk, "pickup", Samples.dossier, at: "10:00:00") == ["flagged"])
    #expect(try outcomes(desk, "delivery", Samples.dossier, at: "11:00:00") == ["recorded"])
  }

  @Test func `links of one code to others follow each other at once, and none is lost`() throws {
    let desk = try Desk.ready()
    let codes = [Samples.dossier, Samples.otherItem, "BN-1234"]
    for code in codes {
      #expect(try outcomes(desk, "link", Samples.item, code, at: "09:00:00") == ["recorded"])
    }
    #expect(try outcomes(desk, "link", Samples.item, "BN-1234", at: "09:00:01") == ["known"])
    #expect(try desk.events().map { $0.event.aliases.map(\.text) } == codes.map { [$0] })
  }

  @Test func `a link of which one code is refused records nothing`() throws {
    let desk = try Desk.ready()
    let outcome = try desk.run("scan", "link", Samples.item, Samples.dossier, "x", "--json")
    #expect(outcome.code == 65)
    #expect(try outcome.answers().map(\.outcome) == ["refused"])
    #expect(try desk.eventCount() == 0)
  }

  @Test func `a link of a code to itself is a usage error`() throws {
    let desk = try Desk.ready()
    let outcome = try desk.run("scan", "link", Samples.item, Samples.item.lowercased())
    #expect(outcome.code == 64)
    #expect(try desk.eventCount() == 0)
  }
}
