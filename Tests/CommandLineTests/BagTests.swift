import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Scanning and tracking whole bags")
struct BagTests {
  private static let second = "RR473124829VN"

  /// A desk with two items in a bag that left.
  private func packed() throws -> Desk {
    let desk = try Desk.ready()
    _ = try desk.scan(
      "pickup", Samples.item, "--bag", "TUI-17", "--at", "2020-03-05T08:00:00+07:00")
    _ = try desk.scan(
      "depart", Self.second, "--bag", "tui-17", "--at", "2020-03-05T08:10:00+07:00")
    _ = try desk.scan("depart", "TUI-17", "--count", "3", "--at", "2020-03-05T09:00:00+07:00")
    return desk
  }

  private func object(_ outcome: Outcome) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  /// The types of a tracked code's entries that count.
  private func types(_ desk: Desk, _ code: String, _ options: String...) throws -> [String] {
    let answer = try object(try desk.run(["track", code, "--json"] + options))
    let dossier = try #require(answer["dossier"] as? [String: Any])
    let entries = try #require(dossier["entries"] as? [[String: Any]])
    return entries.filter { $0["is_effective"] as? Bool == true }
      .compactMap { ($0["recorded"] as? [String: Any])?["type"] as? String }
  }

  @Test func `a label scanned before anything was known of it does not stay a dossier's`() throws {
    let desk = try Desk.ready()
    let early = try desk.scan("depart", "TUI-97", "--at", "2020-03-05T09:00:00+07:00")
    #expect(try figure(desk, "orphans") == "1")
    _ = try desk.scan(
      "pickup", Samples.item, "--bag", "TUI-97", "--at", "2020-03-05T08:00:00+07:00")
    #expect(try figure(desk, "orphans") == "0")
    #expect(try types(desk, Samples.item) == ["dossier.picked_up", "item.departed"])
    let bag = try object(try desk.run("track", "TUI-97", "--json"))
    #expect(bag["container"] as? String == "TUI-97")
    _ = try desk.scan("lost", "TUI-97", "--at", "2020-03-06T09:00:00+07:00")
    #expect(try figure(desk, "lost") == "1")
    #expect(try desk.run("void", try #require(early.first?.id)).code == 0)
    #expect(try types(desk, Samples.item) == ["dossier.picked_up", "item.lost"])
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `a new label that is counted as it leaves is a bag's, and no orphan`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("depart", "NEW-BAG-1", "--count", "24")
    #expect(try desk.events().map(\.event.container?.text) == ["NEW-BAG-1"])
    #expect(try figure(desk, "orphans") == "0")
  }

  @Test func `a code that is a dossier's and a bag's is on the worklist`() throws {
    let desk = try packed()
    let slip = try desk.scan("pickup", "TUI-17", "--at", "2020-03-05T10:00:00+07:00")
    func reasons() throws -> [String] {
      let answer = try object(try desk.run("worklist", "--kind", "flags", "--json"))
      return try #require(answer["items"] as? [[String: Any]])
        .compactMap { $0["reason"] as? String }
    }
    #expect(try reasons().contains("dossier-or-bag"))
    #expect(try types(desk, Samples.item) == ["dossier.picked_up"])
    #expect(try desk.run("verify").code == 0)
    #expect(try desk.run("void", try #require(slip.first?.id)).code == 0)
    #expect(try !reasons().contains("dossier-or-bag"))
    #expect(try types(desk, Samples.item) == ["dossier.picked_up", "item.departed"])
  }

  @Test func `a bag's scan is one event, and every item in it shows it`() throws {
    let desk = try packed()
    #expect(try desk.eventCount() == 3)
    #expect(try types(desk, Samples.item) == ["dossier.picked_up", "item.departed"])
    #expect(try types(desk, Self.second) == ["item.departed", "item.departed"])
    let event = try #require(desk.events().last?.event)
    #expect(event.container?.text == "TUI-17")
    #expect(event.count == 3)
  }

  @Test func `tracking a bag lists its scans, what each stood for, and the count`() throws {
    let desk = try packed()
    let answer = try object(try desk.run("track", "tui-17", "--json"))
    #expect(answer["container"] as? String == "TUI-17")
    let scan = try #require((answer["scans"] as? [[String: Any]])?.first)
    let items = try #require(scan["items"] as? [[String: Any]])
    #expect(items.compactMap { ($0["codes"] as? [String])?.first } == [Samples.item, Self.second])
    let flags = try #require(scan["flags"] as? [[String: Any]])
    #expect(flags.map { $0["flag"] as? String } == ["count-differs"])
    let text = try desk.run("track", "TUI-17", "--lang", "en").output
    #expect(text.contains(Samples.item) && text.contains("2 items"))
  }

  @Test func `the worklist shows a count that differs, once`() throws {
    let desk = try packed()
    let answer = try object(try desk.run("worklist", "--kind", "flags", "--json"))
    let items = try #require(answer["items"] as? [[String: Any]])
    #expect(items.map { $0["reason"] as? String }.filter { $0 == "count-differs" }.count == 1)
  }

