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
    #expect(correction.subject == .event(try EventID(id)))
    #expect(correction.reason == "quét nhầm")
    // Neither a stutter nor a repetition of what was voided.
    let again = try desk.scan("pickup", Samples.item, "--at", Samples.noon)
    #expect(again.map(\.outcome) == ["recorded"])
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
}
