import Foundation
import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@Suite("Pairs as prompts at the desk")
struct DeskPairTests {
  private let number = "H26.12.19-200305-0001"
  private let otherNumber = "H26.12.19-200305-0002"

  @Test func `a delivery asks for item, number and day, and records the three as one event`() throws
  {
    let clerk = try Clerk("--verb", "delivery")
    clerk.terminal.type("\u{1B}OQ")
    #expect(clerk.terminal.shows("T H E   I T E M"))
    clerk.terminal.type("\(Samples.item)\r")
    #expect(clerk.terminal.shows("T H E   D O S S I E R   N U M B E R"))
    #expect(clerk.terminal.screen.contains("In pairs: delivered to the agency  \(Samples.item)"))
    clerk.terminal.type("\(number.lowercased())\r")
    #expect(clerk.terminal.shows("T H E   D U E   D A T E"))
    clerk.terminal.type("31/02/2030\r")
    #expect(clerk.terminal.shows("✗ 31/02/2030"))
    clerk.terminal.type("12/03/2030\r")
    // Nobody picked it up.
    #expect(clerk.terminal.shows("! \(Samples.item)"))
    // The key once more goes back to single codes.
    clerk.terminal.type("\u{1B}OQ")
    #expect(clerk.terminal.shows("one by one"))
    clerk.terminal.type("\(Samples.otherItem)\r")
    #expect(clerk.terminal.shows(Samples.otherItem))
    #expect(clerk.leave() == .exited(0))
    let events = try clerk.desk.events().map(\.event)
    #expect(events.map(\.type) == [.dossierDelivered, .dossierDelivered])
    #expect(events.first?.codes.map(\.text) == [Samples.item, number])
    #expect(events.first?.dueDate?.iso == "2030-03-12" && events.last?.dueDate == nil)
    #expect(events.last?.codes.map(\.text) == [Samples.otherItem])
  }

  @Test func `the next item in place of a day, or a hyphen, says that there is none`() throws {
    let clerk = try Clerk("--verb", "delivery")
    let codes = [Samples.item, number, Samples.otherItem, otherNumber, "-"]
    clerk.terminal.type("--94--\r" + codes.map { $0 + "\r\n" }.joined())
    #expect(clerk.terminal.shows("! \(Samples.otherItem)"))
    #expect(clerk.leave() == .exited(0))
    let events = try clerk.desk.events().map(\.event)
    #expect(
      events.map { $0.codes.map(\.text) } == [
        [Samples.item, number], [Samples.otherItem, otherNumber],
      ])
    #expect(events.allSatisfy { $0.dueDate == nil })
  }

  @Test func `a collection asks for the number first, and for no day`() throws {
    let clerk = try Clerk("--verb", "collection")
    clerk.terminal.type("--94--\r\(number)\r\(Samples.item)\r\(otherNumber)\r")
    #expect(clerk.terminal.shows(otherNumber))
    clerk.terminal.type("\(Samples.otherItem)\r")
    #expect(clerk.leave() == .exited(0))
    let events = try clerk.desk.events().map(\.event)
    #expect(events.map(\.type) == [.resultCollected, .resultCollected])
    #expect(events.last?.codes.map(\.text) == [otherNumber, Samples.otherItem])
  }

  @Test func `a code of another open dossier is asked about, and nothing is joined by a slip`()
    throws
  {
    let clerk = try Clerk("--verb", "delivery")
    for (item, own) in [(Samples.item, number), (Samples.otherItem, otherNumber)] {
      _ = try clerk.desk.run("scan", "pickup", item, "--alias", own)
    }
    let before = try clerk.desk.eventCount()
    clerk.terminal.type("--94--\r\(Samples.item)\r\(otherNumber)\r-\r")
    #expect(clerk.terminal.shows("O N E   D O S S I E R ?"))
    #expect(clerk.terminal.screen.contains(Samples.otherItem))
    #expect(try clerk.desk.eventCount() == before)
    clerk.terminal.type("n\r")
    #expect(clerk.terminal.shows("the pair was given up"))
    // Whoever goes on scanning has not said yes either.
    clerk.terminal.type("\(Samples.item)\r\(otherNumber)\r-\r\(Samples.item)\r\(number)\r-\r")
    #expect(clerk.terminal.shows("✓ \(Samples.item)"))
    #expect(try clerk.desk.eventCount() == before + 1)
    clerk.terminal.type("\(Samples.otherItem)\r\(number)\r-\ry\r")
    #expect(clerk.leave() == .exited(0))
    let events = try clerk.desk.events().map { $0.event.codes.map(\.text) }
    #expect(
      events.suffix(2) == [[Samples.item, number], [Samples.otherItem, number]])
  }

  @Test func `a pair that is not whole is told and not recorded`() throws {
    let clerk = try Clerk("--verb", "delivery")
    // Two of a kind; another verb in the middle; undo in the middle; leaving in the middle.
    clerk.terminal.type("--94--\r\(Samples.item)\r\(Samples.otherItem)\r")
    #expect(clerk.terminal.shows("two of a kind"))
    clerk.terminal.type("\(Samples.item)\r--01--\r")
    #expect(clerk.terminal.shows("the pair was given up"))
    clerk.terminal.type("--02--\r--94--\r\(Samples.otherItem)\r\u{1B}[19~")
    #expect(clerk.terminal.shows("\(Samples.otherItem)  NOT RECORDED"))
    clerk.terminal.type("--01--\r--94--\r")
    #expect(clerk.terminal.shows("deliveries and collections only"))
    clerk.terminal.type("--02--\r--94--\r\(Samples.item)\r\(number)\r")
    #expect(clerk.terminal.shows("T H E   D U E   D A T E"))
    #expect(clerk.leave() == .exited(0))
    #expect(try Outcome(of: clerk.process).errors.contains("\(Samples.item) + \(number)"))
    #expect(try clerk.desk.eventCount() == 0)
  }

  @Test func `hoso scan alone at a terminal is the desk, and elsewhere lacks its verb`() throws {
    let clerk = try Clerk(command: "scan")
    #expect(clerk.terminal.shows("D O S S I E R   P I C K E D   U P"))
    clerk.terminal.type("\(Samples.item)\r")
    #expect(clerk.terminal.shows("✓ \(Samples.item)"))
    #expect(clerk.leave() == .exited(0))
    #expect(try clerk.desk.eventCount() == 1)
    #expect(try Desk.ready().run("scan").code == 64)
  }
}
