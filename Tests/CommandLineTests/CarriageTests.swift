import HosoDomain
import HosoLedger
import Testing

@Suite("Scanning money, bags and destinations")
struct CarriageTests {
  @Test func `each kind of money is an event of its own`() throws {
    let desk = try Desk.ready()
    let answers = try desk.scan(
      "fee", Samples.item, "--money", "fee=52000", "--money", "postage=30000")
    #expect(answers.map(\.type) == ["fee.collected", "fee.collected"])
    #expect(
      try desk.events().map(\.event.money) == [
        Money(kind: .fee, amount: 52_000), Money(kind: .postage, amount: 30_000),
      ])
  }

  @Test func `an amount may stand beside its kind, and money may be handed on`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("fee", Samples.item, "--money", "cod", "--amount", "7", "--remitted")
    let event = try #require(desk.events().first?.event)
    #expect(event.type == .feeRemitted)
    #expect(event.money == Money(kind: .cod, amount: 7))
  }

  @Test func `an item leaves in a bag for an office`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("depart", Samples.item, "--bag", "TUI-17", "--destination", "460000")
    let event = try #require(desk.events().first?.event)
    #expect(event.parent?.text == "TUI-17")
    #expect(event.destination?.text == "460000")
  }

  @Test(arguments: [
    ["fee", Samples.item], ["fee", Samples.item, "--money", "fee"],
    ["fee", Samples.item, "--money", "fee=52.000"], ["fee", Samples.item, "--money", "gold=1"],
    ["fee", Samples.item, "--money", "fee=-1"], ["fee", Samples.item, "--money", "fee="],
    ["fee", Samples.item, "--money", "fee=1", "--money", "fee=2"],
    ["fee", Samples.item, "--money", "fee", "--money", "cod", "--amount", "1"],
    ["fee", Samples.item, "--money", "fee=1000000000000001"],
    ["pickup", Samples.item, "--money", "fee=1"], ["pickup", Samples.item, "--remitted"],
    ["depart", Samples.item, "--destination", "46"], ["depart", Samples.item, "--bag", "-x "],
    ["void", "e-1", "--bag", "TUI-17"],
  ])
  func `what a verb cannot mean is a usage error and records nothing`(
    arguments: [String]
  ) throws {
    let desk = try Desk.ready()
    let outcome = try desk.run(["scan"] + arguments)
    #expect(outcome.code == 64)
    #expect(!outcome.errors.isEmpty)
    #expect(try desk.eventCount() == 0)
  }
}
