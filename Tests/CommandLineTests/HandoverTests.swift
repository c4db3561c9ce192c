import Foundation
import HosoCrypto
import HosoDomain
import HosoLedger
import Testing

@Suite("The record of what was handed over with an agency")
struct HandoverTests {
  private struct Answer: Decodable {
    struct Line: Decodable {
      var slip: String?
      var number: String?
      var dueDate: String?
      var actor: String?
    }

    let lines: [Line]
    let money: [String: Int64?]
    let merkleRoot: String
  }

  private func handover(_ desk: Desk, _ arguments: String...) throws -> Answer {
    let outcome = try desk.run(["handover", "--json", "--agency"] + arguments)
    try #require(outcome.code == 0, "\(outcome.errors)")
    return try Outcome.decode(try #require(outcome.lines.first))
  }

  /// Three dossiers of an agency and one of another, delivered by two clerks.
  private func delivered() throws -> (desk: Desk, items: [String]) {
    let desk = try Desk.ready()
    let items = try (1...4).map { try Samples.item($0) }
    _ = try desk.run(
      ["scan", "pickup", "--agency", "H26.12.19", "--procedure", "1.001612"] + items.prefix(3))
    _ = try desk.run("scan", "pickup", "--agency", "H27", items[3])
    _ = try desk.run(
      "scan", "delivery", items[0], "--alias", Samples.dossier, "--due", "2030-03-12", "--actor",
      "nv042")
    _ = try desk.run(["scan", "delivery", "--actor", "nv043"] + items.dropFirst())
    return (desk, items)
  }

  @Test func `every dossier that was delivered to the agency is one line`() throws {
    let (desk, items) = try delivered()
    let answer = try handover(desk, "H26.12.19")
    #expect(answer.lines.map(\.slip) == items.prefix(3).map(\.self))
    #expect(answer.lines.first?.number == Samples.dossier)
    #expect(answer.lines.first?.dueDate == "2030-03-12")
    #expect(try handover(desk, "H26.12").lines.count == 3)
    #expect(try handover(desk, "H27").lines.map(\.slip) == [items[3]])
    #expect(try handover(desk, "H26.12.19.1").lines.isEmpty)
    #expect(try handover(desk, "H26.12.19", "--actor", "nv042").lines.count == 1)
    #expect(
      try handover(desk, "H26.12.19", "--from", "2020-01-01", "--to", "2020-01-02").lines.isEmpty)
    #expect(try desk.run("verify", "--json").output.contains(answer.merkleRoot))
  }

  @Test func `what was voided, and what was delivered twice, makes no further line`() throws {
    let (desk, items) = try delivered()
    #expect(try desk.run("void", items[1], "--verb", "delivery").code == 0)
    _ = try desk.run("scan", "delivery", items[2], "--due", "2030-03-13")
    #expect(try handover(desk, "H26.12.19").lines.map(\.slip) == [items[0], items[2]])
  }

