import Foundation
import HosoDomain
import HosoSQLite
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoLedger

@Suite("A backup of a ledger that goes on")
struct BackupTests {
  private let ledger: ScratchLedger
  private let scratch: ScratchFolder
  private let moment = RecordedAt(microseconds: 1_583_370_720_000_000)
  private var path: String { scratch.path }

  init() throws {
    ledger = try ScratchLedger()
    scratch = try ScratchFolder()
  }

  private func scan(_ numbers: ClosedRange<Int>) throws {
    for number in numbers {
      let at = RecordedAt(microseconds: moment.microseconds + Int64(number) * 1_000)
      try ledger.record([Samples.event(number)], at: at)
    }
  }

  private func backUp(_ reader: LedgerReader? = nil) throws -> BackupReport {
    let folder = try BackupFolder.forWriting(path)
    return try BackupRun(of: reader ?? ledger.reader(), to: folder).finish(at: moment)
  }

  private var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// The events of the backup, read pack by pack.
  private func entries() throws -> [PackEntry] {
    let folder = try BackupFolder.forReading(path)
    var entries: [PackEntry] = []
    for pack in folder.head?.packs(of: .events) ?? [] {
      try folder.forEachEntry(of: pack) { entries.append($0) }
    }
    return entries
  }

  @Test func `holds every event with its place, its moment and its bytes, and the root`() throws {
    try scan(1...20)
    let report = try backUp()
    let reader = try ledger.reader()
    #expect(report.newEvents == 20)
    #expect(report.head.root == reader.head.root)
    #expect(report.head.position == reader.head.position)
    var stored: [PackEntry] = []
    try reader.forEachRow(after: .start, through: reader.head.position) {
      stored.append(PackEntry(position: $0, moment: $1, bytes: [UInt8]($2)))
    }
    #expect(try entries() == stored)
  }

  @Test func `writes nothing twice, and little for little`() throws {
    try scan(1...40)
    let first = try backUp()
    #expect(first.packsWritten == 1)
    let before = try files
    let again = try backUp()
    #expect(again.packsWritten == 0 && again.newEvents == 0 && again.bytesWritten == 0)
    #expect(try files == before)
    try scan(41...44)
    let second = try backUp()
    #expect(second.newEvents == 4 && second.packsWritten == 1)
    #expect(second.bytesWritten < first.bytesWritten / 4)
    #expect(try files.count == before.count + 1)
    #expect(try entries().count == 44)
  }

  @Test func `never comes to many packs, however often it is made`() throws {
    for number in 1...200 {
      try scan(number...number)
      _ = try backUp()
    }
    #expect(try files.count < 12)
    #expect(try entries().map(\.position.number) == Array(1...200))
  }

  @Test func `ends where the ledger was when it ended, though it was opened before`() throws {
    try scan(1...3)
    let reader = try ledger.reader()
    try scan(4...9)
    #expect(try backUp(reader).head.position == LedgerPosition(9))
  }

  @Test func `keeps what was set aside`() throws {
    try scan(1...3)
    try ledger.record([Samples.altered(Samples.event(2))], at: moment)
    _ = try backUp()
    let folder = try BackupFolder.forReading(path)
    let packs = try #require(folder.head).packs(of: .setAside)
    var aside: [PackEntry] = []
    for pack in packs { try folder.forEachEntry(of: pack) { aside.append($0) } }
    let known = try #require(try ledger.reader().setAside().first)
    #expect(aside.map(\.position) == [known.known])
    #expect(aside.map(\.moment) == [known.seenAt])
  }

  @Test func `a pack that somebody removed is written anew, with those behind it`() throws {
    try scan(1...40)
    _ = try backUp()
    try scan(41...44)
    _ = try backUp()
    let first = try #require(files.first { $0.hasPrefix("events-000000000001-") })
    try FileManager.default.removeItem(atPath: "\(path)/\(first)")
    #expect(throws: BackupFault.packMissing(name: first)) { try entries() }
    let healed = try backUp()
    #expect(healed.newEvents == 0 && healed.packsWritten == 1)
    #expect(try entries().count == 44)
  }

