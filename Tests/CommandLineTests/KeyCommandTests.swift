import Foundation
import HosoTesting
import Testing

@Suite("Keys from the command line")
struct KeyCommandTests {
  private struct Key: Decodable {
    let id: String
    let kind: String
    let scopes: [String]
    let isValid: Bool
    let createdBy: String
    var agency: String?
    var replacedBy: String?
  }

  private struct Made: Decodable {
    let secret: String
    let key: Key
  }

  private struct Audit: Decodable {
    let action: String
    let subject: String
    let actor: String
  }

  private func add(_ desk: Desk, _ options: String...) throws -> Made {
    let outcome = try desk.run(["key", "add", "--name", "Một cửa", "--json"] + options)
    return try Outcome.decode(try #require(outcome.lines.first, "\(outcome.errors)"))
  }

  private func list(_ desk: Desk, _ options: String...) throws -> [Key] {
    try desk.run(["key", "list", "--json"] + options).lines.map(Outcome.decode)
  }

  @Test func `a key is shown once and kept as a hash`() throws {
    let desk = try Desk.ready()
    let made = try add(desk, "--kind", "agency", "--agency", "H26.12.19")
    #expect(made.secret.hasPrefix("hoso_agency_"))
    #expect(made.key.agency == "H26.12.19")
    #expect(made.key.scopes == ["callback", "endpoints", "feed", "read"])
    let secret = made.secret.dropFirst("hoso_agency_".count + 8)
    let stored = try Data(contentsOf: URL(filePath: desk.ledgerPath + "/deliveries.db"))
    #expect(stored.range(of: Data(secret.utf8)) == nil)
    #expect(!(try desk.run("key", "list", "--json").output.contains(secret)))
  }

  @Test(arguments: [
    ["--kind", "agency"], ["--kind", "administrator", "--province", "01"],
    ["--kind", "office", "--agency", "H26"], ["--kind", "clerk"],
    ["--kind", "planner", "--scopes", "keys"], ["--kind", "planner", "--scopes", "everything"],
    ["--kind", "planner", "--expires", "2020-01-01"],
    ["--kind", "agency", "--agency", "H26", "--province", "01"],
  ])
  func `rights that do not go together are a usage error`(options: [String]) throws {
    let desk = try Desk.ready()
    #expect(try desk.run(["key", "add", "--name", "x"] + options).code == 64)
    #expect(try list(desk).isEmpty)
  }

  @Test func `a rotated key stays good for the overlap, a revoked one ends`() throws {
    let desk = try Desk.ready()
    let old = try add(desk, "--kind", "planner").key.id
    let rotated = try desk.run("key", "rotate", old, "--overlap", "1h", "--json")
    let new: Made = try Outcome.decode(try #require(rotated.lines.first))
    #expect(try list(desk).map(\.id) == [old, new.key.id])
    #expect(try list(desk).first?.replacedBy == new.key.id)
    #expect(try desk.run("key", "rotate", old).code == 66)
    #expect(try desk.run("key", "revoke", old).code == 0)
    #expect(try list(desk).map(\.id) == [new.key.id])
    #expect(try list(desk, "--all").map(\.isValid) == [false, true])
    #expect(try desk.run("key", "revoke", "key_nothere1").code == 66)
  }

  @Test func `an agency's secret for signing is listed without itself`() throws {
    let desk = try Desk.ready()
    let made = try desk.run("key", "secret", "add", "--agency", "H26.12.19", "--json")
    let secret = try #require(made.output.split(separator: "\"").first { $0.hasPrefix("whsec_") })
    let listed = try desk.run("key", "secret", "list", "--json")
    #expect(listed.lines.count == 1)
    #expect(!listed.output.contains(secret))
  }

  @Test func `the audit says who did what to which key and endpoint`() throws {
    let desk = try Desk.ready()
    let key = try add(desk, "--kind", "administrator").key.id
    let environment = ["HOSO_ACTOR": "nv042"]
    _ = try desk.run(["key", "revoke", key], environment: environment)
    _ = try desk.run(
      ["webhook", "add", "--url", "https://motcua.example.vn/"], environment: environment)
    let entries: [Audit] = try desk.run("key", "audit", "--json").lines.map(Outcome.decode)
    #expect(entries.map(\.action) == ["endpoint.added", "key.revoked", "key.added"])
    #expect(entries.dropFirst().allSatisfy { $0.subject == key })
    #expect(entries.prefix(2).allSatisfy { $0.actor == "command:nv042" })
  }
}