  @Test func `voiding a bag's scan undoes it for every item`() throws {
    let desk = try packed()
    let lost = try desk.scan("lost", "TUI-17", "--at", "2020-03-06T09:00:00+07:00")
    #expect(try figure(desk, "lost") == "1")
    let id = try #require(lost.first?.id)
    #expect(try desk.run("void", id).code == 0)
    #expect(try figure(desk, "lost") == "0")
    #expect(try types(desk, Samples.item) == ["dossier.picked_up", "item.departed"])
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `a lost bag loses each dossier in it, and each is explained`() throws {
    let desk = try packed()
    _ = try desk.scan("pickup", Self.second, "--at", "2020-03-05T07:00:00+07:00")
    _ = try desk.scan("lost", "TUI-17", "--at", "2020-03-06T09:00:00+07:00")
    #expect(try figure(desk, "lost") == "2")
    let explained = try desk.run("explain", "2020Q1", "lost", "--format", "csv").output
    #expect(explained.contains(Samples.item) && explained.contains(Self.second))
    #expect(explained.split(separator: "\n").count == 3)
    #expect(try desk.run("verify").code == 0)
  }

  @Test func `a dumped bag scan imports to the same figures and the same root`() throws {
    let desk = try packed()
    _ = try desk.scan("lost", "TUI-17", "--at", "2020-03-06T09:00:00+07:00")
    for format in ["ndjson", "csv"] {
      let file = desk.path("dump.\(format)")
      let dump = try desk.run("dump", "--format", format)
      try dump.output.write(toFile: file, atomically: true, encoding: .utf8)
      let other = try Desk.ready("--hub")
      let imported = try other.run("import", file, "--backfill")
      #expect(imported.code == 0, "\(imported.errors)")
      #expect(try other.events().map(\.event) == desk.events().map(\.event))
      #expect(try figure(other, "lost") == "1")
    }
  }

  @Test func `a code no grammar knows is a bag's once something is in it`() throws {
    let desk = try Desk.ready()
    let unknown = try desk.scan("arrive", "bk.2020_3")
    #expect(unknown.map(\.outcome) == ["refused"])
    _ = try desk.scan("depart", Samples.item, "--bag", "BK.2020_3")
    let known = try desk.scan("arrive", "bk.2020_3")
    #expect(known.map(\.outcome) == ["recorded"])
    #expect(try desk.run("track", "BK.2020_3").code == 0)
  }

  @Test func `the clerk may say that a code is a bag's`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("arrive", "TUI-18", "--whole-bags")
    #expect(try desk.events().map(\.event.container?.text) == ["TUI-18"])
    #expect(try desk.run("track", "TUI-18", "--bag").code == 0)
    #expect(try desk.run("track", "TUI-19", "--bag").code == 66)
  }

  @Test(arguments: [
    ["pickup", Samples.item, "--whole-bags"], ["pickup", Samples.item, "--count", "3"],
    ["depart", "TUI-17", "--whole-bags", "--bag", "TUI-18"],
    ["depart", "TUI-17", "--count", "-1"], ["depart", "TUI-17", "--count", "1.0"],
    ["depart", "TUI-17", "--count", "1000000001"],
  ])
  func `what cannot be said of bags is a usage error and records nothing`(
    arguments: [String]
  ) throws {
    let desk = try Desk.ready()
    #expect(try desk.run(["scan"] + arguments).code == 64)
    #expect(try desk.eventCount() == 0)
  }

  @Test(arguments: [Samples.item, "rr473124829vn", "H26.12.19-200305-0001"])
  func `the number of an item or a dossier is never a bag's`(code: String) throws {
    let desk = try Desk.ready()
    let event = try #require(try desk.scan("pickup", "BN2020/1").first?.id)
    let commands = [
      ["scan", "depart", "BN2020/1", "--bag", code], ["scan", "arrive", code, "--whole-bags"],
      ["amend", event, "--set", "parent=\(code)"],
    ]
    for command in commands {
      let outcome = try desk.run(command)
      #expect([64, 65].contains(outcome.code), "\(command)")
      #expect((outcome.output + outcome.errors).contains("đúng loại"), "\(command)")
    }
    #expect(try desk.eventCount() == 1)
    // Those that were recorded before stay what they are.
    let line =
      #"{"id":"a-1","type":"item.departed","dossier":"BN2020/1","parent":"\#(Samples.item)","#
      + #""occurred_at":"2020-03-05T08:12:00+07:00","recorded_at":"2020-03-05T08:12:00+07:00"}"#
    #expect(try desk.run(["import", "-"], input: line + "\n").code == 65)
    let old = try Desk.ready()
    #expect(try old.run(["import", "-", "--backfill"], input: line + "\n").code == 0)
    #expect(try old.run("track", Samples.item, "--bag").code == 0)
  }

  private func figure(_ desk: Desk, _ name: String) throws -> String {
    let lines = try desk.run("figures", "2020Q1", "--format", "csv").output.split(separator: "\n")
    let names = lines[0].split(separator: ",", omittingEmptySubsequences: false)
    let place = try #require(names.firstIndex { $0 == name })
    return String(lines[1].split(separator: ",", omittingEmptySubsequences: false)[place])
  }
}
