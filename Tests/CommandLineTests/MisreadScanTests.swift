import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Codes that were misread at the desk")
struct MisreadScanTests {
  @Test(arguments: [
    ("EE123456785VNEE100000003VN", "EE123456785VN EE100000003VN"),
    ("EE1234S6785VN", "EE123456785VN"), ("C-EE123456785VN", "EE123456785VN"),
    ("Ê123456785VN", "EE123456785VN"),
  ])
  func `what was probably read is told, and nothing recorded`(raw: String, code: String) throws {
    let desk = try Desk.ready()
    let outcome = try desk.run("scan", "pickup", raw, "--json")
    #expect(outcome.code == 65)
    #expect(outcome.output.contains("\"probably\":\"\(code)\""))
    #expect(try desk.eventCount() == 0)
  }

  @Test(arguments: ["EE123456", "785VN", "0912345678", "001085012345", "8934588012228"])
  func `neither half a label nor a number of anything else is recorded`(raw: String) throws {
    let desk = try Desk.ready()
    #expect(try desk.scan("pickup", raw).map(\.outcome) == ["refused"])
    #expect(try desk.run(["import", "-"], input: try Samples.line(1, ["dossier": raw])).code == 65)
    let aliases = try desk.run("scan", "pickup", Samples.item, "--alias", raw)
    #expect(aliases.code == 64)
    #expect(aliases.errors.contains("--alias"))
    #expect(try desk.eventCount() == 0)
  }

  @Test func `the answer names the kind of code`() throws {
    let desk = try Desk.ready()
    let codes = [Samples.item, Samples.dossier, "BN-1234"]
    let words = try desk.run(["scan", "pickup"] + codes).lines
    #expect(words[0].contains("(mã bưu gửi)"))
    #expect(words[1].contains("(mã hồ sơ)"))
    #expect(words[2].contains("(số biên nhận)"))
    let answers = try desk.run(["scan", "delivery", "--json"] + codes).lines
    for (answer, kind) in zip(answers, ["item", "dossier", "receipt"]) {
      #expect(answer.contains("\"code_kind\":\"\(kind)\""))
    }
  }

  @Test func `an input method is told by its name, and undone only where that is set`() throws {
    let desk = try Desk.ready()
    let refused = try desk.run("scan", "pickup", "Ê123456785VN")
    #expect(refused.output.contains("tắt Unikey/EVKey rồi quét lại"))
    #expect(try desk.run("settings", "--mend-keyboards", "yes").code == 0)
    let taken = try desk.run("scan", "pickup", "Ê123456785VN")
    #expect(taken.output.hasPrefix("✓ Ê123456785VN → EE123456785VN (mã bưu gửi)  đã ghi"))
    let event = try #require(desk.events().first?.event)
    #expect(event.codes == [try Alias(Samples.item)])
    #expect(event.scannedText == "Ê123456785VN")
    #expect(try desk.run("settings", "--mend-keyboards", "no").code == 0)
    #expect(try desk.scan("pickup", "Ê123456785VN").map(\.outcome) == ["refused"])
  }

  @Test func `an office says how its receipts are numbered`() throws {
    let desk = try Desk.ready()
    #expect(try desk.scan("pickup", "001085012345").map(\.outcome) == ["refused"])
    #expect(try desk.run("settings", "--receipts", "nnnnnnnnnnnn").code == 0)
    #expect(try desk.scan("pickup", "001085012345").map(\.outcome) == ["recorded"])
    #expect(try desk.scan("pickup", "BN-1234").map(\.outcome) == ["refused"])
    #expect(try desk.run("settings", "--receipts", "BNnnnnnn").code == 0)
    #expect(try desk.scan("pickup", "BN123456").map(\.outcome) == ["recorded"])
    #expect(try !desk.run("track", "BN123456", "--json").output.contains("misread-code"))
    #expect(try desk.run("settings", "--receipts", "none").code == 0)
    #expect(try desk.scan("pickup", "001085012345").map(\.outcome) == ["refused"])
    #expect(try desk.scan("pickup", Samples.item).map(\.outcome) == ["recorded"])
    #expect(try desk.run("settings", "--receipts", "any").code == 0)
    #expect(try desk.scan("pickup", "BN-1234").map(\.outcome) == ["recorded"])
    #expect(
      try desk.run("settings", "--json").output
        == "{\"receipts\":[\"any\"],\"mend_keyboards\":false,\"clock_offset_seconds\":0}\n")
    #expect(try desk.run("settings", "--receipts", "x y").code == 64)
  }

  @Test func `what is on record is scanned on, whatever would be taken anew`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", "BN-1234567", "--at", "2020-03-05T08:00:00+07:00")
    let mistaken = try desk.scan("pickup", "BN-7654321")
    #expect(try desk.run("settings", "--receipts", "aa-nnnnnn").code == 0)
    #expect(try desk.scan("return", "bn-1234567").map(\.outcome) != ["refused"])
    #expect(try desk.scan("return", "BN-1234568").map(\.outcome) == ["refused"])
    #expect(try desk.scan("delivery", Samples.item, "--alias", "BN-1234567").count == 1)
    #expect(try desk.scan("link", Samples.otherItem, "BN-1234567").map(\.outcome) != ["refused"])
    #expect(try desk.run("track-link", "BN-1234567").code == 0)
    #expect(try desk.run("track-link", "BN-1234568").code == 65)
    let fields: KeyValuePairs = ["dossier": "BN-1234567", "type": "dossier.delivered"]
    let line = try Samples.line(1, fields)
    #expect(try desk.run(["import", "-", "--json"], input: line).summary().recorded == 1)
    let unknown = try Samples.line(2, ["dossier": "BN-1234568", "type": "dossier.delivered"])
    #expect(try desk.run(["import", "-"], input: unknown).code == 65)
    // What was voided is no longer on record as anybody's.
    #expect(try desk.run("void", try #require(mistaken.first?.id)).code == 0)
    #expect(try desk.scan("return", "BN-7654321").map(\.outcome) == ["refused"])
  }

  @Test func `codes of the time before are taken back, flagged, and found`() throws {
    let desk = try Desk.ready()
    let code = "EE123456785VNEE100000003VN"
    let fields: KeyValuePairs = ["dossier": code, "recorded_at": "2020-03-05T12:00:01+07:00"]
    let line = try Samples.line(1, fields)
    let taken = try desk.run(["import", "-", "--backfill", "--json"], input: line)
    #expect(try taken.summary().recorded == 1)
    // Known, so no more judged than with --backfill.
    let again = try desk.run(["import", "-", "--json"], input: line)
    #expect(try again.summary().duplicates == 1)
    let track = try desk.run("track", code, "--json")
    #expect(track.code == 0)
    #expect(track.output.contains("\"misread-code\""))
    let dump = try desk.run("dump").output
    #expect(try desk.run("init", "--hub", "--ledger", "copy").code == 0)
    let copied = try desk.run(["import", "-", "--backfill", "--ledger", "copy"], input: dump)
    #expect(copied.code == 0)
    #expect(
      try desk.run("verify", "--json").output
        == (try desk.run("verify", "--json", "--ledger", "copy").output))
  }
}

