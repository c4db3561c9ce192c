import Foundation
import HosoDomain
import HosoSQLite
import Testing

@Suite("Auditing a ledger")
struct VerifyTests {
  /// A desk with scans, corrections and an import of more than one subtree of the Merkle tree.
  private func usedDesk() throws -> Desk {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...600), to: "lines.ndjson")
    #expect(try desk.run("import", "lines.ndjson").code == 0)
    let scanned = try desk.scan("pickup", Samples.item)
    _ = try desk.scan("link", Samples.item, Samples.dossier)
    #expect(try desk.run("void", try #require(scanned.first?.id)).code == 0)
    return desk
  }

  private func audit(_ desk: Desk) throws -> (code: Int, answer: VerifyAnswer) {
    let outcome = try desk.run("verify", "--json", "--lang", "en")
    try #require(outcome.lines.count == 1, "\(outcome.output)\(outcome.errors)")
    return (outcome.code, try Outcome.decode(outcome.lines[0]))
  }

  /// Changes the file with the guards of the event table out of the way.
  private func tamper(_ desk: Desk, _ sql: String) throws {
    try desk.tamper { connection in
      try connection.execute("DROP TRIGGER event_keeps; DROP TRIGGER event_stays")
      try connection.execute(sql)
    }
  }

  @Test func `a sound ledger is said to be sound`() throws {
    let desk = try usedDesk()
    let (code, answer) = try audit(desk)
    #expect(code == 0)
    #expect(answer.sound && answer.findings.isEmpty)
    #expect(answer.events == 603)
    #expect(answer.origins == 1)
    #expect(answer.holes == 0)
    #expect(answer.merkleRoot.count == 64)
    let words = try desk.run("verify").output
    #expect(words.contains("Sổ cái nguyên vẹn: 603 sự kiện của 1 nguồn"))
    #expect(words.contains(answer.merkleRoot))
  }

  @Test func `an empty ledger is sound, with the root of nothing`() throws {
    let answer = try audit(Desk.ready()).answer
    #expect(answer.sound)
    // SHA-256 of no bytes. Source: RFC 6962 section 2.1.
    #expect(
      answer.merkleRoot == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func `what an origin did not send yet is told, and is no damage`() throws {
    let desk = try Desk.ready()
    let lines = try [1, 2, 5].map { number in
      try Samples.line(number).replacing("}", with: ",\"sequence\":\(number)}")
    }
    #expect(try desk.run(["import", "-"], input: lines.joined()).code == 0)
    let (code, answer) = try audit(desk)
    #expect(code == 0)
    #expect(answer.holes == 2)
  }

  @Test func `the ledger itself keeps events from being changed or deleted`() throws {
    let desk = try usedDesk()
    for sql in ["UPDATE event SET recorded_at=0", "DELETE FROM event WHERE position=7"] {
      #expect(throws: SQLiteFault.self) { try desk.tamper { try $0.execute(sql) } }
    }
    #expect(try audit(desk).code == 0)
  }

  @Test(arguments: [1, 256, 300, 603])
  func `a changed byte is found, with the place`(position: Int64) throws {
    let desk = try usedDesk()
    try desk.tamper { connection in
      let select = try connection.prepare("SELECT bytes FROM event WHERE position=?1")
      try select.bind(position, at: 1)
      _ = try select.step()
      var bytes = select.bytes(0)
      bytes[bytes.count / 2] ^= 1
      select.reset()
      try connection.execute("DROP TRIGGER event_keeps")
      let update = try connection.prepare("UPDATE event SET bytes=?1 WHERE position=?2")
      try update.bind(bytes, at: 1)
      try update.bind(position, at: 2)
      try update.run()
    }
    let (code, answer) = try audit(desk)
    #expect(code == 65)
    #expect(!answer.sound)
    let places = answer.findings.compactMap(\.position)
    #expect(places.contains { $0 >= position && $0 <= max(position, (position + 255) / 256 * 256) })
    #expect(answer.findings.contains { $0.message.contains("Merkle root") })
  }

  @Test(arguments: [
    ("DELETE FROM event WHERE position=300", "there is no event"),
    ("DELETE FROM event WHERE position=1", "there is no event"),
    ("DELETE FROM event WHERE position=603", "the stored head differs"),
    ("UPDATE event SET recorded_at=recorded_at+1 WHERE position=300", "the hash of block 1"),
    ("UPDATE event SET recorded_at=0 WHERE position=300", "recorded before its predecessor"),
    ("UPDATE head SET root=zeroblob(32)", "the stored Merkle root is"),
    ("UPDATE head SET recorded_at=recorded_at+1", "the stored head differs"),
    ("UPDATE head SET corrections=0", "the stored head differs"),
    ("UPDATE subtree SET hash=zeroblob(32) WHERE number=1", "the hash of block 1 differs"),
    ("DELETE FROM subtree WHERE number=0", "the hash of block 0 differs"),
    ("DELETE FROM origin_run", "the runs of origin"),
    ("UPDATE origin SET chain=zeroblob(32)", "the chain of origin"),
    ("UPDATE origin SET chained_through=0", "the chain of origin"),
    ("UPDATE origin SET chained_through=chained_through+1", "the chain of origin"),
    ("UPDATE origin_run SET count=count+1", "the runs of origin"),
    ("DELETE FROM lookup WHERE position=300", "not found by one of its codes"),
    ("INSERT INTO lookup VALUES(1, 2)", "look-ups lead to no event"),
    (
      "INSERT INTO event SELECT 604, recorded_at, bytes FROM event WHERE position=603",
      "the stored head differs"
    ),
  ])
  func `tampering is found and told`(sql: String, message: String) throws {
    let desk = try usedDesk()
    try tamper(desk, sql)
    let (code, answer) = try audit(desk)
    #expect(code == 65)
    #expect(!answer.sound)
    #expect(answer.findings.contains { $0.message.contains(message) }, "\(answer.findings)")
  }

  @Test(arguments: [
    "UPDATE head SET position=position-1", "UPDATE head SET position=position+1",
    "UPDATE head SET frontier=zeroblob(32)", "DELETE FROM head", "DELETE FROM event",
    "UPDATE head SET looked_up=position+5", "UPDATE head SET looked_up=0",
    "DELETE FROM setting", "UPDATE head SET position=-1",
    "UPDATE event SET bytes=x'' WHERE position=300",
    "UPDATE event SET bytes=zeroblob(100000) WHERE position=300",
    "UPDATE event SET position=900000000000 WHERE position=603",
  ])
  func `damage of any other kind ends in words and exit code 65, never a crash`(sql: String) throws
  {
    let desk = try usedDesk()
    try tamper(desk, sql)
    let outcome = try desk.run("verify", "--lang", "en")
    #expect(outcome.code == 65, "\(outcome.output)\(outcome.errors)")
    #expect(!(outcome.output + outcome.errors).isEmpty)
  }

  @Test func `a damaged page of the file is found`() throws {
    let desk = try usedDesk()
    try desk.tamper { _ = try $0.text("PRAGMA wal_checkpoint(TRUNCATE)") }
    let url = desk.folder.appending(path: "ledger/ledger.db")
    var file = try Data(contentsOf: url)
    let middle = file.count / 8_192 * 4_096
    file.replaceSubrange(middle..<(middle + 4_096), with: Data(repeating: 0xA5, count: 4_096))
    try file.write(to: url)
    let outcome = try desk.run("verify", "--lang", "en")
    #expect(outcome.code == 65)
    #expect(!(outcome.output + outcome.errors).isEmpty)
  }

  @Test func `views that differ from a rebuild are found, and rebuilt once deleted`() throws {
    let desk = try usedDesk()
    #expect(try audit(desk).code == 0)
    let views = try Connection(path: desk.path("ledger/views.db"), access: .readWrite)
    try views.execute("DELETE FROM cube")
    let (code, answer) = try audit(desk)
    #expect(code == 65)
    #expect(
      answer.findings.map(\.message) == [
        "figures differ from a rebuild on 1 days of recording. Delete views.db."
      ])
    try FileManager.default.removeItem(atPath: desk.path("ledger/views.db"))
    #expect(try audit(desk).code == 0)
  }
}