  @Test func `results that were fetched are a record of their own`() throws {
    let (desk, items) = try delivered()
    #expect(try handover(desk, "H26.12.19", "--collection").lines.isEmpty)
    _ = try desk.run("scan", "collection", items[0])
    #expect(try handover(desk, "H26.12.19", "--collection").lines.map(\.slip) == [items[0]])
    // The result travels in another item than its dossier did.
    let result = try Samples.item(77)
    _ = try desk.run("scan", "collection", items[2], "--item", result)
    #expect(
      try handover(desk, "H26.12.19", "--collection").lines.map(\.slip) == [items[0], result])
  }

  @Test func `money that was handed on with them is told by kind`() throws {
    let (desk, items) = try delivered()
    let fee = ["scan", "fee", "--remitted", "--money"]
    _ = try desk.run(fee + ["fee=50000", "--money", "charge=20000", items[0]])
    _ = try desk.run(fee + ["fee=5000", items[1]])
    _ = try desk.run(fee + ["fee=999", items[3]])
    _ = try desk.run("scan", "fee", "--money", "fee=60000", items[0])
    let money = try handover(desk, "H26.12.19").money.compactMapValues(\.self)
    #expect(money == ["fee": 55_000, "charge": 20_000])
  }

  @Test func `money stands on one record only: that of the scan it was handed on with`() throws {
    let (desk, items) = try delivered()
    let fee = ["scan", "fee", "--remitted", "--actor"]
    // nv043 hands on what belongs to a dossier that nv042 delivered, and to one of their own.
    _ = try desk.run(fee + ["nv043", "--money", "fee=5000", items[0]])
    _ = try desk.run(fee + ["nv043", "--money", "fee=700", items[1]])
    _ = try desk.run("scan", "collection", "--actor", "nv044", items[1], items[2])
    _ = try desk.run(fee + ["nv044", "--money", "charge=40", items[1]])
    _ = try desk.run(fee + ["nv045", "--money", "charge=2", items[2]])
    func money(_ arguments: String...) throws -> [String: Int64] {
      let outcome = try desk.run(["handover", "--json", "--agency", "H26.12.19"] + arguments)
      let answer: Answer = try Outcome.decode(try #require(outcome.lines.first))
      return answer.money.compactMapValues(\.self)
    }
    #expect(try money() == ["fee": 5_700])
    #expect(try money("--collection") == ["charge": 42])
    #expect(try money("--actor", "nv042") == ["fee": 5_000])
    #expect(try money("--actor", "nv043") == ["fee": 700])
    #expect(try money("--actor", "nv043", "--collection") == [:])
    #expect(try money("--actor", "nv044", "--collection") == ["charge": 42])
    #expect(try money("--actor", "nv045", "--collection") == [:])
  }

  @Test func `a dossier that two clerks delivered stands on the record of the first`() throws {
    let (desk, items) = try delivered()
    let hourAgo = Int64(Date().timeIntervalSince1970) * 1_000 - 3_600_000
    let first = try desk.scan(
      "delivery", items[2], "--actor", "nv042", "--at", OccurredAt(milliseconds: hourAgo).rfc3339)
    #expect(try handover(desk, "H26.12.19", "--actor", "nv042").lines.count == 2)
    #expect(try handover(desk, "H26.12.19", "--actor", "nv043").lines.map(\.slip) == [items[1]])
    // What was void at the first makes the second the first.
    #expect(try desk.run("void", try #require(first.first?.id)).code == 0)
    #expect(try handover(desk, "H26.12.19", "--actor", "nv043").lines.count == 2)
    #expect(try handover(desk, "H26.12.19").lines.count == 3)
  }

  @Test func `the page has the lines with barcodes, totals and room for two signatures`() throws {
    let (desk, items) = try delivered()
    let page = try desk.run("handover", "--agency", "H26.12.19").output
    for text in ["BIÊN BẢN GIAO NHẬN HỒ SƠ", "Tổng số: 3 hồ sơ", "1.001612: 3"] + items.prefix(3) {
      #expect(page.contains(text), "\(text)")
    }
    #expect(!page.contains(items[3]))
    // One for each line, and the record's digest.
    #expect(page.components(separatedBy: "<svg viewBox").count == 4)
    #expect(page.components(separatedBy: "<svg class=\"qr\" viewBox").count == 2)
    #expect(page.contains("NHÂN VIÊN BƯU ĐIỆN") && page.contains("NGƯỜI CỦA CƠ QUAN"))
    let english = try desk.run("handover", "--agency", "H26.12.19", "--lang", "en").output
    #expect(english.contains("RECORD OF DOSSIERS HANDED OVER"))
  }

  @Test func `printing it is an event with its number and digest, a preview is none`() throws {
    let (desk, _) = try delivered()
    let count = try desk.eventCount()
    let preview = try desk.run("handover", "--agency", "H26.12.19", "--preview").output
    #expect(preview.contains("Bản xem trước") && !preview.contains("SHA-256"))
    _ = try handover(desk, "H26.12.19")
    #expect(try desk.eventCount() == count)
    let page = try desk.run("handover", "--agency", "H26.12.19", "--actor", "nv043").output
    let event = try #require(desk.events().last?.event)
    #expect(try desk.eventCount() == count + 1)
    #expect(event.type == .recordPrinted && event.subject == .desk && event.mode == .send)
    #expect(event.agency?.text == "H26.12.19" && event.actor?.text == "nv043")
    #expect(event.count == 2 && event.office?.text == "100000")
    let (number, digest) = (event.record?.number?.text ?? "", event.record?.digest?.hex ?? "")
    #expect(number == "BBGN-" + event.identity.id.text)
    #expect(page.contains("Số: \(number)") && page.contains(digest) && digest.count == 64)
    // It is in nobody's shift, and does not keep the ledger from being sound.
    #expect(try !desk.run("shift", "--json").output.contains("record.printed"))
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `a record is printed again as it was, whatever was corrected since`() throws {
    let (desk, items) = try delivered()
    for arguments in [["--actor", "nv043"], []] {
      let before = try desk.run(
        ["handover", "--agency", "H26.12.19"] + arguments, environment: ["HOSO_ACTOR": "nv042"])
      let event = try #require(desk.events().last?.event)
      let number = try #require(event.record?.number?.text)
      #expect(before.code == 0)
      #expect(try desk.run("void", "--verb", "delivery", items[1]).code == 0)
      let count = try desk.eventCount()
      let again = try desk.run("handover", "--number", number)
      #expect(again.code == 0 && again.output == before.output)
      #expect(try desk.eventCount() == count)
      let id = try #require(desk.events().last?.event.identity.id.text)
      #expect(try desk.run("void", id).code == 0)
    }
    #expect(try desk.run("handover", "--number", "BBGN-100000-a1b2c3-1-1").code == 66)
    #expect(try desk.run("handover", "--number", "17").code == 66)
    #expect(try desk.run("handover", "--number", "1", "--agency", "H26").code == 64)
  }

  @Test func `the digest is that of the published lines`() throws {
    let (desk, items) = try delivered()
    _ = try desk.run("scan", "fee", "--remitted", "--money", "fee=5000", items[0])
    _ = try desk.run("handover", "--agency", "000.19.12.H26", "--actor", "nv042")
    let events = try desk.events().map(\.event)
    let printed = try #require(events.last)
    let scan = try #require(events.first { $0.type == .dossierDelivered }?.identity)
    let span = try #require(printed.record?.span)
    let lines = [
      "hoso handover 1", "office\t100000", "staff\tnv042", "from\t\(span.from.rfc3339)",
      "to\t\(span.to.rfc3339)", "agency\tH26.12.19", "mode\tsend",
      "line\t\(items[0])\t\(Samples.dossier)\t\(scan.source.text)\t\(scan.id.text)",
      "money\tfee\t5000",
    ]
    let text = lines.map { $0 + "\n" }.joined()
    let digest = try Hasher256().digest(of: Array(text.utf8)).hex
    #expect(printed.record?.digest?.hex == digest)
  }

  @Test(arguments: [[], ["--agency", "x"], ["--agency", "H26", "--from", "x"]])
  func `what cannot be meant is a usage error`(arguments: [String]) throws {
    let outcome = try Desk.ready().run(["handover"] + arguments)
    #expect(outcome.code == 64 && !outcome.errors.isEmpty && outcome.output.isEmpty)
  }
}
