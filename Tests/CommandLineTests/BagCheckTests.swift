import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Filling a bag, taking out, and checking in what arrived")
struct BagCheckTests {
  private struct Check: Decodable {
    struct Item: Decodable {
      let codes: [String]
    }

    let expected: Int
    let scanned: Int
    let complete: Bool
    let short: [Item]
    let over: [String]
    var departedWith: Int?
    let recorded: Int
    var dispute: String?
    let disputeIsNew: Bool
  }

  /// A desk with a bag of five items that was counted and left.
  private func sent(_ count: Int = 5) throws -> (desk: Desk, items: [String]) {
    let desk = try Desk.ready()
    let items = try (1...count).map { try Samples.item($0) }
    _ = try desk.run(["scan", "pickup"] + items)
    let fill = ["bag", "fill", "TUI-18", "--destination", "460000"]
    #expect(try desk.run(fill + items).output.contains("TUI-18: \(count) bưu gửi"))
    _ = try desk.run("scan", "depart", "TUI-18", "--count", "\(count)", "--destination", "460000")
    return (desk, items)
  }

  private func check(
    _ desk: Desk, _ items: some Sequence<String>, _ options: String...
  ) throws -> Check {
    let outcome = try desk.run(
      ["bag", "check-in", "TUI-18", "--json", "--office", "460000"] + options + Array(items))
    let answer: Check = try Outcome.decode(try #require(outcome.lines.first, "\(outcome.errors)"))
    #expect(outcome.code == (answer.complete ? 0 : 65))
    return answer
  }

  private func state(_ desk: Desk, _ code: String) throws -> [String] {
    try desk.run("track", code, "--json").output.split(separator: "\"").map(String.init)
  }

  @Test func `a bag that is complete has arrived, and every item in it`() throws {
    let (desk, items) = try sent()
    let before = try desk.eventCount()
    let answer = try check(desk, items.reversed(), "--count", "5")
    #expect(answer.complete && answer.expected == 5 && answer.recorded == 5)
    let new = try desk.events().dropFirst(Int(before)).map(\.event)
    #expect(new.map(\.type) == Array(repeating: .itemArrived, count: 6))
    #expect(new.first?.container?.text == "TUI-18" && new.first?.count == 5)
    #expect(new.allSatisfy { $0.office?.text == "460000" })
    // Once more with the same is nothing new.
    #expect(try check(desk, items).recorded == 0)
    #expect(try desk.eventCount() == before + 6)
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `what is short is recorded as a disputed handover, once`() throws {
    let (desk, items) = try sent()
    let answer = try check(desk, items.dropFirst())
    #expect(!answer.complete && answer.short.map(\.codes) == [[items[0]]] && answer.over == [])
    #expect(answer.recorded == 4 && answer.disputeIsNew)
    let dispute = try #require(desk.events().last?.event)
    #expect(dispute.type == .handoverDisputed && dispute.container?.text == "TUI-18")
    #expect(dispute.reason == "sổ 5, quét 4; thiếu 1: \(items[0])")
    let count = try desk.eventCount()
    let again = try check(desk, items.dropFirst())
    #expect(again.short.map(\.codes) == [[items[0]]] && again.recorded == 0)
    #expect(again.dispute == answer.dispute && !again.disputeIsNew)
    #expect(try desk.eventCount() == count)
    // It is the missing dossier's story, and not that of those that came.
    #expect(try state(desk, items[0]).contains("handover.disputed"))
    #expect(try !state(desk, items[1]).contains("handover.disputed"))
    // What was found later makes it complete.
    let found = try check(desk, items)
    #expect(found.complete && found.recorded == 1)
    #expect(try check(desk, items).complete)
  }

  @Test func `a bag that arrived as a whole leaves a mark on what was short in it`() throws {
    let (desk, items) = try sent()
    _ = try desk.run("scan", "arrive", "TUI-18", "--count", "5", "--office", "460000")
    #expect(try check(desk, items.dropLast()).short.map(\.codes) == [[items[4]]])
    #expect(try state(desk, items[4]).contains("handover.disputed"))
  }

  @Test func `what is over is told and recorded as arrived`() throws {
    let (desk, items) = try sent()
    let answer = try check(desk, items + ["RR473124829VN", "rr473124829vn"])
    #expect(answer.over == ["RR473124829VN"] && answer.short.isEmpty && !answer.complete)
    #expect(answer.scanned == 6 && answer.recorded == 6)
    let reasons = try desk.events().compactMap(\.event.reason)
    #expect(reasons == ["sổ 5, quét 6; thừa 1: RR473124829VN"])
  }

  @Test func `a bag of which nothing is known is judged by its label alone`() throws {
    let desk = try Desk.ready()
    #expect(try check(desk, [Samples.item], "--count", "1").complete)
    let other = try desk.run(
      "bag", "check-in", "TUI-19", Samples.otherItem, "--count", "2", "--lang", "en")
    #expect(other.code == 65)
    #expect(other.output.contains("the ledger knows nothing of what is in it, 2 by its label"))
  }

  @Test func `without a difference in codes a label that says otherwise is a difference`() throws {
    let (desk, items) = try sent(2)
    let answer = try check(desk, items, "--count", "3")
    #expect(!answer.complete && answer.short.isEmpty && answer.over.isEmpty)
    #expect(try desk.events().last?.event.reason == "sổ 2, nhãn 3, quét 2")
  }

  @Test func `only what was put in since the bag was opened here last is expected`() throws {
    let (desk, items) = try sent(3)
    // The first journey ends one short, and what came stays here.
    #expect(try check(desk, items.dropFirst()).short.map(\.codes) == [[items[0]]])
    // Back with one, and here again with another two: what lies here is no part of it.
    let back = ["scan", "depart", "TUI-18", "--destination", "100000", "--office", "460000"]
    _ = try desk.run(
      ["bag", "fill", "TUI-18", items[1], "--office", "460000", "--destination", "100000"])
    _ = try desk.run(back + ["--count", "1"])
    let home = try desk.run("bag", "check-in", "TUI-18", items[1], "--json")
    #expect(home.code == 0, "\(home.output)")
    let new = try [Samples.item(8), Samples.item(9)]
    _ = try desk.run(["scan", "pickup"] + new)
    _ = try desk.run(["bag", "fill", "TUI-18", "--destination", "460000"] + new)
    _ = try desk.run("scan", "depart", "TUI-18", "--count", "2", "--destination", "460000")
    let answer = try check(desk, new + [items[2]])
    #expect(answer.expected == 2 && answer.short.isEmpty && answer.over == [items[2]])
    #expect(try check(desk, new).complete)
    #expect(try check(desk, new).recorded == 0)
  }

  @Test func `how many it left with is held against what is known and what was scanned`() throws {
    let desk = try Desk.ready()
    let items = try (1...2).map { try Samples.item($0) }
    _ = try desk.run(["bag", "fill", "TUI-18", "--destination", "460000"] + items)
    _ = try desk.run("scan", "depart", "TUI-18", "--count", "3", "--destination", "460000")
    let answer = try check(desk, items)
    #expect(answer.departedWith == 3 && !answer.complete && answer.disputeIsNew)
    #expect(try desk.events().last?.event.reason == "sổ 2, lúc đi 3, quét 2")
    let text = try desk.run(
      ["bag", "check-in", "TUI-18", "--office", "460000", "--lang", "en"] + items)
    #expect(text.output.contains("2 by the ledger, 3 as it left, 2 scanned"))
    #expect(try !check(desk, items).disputeIsNew)
    // Whoever amends the count of the departure settles it.
    let departure = try #require(try desk.events().first { $0.event.container != nil })
    let id = departure.event.identity.id.text
    #expect(try desk.run("amend", id, "--set", "count=2").code == 0)
    #expect(try check(desk, items).complete)
  }

  @Test func `a code that cannot be read is read again before anything is recorded`() throws {
    let (desk, items) = try sent()
    let before = try desk.eventCount()
    let input = (items + ["EE123456784VN"]).joined(separator: "\n") + "\n"
    let outcome = try desk.run(["bag", "check-in", "TUI-18", "--office", "460000"], input: input)
    #expect(outcome.code == 65 && outcome.output.hasPrefix("✗ EE123456784VN"))
    #expect(try desk.eventCount() == before)
  }

  @Test func `an item is taken out by correcting what put it in`() throws {
    let desk = try Desk.ready()
    _ = try desk.run("scan", "pickup", Samples.item, "--bag", "TUI-20")
    _ = try desk.run("scan", "pickup", Samples.otherItem)
    _ = try desk.run("bag", "fill", "TUI-20", Samples.otherItem)
    let take = ["bag", "take-out", "TUI-20", "--json"]
    let outcome = try desk.run(take + [Samples.item, Samples.otherItem])
    #expect(outcome.code == 0)
    let types = try desk.events().suffix(2).map(\.event)
    #expect(types.map(\.type) == [.eventAmended, .eventVoided])
    #expect(types.first?.amendment?.cleared.fields == [.parent])
    #expect(try desk.run("track", "TUI-20", "--bag", "--json").output.contains(#""inside":[]"#))
    #expect(try state(desk, Samples.item).contains("on-the-way-to-agency"))
    let again = try desk.run(take + [Samples.item])
    #expect(again.code == 66 && again.output.contains("not_inside"))
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `whatever put an item in, however often, is corrected when it is taken out`() throws {
    let desk = try Desk.ready()
    _ = try desk.run("scan", "pickup", Samples.item, "--bag", "TUI-20")
    _ = try desk.run("bag", "fill", "TUI-20", Samples.item)
    #expect(try desk.run("bag", "take-out", "TUI-20", Samples.item).code == 0)
    #expect(try desk.run("track", "TUI-20", "--bag", "--json").output.contains(#""inside":[]"#))
  }

  @Test func `nothing is taken out of a bag that has left`() throws {
    let desk = try Desk.ready()
    _ = try desk.run("scan", "pickup", Samples.item, Samples.otherItem)
    _ = try desk.run("bag", "fill", "TUI-20", Samples.item, Samples.otherItem)
    _ = try desk.run("scan", "depart", "TUI-20", "--count", "2")
    let count = try desk.eventCount()
    let outcome = try desk.run("bag", "take-out", "TUI-20", Samples.item, "--lang", "en")
    #expect(outcome.code == 66 && outcome.output.contains("the bag has left"))
    #expect(try desk.eventCount() == count)
  }

  @Test func `what another office put in is not taken out here`() throws {
    let desk = try Desk.ready()
    let now = OccurredAt(milliseconds: Int64(Date().timeIntervalSince1970) * 1_000)
    let fields: KeyValuePairs = [
      "source": "460000-a1b2c3-1", "type": "item.departed", "parent": "TUI-20",
      "occurred_at": now.rfc3339,
    ]
    let line = try Samples.line(1, fields)
    try desk.write(line, to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson").code == 0)
    let outcome = try desk.run("bag", "take-out", "TUI-20", try Samples.item(1), "--lang", "en")
    #expect(outcome.code == 66 && outcome.output.contains("another office put it in"))
  }

  @Test(arguments: [
    ["fill", Samples.item, Samples.otherItem],
    ["check-in", "TUI-18", Samples.item, "--count", "x"],
    ["fill", "TUI-18", Samples.otherItem, "--destination", "1"], ["take-out"], ["fill"],
  ])
  func `what cannot be meant is refused and records nothing`(arguments: [String]) throws {
    let desk = try Desk.ready()
    let outcome = try desk.run(["bag"] + arguments)
    #expect([64, 65].contains(outcome.code) && !outcome.errors.isEmpty)
    #expect(try desk.eventCount() == 0)
  }
}
