import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Undoing one's own last scans")
struct UndoTests {
  /// One answer of `undo --json`.
  private struct Answer: Decodable {
    var target: String?
    let outcome: String
    var code: String?
    var undone: Undone?

    /// What was undone: of a line its type, of the last one how many.
    enum Undone: Decodable, Equatable {
      case type(String)
      case count(Int)

      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let count = try? value.decode(Int.self) {
          self = .count(count)
        } else {
          self = .type(try value.decode(String.self))
        }
      }
    }
  }

  private func undo(_ desk: Desk, _ options: String...) throws -> [Answer] {
    let outcome = try desk.run(["undo", "--json"] + options)
    try #require(outcome.code == 0, "\(outcome.errors)")
    return try outcome.lines.map(Outcome.decode)
  }

  private func state(_ desk: Desk, _ code: String) throws -> String {
    let text = try desk.run("track", code, "--json").output
    let place = try #require(text.firstRange(of: #""state":""#))
    return String(text[place.upperBound...].prefix { $0 != "\"" })
  }

  @Test func `the last scan is undone, and then the one before`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item, Samples.otherItem)
    _ = try desk.scan("delivery", Samples.item)
    let first = try desk.run("undo", "--lang", "en")
    #expect(first.code == 0)
    #expect(first.output.hasPrefix("✓ \(Samples.item)  undone: delivered to the agency"))
    #expect(try state(desk, Samples.item) == "on-the-way-to-agency")
    let second = try undo(desk)
    #expect(second.map(\.code) == [Samples.otherItem])
    #expect(second.map(\.undone) == [.type("dossier.picked_up")])
    #expect(try desk.events().suffix(2).map(\.event.type) == [.eventVoided, .eventVoided])
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `several at once go from the latest to the earliest`() throws {
    let desk = try Desk.ready()
    let codes = try (1...5).map { try Samples.item($0) }
    _ = try desk.run(["scan", "pickup"] + codes)
    #expect(try undo(desk, "3").map(\.code) == codes.suffix(3).reversed())
  }

  @Test func `a colleague's scans are never undone`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item, "--actor", "nv042")
    _ = try desk.scan("pickup", Samples.otherItem, "--actor", "nv043")
    _ = try desk.scan("pickup", try Samples.item(7))
    _ = try desk.scan("pickup", try Samples.item(8), "--actor", "nv042", "--office", "460000")
    let answers = try undo(desk, "9", "--actor", "nv042")
    #expect(answers.map(\.code) == [Samples.item, nil])
    #expect(answers.last?.outcome == "nothing_left" && answers.last?.undone == .count(1))
    // Without a staff number those are meant that have none, not everybody's.
    #expect(try undo(desk, "9").compactMap(\.code) == [try Samples.item(7)])
    #expect(try desk.eventCount() == 6)
  }

  @Test func `whose a scan is, is what amendments say by now`() throws {
    let desk = try Desk.ready()
    let mine = try desk.scan("pickup", Samples.item, "--actor", "nv042")
    let theirs = try desk.scan("pickup", Samples.otherItem, "--actor", "nv043")
    let (first, second) = (try #require(mine.first?.id), try #require(theirs.first?.id))
    _ = try desk.run("amend", first, "--set", "actor=nv043", "--actor", "nv001")
    _ = try desk.run("amend", second, "--set", "actor=nv042", "--actor", "nv001")
    #expect(try undo(desk, "9", "--actor", "nv042").compactMap(\.code) == [Samples.otherItem])
    #expect(try undo(desk, "9", "--actor", "nv043").compactMap(\.code) == [Samples.item])
    let elsewhere = try desk.scan("pickup", try Samples.item(7), "--actor", "nv042")
    _ = try desk.run(
      "amend", try #require(elsewhere.first?.id), "--set", "office=460000", "--actor", "nv001")
    #expect(try undo(desk, "9", "--actor", "nv042").compactMap(\.code) == [])
    let there = try undo(desk, "9", "--actor", "nv042", "--office", "460000")
    #expect(there.compactMap(\.code) == [try Samples.item(7)])
  }

  @Test func `what is void already is skipped, and a void is never undone`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item)
    let slip = try desk.scan("pickup", Samples.otherItem)
    #expect(try desk.run("void", try #require(slip.first?.id)).code == 0)
    #expect(try undo(desk).map(\.code) == [Samples.item])
    #expect(try undo(desk).map(\.outcome) == ["nothing_left"])
    #expect(try desk.eventCount() == 4)
  }

  @Test func `with nothing left it says whose scans it looked for, and changes nothing`() throws {
    let desk = try Desk.ready()
    for _ in 1...2 {
      let outcome = try desk.run("undo", "--actor", "nv042", "--within", "30m")
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("nv042") && outcome.output.contains("30m"))
      #expect(try desk.eventCount() == 0)
    }
  }

  @Test func `an amendment of one's own is undone like a scan`() throws {
    let desk = try Desk.ready()
    let id = try #require(try desk.scan("pickup", Samples.item).first?.id)
    #expect(try desk.run("amend", id, "--set", "province=40").code == 0)
    #expect(try undo(desk).map(\.undone) == [.type("event.amended")])
    #expect(try undo(desk).map(\.undone) == [.type("dossier.picked_up")])
  }

  @Test func `what other systems sent is left alone, and so is what was scanned long ago`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item)
    try desk.write(try Samples.lines(1...3), to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson").code == 0)
    #expect(try undo(desk, "--within", "0").map(\.outcome) == ["nothing_left"])
    #expect(try undo(desk, "9").compactMap(\.code) == [Samples.item])
  }

  @Test(arguments: [["0"], ["501"], ["-1"], ["x"], ["--within", "long"], ["--actor", "a b"]])
  func `what cannot be meant is a usage error and undoes nothing`(options: [String]) throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item)
    let outcome = try desk.run(["undo"] + options)
    #expect(outcome.code == 64, "\(outcome.output)")
    #expect(!outcome.errors.isEmpty)
    #expect(try desk.eventCount() == 1)
  }
}
