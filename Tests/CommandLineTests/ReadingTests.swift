import Foundation
import HosoDomain
import Testing

/// The only row of a CSV answer, by column.
enum CSVRow {
  static func only(of outcome: Outcome) throws -> [String: String] {
    let rows = outcome.lines.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    try #require(rows.count == 2, "\(outcome.output)\(outcome.errors)")
    try #require(rows[0].count == rows[1].count)
    return Dictionary(uniqueKeysWithValues: zip(rows[0], rows[1]))
  }
}

@Suite("Reading what was recorded")
struct ReadingTests {
  /// A desk that carried one dossier its whole way, and its result.
  private func journey() throws -> Desk {
    let desk = try Desk.ready()
    let steps = [
      ["pickup", Samples.item, "--at", "2020-03-05T08:12:00+07:00", "--actor", "nv042"],
      [
        "delivery", Samples.item, "--at", "2020-03-06T09:00:00+07:00", "--alias", Samples.dossier,
        "--due", "12/03/2020",
      ],
      ["collection", Samples.dossier, "--at", "2020-03-11T10:00:00+07:00"],
      ["attempt", Samples.dossier, "--at", "2020-03-12T10:00:00+07:00", "--reason", "vắng nhà"],
      ["return", Samples.dossier, "--at", "2020-03-13T10:00:00+07:00"],
    ]
    let ready = try Samples.line(
      1,
      [
        "type": "result.ready", "dossier": Samples.dossier,
        "occurred_at": "2020-03-10T10:00:00+07:00",
      ])
    #expect(try desk.run(["import", "-"], input: ready).code == 0)
    for step in steps {
      let outcome = try desk.run(["scan"] + step)
      try #require(outcome.code == 0, "\(outcome.output)")
    }
    return desk
  }

  @Test func `every code of a dossier leads to its whole timeline`() throws {
    let desk = try journey()
    let byItem = try desk.run("track", Samples.item)
    #expect(byItem.code == 0)
    #expect(byItem.output.contains("đã trả kết quả"))
    for moment in ["08:12", "09:00", "vắng nhà", "12/03/2020"] {
      #expect(byItem.output.contains(moment), "\(moment)")
    }
    let answers = try [Samples.item, Samples.dossier, Samples.item.lowercased()].map {
      try desk.run("track", $0, "--json").output
    }
    #expect(answers.allSatisfy { JSONSerialization.isValidJSONObject(Self.json($0)) })
    #expect(answers.allSatisfy { $0.contains("\"result.returned\"") })
  }

  @Test func `a code that nobody scanned is not found, a wrong one is refused`() throws {
    let desk = try journey()
    let unknown = try desk.run("track", Samples.otherItem)
    #expect(unknown.code == 66)
    #expect(unknown.errors.contains(Samples.otherItem))
    #expect(try desk.run("track", "EE123456784VN").code == 65)
  }

  @Test func `figures count it, as of a cutoff too`() throws {
    let desk = try journey()
    let now = try CSVRow.only(of: desk.run("figures", "2020Q1", "--format", "csv"))
    #expect(now["period"] == "2020-Q1")
    #expect([now["pickups"], now["deliveries"], now["returns"]] == ["1", "1", "1"])
    #expect([now["handled"], now["closing"], now["on_time"]] == ["2", "0", "0"])
    #expect(now["early"] == "1")
    let before = try desk.run("figures", "2020Q1", "--format", "csv", "--as-of", "2020-04-10")
    #expect(try CSVRow.only(of: before)["handled"] == "0")
    let json = try desk.run("figures", "2019Q4..2020Q1", "--json")
    #expect(json.code == 0)
    #expect(JSONSerialization.isValidJSONObject(Self.json(json.output)))
  }

  @Test(arguments: [
    ["figures", "2020Q5"], ["figures", "2020Q1", "--by", "colour"], ["explain", "2020Q1", "size"],
    ["figures", "2020Q1", "--as-of", "soon"], ["figures", "2020Q1..2019Q1"], ["track"],
    ["figures", "2020Q1", "--format", "xml"], ["export", "2020Q1"], ["dump", "--after", "x"],
  ])
  func `a question that cannot be meant is a usage error`(arguments: [String]) throws {
    let desk = try Desk.ready()
    let outcome = try desk.run(arguments)
    #expect(outcome.code == 64)
    #expect(!outcome.errors.isEmpty)
    #expect(outcome.output.isEmpty)
  }

  @Test func `an export names the root and position it was made at, and is never overwritten`()
    throws
  {
    let desk = try journey()
    let arguments = ["export", "2020Q1", "--out", desk.path("out"), "--as-of", "2099-01-01"]
    #expect(try desk.run(arguments).code == 0)
    let manifest = try desk.read("out/manifest.json")
    #expect(JSONSerialization.isValidJSONObject(Self.json(manifest)))
    let audit: VerifyAnswer = try Outcome.decode(desk.run("verify", "--json").lines[0])
    #expect(manifest.contains(audit.merkleRoot))
    #expect(try desk.run(arguments).code == 73)
    let table = try desk.read("out/throughput-nation.csv")
    #expect(try desk.run(arguments + ["--force"]).code == 0)
    #expect(try desk.read("out/manifest.json") == manifest)
    #expect(try desk.read("out/throughput-nation.csv") == table)
  }

  @Test func `a count is explained by the dossiers behind it`() throws {
    let desk = try journey()
    let outcome = try desk.run("explain", "2020Q1", "pickups")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains(Samples.item) || outcome.output.contains(Samples.dossier))
  }

  @Test func `what is dumped restores the same ledger`() throws {
    let desk = try journey()
    try desk.write(try desk.run("dump").output, to: "dump.ndjson")
    let restored = ["--ledger", desk.path("restored")]
    #expect(try desk.run(["init", "--hub"] + restored).code == 0)
    #expect(try desk.run(["import", "dump.ndjson", "--backfill"] + restored).code == 0)
    let roots = try [[], restored].map { options in
      let answer: VerifyAnswer = try Outcome.decode(
        desk.run(["verify", "--json"] + options).lines[0])
      return answer.merkleRoot
    }
    #expect(roots[0] == roots[1])
  }

  private static func json(_ text: String) -> Any {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8))) ?? 0
  }
}
