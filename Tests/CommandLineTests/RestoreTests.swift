import Foundation
import Glibc
import HosoDomain
import HosoLedger
import HosoSQLite
import HosoTesting
import Testing

@Suite("A ledger restored from its backup", .enabled(if: StandIn.isAvailable))
struct RestoreTests {
  private static let loopback = ["HOSO_ALLOW_EGRESS": "127.0.0.0/8"]

  private func item(_ number: Int) -> String { "BN2020/\(1_000 + number)" }

  private func scan(_ numbers: ClosedRange<Int>, at desk: Desk) throws -> [ScanAnswer] {
    try numbers.flatMap { try desk.scan("pickup", item($0)) }
  }

  /// The ledger's file with everything in it, as SQLite's own backup would copy it.
  private func backup(_ desk: Desk) throws -> Data {
    try desk.tamper { connection in
      // A connection that has read nothing knows of no log.
      _ = try connection.integer("SELECT position FROM head")
      try connection.checkpoint(empties: true)
    }
    return try Data(contentsOf: URL(filePath: desk.ledgerPath + "/ledger.db"))
  }

  private func putBack(_ copy: Data, at desk: Desk) throws {
    for file in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
      unlink("\(desk.ledgerPath)/\(file)")
    }
    try copy.write(to: URL(filePath: desk.ledgerPath + "/ledger.db"))
  }

  @Test func `everything scanned after it is delivered under new ids, and everybody is told`()
    throws
  {
    let desk = try Desk.ready()
    let agency = try Agency(desk)
    let added = try desk.run(
      ["webhook", "add", "--url", agency.url + "/hoso", "--json"], environment: Self.loopback)
    let endpoint: AddedEndpoint = try Outcome.decode(try #require(added.lines.first))
    try agency.trust(endpoint.secret)
    let before = try RunningServe(desk, environment: Self.loopback)
    _ = try scan(1...3, at: desk)
    _ = try agency.deliveries(atLeast: 3)
    let copy = try backup(desk)
    _ = try scan(4...10, at: desk)
    let old = try agency.deliveries(atLeast: 10)
    #expect(before.stop() == .exited(0))
    try putBack(copy, at: desk)
    let doubted = try desk.run("verify")
    #expect(doubted.code == 0)
    #expect(doubted.output.contains("khôi phục"))
    let first = try desk.run(["scan", "--json", "pickup", item(11)])
    #expect(first.errors.contains("khôi phục"))
    let events = try first.answers() + scan(12...20, at: desk)
    let after = try RunningServe(desk, environment: Self.loopback)
    let all = try agency.deliveries(atLeast: 20)
    let new = all.dropFirst(10)
    #expect(new.map(\.subject).sorted() == (11...20).map { item($0) })
    #expect(Set(new.map(\.id)).isDisjoint(with: old.map(\.id)))
    #expect(events.allSatisfy { $0.id?.contains("-2-") ?? false })
    let notices = try desk.run("webhook", "notices", "--json")
    #expect(notices.output.contains("ledger.restored"))
    #expect(after.stop() == .exited(0))
  }

  @Test func `a newer copy put back after an older one is delivered on from where they part`()
    throws
  {
    let desk = try Desk.ready()
    let agency = try Agency(desk)
    let added = try desk.run(
      ["webhook", "add", "--url", agency.url + "/hoso", "--json"], environment: Self.loopback)
    let endpoint: AddedEndpoint = try Outcome.decode(try #require(added.lines.first))
    try agency.trust(endpoint.secret)
    _ = try scan(1...3, at: desk)
    let older = try backup(desk)
    _ = try scan(4...5, at: desk)
    let newer = try backup(desk)
    var server = try RunningServe(desk, environment: Self.loopback)
    _ = try agency.deliveries(atLeast: 5)
    #expect(server.stop() == .exited(0))
    try putBack(older, at: desk)
    _ = try scan(6...6, at: desk)
    server = try RunningServe(desk, environment: Self.loopback)
    _ = try agency.deliveries(atLeast: 6)
    #expect(server.stop() == .exited(0))
    try putBack(newer, at: desk)
    let told = try desk.run(["scan", "pickup", item(7)])
    #expect(told.errors.contains("sau vị trí 3 "))
    server = try RunningServe(desk, environment: Self.loopback)
    let all = try agency.deliveries(atLeast: 9)
    #expect(all.dropFirst(6).map(\.subject).sorted() == [item(4), item(5), item(7)])
    #expect(server.stop() == .exited(0))
  }

  @Test func `a server goes on in the ledger that was put back under it`() throws {
    let desk = try Desk.ready()
    let agency = try Agency(desk)
    let added = try desk.run(
      ["webhook", "add", "--url", agency.url + "/hoso", "--json"], environment: Self.loopback)
    let endpoint: AddedEndpoint = try Outcome.decode(try #require(added.lines.first))
    try agency.trust(endpoint.secret)
    let server = try RunningServe(desk, environment: Self.loopback)
    _ = try scan(1...3, at: desk)
    _ = try agency.deliveries(atLeast: 3)
    let copy = try backup(desk)
    _ = try scan(4...10, at: desk)
    _ = try agency.deliveries(atLeast: 10)
    try putBack(copy, at: desk)
    _ = try scan(11...20, at: desk)
    let all = try agency.deliveries(atLeast: 20)
    #expect(all.dropFirst(10).map(\.subject).sorted() == (11...20).map { item($0) })
    #expect(server.stop() == .exited(0))
  }

  @Test func `scans killed at any moment never make a ledger look restored`() throws {
    let desk = try Desk.ready()
    for number in 1...25 {
      let child = try desk.start(["scan", "--json", "pickup", item(number)])
      ChildProcess.pause(microseconds: number * 1_500)
      child.kill()
      _ = child.wait()
    }
    let last = try desk.run(["scan", "--json", "pickup", item(26)])
    #expect(last.code == 0)
    #expect(last.errors.isEmpty)
    #expect(try desk.events().allSatisfy { $0.event.identity.source.text.hasSuffix("-1") })
  }
}
