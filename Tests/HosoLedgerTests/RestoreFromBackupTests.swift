import Foundation
import HosoDomain
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoLedger

@Suite("A ledger made from a backup")
struct RestoreFromBackupTests {
  private let ledger: ScratchLedger
  private let scratch: URL
  private let moment = RecordedAt(microseconds: 1_583_370_720_000_000)
  private var backupPath: String { scratch.path() + "backup" }
  private var path: String { scratch.path() + "restored" }

  init() throws {
    ledger = try ScratchLedger()
    scratch = FileManager.default.temporaryDirectory
      .appending(path: "hoso-restore-\(UInt64.random(in: 0..<UInt64.max))/")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
  }

  /// Runs a body, and removes what it made.
  private func clean(_ body: () throws -> Void) throws {
    defer { try? FileManager.default.removeItem(at: scratch) }
    try body()
  }

  private func record(_ numbers: ClosedRange<Int>, seed: Int = 1) throws {
    var chance = Chance(seed: seed)
    for number in numbers {
      let event =
        chance.percent(20)
        ? try Samples.foreign("f-\(number)") : try Samples.event(number, code: "BN2020/\(number)")
      let at = RecordedAt(microseconds: moment.microseconds + Int64(number / 3) * 1_000)
      try ledger.record([event], at: at)
    }
  }

  private func backUp() throws {
    let folder = try BackupFolder.forWriting(backupPath)
    _ = try BackupRun(of: ledger.reader(), to: folder).finish(at: moment)
  }

  @discardableResult
  private func restore(to path: String? = nil) throws -> LedgerReader {
    let backup = try BackupFolder.forReading(backupPath)
    let restore = try LedgerRestore(from: backup, to: path ?? self.path)
    _ = try restore.replay(at: moment)
    try restore.publish()
    return try LedgerReader(opening: LedgerFolder(path: path ?? self.path))
  }

  private func rows(_ reader: LedgerReader) throws -> [PackEntry] {
    var rows: [PackEntry] = []
    try reader.forEachRow(after: .start, through: reader.head.position) {
      rows.append(PackEntry(position: $0, moment: $1, bytes: [UInt8]($2)))
    }
    return rows
  }

