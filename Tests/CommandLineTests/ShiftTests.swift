import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("What a shift did")
struct ShiftTests {
  private struct Answer: Decodable {
    struct Row: Decodable {
      var actor: String?
      let hour: Int
      let type: String
      let recorded: Int
      let undone: Int
      let flagged: Int
      var amount: Int64?
    }

    struct Till: Decodable, Equatable {
      var actor: String?
      let money: String
      let collected: Int64
      let remitted: Int64
      let difference: Int64
    }

    let rows: [Row]
    let money: [Till]
    var waiting: [String: Int]?
    let closings: [Closing]
  }

  private struct Closing: Decodable {
    let actor: String
    let count: Int
    let from: String
    let to: String
    let digest: String
  }

  private func shift(_ desk: Desk, _ arguments: String...) throws -> Answer {
    let outcome = try desk.run(["shift", "--json"] + arguments)
    try #require(outcome.code == 0, "\(outcome.errors)")
    // Names of what is waited for are keys here, and stay as they are.
    return try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
  }

  /// A day of two clerks: ten pickups, a slip, money of two kinds.
  private func worked() throws -> Desk {
    let desk = try Desk.ready()
    let codes = try (1...10).map { try Samples.item($0) }
    _ = try desk.run(["scan", "pickup", "--actor", "nv042"] + codes.prefix(8))
    _ = try desk.run(["scan", "pickup", "--actor", "nv043"] + codes.suffix(2))
    _ = try desk.run(["scan", "return", "--actor", "nv042", codes[0]])
    _ = try desk.run(["undo", "--actor", "nv042"])
    _ = try desk.run(["scan", "collection", "--actor", "nv043", codes[1]])
    return desk
  }

