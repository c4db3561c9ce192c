import Foundation
import HosoDomain
import HosoSQLite
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoLedger

@Suite("A ledger that an earlier hoso wrote")
struct EarlierVersionTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/ledgers/version-1.sql")
  private static let root = "e7c46787a663d0e190b3913f5aa2fa9f98951096cfc7a7cf79544ede64fdfda5"

  private let scratch: ScratchFolder
  private let folder: LedgerFolder

  init() throws {
    scratch = try ScratchFolder()
    folder = LedgerFolder(path: scratch.path)
    let connection = try Connection(path: folder.ledgerPath, access: .create)
    try connection.execute(String(contentsOf: Self.file, encoding: .utf8))
    try connection.execute("PRAGMA journal_mode=wal")
  }

  private func version() throws -> Int64? {
    try Connection(path: folder.ledgerPath, access: .readOnly).integer("PRAGMA user_version")
  }

  private func findings() throws -> [AuditFinding] {
    var audit = LedgerAudit(try LedgerReader(opening: folder))
    return try audit.run().findings
  }

  @Test func `it is read and audited as it is`() throws {
    let reader = try LedgerReader(opening: folder)
    #expect(reader.head.root.hex == Self.root)
    #expect(try reader.history(of: Alias("BN2020/07")).count == 5)
    #expect(try findings() == [])
    #expect(try version() == 1)
  }

  @Test func `opening it for writing finds its bags, and changes no event`() throws {
    let bag = try ContainerCode("TUI-17")
    #expect(try !LedgerReader(opening: folder).knows(bag))
    let writer = try LedgerWriter(opening: folder) { RecordedAt(microseconds: .max / 2) }
    #expect(try version() == Schema.version)
    let reader = try LedgerReader(opening: folder)
    #expect(reader.head.root.hex == Self.root)
    #expect(try reader.contents(of: bag).map(\.position.number) == [1, 2, 3, 4, 5, 6])
    #expect(try findings() == [])
    let scan = Scan(
      type: .itemDeparted, subject: .container(bag),
      occurredAt: try OccurredAt(rfc3339: "2020-03-05T10:00:00+07:00"))
    guard case .recorded(_, let flags, let items)? = try ScanDesk(writer).record([scan]).first
    else {
      Issue.record("the scan was not recorded")
      return
    }
    #expect(flags == [])
    // The voided arrival took nothing out.
    #expect(items.map(\.position.number) == [2, 3])
    #expect(try findings() == [])
  }

  @Test func `of version 2, it is read as it is, and opening it hashes nothing`() throws {
    let scratch = try ScratchFolder()
    let folder = LedgerFolder(path: scratch.path)
    let connection = try Connection(path: folder.ledgerPath, access: .create)
    let file = Self.file.deletingLastPathComponent().appending(path: "version-2.sql")
    try connection.execute(String(contentsOf: file, encoding: .utf8))
    try connection.execute("PRAGMA journal_mode=wal")
    func findings() throws -> [AuditFinding] {
      var audit = LedgerAudit(try LedgerReader(opening: folder))
      return try audit.run().findings
    }
    let portal = try SourceName("portal")
    let before = try LedgerReader(opening: folder)
    #expect(try before.history(of: Alias("BN2020/08")).count == 3)
    #expect(try findings() == [])
    #expect(try before.chain(of: portal) == nil)
    let writer = try LedgerWriter(opening: folder) { RecordedAt(microseconds: .max / 2) }
    let reader = try LedgerReader(opening: folder)
    #expect(reader.head.root == before.head.root)
    #expect(try reader.chain(of: portal)?.through == 0)
    #expect(try findings() == [])
    #expect(try !writer.catchUpChain(of: portal))
    // Sequence 4 never came.
    #expect(try LedgerReader(opening: folder).chain(of: portal)?.through == 3)
    #expect(try findings() == [])
    // The bag's label was scanned before anything was in it.
    let bag = try ContainerCode("TUI-97")
    let events = try reader.contents(of: bag)
    #expect(CodeStanding(of: bag, among: events) == .bag)
    #expect(ContainerContents(of: bag, events: events).scans.count == 1)
  }

  @Test func `a ledger of a later version is left alone`() throws {
    try Connection(path: folder.ledgerPath, access: .readWrite)
      .execute("PRAGMA user_version=\(Schema.version + 1)")
    #expect(throws: LedgerFault.newerSchema(found: Schema.version + 1, known: Schema.version)) {
      try LedgerWriter(opening: folder) { RecordedAt(microseconds: 0) }
    }
  }
}
