import Foundation
import HosoDomain
import HosoSQLite
import HosoTesting
import Testing

@testable import HosoLedger
@testable import HosoState

@Suite("The operational state as rows of a backup")
struct StateBackupTests {
  private let ledger: ScratchLedger
  private let now = Moment(seconds: 1_583_370_720)

  init() throws {
    ledger = try ScratchLedger()
  }

  private func rows(_ store: DeliveryStore) throws -> [(row: PackRow, number: Int64)] {
    var rows: [(PackRow, Int64)] = []
    try store.forEachKeptRow { rows.append(($0, $1)) }
    return rows
  }

  private func filled() throws -> DeliveryStore {
    let store = try DeliveryStore(of: ledger.folder)
    try store.connection.execute(
      """
      INSERT INTO server_secret VALUES('a', x'0001ff');
      INSERT INTO audit VALUES(3, 5, 'nv042', 'key.added', 'key_a', '{}');
      INSERT INTO host_call VALUES('handshake', 'a.example', 1, 1);
      """)
    return store
  }

  @Test func `come back as they were, but for what can be done without`() throws {
    let before = try rows(filled())
    let other = try ScratchLedger()
    let store = try DeliveryStore.restore(
      to: other.folder, version: DeliveryStore.tablesVersion
    ) { take in for (row, number) in before { try take(row, number) } }
    let after = try rows(store)
    #expect(after.map(\.row) == before.map(\.row))
    #expect(after.map(\.number) == before.map(\.number))
    #expect(before.contains { $0.row.values.contains(.bytes([0, 1, 0xff])) })
    #expect(!before.contains { $0.row.values.first == .text("attempt") })
    #expect(!before.contains { $0.row.values.contains(.text("a.example")) })
  }

  @Test func `never lead a reader beyond what was put back`() throws {
    let path = ledger.folder.path + "-backup"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let moment = now.recordedAt
    let events = try (1...5).map { number in
      Event(
        identity: EventIdentity(
          source: try SourceName("portal"), sequence: nil, id: try EventID("e-\(number)")),
        type: .resultReady, occurredAt: OccurredAt(milliseconds: 0),
        subject: .dossier(try Alias("EE123456785VN")))
    }
    try ledger.record(events, at: moment)
    let before = try DeliveryStore(of: ledger.folder)
    _ = try before.meet(ledger.reader(), at: now)
    try before.connection.execute("INSERT INTO consumer VALUES('a', 'b', '', 99, 99, 0, 0, 0)")
    let rows = try rows(before)
    _ = try BackupRun(of: ledger.reader(), to: .forWriting(path)).finish(at: moment)
    let restore = try LedgerRestore(from: .forReading(path), to: path + "-ledger")
    _ = try restore.replay(at: moment)
    let store = try DeliveryStore.restore(
      to: restore.folder, version: DeliveryStore.tablesVersion
    ) { take in for (row, number) in rows { try take(row, number) } }
    #expect(
      try store.meet(LedgerReader(opening: restore.folder), at: now) == LedgerPosition(5))
    #expect(
      try store.connection.integer("SELECT max(cursor_position) FROM consumer") == 5)
  }

  @Test func `of an earlier version are brought up to date`() throws {
    let store = try DeliveryStore.restore(to: ledger.folder, version: 1) { take in
      try take(
        PackRow([.text("server_secret"), .text("name"), .text("value")]), 0)
      try take(PackRow([.text("a"), .bytes([1])]), 1)
    }
    let version = try store.connection.integer("PRAGMA user_version")
    #expect(version == DeliveryStore.tablesVersion)
    #expect(try store.connection.integer("SELECT count(*) FROM server_secret") == 1)
  }

  @Test(arguments: [
    [PackRow([.text("nothing"), .text("name")])], [PackRow([.text("audit"), .text("x; DROP")])],
    [PackRow([.text("audit")])], [PackRow([.integer(1), .text("at")])], [],
  ])
  func `that fit no table are refused`(names: [PackRow]) throws {
    #expect(throws: DeliveryFault.corrupt(.restored)) {
      try DeliveryStore.restore(
        to: ledger.folder, version: DeliveryStore.tablesVersion
      ) { take in
        for name in names { try take(name, 0) }
        try take(PackRow([.integer(1), .integer(2)]), 1)
      }
    }
  }
}