  @Test func `what was recorded is counted by clerk and verb, what was undone apart`() throws {
    let answer = try shift(try worked())
    let rows = answer.rows.map { "\($0.actor ?? "") \($0.type) \($0.recorded) \($0.undone)" }
    #expect(
      rows == [
        "nv042 dossier.picked_up 8 0", "nv042 result.returned 1 1", "nv042 event.voided 1 0",
        "nv043 dossier.picked_up 2 0", "nv043 result.collected 1 0",
      ])
    // Collected without having been delivered.
    #expect(answer.rows.map(\.flagged) == [0, 0, 0, 0, 1])
    #expect(answer.waiting?["delivery"] == 9 && answer.waiting?["hand-over"] == 1)
  }

  @Test func `one clerk's shift has nobody else's scans`() throws {
    let desk = try worked()
    #expect(try shift(desk, "--actor", "nv043").rows.map(\.recorded) == [2, 1])
    #expect(try shift(desk, "--actor", "nv044").rows.isEmpty)
    #expect(try shift(desk, "--office", "460000").rows.isEmpty)
    let text = try desk.run("shift", "--actor", "nv043", "--lang", "en").output
    #expect(text.contains("nv043") && !text.contains("nv042"))
  }

  @Test func `an event that was amended counts for whom it belongs to by now`() throws {
    let desk = try worked()
    let id = try #require(try desk.events().first?.event.identity.id.text)
    #expect(try desk.run("amend", id, "--set", "actor=nv043", "--actor", "nv001").code == 0)
    let pickups = try shift(desk).rows.filter { $0.type == "dossier.picked_up" }
    #expect(pickups.map(\.recorded) == [7, 3])
  }

  @Test func `one clerk's shift has what belongs to them by now, whoever it was recorded for`()
    throws
  {
    let desk = try worked()
    let id = try #require(try desk.events().first?.event.identity.id.text)
    _ = try desk.run("amend", id, "--set", "actor=nv043", "--actor", "nv001")
    #expect(try shift(desk, "--actor", "nv043").rows.map(\.recorded) == [3, 1])
    #expect(try shift(desk, "--actor", "nv042").rows.first?.recorded == 7)
    _ = try desk.run("amend", id, "--set", "office=460000", "--actor", "nv001")
    #expect(try shift(desk, "--office", "460000").rows.map(\.actor) == ["nv043"])
    // A bag's scan too.
    let bag = try desk.scan("depart", "TUI-17", "--count", "3", "--actor", "nv042")
    _ = try desk.run("amend", try #require(bag.first?.id), "--set", "actor=nv044")
    #expect(try shift(desk, "--actor", "nv044").rows.map(\.type) == ["item.departed"])
  }

  @Test func `a correction that was voided counts as undone`() throws {
    let desk = try worked()
    let void = try #require(try desk.events().first { $0.event.type == .eventVoided })
    #expect(try desk.run("void", void.event.identity.id.text, "--actor", "nv001").code == 0)
    let voids = try shift(desk).rows.filter { $0.type == "event.voided" }
    #expect(voids.map(\.actor) == ["nv001", "nv042"])
    #expect(voids.map(\.undone) == [0, 1])
    #expect(try shift(desk).rows.first { $0.type == "result.returned" }?.undone == 0)
  }

  @Test func `a clerk closes their own shift, each scan in one closing`() throws {
    let desk = try worked()
    #expect(try desk.run("shift", "--close").code == 64)
    let first = try shift(desk, "--close", "--actor", "nv042")
    #expect(first.closings.map(\.count) == [10] && first.rows.map(\.recorded) == [8, 1, 1])
    let event = try #require(desk.events().last?.event)
    #expect(event.type == .shiftClosed && event.actor?.text == "nv042" && event.count == 10)
    #expect(event.record?.digest?.hex == first.closings.first?.digest)
    let count = try desk.eventCount()
    let nothing = try desk.run("shift", "--close", "--actor", "nv042", "--lang", "en")
    #expect(nothing.code == 0 && nothing.output.contains("nothing to close"))
    let empty = try shift(desk, "--close", "--actor", "nv042")
    // It tells the closing that there was just before.
    #expect(empty.rows.isEmpty && empty.closings.map(\.count) == [10])
    #expect(try desk.eventCount() == count)
    let again = try desk.run("shift", "--close", "--actor", "nv042", "--from", "00:00")
    #expect(again.code == 64 && again.errors.contains(event.identity.id.text))
    // What comes after it is the next shift, which begins where this one ended.
    _ = try desk.run("scan", "pickup", "--actor", "nv042", try Samples.item(11))
    let second = try shift(desk, "--close", "--actor", "nv042")
    #expect(second.closings.map(\.count) == [1] && second.closings[0].from == first.closings[0].to)
    // All of them are told, but for one that was voided.
    #expect(try shift(desk).closings.map(\.count) == [10, 1])
    #expect(try desk.run("void", event.identity.id.text).code == 0)
    #expect(try shift(desk).closings.map(\.count) == [1])
    #expect(try shift(desk, "--actor", "nv043").closings.isEmpty)
    #expect(try desk.run("shift", "--close", "--actor", "nv043", "--to", "2099-01-01").code == 64)
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `money is told by clerk and kind, with what was not handed on`() throws {
    let desk = try Desk.ready()
    let fee = ["scan", "fee", Samples.item, "--actor", "nv042", "--money"]
    _ = try desk.run(["scan", "pickup", Samples.item])
    _ = try desk.run(fee + ["fee=52000", "--money", "postage=30000"])
    _ = try desk.run(fee + ["fee=10000"])
    let slip = try desk.run(fee + ["cod=99000", "--json"]).answers()
    #expect(try desk.run("void", try #require(slip.first?.id)).code == 0)
    _ = try desk.run(fee + ["fee=50000", "--remitted"])
    #expect(
      try shift(desk).money == [
        Answer.Till(
          actor: "nv042", money: "fee", collected: 62_000, remitted: 50_000, difference: 12_000),
        Answer.Till(
          actor: "nv042", money: "postage", collected: 30_000, remitted: 0, difference: 30_000),
        Answer.Till(actor: "nv042", money: "cod", collected: 0, remitted: 0, difference: 0),
      ])
    let text = try desk.run("shift").output
    #expect(text.contains("62.000") && text.contains("12.000"))
  }

  @Test func `its time is when it was recorded, whatever the scan claims`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item, "--at", Samples.noon)
    #expect(try shift(desk).rows.map(\.recorded) == [1])
    #expect(try shift(desk, "--from", "2020-03-05", "--to", "2020-03-05").rows.isEmpty)
    let later = try shift(desk, "--from", "2020-03-05 08:00", "--to", "2099-01-01T00:00:00+07:00")
    #expect(later.rows.map(\.recorded) == [1])
  }

  @Test func `rows come as a table of values, one for each clerk, hour and verb`() throws {
    let lines = try worked().run("shift", "--format", "csv").lines
    #expect(lines[0].hasPrefix("office,from,to,actor,date,hour,type,money,recorded"))
    #expect(lines.count == 6)
    #expect(lines[1].hasPrefix("100000,") && lines[1].hasSuffix(",dossier.picked_up,,8,0,0,"))
  }

  @Test func `what other systems sent is no clerk's shift, and bags are counted too`() throws {
    let desk = try Desk.ready()
    let line = try Samples.line(1, ["type": "result.ready", "id": "r-1"])
    try desk.write(line, to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson").code == 0)
    let bag = try desk.scan("depart", "TUI-17", "--count", "3")
    #expect(try shift(desk).rows.map(\.type) == ["item.departed"])
    #expect(try shift(desk).rows.map(\.flagged) == [1])
    #expect(try desk.run("void", try #require(bag.first?.id)).code == 0)
    #expect(try shift(desk).rows.map(\.undone) == [1, 0])
  }

  @Test(arguments: [
    ["--from", "25:00"], ["--from", "12:60"], ["--from", "x"], ["--to", "2020-03-05 8"],
    ["--from", "2020-03-05", "--to", "2020-03-04"], ["--format", "pdf"], ["--actor", "a b"],
    ["--from", "2020-03-05T08:00"], ["--to", "1 2 3"],
  ])
  func `what cannot be meant is a usage error`(arguments: [String]) throws {
    let outcome = try Desk.ready().run(["shift"] + arguments)
    #expect(outcome.code == 64, "\(outcome.output)")
    #expect(!outcome.errors.isEmpty)
  }
}