  @Test func `what a killed process left is taken away by the next one`() throws {
    try scan(1...3)
    _ = try backUp()
    let left = [
      "events-000000000004-000000000009-0a1b2c3d.pack", ".state-0123456789abcdef.pack.4711",
      ".backup.json.12",
    ]
    for name in left { try Data([1]).write(to: URL(filePath: "\(path)/\(name)")) }
    let foreign = [
      "note.txt", ".backup.json.swp", ".events-1-2-0a.pack.bak", "events-old.pack.txt",
      "events-of-may.pack", "backup.json.12", ".12",
    ]
    for name in foreign { try Data([1]).write(to: URL(filePath: "\(path)/\(name)")) }
    _ = try backUp()
    #expect(try files.filter(left.contains) == [])
    #expect(try Set(files).isSuperset(of: foreign))
  }

  @Test func `another ledger's backup, and one of another history, are left alone`() throws {
    try scan(1...3)
    _ = try backUp()
    let bytes = try Data(contentsOf: URL(filePath: path + "/backup.json"))
    let other = try ScratchLedger()
    try other.record([Samples.event(1)], at: moment)
    #expect(throws: BackupFault.otherLedger(path: path)) { try backUp(other.reader()) }
    let connection = try Connection(path: ledger.folder.ledgerPath, access: .readWrite)
    try connection.execute("UPDATE head SET root=zeroblob(32)")
    #expect(throws: BackupFault.otherHistory(path: path, position: LedgerPosition(3))) {
      try backUp()
    }
    #expect(try Data(contentsOf: URL(filePath: path + "/backup.json")) == bytes)
  }

  @Test func `a damaged ledger is not backed up over a good backup`() throws {
    try scan(1...3)
    _ = try backUp()
    let bytes = try Data(contentsOf: URL(filePath: path + "/backup.json"))
    try scan(4...6)
    let connection = try Connection(path: ledger.folder.ledgerPath, access: .readWrite)
    try connection.execute(
      "DROP TRIGGER event_keeps; UPDATE event SET recorded_at=recorded_at+1 WHERE position=5")
    #expect(throws: BackupFault.ledgerDamaged(position: LedgerPosition(6))) { try backUp() }
    #expect(try Data(contentsOf: URL(filePath: path + "/backup.json")) == bytes)
    #expect(try entries().count == 3)
  }

  @Test func `a folder with other things in it is not taken for a backup`() throws {
    try Data([1]).write(to: URL(filePath: path + "/note.txt"))
    #expect(throws: BackupFault.folderNotEmpty(path: path)) { try backUp() }
    #expect(throws: BackupFault.missing(path: path)) { try BackupFolder.forReading(path) }
  }

  @Test func `nobody makes it while another does`() throws {
    let folder = try BackupFolder.forWriting(path)
    #expect(throws: BackupFault.busy(path: path)) { try BackupFolder.forWriting(path) }
    withExtendedLifetime(folder) {}
  }

  @Test func `a head that cannot be, though its sum holds, is no head`() throws {
    let hasher = try Hasher256()
    func head(_ first: Int64, _ last: Int64, position: Int64) -> BackupHead {
      var head = BackupHead(ledgerID: String(repeating: "a", count: 32))
      head.position = LedgerPosition(position)
      let stretch = BackupHead.Listed.Stretch(
        first: LedgerPosition(first), last: LedgerPosition(last), root: .zero)
      head.packs = [
        BackupHead.Listed(kind: .events, sum: .zero, stretch: stretch),
        BackupHead.Listed(kind: .state, sum: .zero, stretch: nil),
      ]
      return head
    }
    let good = head(1, 7, position: 7)
    #expect(try BackupHead(bytes: good.bytes(hasher: hasher), hasher: hasher) == good)
    for bad in [
      head(1, 7, position: 8), head(2, 7, position: 7), head(1, .max, position: .max),
      head(0, 7, position: 7), head(1, 0, position: 0), head(.min, .max, position: .max),
    ] {
      #expect(throws: BackupFault.head) {
        try BackupHead(bytes: bad.bytes(hasher: hasher), hasher: hasher)
      }
    }
  }

  @Test func `a head with a changed bit is no head`() throws {
    try scan(1...3)
    _ = try backUp()
    let url = URL(filePath: path + "/backup.json")
    let bytes = try [UInt8](Data(contentsOf: url))
    let hasher = try Hasher256()
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      #expect(throws: BackupFault.head) { try BackupHead(bytes: changed, hasher: hasher) }
    }
  }
}
