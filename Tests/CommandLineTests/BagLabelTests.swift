import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Labels that are scanned as a bag's")
struct BagLabelTests {
  private static let noon = "2020-03-05T12:00:00+07:00"

  private func object(_ outcome: Outcome) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  private func entries(_ desk: Desk, _ code: String) throws -> [[String: Any]] {
    let dossier = try #require(
      try object(try desk.run("track", code, "--json"))["dossier"] as? [String: Any])
    return try #require(dossier["entries"] as? [[String: Any]])
  }

  private func line(_ id: String, _ fields: String) -> String {
    "{\"id\":\"\(id)\",\"source\":\"s10.nd\",\"occurred_at\":\"\(Self.noon)\",\(fields)}\n"
  }

  @Test(arguments: [
    "0912345678", "001099012345", "8934588012228", "EE123456785VNEE100000003VN",
    "EE123456784VN", "RB123456785XX", "785VN", "EE123456785VN", "H26.12.19-200305-0001",
  ])
  func `another label is no bag's, by whatever way it comes in`(raw: String) throws {
    let desk = try Desk.ready()
    #expect(try desk.run("scan", "pickup", "BN-1001", "--bag", raw).code == 64)
    #expect(try desk.scan("depart", raw, "--whole-bags").map(\.outcome) == ["refused"])
    let lines = [
      line("a", "\"type\":\"item.departed\",\"parent\":\"\(raw)\",\"count\":2"),
      line("b", "\"type\":\"dossier.picked_up\",\"dossier\":\"BN-1001\",\"parent\":\"\(raw)\""),
      line("c", "\"type\":\"event.amended\",\"target\":\"a\",\"set\":{\"parent\":\"\(raw)\"}"),
    ]
    let imported = try desk.run(["import", "-", "--json"], input: lines.joined())
    #expect(try imported.summary().rejected == 3)
    let rows =
      "id,type,occurred_at,dossier,parent\n"
      + "d,dossier.picked_up,\(Self.noon),BN-1001,\(raw)\n"
    try desk.write(rows, to: "rows.csv")
    #expect(try desk.run("import", "rows.csv", "--json").summary().rejected == 1)
    #expect(try desk.eventCount() == 0)
    let pickup = try desk.scan("pickup", "BN-1001", "--bag", "TUI-97")
    let id = try #require(pickup.first?.id)
    #expect(try desk.run("amend", id, "--set", "parent=\(raw)").code == 64)
    #expect(try desk.eventCount() == 1)
  }

  @Test func `a counted label that is nothing else is refused if it is a misread one`() throws {
    let desk = try Desk.ready()
    for raw in ["0912345678", "EE123456784VN", "EE1234S6785VN", "785VN"] {
      #expect(try desk.scan("depart", raw, "--count", "3").map(\.outcome) == ["refused"])
      let sent = line("a", "\"type\":\"item.departed\",\"dossier\":\"\(raw)\",\"count\":3")
      #expect(try desk.run(["import", "-"], input: sent).code == 65)
    }
    #expect(try desk.eventCount() == 0)
  }

  @Test(arguments: ["NEW-BAG", "T.97", "97", "HN"])
  func `a counted label is a bag's whatever was scanned before`(label: String) throws {
    let desk = try Desk.ready()
    let answers = try desk.scan("depart", label, "--count", "24", "--at", Self.noon)
    #expect(answers.map(\.outcome) == ["flagged"])
    #expect(try desk.scan("arrive", label, "--count", "2").map(\.slugs) == [["count-differs"]])
    let sent = line("a", "\"type\":\"item.departed\",\"dossier\":\"\(label)\",\"count\":24")
    let imported = try desk.run(["import", "-", "--json"], input: sent)
    #expect(try imported.summary().recorded == 1)
    #expect(try desk.events().map(\.event.container?.text) == [label, label, label])
    let without = try desk.scan("lost", "OTHER-BAG")
    #expect(without.map(\.outcome) == ["refused"])
    #expect(try figure(desk, "orphans") == "0")
  }

  @Test func `an item number that came as a bag's carries nothing and is flagged`() throws {
    let desk = try Desk.ready()
    let item = Samples.item
    func moved(_ id: String, _ minute: Int, _ fields: String) -> String {
      let time = "2020-03-05T12:0\(minute):00+07:00"
      return "{\"id\":\"\(id)\",\"source\":\"s10.nd\",\"occurred_at\":\"\(time)\","
        + "\"recorded_at\":\"\(time)\",\(fields)}\n"
    }
    let history = [
      moved("a", 1, "\"type\":\"dossier.picked_up\",\"dossier\":\"\(item)\""),
      moved(
        "b", 2,
        "\"type\":\"dossier.picked_up\",\"dossier\":\"\(Samples.otherItem)\",\"parent\":\"\(item)\""
      ),
      moved("c", 3, "\"type\":\"item.lost\",\"parent\":\"\(item)\""),
    ]
    let taken = try desk.run(["import", "-", "--backfill", "--json"], input: history.joined())
    #expect(try taken.summary().recorded == 3)
    #expect(try figure(desk, "lost") == "0")
    let carried = try entries(desk, Samples.otherItem)
    #expect(carried.count == 1)
    let flags = try #require(carried.first?["flags"] as? [[String: Any]])
    #expect(flags.map { $0["flag"] as? String } == ["misread-code"])
    let bag = try object(try desk.run("track", item, "--bag", "--json"))
    let scans = try #require(bag["scans"] as? [[String: Any]])
    let odd = try #require(scans.first?["flags"] as? [[String: Any]])
    #expect(odd.map { $0["flag"] as? String } == ["misread-code"])
    #expect(try desk.run("verify").code == 0)
    // Put right, nothing is left to be said.
    let mended = moved(
      "d", 4, "\"type\":\"event.amended\",\"target\":\"b\",\"set\":{\"parent\":\"TUI-97\"}")
    #expect(try desk.run(["import", "-", "--backfill"], input: mended).code == 0)
    #expect(try entries(desk, Samples.otherItem).first?["flags"] as? [String] == [])
  }

  @Test func `a bag that was scanned before anybody knew it is named in its items' timelines`()
    throws
  {
    let desk = try Desk.ready()
    _ = try desk.scan("depart", "TUI-97", "--at", "2020-03-05T09:00:00+07:00")
    _ = try desk.scan(
      "pickup", Samples.item, "--bag", "TUI-97", "--at", "2020-03-05T08:00:00+07:00")
    let containers = try entries(desk, Samples.item).map { $0["container"] as? String }
    #expect(containers == [nil, "TUI-97"])
    #expect(try desk.run("track", Samples.item).output.contains("cả túi TUI-97"))
  }
}

/// A figure of the whole country in the quarter of the samples.
private func figure(_ desk: Desk, _ column: String) throws -> String? {
  let lines = try desk.run("figures", "2020Q1", "--format", "csv").lines
  let names = try #require(lines.first).split(separator: ",", omittingEmptySubsequences: false)
  let values = try #require(lines.last).split(separator: ",", omittingEmptySubsequences: false)
  return names.firstIndex(of: Substring(column)).map { String(values[$0]) }
}
