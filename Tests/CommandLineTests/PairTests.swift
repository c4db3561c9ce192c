import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Scanning pairs of codes")
struct PairTests {
  private static let number = "H26.12.19-200305-0001"
  private static let otherNumber = "H26.12.19-200305-0002"

  /// A desk with five items picked up.
  private func desk() throws -> (desk: Desk, items: [String]) {
    let desk = try Desk.ready()
    let items = try (1...5).map { try Samples.item($0) }
    _ = try desk.run(["scan", "pickup"] + items)
    return (desk, items)
  }

  private func pairs(
    _ desk: Desk, _ verb: String, _ lines: [String], _ options: String...
  ) throws -> Outcome {
    try desk.run(
      ["scan", verb, "--pairs", "--json"] + options, input: lines.joined(separator: "\n") + "\n")
  }

  private func codes(_ desk: Desk, _ code: String) throws -> [String] {
    struct Report: Decodable {
      struct Dossier: Decodable {
        let codes: [String]
        var dueDate: String?
      }
      let dossier: Dossier
    }
    let text = try desk.run("track", code, "--json").output
    let report: Report = try Outcome.decode(text.dropLast())
    return report.dossier.codes + [report.dossier.dueDate].compactMap(\.self)
  }

  @Test(arguments: ["\t", ",", ";", "  ", " , "])
  func `a line of a delivery is item, dossier number and due date`(between: String) throws {
    let (desk, items) = try desk()
    let lines = [
      [items[0], Self.number, "12/03/2030"].joined(separator: between),
      [items[1].lowercased(), Self.otherNumber].joined(separator: between),
    ]
    let outcome = try pairs(desk, "delivery", lines)
    #expect(outcome.code == 0, "\(outcome.output)")
    #expect(try outcome.answers().map(\.outcome) == ["recorded", "recorded"])
    #expect(outcome.output.contains(#""code":"\#(items[0])""#))
    #expect(try codes(desk, Self.number) == [items[0], Self.number, "2030-03-12"])
    #expect(try codes(desk, Self.otherNumber) == [items[1], Self.otherNumber])
    #expect(try desk.events().last?.event.scannedText == items[1].lowercased())
  }

  @Test func `a line of a collection is dossier number and the item of the result`() throws {
    let (desk, items) = try desk()
    let result = "RR473124829VN"
    #expect(try pairs(desk, "delivery", ["\(items[0]) \(Self.number)"]).code == 0)
    #expect(try pairs(desk, "collection", ["\(Self.number),RR 473 124 829 VN"]).code == 0)
    #expect(try codes(desk, result) == [items[0], Self.number, result])
    #expect(try pairs(desk, "collection", ["\(result) \(Self.number)"]).code == 65)
  }

  @Test func `a number of another open dossier is refused, and both are named`() throws {
    let (desk, items) = try desk()
    #expect(try pairs(desk, "delivery", ["\(items[0]) \(Self.number)"]).code == 0)
    let before = try desk.eventCount()
    let slip = try pairs(desk, "delivery", ["\(items[1]) \(Self.number)"])
    #expect(slip.code == 65)
    let answer = try #require(try slip.answers().first)
    #expect(answer.outcome == "refused")
    for code in [items[0], items[1], Self.number] {
      #expect(answer.message?.contains(code) == true)
    }
    #expect(slip.output.contains(#""belongs_to":["\#(items[0])"]"#))
    #expect(try desk.eventCount() == before)
    #expect(try pairs(desk, "delivery", ["\(items[1]) \(Self.number)"], "--link").code == 0)
    #expect(try codes(desk, items[1]) == [items[0], items[1], Self.number])
  }

  @Test func `an item that has another dossier number is refused`() throws {
    let (desk, items) = try desk()
    #expect(try pairs(desk, "delivery", ["\(items[0]) \(Self.number)"]).code == 0)
    let slip = try pairs(desk, "delivery", ["\(items[0]) \(Self.otherNumber)"])
    #expect(slip.code == 65 && slip.output.contains(#""belongs_to":["\#(Self.number)"]"#))
  }

