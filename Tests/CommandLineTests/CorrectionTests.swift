import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Correcting what was recorded")
struct CorrectionTests {
  /// A desk with one pickup; answers it and the pickup's id.
  private func deskWithPickup() throws -> (desk: Desk, id: String) {
    let desk = try Desk.ready()
    let answers = try desk.scan("pickup", Samples.item, "--at", Samples.noon)
    return (desk, try #require(answers.first?.id))
  }

  @Test(arguments: [["void"], ["scan", "void"]])
  func `a voided event is as if it had not been`(command: [String]) throws {
    let (desk, id) = try deskWithPickup()
    let outcome = try desk.run(command + [id, "--reason", "quét nhầm", "--json"])
    let answers = try outcome.answers()
    #expect(answers.map(\.outcome) == ["recorded"])
    #expect(answers.map(\.target) == [id])
    let correction = try #require(desk.events().last?.event)
    #expect(correction.type == .eventVoided)
    guard case .event(let target) = correction.subject else {
      Issue.record("not about an event")
      return
    }
    #expect(target.id == (try EventID(id)))
    // It names what it corrects beyond doubt.
    #expect(target.source == nil && target.hash != nil)
    #expect(correction.reason == "quét nhầm")
    // Neither a stutter nor a repetition of what was voided.
    let again = try desk.scan("pickup", Samples.item, "--at", Samples.noon)
    #expect(again.map(\.outcome) == ["recorded"])
  }

  @Test func `an amendment warns of what a scan warns of, once`() throws {
    let (desk, id) = try deskWithPickup()
    let due = try desk.run("amend", id, "--set", "due_date=1926-12-12", "--json")
    #expect(try due.answers().map(\.outcome) == ["flagged"])
    #expect(try due.answers().map(\.slugs) == [["due-date-far-off"]])
    let future = try desk.run("amend", id, "--set", "occurred_at=2099-01-01T08:00:00+07:00")
    #expect(future.output.hasPrefix("! \(id)"))
    #expect(future.output.contains("cảnh báo: "))
    let plain = try desk.run("amend", id, "--set", "office=460000", "--json")
    #expect(try plain.answers().map(\.outcome) == ["recorded"])
    let bag = try desk.scan("depart", "TUI-17", "--whole-bags", "--at", Samples.noon)
    let counted = try desk.run(
      "amend", try #require(bag.first?.id), "--set", "count=5", "--json")
    #expect(try counted.answers().map(\.slugs) == [["count-differs"]])
  }

  @Test func `a correction by scan names the source of its target as void does`() throws {
    let (desk, id) = try deskWithPickup()
    let named = try desk.run("scan", "void", id, "--source", "460000-abcdef-1", "--json")
    #expect(named.code == 66)
    let source = try #require(desk.events().first?.event.identity.source.text)
    #expect(try desk.run("scan", "void", id, "--source", source).code == 0)
    #expect(try desk.run("scan", "pickup", Samples.item, "--source", source).code == 64)
  }

  @Test func `voiding a void restores the event`() throws {
    let (desk, id) = try deskWithPickup()
    let void = try #require(try desk.run("void", id, "--json").answers().first?.id)
    #expect(try desk.run("void", void).code == 0)
    let again = try desk.scan("pickup", Samples.item, "--at", "2020-03-06T12:00:00+07:00")
    #expect(again.map(\.slugs) == [["duplicate"]])
    #expect(try desk.eventCount() == 4)
  }

  @Test func `an amendment says what happened instead`() throws {
    let (desk, id) = try deskWithPickup()
    let outcome = try desk.run(
      "amend", id, "--set", "office=460000", "--set", "occurred_at=2020-03-04T08:00:00+07:00",
      "--set", "province=40", "--set", "commune=17130", "--lang", "en")
    #expect(outcome.code == 0)
    #expect(outcome.output.hasPrefix("✓ \(id)  amended: dossier picked up 12:00 05/03/2020"))
    let amendment = try #require(desk.events().last?.event.amendment)
    #expect(amendment.office?.text == "460000")
    #expect(amendment.occurredAt?.rfc3339 == "2020-03-04T08:00:00+07:00")
    #expect(amendment.province?.text == "40")
    #expect(amendment.commune?.text == "17130")
  }

  @Test func `any field of a table can be amended or emptied`() throws {
    let (desk, id) = try deskWithPickup()
    let outcome = try desk.run(
      "amend", id, "--set", "due_date=12/03/2020", "--set", "service=1.001612", "--set",
      "agency=H26.12.19", "--set", "channel=online", "--set", "parent=tui-18", "--set",
      "destination=460000", "--set", "count=3", "--set", "amount=52000", "--set", "actor=nv043",
      "--clear", "province", "--clear", "commune")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let amendment = try #require(desk.events().last?.event.amendment)
    #expect(amendment.dueDate?.iso == "2020-03-12")
    #expect(amendment.service?.text == "1.001612" && amendment.agency?.text == "H26.12.19")
    #expect(amendment.channel == .online && amendment.parent?.text == "TUI-18")
    #expect(amendment.destination?.text == "460000" && amendment.actor?.text == "nv043")
    #expect(amendment.count == 3 && amendment.amount == 52_000)
    #expect(amendment.cleared.fields == [.province, .commune])
    for format in ["ndjson", "csv"] {
      let file = desk.path("dump.\(format)")
      try desk.run("dump", "--format", format).output
        .write(toFile: file, atomically: true, encoding: .utf8)
      let other = try Desk.ready("--hub")
      #expect(try other.run("import", file, "--backfill").code == 0)
      #expect(try other.events().map(\.event) == desk.events().map(\.event))
    }
    let both = try desk.run("amend", id, "--set", "parent=TUI-18", "--clear", "parent")
    #expect(both.code == 64)
  }

  @Test func `a desk corrects what its office wrote under an earlier source`() throws {
    let (desk, _) = try deskWithPickup()
    let line = """
      {"id":"100000-0b9d15-1-1","source":"100000-0b9d15-1","type":"result.returned",\
      "dossier":"\(Samples.item)","occurred_at":"\(Samples.noon)","sequence":1}
      """
    let named = """
      {"id":"x","source":"tinh-01.100000","type":"result.returned",\
      "dossier":"\(Samples.item)","occurred_at":"\(Samples.noon)"}
      """
    try desk.write([line, named].joined(separator: "\n") + "\n", to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson").code == 0)
    let outcomes = try desk.run("void", "100000-0b9d15-1-1", "--json").answers()
    #expect(outcomes.map(\.outcome) == ["recorded"])
    #expect(try desk.run("void", "x").code == 66)
    #expect(try desk.run("void", "x", "--source", "tinh-01.100000").code == 0)
    #expect(try desk.run("track", Samples.item, "--json").output.contains("on-the-way-to-agency"))
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `an event this desk did not write is unknown, the others are corrected`() throws {
    let (desk, id) = try deskWithPickup()
    try desk.write(try Samples.line(1), to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson").code == 0)
    let outcome = try desk.run("void", "e-1", id, "100000-000000-1-1", "--json")
    #expect(outcome.code == 66)
    #expect(try outcome.answers().map(\.outcome) == ["unknown", "recorded", "unknown"])
    #expect(try desk.eventCount() == 3)
    #expect(try desk.run("void", "e-1").output.contains("✗ e-1"))
  }

  @Test(arguments: [
    (["void", "not an id"], 65), (["void", ""], 65), (["amend", "x-1", "--set", "reason=a"], 64),
    (["amend", "x-1", "--set", "office"], 64), (["amend", "x-1", "--set", "office=1"], 64),
    (["amend", "x-1", "--set", "occurred_at=2020-03-05"], 64), (["scan", "amend"], 64),
  ])
  func `what cannot be meant changes nothing`(arguments: [String], code: Int) throws {
    let (desk, _) = try deskWithPickup()
    let outcome = try desk.run(arguments)
    #expect(outcome.code == code)
    #expect(!outcome.errors.isEmpty)
    #expect(try desk.eventCount() == 1)
  }

  @Test func `the centre settles whose a dossier is by amending what was recorded first`() throws {
    let desk = try Desk.ready("--hub")
    let lines = [("e-1", "460000-a1b2c3-1", "H27"), ("e-2", "100000-a1b2c3-1", "H26.12")].map {
      #"{"id":"\#($0)","source":"\#($1)","type":"dossier.picked_up","dossier":"\#(Samples.item)","#
        + #""agency":"\#($2)","occurred_at":"\#(Samples.noon)"}"#
    }
    #expect(try desk.run(["import", "-"], input: lines.joined(separator: "\n")).code == 0)
    let asked = ["worklist", "--kind", "agencies", "--format", "csv"]
    #expect(try desk.run(asked).lines.count == 2)
    let amend = ["amend", "e-1", "--set", "agency=H26.12", "--source"]
    #expect(try desk.run(amend + ["100000-a1b2c3-1"]).code == 66)
    #expect(try desk.run(amend + ["460000-a1b2c3-1"]).code == 0)
    #expect(try desk.run(asked).lines.count == 1)
  }

  @Test(arguments: [
    "occurred_at", "office", "actor", "province", "commune", "service", "agency", "channel",
    "due_date", "amount", "parent", "destination", "count",
  ])
  func `what is wrong with an amendment is said of the field that was to be set`(
    field: String
  ) throws {
    let (desk, id) = try deskWithPickup()
    for argument in [field, "\(field)=?"] {
      let outcome = try desk.run("amend", id, "--set", argument)
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains("--set"))
      #expect(outcome.errors.contains(field))
      #expect(!outcome.errors.contains("--\(field):"))
    }
    #expect(try desk.eventCount() == 1)
  }
}
