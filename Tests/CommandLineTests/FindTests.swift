import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Finding dossiers by what somebody remembers")
struct FindTests {
  private struct Answer: Decodable {
    struct Dossier: Decodable {
      let codes: [String]
      var match: String?
      let state: String
      let isOpen: Bool
      var waitsFor: String?
      var dueDate: String?
    }

    let found: Int
    let eventsSearched: Int64
    let dossiers: [Dossier]

    var first: [String?] { dossiers.map(\.codes.first) }
  }

  private func find(_ desk: Desk, _ arguments: String...) throws -> Answer {
    let outcome = try desk.run(["find", "--json"] + arguments)
    try #require([0, 66].contains(outcome.code), "\(outcome.errors)")
    return try Outcome.decode(try #require(outcome.lines.first))
  }

  @Test func `last digits find a dossier, open ones first`() throws {
    let desk = try Desk.ready()
    let other = "RR123456785VN"
    _ = try desk.run("scan", "pickup", Samples.item, "--mode", "send")
    _ = try desk.run("scan", "pickup", "BN-6785/1", "BN-44")
    _ = try desk.run("scan", "delivery", Samples.item)
    let answer = try find(desk, "6785")
    #expect(answer.first == ["BN-6785/1", Samples.item])
    #expect(answer.dossiers.map(\.isOpen) == [true, false])
    #expect(answer.dossiers.map(\.match) == ["inside", "ending"])
    #expect(answer.eventsSearched == 4)
    #expect(try find(desk, "785").found == 2)
    #expect(try desk.run("find", other).code == 66)
  }

  @Test func `part of a dossier number finds it under every code it has`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("delivery", Samples.item, "--alias", Samples.dossier)
    let answer = try find(desk, "200305-0001")
    #expect(answer.dossiers.map(\.codes) == [[Samples.item, Samples.dossier]])
  }

  @Test func `a typed item number may have blanks, and is looked up in all of the ledger`() throws {
    let desk = try Desk.ready("--hub")
    let line = try Samples.backfill(1...1).joined()
      .replacing(try Samples.item(1), with: Samples.item)
    try desk.write(line, to: "old.ndjson")
    #expect(try desk.run("import", "old.ndjson", "--backfill").code == 0)
    #expect(try find(desk, "EE", "123", "456", "785", "VN").first == [Samples.item])
    #expect(try desk.run("find", "6785").code == 66)
    #expect(try find(desk, "6785", "--all").first == [Samples.item])
  }

  @Test func `a check digit that does not fit is told, with the codes that may have been meant`()
    throws
  {
    struct Mistyped: Decodable {
      let perhaps: [String]
      var message: String?
    }
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item, Samples.otherItem, "--office", "460000")
    for typed in [["EE123456784VN"], ["ee", "123", "456", "795", "vn"], ["EE132456785VN"]] {
      let outcome = try desk.run(["find", "--lang", "en"] + typed)
      #expect(outcome.code == 66)
      #expect(outcome.output.contains("check digit"), "\(outcome.output)")
      #expect(outcome.output.contains("Perhaps: \(Samples.item)"), "\(outcome.output)")
      let answer = try desk.run(["find", "--json"] + typed)
      let mistyped: Mistyped = try Outcome.decode(try #require(answer.lines.first))
      #expect(mistyped.perhaps == [Samples.item] && mistyped.message != nil)
    }
    let misread = try desk.run("find", "EE12345678SVN", "--lang", "en")
    #expect(misread.code == 66 && misread.output.contains(Samples.item))
    // Nothing of the kind is known: nothing is guessed.
    let unknown = try desk.run("find", "RR999999990VN", "--office", "100000", "--lang", "en")
    #expect(unknown.output.contains("check digit") && !unknown.output.contains("Perhaps"))
    #expect(try !desk.run("find", "9999", "--lang", "en").output.contains("check digit"))
  }

  @Test func `it looks at this office and this week unless asked for more, and says so`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item, "--office", "460000")
    let here = try desk.run("find", "6785", "--lang", "en")
    #expect(here.code == 66)
    #expect(here.output.contains("at 100000") && here.output.contains("--everywhere"))
    #expect(try find(desk, "6785", "--everywhere").found == 1)
    #expect(try find(desk, "6785", "--office", "460000").found == 1)
  }

  @Test func `what is due on a day is what the agency is not done with`() throws {
    let desk = try Desk.ready()
    let codes = try (1...4).map { try Samples.item($0) }
    _ = try desk.run(["scan", "pickup"] + codes)
    for (code, due) in zip(codes, ["2030-03-12", "2030-03-12", "2030-03-13", "2030-03-12"]) {
      _ = try desk.scan("delivery", code, "--due", due)
    }
    _ = try desk.scan("collection", codes[1])
    let late = try #require(try desk.events().first { $0.event.dueDate?.iso == "2030-03-13" })
    #expect(try find(desk, "--due", "12/03/2030").first == [codes[3], codes[0]])
    let amend = ["amend", late.event.identity.id.text, "--set", "due_date=2030-03-12"]
    #expect(try desk.run(amend).code == 0)
    #expect(try find(desk, "--due", "2030-03-12").first == [codes[3], codes[2], codes[0]])
    #expect(try find(desk, "--due", "2030-03-13").found == 0)
    #expect(try find(desk, "--due", "2030-03-12", "--office", "460000").found == 0)
    #expect(try desk.run("find", "--due", "today").code == 0)
  }

  @Test func `what waits at the office is told by what it waits for`() throws {
    let desk = try Desk.ready()
    let codes = try (1...6).map { try Samples.item($0) }
    _ = try desk.run(["scan", "pickup"] + codes)
    _ = try desk.run("scan", "depart", codes[1], "--bag", "TUI-1")
    _ = try desk.run(["scan", "delivery"] + codes[2...])
    _ = try desk.run(["scan", "collection"] + codes[3...])
    _ = try desk.run("scan", "attempt", codes[4])
    _ = try desk.run("scan", "return", codes[5])
    let waiting = try find(desk, "--waiting")
    let pairs = waiting.dossiers.map { "\($0.codes[0]) \($0.waitsFor ?? "")" }
    let expected = ["\(codes[0]) delivery", "\(codes[3]) hand-over", "\(codes[4]) invitation"]
    #expect(Set(pairs) == Set(expected))
    // A bag brings what is in it to where it arrives.
    _ = try desk.run("scan", "arrive", "TUI-1", "--office", "460000", "--whole-bags")
    let there = try find(desk, "--waiting", "--office", "460000")
    #expect(there.first == [codes[1]] && there.dossiers.first?.waitsFor == "delivery")
  }

  @Test(arguments: [
    ([], 64), (["12"], 65), (["12%34"], 65), (["6785", "--due", "today"], 64),
    (["--waiting", "--everywhere"], 64), (["6785", "--days", "0"], 64),
    (["6785", "--days", "3", "--all"], 64), (["--due", "yesterday-ish"], 64),
    (["6785", "--office", "1"], 64), (["6785", "--limit", "-1"], 64),
  ])
  func `what cannot be meant is refused`(arguments: [String], code: Int) throws {
    let outcome = try Desk.ready().run(["find"] + arguments)
    #expect(outcome.code == code)
    #expect(!outcome.errors.isEmpty)
  }
}
