import Foundation
import HosoDomain
import HosoLedger
import HosoSQLite
import Testing

@Suite("Making a ledger")
struct InitTests {
  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func `only its owner can read it, now and after it was used`() throws {
    let desk = try Desk.ready()
    #expect(try mode(desk.ledgerPath) == 0o700)
    _ = try desk.scan("pickup", Samples.item)
    #expect(try desk.run("verify").code == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.ledgerPath)
    #expect(Set(names).isSuperset(of: ["ledger.db", "views.db", "writer.lock"]))
    for name in names {
      #expect(try mode(desk.ledgerPath + "/" + name) == 0o600, "\(name)")
    }
  }

  @Test func `a ledger that is there is left alone`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item)
    #expect(try desk.run("verify").code == 0)
    let again = try desk.run("init", "--office", "460000", "--lang", "en")
    #expect(again.code == 73)
    #expect(again.errors.contains("\(desk.ledgerPath) holds a ledger already"))
    #expect(try desk.eventCount() == 1)
  }

  @Test func `a folder that holds other things is left as it is`() throws {
    let desk = try Desk()
    let folder = desk.path("papers")
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    try desk.write("x", to: "papers/letter.txt")
    #expect(try desk.run("init", "--hub", "--ledger", folder).code == 73)
    #expect(try mode(folder) == 0o755)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["letter.txt"])
  }

  @Test func `one that was cut off in the making is made anew`() throws {
    let desk = try Desk()
    try FileManager.default.createDirectory(
      atPath: desk.ledgerPath, withIntermediateDirectories: false)
    try desk.write("", to: "ledger/ledger.db")
    #expect(try desk.run("init", "--hub").code == 0)
    #expect(try desk.scan("pickup", Samples.item).map(\.outcome) == ["recorded"])
  }

  @Test(arguments: [
    [], ["--hub", "--office", "100000"], ["--office", "10000"], ["--office", "１０００００"],
    ["--office", "100000", "--province", "1"], ["--office", "100000", "--channel", "phone"],
    ["--hub", "--colour"],
  ])
  func `what it is made for must be said, and be well-formed`(options: [String]) throws {
    let desk = try Desk()
    let outcome = try desk.run(["init"] + options)
    #expect(outcome.code == 64)
    #expect(!outcome.errors.isEmpty)
    #expect(!desk.exists("ledger"))
  }

  @Test func `folders above it are made, and a file in the way is named`() throws {
    let desk = try Desk()
    let deep = desk.path("a/b/c")
    #expect(try desk.run("init", "--hub", "--ledger", deep).code == 0)
    #expect(desk.exists("a/b/c/ledger.db"))
    try desk.write("", to: "file")
    let blocked = try desk.run("init", "--hub", "--ledger", desk.path("file/ledger"))
    #expect(blocked.code == 73)
    #expect(blocked.errors.contains("file"))
  }

  @Test func `its place is the option's, else the environment's, else the data folder's`() throws {
    let desk = try Desk()
    let data = ["HOSO_LEDGER": "", "XDG_DATA_HOME": desk.path("data")]
    #expect(try desk.run(["init", "--hub"], environment: data).code == 0)
    #expect(desk.exists("data/hoso/hoso.ledger/ledger.db"))
    let home = ["HOSO_LEDGER": "", "HOME": desk.path("house")]
    #expect(try desk.run(["init", "--hub"], environment: home).code == 0)
    #expect(desk.exists("house/.local/share/hoso/hoso.ledger/ledger.db"))
    #expect(try desk.run("init", "--hub", "--ledger", desk.path("given")).code == 0)
    #expect(desk.exists("given/ledger.db"))
    #expect(try desk.run("init", "--hub").code == 0)
    #expect(desk.exists("ledger/ledger.db"))
  }

  @Test func `what the ledger was made for is what a scan assumes`() throws {
    let desk = try Desk.ready("--office", "460000", "--province", "40", "--channel", "online")
    _ = try desk.scan("pickup", Samples.item)
    _ = try desk.scan("delivery", Samples.item)
    _ = try desk.scan("pickup", Samples.otherItem, "--office", "100000")
    let events = try desk.events().map(\.event)
    #expect(events.map { $0.office?.text } == ["460000", "460000", "100000"])
    #expect(events.map { $0.province?.text } == ["40", "40", nil])
    #expect(events.map(\.channel) == [.online, nil, nil])
  }

  @Test func `the centre's ledger has no office`() throws {
    let desk = try Desk.ready("--hub")
    _ = try desk.scan("pickup", Samples.item)
    #expect(try desk.events().map { $0.event.office } == [nil])
  }
}

@Suite("A ledger that cannot be used")
struct UnusableLedgerTests {
  private static let commands = [
    ["scan", "pickup", Samples.item], ["void", "a-1"], ["import", "lines.ndjson"], ["verify"],
  ]

  @Test(arguments: commands)
  func `without one the command says how to make it`(arguments: [String]) throws {
    let desk = try Desk()
    try desk.write(try Samples.lines(1...1), to: "lines.ndjson")
    let outcome = try desk.run(arguments)
    #expect(outcome.code == 66)
    #expect(outcome.errors.contains("hoso init --office 100000"))
    #expect(outcome.errors.contains(desk.ledgerPath))
    #expect(!desk.exists("ledger"))
  }

  @Test(arguments: commands)
  func `one that a newer program wrote is refused with both versions`(arguments: [String]) throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...1), to: "lines.ndjson")
    try desk.tamper { try $0.execute("PRAGMA user_version=99") }
    let outcome = try desk.run(arguments + ["--lang", "en"])
    #expect(outcome.code == 69)
    #expect(outcome.errors.contains("schema 99, this one knows 3"))
    try desk.tamper { try $0.execute("PRAGMA user_version=1") }
    #expect(try desk.eventCount() == 0)
  }

  @Test(arguments: commands)
  func `a database of another program is refused and left alone`(arguments: [String]) throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...1), to: "lines.ndjson")
    try desk.tamper { try $0.execute("PRAGMA application_id=7") }
    #expect(try desk.run(arguments).code == 65)
  }

  @Test(arguments: commands)
  func `a file that is no database is refused`(arguments: [String]) throws {
    let desk = try Desk()
    try FileManager.default.createDirectory(
      atPath: desk.ledgerPath, withIntermediateDirectories: false)
    try desk.write(String(repeating: "hồ sơ\n", count: 1_000), to: "ledger/ledger.db")
    try desk.write(try Samples.lines(1...1), to: "lines.ndjson")
    let outcome = try desk.run(arguments)
    #expect(outcome.code == 65)
    #expect(!outcome.errors.isEmpty)
    #expect(try desk.run("init", "--hub").code != 0)
  }
}
