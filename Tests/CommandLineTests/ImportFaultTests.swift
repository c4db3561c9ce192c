import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Lines that cannot be imported")
struct ImportFaultTests {
  @Test func `bad lines are named and kept, the good ones are recorded`() throws {
    let desk = try Desk.ready()
    let bad = [
      "not JSON\n", try Samples.line(2, ["phone": "x"]), try Samples.line(3, ["office": "1"]),
    ]
    try desk.write(
      try Samples.line(1) + bad[0] + Samples.line(4) + bad[1] + "\n" + bad[2] + Samples.line(5),
      to: "lines.ndjson")
    let outcome = try desk.run("import", "lines.ndjson", "--json", "--lang", "en")
    #expect(outcome.code == 65)
    #expect(try outcome.summary() == ImportAnswer(recorded: 3, rejected: 3, lines: 7))
    let complaints = outcome.errors.split(separator: "\n")
    #expect(complaints.count == 4)
    #expect(complaints[0].hasPrefix("lines.ndjson line 2: not JSON at byte 1"))
    #expect(complaints[1].hasPrefix("lines.ndjson line 4: field \"phone\": no such field"))
    #expect(complaints[2].hasPrefix("lines.ndjson line 6: field \"office\": "))
    #expect(complaints[3].contains("lines.ndjson.rejected.ndjson"))
    #expect(try desk.read("lines.ndjson.rejected.ndjson") == bad.joined())
  }

  @Test func `mended lines are imported from the file of the rejected ones`() throws {
    let desk = try Desk.ready()
    try desk.write(
      try Samples.lines(1...2) + Samples.line(3, ["office": "1"]), to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson").code == 65)
    let rejected = try desk.read("lines.ndjson.rejected.ndjson")
    try desk.write(rejected.replacing("\"1\"", with: "\"100000\""), to: "mended.ndjson")
    #expect(try desk.run("import", "mended.ndjson").code == 0)
    #expect(try desk.eventCount() == 3)
  }

  @Test func `a rejected line is kept byte for byte, whatever it is`() throws {
    let desk = try Desk.ready()
    let bytes: [UInt8] = [0xC3, 0x28, 0x00, 0xFF, 0x0A] + Array("{\"id\":\"\u{1}\"}\n[]\n".utf8)
    try Data(bytes).write(to: desk.folder.appending(path: "lines.ndjson"))
    let outcome = try desk.run("import", "lines.ndjson", "--json")
    #expect(outcome.code == 65)
    #expect(try outcome.summary() == ImportAnswer(rejected: 3, lines: 3))
    let kept = try Data(contentsOf: desk.folder.appending(path: "lines.ndjson.rejected.ndjson"))
    #expect(Array(kept) == bytes)
    #expect(!outcome.errors.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func `lines of standard input that are rejected are kept in the working folder`() throws {
    let desk = try Desk.ready()
    #expect(try desk.run(["import", "-"], input: "x\n").code == 65)
    #expect(try desk.read("stdin.rejected.ndjson") == "x\n")
  }

  @Test func `many bad lines are counted, the first of them named`() throws {
    let desk = try Desk.ready()
    try desk.write(String(repeating: "x\n", count: 5_000), to: "lines.ndjson")
    let outcome = try desk.run("import", "lines.ndjson", "--json")
    #expect(outcome.code == 65)
    #expect(try outcome.summary() == ImportAnswer(rejected: 5_000, lines: 5_000))
    #expect(outcome.errors.split(separator: "\n").count < 30)
    #expect(try desk.read("lines.ndjson.rejected.ndjson").utf8.count == 10_000)
  }

  @Test func `a line without end is one bad line, whatever follows in it`() throws {
    let desk = try Desk.ready()
    let endless = String(repeating: "x", count: 3 << 20) + (try Samples.line(1))
    try desk.write(endless + (try Samples.line(2)) + "y\n", to: "lines.ndjson")
    let outcome = try desk.run("import", "lines.ndjson", "--json", "--lang", "en")
    #expect(try outcome.summary() == ImportAnswer(recorded: 1, rejected: 2, lines: 3))
    #expect(outcome.errors.contains("lines.ndjson line 1: longer than"))
    #expect(outcome.errors.contains("lines.ndjson line 3: not JSON"))
    #expect(try desk.events().map(\.event.identity.id.text) == ["e-2"])
  }

  @Test func `a file that is not there is named`() throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...2), to: "lines.ndjson")
    let outcome = try desk.run("import", "lines.ndjson", "no-such.ndjson", "--json")
    #expect(outcome.code == 66)
    #expect(outcome.errors.contains("no-such.ndjson"))
    #expect(try desk.eventCount() == 0)
    #expect(try desk.run("import", desk.folder.path).code == 74)
  }

  @Test(arguments: ["--source", "--source=a b", "--source="])
  func `a source that is none is a usage error`(option: String) throws {
    let desk = try Desk.ready()
    #expect(try desk.run(["import", "-", option], input: try Samples.line(1)).code == 64)
    #expect(try desk.eventCount() == 0)
  }
}
