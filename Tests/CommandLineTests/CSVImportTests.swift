import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Importing rows")
struct CSVImportTests {
  private static let header = "id,source,type,dossier,occurred_at,reason"

  private func row(_ number: Int, reason: String = "") throws -> String {
    "e-\(number),agency.h26,dossier.picked_up,\(try Samples.item(number)),\(Samples.noon),\(reason)"
  }

  private func file(_ rows: [String], lineEnd: String = "\n") -> String {
    ([CSVImportTests.header] + rows).joined(separator: lineEnd) + lineEnd
  }

  @Test func `rows are events like lines, and known ones are recorded by neither`() throws {
    let desk = try Desk.ready()
    try desk.write(file([try row(1), try row(2)]), to: "rows.csv")
    let lines = try Samples.lines(2...3).replacing(#","office":"100000""#, with: "")
    try desk.write(lines, to: "lines.ndjson")
    let rows = try desk.run("import", "rows.csv", "--json")
    #expect(try rows.summary() == ImportAnswer(recorded: 2, lines: 3))
    let both = try desk.run("import", "rows.csv", "lines.ndjson", "--json")
    #expect(try both.summary() == ImportAnswer(recorded: 1, duplicates: 3, lines: 5))
  }

  @Test func `a spreadsheet's mark, semicolons and line ends are read, from a pipe too`() throws {
    let desk = try Desk.ready()
    let text = "\u{FEFF}" + file([try row(1), ";;;;;", ""], lineEnd: "\r\n")
    let semicolons = String(text.map { $0 == "," ? ";" : $0 })
    let outcome = try desk.run(
      ["import", "-", "--format", "csv", "--json"], input: semicolons)
    #expect(try outcome.summary() == ImportAnswer(recorded: 1, lines: 4))
  }

  @Test func `a row without end is one bad row, whatever follows in it`() throws {
    let desk = try Desk.ready()
    let endless = String(repeating: "x", count: (2 << 20) - CSVImportTests.header.utf8.count - 1)
    try desk.write(file([endless + (try row(1)), try row(2)]), to: "rows.csv")
    let outcome = try desk.run("import", "rows.csv", "--json", "--lang", "en")
    #expect(try outcome.summary() == ImportAnswer(recorded: 1, rejected: 1, lines: 3))
    #expect(outcome.errors.contains("rows.csv line 2: longer than"))
    #expect(try desk.events().map(\.event.identity.id.text) == ["e-2"])
  }

  @Test func `a bad row names line and column and goes to a file with the header`() throws {
    let desk = try Desk.ready()
    let bad = try row(2, reason: "\"hai\ndòng\"")
    let worse = "1.0,agency.h26,dossier.picked_up,\(Samples.item),\(Samples.noon),"
    try desk.write(file([try row(1), bad, worse, try row(3)]), to: "rows.csv")
    let outcome = try desk.run("import", "rows.csv", "--lang", "en")
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains("rows.csv line 3: column \"reason\": a control character"))
    #expect(outcome.errors.contains("rows.csv line 5: column \"id\": "))
    #expect(try desk.eventCount() == 2)
    let rejected = try desk.read("rows.csv.rejected.csv")
    #expect(rejected.hasPrefix("rejected,\(CSVImportTests.header)\n"))
    #expect(rejected.contains("line 3: column \"\"reason\"\": a control character"))
    #expect(rejected.contains("\",\(bad)\n") && rejected.contains("\",\(worse)\n"))
  }

  @Test func `rejected rows are imported again when they are mended, reasons and all`() throws {
    let desk = try Desk.ready()
    try desk.write(
      file([try row(1).replacing("agency.h26", with: "a b"), try row(2)]), to: "rows.csv")
    #expect(try desk.run("import", "rows.csv").code == 65)
    let rejected = try desk.read("rows.csv.rejected.csv")
    try desk.write(rejected, to: "again.csv")
    #expect(try desk.run("import", "again.csv").code == 65)
    let again = try desk.read("again.csv.rejected.csv")
    #expect(again.split(separator: "\n").count == 2)
    #expect(again.components(separatedBy: "rejected").count == 2)
    try desk.write(again.replacing("a b", with: "agency.h26"), to: "mended.csv")
    #expect(try desk.run("import", "mended.csv").code == 0)
    #expect(try desk.eventCount() == 2)
  }

  @Test(arguments: [
    ("\u{FEFF}id\ttype\tdossier\toccurred_at\n", "Tab"), ("sep=;\nid;type\n", "sep="),
  ])
  func `a file as a spreadsheet likes it says how to save it`(text: String, word: String) throws {
    let desk = try Desk.ready()
    try desk.write(text, to: "rows.csv")
    let outcome = try desk.run("import", "rows.csv")
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains(word))
  }

  @Test(arguments: ["rows.csv", "lines.ndjson"])
  func `a file in UTF-16 says how to save it, once`(name: String) throws {
    let desk = try Desk.ready()
    let text = CSVImportTests.header + "\n" + (try row(1)) + "\n"
    let data = try #require(text.data(using: .utf16LittleEndian))
    try (Data([0xFF, 0xFE]) + data).write(to: desk.folder.appending(path: name))
    let outcome = try desk.run("import", name)
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains("UTF-16"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func `a header that is not understood records nothing`() throws {
    let desk = try Desk.ready()
    try desk.write("id,type,occured_at\n\(try row(1))\n", to: "rows.csv")
    let outcome = try desk.run("import", "rows.csv", "--lang", "en")
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains("rows.csv line 1: column \"occured_at\": no such field"))
    #expect(try desk.eventCount() == 0)
  }

  @Test func `a dry run of rows records nothing and writes nothing`() throws {
    let desk = try Desk.ready()
    try desk.write(file([try row(1), "x"]), to: "rows.csv")
    let outcome = try desk.run("import", "rows.csv", "--dry-run", "--json")
    #expect(try outcome.summary() == ImportAnswer(recorded: 1, rejected: 1, lines: 3, dryRun: true))
    #expect(try desk.eventCount() == 0)
    #expect(!desk.exists("rows.csv.rejected.csv"))
  }

  @Test(arguments: ["csv", "ndjson"])
  func `what is dumped is the same history when it is imported again`(format: String) throws {
    let desk = try Desk.ready()
    for number in 1...9 {
      _ = try desk.scan("pickup", try Samples.item(number), "--reason", "một, \"hai\"; ba")
    }
    let amended = try desk.scan("fee", try Samples.item(1), "--money", "fee=52000")
    let id = try #require(amended.first?.id)
    #expect(try desk.run("amend", id, "--set", "office=460000").code == 0)
    try desk.write(try desk.run("dump", "--format", format).output, to: "dump.\(format)")
    #expect(try desk.run("init", "--hub", "--ledger", "copy").code == 0)
    let copied = try desk.run(
      "import", "dump.\(format)", "--backfill", "--ledger", "copy", "--json")
    #expect(try copied.summary().recorded == 11)
    let copy = try desk.run("verify", "--json", "--ledger", "copy")
    #expect(try desk.run("verify", "--json").output == copy.output)
  }
}