@Suite("How scanners end a code")
struct CodeEndTests {
  @Test(arguments: ["\n", "\r", "\r\n", "\t", "\u{4}", "\r\r", "\t\n"])
  func `each of their ends is one`(end: String) throws {
    let desk = try Desk.ready()
    let codes = [Samples.item, Samples.otherItem, Samples.dossier]
    let input = codes.joined(separator: end) + end
    let answers = try desk.run(["scan", "return", "--json"], input: input).answers()
    #expect(answers.map(\.code) == codes)
  }
}

@Suite("What is said beside a code, as keyboards send it")
struct SpokenOptionTests {
  @Test func `blanks and small letters are undone in every code`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan(
      "pickup", Samples.item, "--agency", "h26.12.19", "--office", " 100000", "--procedure",
      "1.001612 ", "--province", " 01", "--channel", "HOME", "--due", " 12/03/2020")
    let event = try #require(desk.events().first?.event)
    #expect(event.agency?.text == "H26.12.19" && event.office?.text == "100000")
    #expect(event.service?.text == "1.001612" && event.province?.text == "01")
    #expect(event.channel == .home && event.dueDate?.iso == "2020-03-12")
  }

  @Test func `a reason that is no UTF-8 is refused`() throws {
    let desk = try Desk.ready()
    let command = "exec \"$1\" scan pickup \(Samples.item) --reason \"$(printf 'a\\377b')\"\n"
    try desk.write(command, to: "scan.sh")
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = [desk.path("scan.sh"), Desk.programPath]
    shell.environment = ["HOSO_LEDGER": desk.ledgerPath]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 64)
    #expect(try desk.eventCount() == 0)
  }

  @Test func `a due date a century off is flagged`() throws {
    let desk = try Desk.ready()
    let answers = try desk.scan("pickup", Samples.item, "--due", "15/12/1926")
    #expect(answers.map(\.slugs) == [["due-date-far-off"]])
    let near = try desk.scan("pickup", Samples.otherItem, "--due", "15/12/2027")
    #expect(near.map(\.slugs) == [[]])
  }

  @Test func `a line of code, number and date says that it holds three values`() throws {
    let desk = try Desk.ready()
    let line = "\(Samples.item) \(Samples.dossier) 12/03/2020\n"
    let outcome = try desk.run(["scan", "delivery"], input: line)
    #expect(outcome.code == 65)
    #expect(outcome.output.contains("Dòng có 3 giá trị"))
  }
}

@Suite("Voiding what is void")
struct VoidTwiceTests {
  @Test func `the second void says by whom and when it was voided`() throws {
    let desk = try Desk.ready()
    let id = try #require(try desk.scan("pickup", Samples.item).first?.id)
    let first = try desk.run("void", id, "--actor", "nv042", "--at", Samples.noon, "--json")
    let void = try #require(try first.answers().first?.id)
    let second = try desk.run("void", id)
    #expect(second.code == 0)
    #expect(second.output.contains("đã huỷ rồi: 12:00 05/03/2020 tại 100000, nhân viên nv042"))
    #expect(try desk.eventCount() == 2)
    let json = try desk.run("void", id, "--json")
    #expect(try json.answers().map(\.outcome) == ["already_voided"])
    let restored = try desk.run("void", void)
    #expect(restored.output.contains("có hiệu lực trở lại: nhận gửi hồ sơ"))
  }
}