  @Test func `two dossiers that were both picked up are never joined by a pair`() throws {
    let (desk, items) = try desk()
    _ = try desk.scan("pickup", Self.number)
    let slip = try pairs(desk, "delivery", ["\(items[0]) \(Self.number)"])
    #expect(slip.code == 65 && slip.output.contains(#""belongs_to":[]"#))
    let taken = try pairs(desk, "collection", ["\(Self.number) \(items[1])"])
    #expect(taken.code == 65)
  }

  @Test func `a file that slipped by one line joins nothing`() throws {
    let (desk, items) = try desk()
    let numbers = (1...5).map { "H26.12.19-200305-000\($0)" }
    let right = zip(items, numbers).map { "\($0) \($1)" }
    let slipped = zip(items.dropFirst(), numbers).map { "\($0) \($1)" }
    // Of one moment, so that nobody has to be fast.
    let now = try #require(desk.events().last?.event.occurredAt.rfc3339)
    #expect(try pairs(desk, "delivery", right, "--at", now).code == 0)
    let outcome = try pairs(desk, "delivery", slipped)
    #expect(try outcome.answers().map(\.outcome) == Array(repeating: "refused", count: 4))
    for (item, number) in zip(items, numbers) {
      #expect(try codes(desk, item) == [item, number])
    }
    // Within one commit as well.
    let again = try pairs(desk, "delivery", [right[0], slipped[0]], "--at", now)
    #expect(try again.answers().map(\.outcome) == ["known", "refused"])
  }

  @Test func `what the agency said about a number beforehand is linked, not refused`() throws {
    let (desk, items) = try desk()
    let line = try Samples.line(1, ["type": "dossier.accepted", "dossier": Self.number])
    try desk.write(line, to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson").code == 0)
    #expect(try pairs(desk, "delivery", ["\(items[0]) \(Self.number)"]).code == 0)
    #expect(try codes(desk, items[0]) == [Self.number, items[0]])
  }

  @Test func `a number of a dossier that went one way is another's as well`() throws {
    let desk = try Desk.ready()
    let items = try (1...2).map { try Samples.item($0) }
    _ = try desk.run(["scan", "pickup", "--mode", "send"] + items)
    let lines = items.map { "\($0) \(Self.number)" }
    let outcome = try pairs(desk, "delivery", lines)
    #expect(outcome.code != 0)
    #expect(try desk.eventCount() == 3)
    #expect(try codes(desk, items[1]) == [items[1]])
  }

  @Test func `a number may be paired anew once its dossier is closed or its link void`() throws {
    let (desk, items) = try desk()
    let first = try pairs(desk, "delivery", ["\(items[0]) \(Self.number)"]).answers()
    #expect(try desk.run("void", try #require(first.first?.id)).code == 0)
    #expect(try pairs(desk, "delivery", ["\(items[1]) \(Self.number)"]).code == 0)
    _ = try desk.run("scan", "return", items[1])
    #expect(try pairs(desk, "delivery", ["\(items[2]) \(Self.number)"]).code == 0)
  }

  @Test func `a bad line holds up no others`() throws {
    let (desk, items) = try desk()
    let lines = [
      items[0], "\(items[0]) \(items[1])", "\(Self.number) \(items[0])",
      "\(items[0]) \(Self.number) 31/02/2030", "\(items[0]) \(Self.number) 12/03/2030 x",
      "EE123456784VN \(Self.number)", "\(items[0]) \(items[0])", "", " , ",
      "\(items[2]) \(Self.number)",
    ]
    let outcome = try pairs(desk, "delivery", lines)
    #expect(outcome.code == 65)
    let told = try outcome.answers().map(\.outcome)
    #expect(told == Array(repeating: "refused", count: 8) + ["recorded"])
    #expect(try outcome.answers().dropLast().allSatisfy { $0.message?.isEmpty == false })
    #expect(try desk.eventCount() == 6)
    #expect(try desk.run("verify").code == 0)
  }

  @Test(arguments: [
    ["scan", "pickup", "--pairs"], ["scan", "delivery", Samples.item, "--pairs"],
    ["scan", "delivery", Samples.item, "--link"],
    ["scan", "delivery", "--pairs", "--alias", "BN-44"],
  ])
  func `what pairs cannot mean is a usage error`(arguments: [String]) throws {
    let (desk, _) = try desk()
    #expect(try desk.run(arguments, input: "").code == 64)
    #expect(try desk.eventCount() == 5)
  }
}