  @Test func `has the same events, root and settings, is sound, and writes under another source`()
    throws
  {
    try clean {
      try record(1...100)
      try ledger.record(
        [Samples.altered(try #require(try ledger.reader().event(at: .start.next)).event)],
        at: moment)
      try ledger.writer.commit { try $0.set(.receipts, to: "BN-nnnn") }
      try backUp()
      try record(101...150)
      try backUp()
      let before = try ledger.reader()
      let after = try restore()
      #expect(try rows(after) == rows(before))
      #expect(after.head.root == before.head.root)
      #expect(after.head.corrections == before.head.corrections)
      #expect(after.settings.ledgerID == before.settings.ledgerID)
      #expect(after.settings.codes == before.settings.codes)
      #expect(try after.setAside() == before.setAside())
      #expect(after.settings.epoch == 2)
      #expect(after.settings.epochs?.last?.cause == .backup)
      #expect(after.settings.epochs?.last?.parted == before.head.position)
      #expect(after.settings.source != before.settings.source)
      var audit = LedgerAudit(after)
      #expect(try audit.run().findings == [])
      #expect(try after.doubt() == nil)
      let writer = try LedgerWriter(opening: after.folder, clock: { moment })
      #expect(writer.begun == nil)
    }
  }

  @Test func `an empty one, and one with moved history, come back as they were`() throws {
    try clean {
      try backUp()
      #expect(try restore(to: path + "-empty").head == ledger.reader().head)
      try ledger.writer.commit { transaction in
        _ = try transaction.append(Samples.event(1), backfilledAt: moment)
      }
      try backUp()
      let after = try restore()
      #expect(try after.head == ledger.reader().head)
      #expect(after.head.isBackfilled)
    }
  }

  @Test func `one backup restored twice gives two sources`() throws {
    try clean {
      try record(1...3)
      try backUp()
      let first = try restore(to: path + "-1").settings
      let second = try restore(to: path + "-2").settings
      #expect(first.source != second.source)
      #expect(first.epoch == second.epoch)
    }
  }

  @Test
  func `a restored one is backed up where the first was, and begins a third epoch from there`()
    throws
  {
    try clean {
      try record(1...3)
      try backUp()
      let after = try restore()
      let folder = try BackupFolder.forWriting(backupPath)
      let report = try BackupRun(of: after, to: folder).finish(at: moment)
      #expect(report.newEvents == 0 && report.head.epoch == 2)
      withExtendedLifetime(folder) {}
    }
  }

  @Test func `a pack that is damaged or missing is named, and nothing is left behind`() throws {
    try clean {
      try record(1...100)
      try backUp()
      try record(101...110)
      try backUp()
      let names = try FileManager.default.contentsOfDirectory(atPath: backupPath)
        .filter { $0.hasSuffix(".pack") }
      #expect(names.count == 2)
      for name in names {
        let url = URL(filePath: "\(backupPath)/\(name)")
        let good = try Data(contentsOf: url)
        for index in [9, 41, 60, good.count / 2, good.count - 1] {
          var bytes = [UInt8](good)
          bytes[index] ^= 4
          try Data(bytes).write(to: url)
          #expect(throws: BackupFault.pack(name: name, flaw: .sum), "\(index)") { try restore() }
        }
        try FileManager.default.removeItem(at: url)
        #expect(throws: BackupFault.packMissing(name: name)) { try restore() }
        try good.write(to: url)
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: scratch.path()) == ["backup"])
      try restore()
    }
  }

  @Test func `a pack whose sum is right and whose events are others is named by the root`() throws {
    try clean {
      try record(1...10)
      try backUp()
      let folder = try BackupFolder.forWriting(backupPath)
      var head = try #require(folder.head)
      let pack = try #require(head.packs(of: .events).first)
      var forged = PackBuilder(.events, ledgerID: head.ledgerID)
      try folder.forEachEntry(of: pack) { entry in
        let later = RecordedAt(microseconds: entry.moment.microseconds + 1)
        entry.bytes.withUnsafeBytes {
          forged.add(position: entry.position, moment: later, bytes: $0)
        }
      }
      let (bytes, sum) = forged.finished(hasher: folder.hasher)
      let listed = BackupHead.Listed(kind: .events, sum: sum, stretch: pack.stretch)
      _ = try folder.add(bytes, as: listed)
      head.packs = [listed]
      try folder.publish(head)
      let open = { try LedgerRestore(from: folder, to: path) }
      #expect(throws: BackupFault.content(name: listed.name)) { try open().replay(at: moment) }
    }
  }

  @Test(arguments: ["", "/", "//"])
  func `what a killed restore left gives way, however the place is written`(tail: String) throws {
    try clean {
      try record(1...3)
      try backUp()
      let left = path + ".hoso-partial/codes"
      try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
      for name in ["/zones.csv", "/../ledger.db", "/../ledger.db-wal"] {
        try Data([1]).write(to: URL(filePath: left + name))
      }
      #expect(try restore(to: path + tail).head.position == LedgerPosition(3))
      let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path())
      #expect(names.sorted() == ["backup", "restored"])
    }
  }

  @Test func `nothing is put over what is there, or beside another who restores`() throws {
    try clean {
      try record(1...3)
      try backUp()
      try restore()
      #expect(throws: LedgerFault.exists(path: path)) { try restore() }
      let other = scratch.path() + "other"
      try FileManager.default.createDirectory(
        atPath: other, withIntermediateDirectories: false)
      try Data([1]).write(to: URL(filePath: other + "/note.txt"))
      #expect(throws: LedgerFault.folderNotEmpty(path: other)) { try restore(to: other) }
      let backup = try BackupFolder.forReading(backupPath)
      let third = scratch.path() + "third"
      try FileManager.default.createDirectory(
        atPath: third, withIntermediateDirectories: false)
      let running = try LedgerRestore(from: backup, to: third)
      #expect(throws: LedgerFault.self) { try LedgerRestore(from: backup, to: third) }
      _ = try running.replay(at: moment)
      try running.publish()
      #expect(LedgerFolder(path: third).holdsLedger)
    }
  }
}
