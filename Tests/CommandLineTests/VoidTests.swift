import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Voiding by printed code, by range and from a pipe")
struct VoidTests {
  /// A desk with forty pickups, and deliveries of ten of them that were meant otherwise.
  private func wrongVerb() throws -> (desk: Desk, codes: [String]) {
    let desk = try Desk.ready()
    let codes = try (1...40).map { try Samples.item($0) }
    _ = try desk.run(["scan", "pickup"] + codes)
    _ = try desk.run(["scan", "delivery"] + codes.prefix(10))
    return (desk, codes)
  }

  private func voids(_ desk: Desk) throws -> Int {
    try desk.events().count { $0.event.type == .eventVoided }
  }

  private func prefix(_ desk: Desk) throws -> String {
    let source = try #require(try desk.events().first?.event.identity.source.text)
    return source + "-"
  }

  @Test func `a printed code stands for what was recorded last about it`() throws {
    let (desk, codes) = try wrongVerb()
    let answers = try desk.run("void", codes[0], "--json").answers()
    #expect(answers.map(\.outcome) == ["recorded"])
    #expect(try desk.run("track", codes[0], "--json").output.contains("on-the-way-to-agency"))
    // Called again it does not go on to the pickup.
    let again = try desk.run("void", codes[0], "--json").answers()
    #expect(again.map(\.outcome) == ["already_voided"])
    #expect(try voids(desk) == 1)
  }

  @Test func `a verb says which of a code's events is meant`() throws {
    let (desk, codes) = try wrongVerb()
    let outcome = try desk.run("void", codes[0], "--verb", "pickup", "--lang", "en")
    #expect(outcome.output.hasPrefix("✓ \(codes[0])  voided: dossier picked up"))
    #expect(try desk.run("void", codes[20], "--verb", "delivery").code == 66)
    #expect(try desk.run("void", codes[0], "--verb", "void").code == 64)
    let grouped = try desk.run("void", "RR 473 124 829 VN")
    #expect(grouped.code == 66)
    #expect(try voids(desk) == 1)
  }

  @Test func `codes from a pipe are voided, and a bad line holds up no others`() throws {
    let (desk, codes) = try wrongVerb()
    let input = codes.prefix(10).joined(separator: "\n") + "\nno code at all\n"
    let arguments = ["void", "--verb", "delivery", "--json"]
    let answers = try desk.run(arguments, input: input)
    #expect(answers.code == 65)
    #expect(try answers.answers().map(\.outcome).sorted().first == "recorded")
    #expect(try answers.answers().last?.outcome == "refused")
    #expect(try voids(desk) == 10)
    let again = try desk.run(arguments, input: input).answers().dropLast().map(\.outcome)
    #expect(again.allSatisfy { $0 == "already_voided" } && again.count == 10)
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `a range voids one's own scans and passes over the others`() throws {
    let (desk, _) = try wrongVerb()
    let prefix = try prefix(desk)
    _ = try desk.scan("delivery", try Samples.item(11), "--actor", "nv043")
    #expect(try desk.run("void", prefix + "50").code == 0)
    let answers = try desk.run("void", prefix + "41..99", "--json")
    #expect(answers.code == 0)
    let outcomes = try answers.answers().map(\.outcome)
    #expect(outcomes.prefix(9).allSatisfy { $0 == "recorded" })
    // The tenth was void, the colleague's stays, and its void is not voided.
    #expect(Array(outcomes.dropFirst(9)) == ["already_voided", "passed", "passed"])
    #expect(try voids(desk) == 10)
    let again = try desk.run("void", prefix + "41..\(prefix)50", "--json").answers()
    #expect(again.allSatisfy { $0.outcome == "already_voided" } && again.count == 10)
  }

  @Test func `in a range those are one's own that amendments say are`() throws {
    let desk = try Desk.ready()
    _ = try desk.run("scan", "pickup", Samples.item, Samples.otherItem, "--actor", "nv042")
    let prefix = try prefix(desk)
    _ = try desk.run("amend", prefix + "1", "--set", "actor=nv043", "--actor", "nv001")
    let arguments = ["void", prefix + "1..2", "--json", "--lang", "en", "--actor"]
    let answers = try desk.run(arguments + ["nv042"]).answers()
    #expect(answers.map(\.outcome) == ["passed", "recorded"])
    #expect(answers.first?.message?.contains("nv043") == true)
    let others = try desk.run(arguments + ["nv043"]).answers()
    #expect(others.map(\.outcome) == ["recorded", "passed"])
    let again = try desk.run(arguments + ["nv043"]).answers()
    #expect(again.map(\.outcome) == ["already_voided", "passed"])
  }

  @Test func `a bag's label stands for what was recorded last about the bag`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item, "--bag", "TUI-17")
    _ = try desk.scan("depart", "TUI-17", "--count", "1")
    #expect(try desk.run("void", "tui-17").code == 0)
    let voided = try #require(desk.events().last?.event)
    guard case .event(let target) = voided.subject else {
      Issue.record("not about an event")
      return
    }
    #expect(target.id.text.hasSuffix("-2"))
  }

  @Test func `what another office recorded about a code is not voided by it`() throws {
    let desk = try Desk.ready()
    let line = try Samples.line(1, ["source": "460000-a1b2c3-1", "id": "460000-a1b2c3-1-1"])
    try desk.write(line, to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson").code == 0)
    #expect(try desk.run("void", try Samples.item(1)).code == 66)
    #expect(try desk.run("void", "460000-a1b2c3-1-1..2").code == 66)
    #expect(try voids(desk) == 0)
  }

  @Test(arguments: ["..", "a..b", "x-5..3", "x-1..2000", "x-1..y-2", "x-..9", "-1..2"])
  func `a range that is none changes nothing`(range: String) throws {
    let (desk, _) = try wrongVerb()
    let outcome = try desk.run("void", "--", range)
    #expect(outcome.code == 65, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("100000-3f9a2c-1-17..25"))
    #expect(try voids(desk) == 0)
  }
}
