import Foundation
import Glibc
import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@Suite("The desk on a terminal")
struct DeskTests {
  private let other = "RR473124829VN"

  @Test func `a code is answered on the screen once it is durable`() throws {
    let clerk = try Clerk()
    #expect(clerk.terminal.shows("D O S S I E R   P I C K E D   U P"))
    #expect(clerk.terminal.screen.contains("office 100000 · staff nv042"))
    clerk.terminal.type(Samples.item + "\r")
    #expect(clerk.terminal.shows("✓ \(Samples.item) ("))
    #expect(try clerk.types() == [.dossierPickedUp])
    #expect(try clerk.desk.events().first?.event.actor?.text == "nv042")
    #expect(clerk.leave() == .exited(0))
    let last = String(decoding: clerk.terminal.drawn.suffix(200), as: UTF8.self)
    #expect(last.contains("Left the desk. ✓ recorded 1"))
    #expect(last.contains("\u{1B}[?1049l"))
  }

  @Test func `what needs a look is heard once, a refusal twice, and neither is drawn as the other`()
    throws
  {
    let clerk = try Clerk()
    clerk.terminal.type("\(Samples.item)\n")
    #expect(clerk.terminal.shows("✓ \(Samples.item)"))
    #expect(!clerk.terminal.screen.contains("\u{07}"))
    clerk.terminal.type("\u{1B}OS\(Samples.otherItem)\n")
    #expect(clerk.terminal.shows("! \(Samples.otherItem)"))
    #expect(clerk.terminal.shows("\u{07}"))
    #expect(!clerk.terminal.screen.contains("\u{07}\u{07}"))
    clerk.terminal.type("EE123456784VN\n")
    #expect(clerk.terminal.shows("✗ EE123456784VN"))
    #expect(clerk.terminal.shows("\u{07}\u{07}"))
    #expect(
      clerk.terminal.screen.contains("✓ recorded 1   ! flagged 1   = stutters 0   ✗ refused 1"))
    #expect(clerk.terminal.drawn.firstRange(of: Array("\u{1B}[1;31m".utf8)) != nil)
    #expect(clerk.leave() == .exited(0))
  }

  @Test func `function keys and printed commands change the verb for what follows`() throws {
    let clerk = try Clerk("--verb", "delivery")
    let keys = "\(Samples.item)\r\u{1B}[13~\(Samples.item)\r--04--\r\(Samples.item)\r\u{1B}[[A"
    clerk.terminal.type(keys + other + "\t")
    #expect(clerk.terminal.shows(other))
    #expect(clerk.leave() == .exited(0))
    #expect(
      try clerk.types() == [
        .dossierDelivered, .resultCollected, .resultReturned, .dossierPickedUp,
      ])
  }

  @Test func `undo takes back the last scan of this clerk since the desk was opened`() throws {
    let desk = try Clerk()
    desk.terminal.type("\(Samples.item)\r\(other)\r\u{1B}[19~")
    #expect(desk.terminal.shows("undone: dossier picked up"))
    desk.terminal.type("--90--\r--90--\r")
    #expect(desk.terminal.shows("nothing of one's own left"))
    #expect(desk.leave(by: "--99--\r") == .exited(0))
    #expect(try desk.types().suffix(2) == [.eventVoided, .eventVoided])
    #expect(try desk.desk.eventCount() == 4)
  }

  @Test func `what is scanned goes into the bag that is open`() throws {
    let clerk = try Clerk("--verb", "depart")
    clerk.terminal.type("--91--\rtui-18\r\(Samples.item)\r\(other)\r--92--\r")
    #expect(clerk.terminal.shows("bag TUI-18 is closed: 2 items"))
    clerk.terminal.type("\(try Samples.item(7))\r")
    #expect(clerk.terminal.shows(try Samples.item(7)))
    #expect(clerk.leave() == .exited(0))
    #expect(try clerk.desk.events().map(\.event.parent?.text) == ["TUI-18", "TUI-18", nil])
  }

  @Test func `without a staff number the desk asks for one first, and again when it changes`()
    throws
  {
    let clerk = try Clerk(environment: ["HOSO_ACTOR": ""])
    #expect(clerk.terminal.shows("S T A F F   N U M B E R"))
    // A label is a scan that would be lost, and no staff number.
    clerk.terminal.type("a b\r\(other)\rnv043\r\(Samples.item)\r--93--\rnv044\r\(other)\r")
    #expect(clerk.terminal.shows(other))
    #expect(clerk.leave() == .exited(0))
    #expect(try clerk.desk.events().map(\.event.actor?.text) == ["nv043", "nv044"])
  }

  @Test func `a burst with arrow keys and another size loses and doubles nothing`() throws {
    let clerk = try Clerk()
    #expect(clerk.terminal.shows("P I C K E D"))
    let codes = try (1...10_000).map { try Samples.item($0) }
    for (place, part) in stride(from: 0, to: codes.count, by: 2_500).enumerated() {
      let lines = codes[part..<part + 2_500].map { $0 + "\r" }
      let noise = [
        "\u{1B}[A", "\u{1B}[1;5D", "\u{1B}OB", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[99;1u",
      ]
      #expect(clerk.terminal.type(lines.joined(separator: noise[place])))
      clerk.terminal.resize(columns: UInt16(20 + 60 * (place % 2)), rows: UInt16(5 + place * 9))
      clerk.process.notify(SIGWINCH)
    }
    clerk.terminal.resize(columns: 80, rows: 24)
    #expect(clerk.leave() == .exited(0))
    let recorded = try clerk.desk.events().compactMap(\.event.codes.first?.text)
    #expect(recorded == codes)
    #expect(try clerk.desk.run("verify").code == 0)
  }

  @Test func `what stands before Ctrl-C is recorded, what stands behind it is not`() throws {
    let clerk = try Clerk()
    #expect(clerk.terminal.shows("P I C K E D"))
    let codes = try (1...40).map { try Samples.item($0) + "\r" }
    clerk.terminal.type(codes.prefix(25).joined() + "EE12\u{03}" + codes.suffix(15).joined())
    #expect(clerk.end() == .exited(0))
    #expect(try clerk.desk.eventCount() == 25)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func `asked to end, it gives the terminal back and keeps what it answered`(signal: Int32) throws {
    let clerk = try Clerk()
    clerk.terminal.type("\(Samples.item)\rEE99")
    #expect(clerk.terminal.shows("✓ \(Samples.item)"))
    clerk.process.notify(signal)
    #expect(clerk.end() == .exited(0))
    clerk.terminal.take()
    #expect(clerk.terminal.drawn.firstRange(of: Array("\u{1B}[?1049l".utf8)) != nil)
    #expect(try clerk.desk.eventCount() == 1)
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func `what was typed before it was asked to end is recorded before it leaves`(signal: Int32)
    throws
  {
    let clerk = try Clerk()
    clerk.terminal.type("\(Samples.item)\r")
    #expect(clerk.terminal.shows("✓ \(Samples.item)"))
    clerk.process.notify(SIGSTOP)
    let codes = try (1...40).map { try Samples.item($0) + "\r" }
    #expect(clerk.terminal.type(codes.joined() + "EE12"))
    clerk.process.notify(signal)
    clerk.process.notify(SIGCONT)
    #expect(clerk.end() == .exited(0))
    #expect(try clerk.desk.eventCount() == 41)
    #expect(try Outcome(of: clerk.process).errors == "Not finished, not recorded: EE12\n")
  }

  @Test func `what acts on a terminal is drawn as a sign, and never sent to it`() throws {
    let clerk = try Clerk()
    // A bell, a group separator, the one-character form of Escape [, and right-to-left writing.
    clerk.terminal.type("EE\u{07}1\u{1D}2\u{9B}31m\u{202E}3")
    #expect(clerk.terminal.shows("› EE\u{FFFD}1\u{FFFD}2\u{FFFD}31m\u{FFFD}3"))
    #expect(clerk.leave(by: "\u{03}") == .exited(0))
    let drawn = String(decoding: clerk.terminal.drawn, as: UTF8.self)
    let acting: [Unicode.Scalar] = ["\u{07}", "\u{1D}", "\u{9B}", "\u{202E}"]
    #expect(!drawn.unicodeScalars.contains(where: acting.contains))
    let told = try Outcome(of: clerk.process).errors
    #expect(told.contains("Not finished, not recorded: EE\u{FFFD}1"))
    #expect(try clerk.desk.eventCount() == 0)
  }

  @Test func `a terminal that is gone ends the desk, and nothing that was answered is lost`() throws
  {
    let clerk = try Clerk()
    clerk.terminal.type("\(Samples.item)\r")
    #expect(clerk.terminal.shows("✓ \(Samples.item)"))
    clerk.terminal.hangUp()
    #expect(clerk.end() == .exited(0))
    #expect(try clerk.desk.eventCount() == 1)
    #expect(try clerk.desk.run("verify").code == 0)
  }

  @Test func `every line fits, whatever the size, and there are no colours where none are wanted`()
    throws
  {
    let clerk = try Clerk(environment: ["NO_COLOR": "1", "HOSO_LANG": "vi"])
    #expect(clerk.terminal.shows("N H Ậ N   G Ử I   H Ồ   S Ơ"))
    clerk.terminal.type("\(Samples.item)\rEE123456784VN\r")
    #expect(clerk.terminal.shows("✗ EE123456784VN"))
    let lines = clerk.terminal.screen.components(separatedBy: "\r\n")
    #expect(lines.count == 24)
    for line in lines {
      let plain = line.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "").filter { $0 != "\u{07}" }
      #expect(plain.count <= 80)
    }
    let drawn = String(decoding: clerk.terminal.drawn, as: UTF8.self)
    #expect(["31m", "32m", "33m"].allSatisfy { !drawn.contains($0) })
    #expect(clerk.leave() == .exited(0))
  }

  @Test func `without a terminal it says what to use instead`() throws {
    let outcome = try Desk.ready().run("desk", "--lang", "en")
    #expect(outcome.code == 69 && outcome.errors.contains("hoso scan"))
    #expect(try Desk.ready().run("desk", "--verb", "void").code == 64)
    // It would join whatever is scanned to one dossier.
    #expect(try Desk.ready().run("desk", "--alias", Samples.dossier).code == 64)
  }

  @Test func `the sheet has a barcode for every command, and none is a code of a dossier`() throws {
    let desk = try Desk.ready()
    let page = try desk.run("desk", "--sheet").output
    #expect(page.components(separatedBy: "<svg ").count == 19)
    #expect(page.contains("nhận gửi hồ sơ") && page.contains("--90--"))
    // Bars and spaces of `--90--` in modules, as python-barcode 0.16.1 makes them.
    let undo = "2112141221321221323211221231221221321221321221322331112"
    let figure = try #require(page.split(separator: "<figure>").first { $0.contains("--90--") })
    var end = 10
    var widths = ""
    for bar in figure.matches(of: /M([0-9]+) 0h([0-9]+)v/) {
      let (start, width) = (Int(bar.output.1) ?? 0, Int(bar.output.2) ?? 0)
      if start > end { widths += "\(start - end)" }
      widths += "\(width)"
      end = start + width
    }
    #expect(widths == undo)
    for text in page.matches(of: /--[0-9]{2}--/).map({ String($0.output) }) {
      #expect((try? Alias.scanned(text)) == nil && (try? ContainerCode(text)) == nil)
    }
  }
}
