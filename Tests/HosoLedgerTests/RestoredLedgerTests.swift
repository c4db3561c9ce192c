import Foundation
import Glibc
import HosoDomain
import HosoSQLite
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoLedger

@Suite("A ledger that was restored or copied")
struct RestoredLedgerTests {
  private let scratch: ScratchFolder
  private let folder: LedgerFolder
  private let start = RecordedAt(microseconds: 1_583_370_720_000_000)

  init() throws {
    scratch = try ScratchFolder()
    folder = LedgerFolder(path: scratch.path)
    let settings = try LedgerSettings(
      office: try PostOfficeCode("100000"), province: nil, channel: nil)
    try LedgerWriter.create(in: folder, settings: settings)
  }

  private func writer(delivered: LedgerMark? = nil) throws -> LedgerWriter {
    try LedgerWriter(opening: folder, delivered: { delivered }, clock: { start })
  }

  @discardableResult
  private func scan(_ numbers: ClosedRange<Int>, with writer: LedgerWriter) throws -> [Event] {
    let scans = try numbers.map { number in
      Scan(
        type: .itemArrived, code: try Alias("BN2020/\(1_000 + number)"),
        occurredAt: OccurredAt(milliseconds: 1_583_370_720_000 + Int64(number) * 60_000))
    }
    return try ScanDesk(writer).record(scans).compactMap {
      if case .recorded(let recorded, _, _) = $0 { recorded.event } else { nil }
    }
  }

  /// The ledger's file with everything in it.
  private func backup() throws -> Data {
    let connection = try Connection(path: folder.ledgerPath, access: .readWrite)
    // A connection that has read nothing knows of no log.
    _ = try connection.integer("SELECT position FROM head")
    try connection.checkpoint(empties: true)
    return try Data(contentsOf: URL(filePath: folder.ledgerPath))
  }

  /// Puts a backup back over the file, or in its place.
  private func putBack(_ bytes: Data, inPlace: Bool = true) throws {
    if !inPlace { unlink(folder.ledgerPath) }
    for path in [folder.logPath, folder.ledgerPath + "-shm"] { unlink(path) }
    try bytes.write(to: URL(filePath: folder.ledgerPath))
  }

  private var device: Substring? {
    get throws {
      try LedgerReader(opening: folder).settings.source.text.split(separator: "-").dropFirst().first
    }
  }

  @Test(arguments: [true, false])
  func `a ledger put back begins a new epoch before the next scan`(inPlace: Bool) throws {
    let known = try device
    try scan(1...3, with: writer())
    let copy = try backup()
    let lost = try scan(4...10, with: writer())
    try putBack(copy, inPlace: inPlace)
    #expect(try LedgerReader(opening: folder).doubt() == .behind)
    let writer = try writer()
    let begun = try #require(writer.begun)
    #expect(begun.cause == .behind)
    #expect(begun.number == 2)
    #expect(begun.parted == LedgerPosition(3))
    let events = try scan(4...13, with: writer)
    #expect(events.count == 10)
    #expect(Set(events.map(\.identity.id)).isDisjoint(with: lost.map(\.identity.id)))
    #expect(events.first?.identity.source.text == "100000-\(known ?? "")-2")
    #expect(events.first?.identity.sequence == 1)
    #expect(try LedgerReader(opening: folder).doubt() == nil)
    #expect(try self.writer().begun == nil)
    var audit = LedgerAudit(try LedgerReader(opening: folder))
    #expect(try audit.run().findings == [])
  }

  @Test func `one backup restored twice never gives an id twice`() throws {
    try scan(1...3, with: writer())
    let copy = try backup()
    var ids: Set<EventID> = []
    for round in 1...3 {
      if round > 1 { try putBack(copy) }
      let events = try scan(4...8, with: writer())
      for event in events { #expect(ids.insert(event.identity.id).inserted) }
    }
  }

  @Test func `a newer copy put back after an older one parts where the older one began`() throws {
    try scan(1...3, with: writer())
    let older = try backup()
    try scan(4...5, with: writer())
    let newer = try backup()
    try putBack(older)
    try scan(6...6, with: writer())
    try putBack(newer)
    let begun = try #require(try writer().begun)
    #expect(begun.cause == .otherHistory)
    #expect(begun.parted == LedgerPosition(3) && begun.isPartingKnown)
    // As long as the older one: nothing accuses it but where the epochs began.
    try scan(7...7, with: writer())
    try putBack(newer)
    let again = try #require(try writer().begun)
    #expect(again.cause == .behind)
    #expect(again.parted == LedgerPosition(5))
  }

  @Test func `the older branch put back in place of the newer one parts where that one began`()
    throws
  {
    try scan(1...3, with: writer())
    let older = try backup()
    try scan(4...4, with: writer())
    let newer = try backup()
    try putBack(older)
    try scan(5...6, with: writer())
    let branch = try backup()
    try putBack(newer)
    try scan(7...9, with: writer())
    try putBack(branch)
    let begun = try #require(try writer().begun)
    #expect(begun.parted == LedgerPosition(3))
  }

  @Test func `what was delivered tells where they part if the note does not`() throws {
    try scan(1...3, with: writer())
    let older = try backup()
    let lock = try Data(contentsOf: URL(filePath: folder.lockPath))
    try scan(4...5, with: writer())
    let newer = try backup()
    let third = try #require(try LedgerReader(opening: folder).leaf(at: LedgerPosition(3)))
    try putBack(older)
    try put(lock)
    try scan(6...6, with: writer())
    try putBack(newer)
    let id = try LedgerReader(opening: folder).settings.ledgerID
    let seen = LedgerMark(ledgerID: id, position: LedgerPosition(3), leaf: third, epoch: 1)
    let begun = try #require(try writer(delivered: seen).begun)
    #expect(begun.parted == LedgerPosition(3))
  }

  @Test func `where nothing tells where they part, nobody says so`() throws {
    try scan(1...3, with: writer())
    let older = try backup()
    let lock = try Data(contentsOf: URL(filePath: folder.lockPath))
    try scan(4...5, with: writer())
    let newer = try backup()
    try putBack(older)
    try put(lock)
    try scan(6...6, with: writer())
    try putBack(newer)
    let begun = try #require(try writer().begun)
    #expect(begun.cause == .otherHistory && begun.parted == .start && !begun.isPartingKnown)
  }

  /// Puts an earlier note back: a whole folder as it was.
  private func put(_ lock: Data) throws {
    let handle = try FileHandle(forWritingTo: URL(filePath: folder.lockPath))
    try handle.write(contentsOf: lock)
    try handle.truncate(atOffset: UInt64(lock.count))
    try handle.close()
  }

  @Test func `a note behind the head is what a killed process leaves`() throws {
    try scan(1...3, with: writer())
    let note = try Data(contentsOf: URL(filePath: folder.lockPath))
    try scan(4...5, with: writer())
    let handle = try FileHandle(forWritingTo: URL(filePath: folder.lockPath))
    try handle.write(contentsOf: note)
    #expect(try LedgerReader(opening: folder).doubt() == nil)
    let writer = try writer()
    #expect(writer.begun == nil)
    try scan(6...6, with: writer)
    #expect(try LedgerReader(opening: folder).settings.epoch == 1)
  }

  @Test func `a note torn by a power cut neither accuses nor hides`() throws {
    try scan(1...3, with: writer())
    let copy = try backup()
    for number in 4...5 { try scan(number...number, with: writer()) }
    let newest = try #require(try WriterLock(path: folder.lockPath).lastNote())
    let handle = try FileHandle(forWritingTo: URL(filePath: folder.lockPath))
    try handle.seek(toOffset: 512 + (newest.generation % 2) * 512 + 40)
    try handle.write(contentsOf: Data(repeating: 0, count: 300))
    #expect(try WriterLock(path: folder.lockPath).lastNote()?.generation == newest.generation - 1)
    #expect(try LedgerReader(opening: folder).doubt() == nil)
    try putBack(copy)
    #expect(try LedgerReader(opening: folder).doubt() == .behind)
  }

  @Test func `a ledger whose note is gone is taken for a copy, under another device`() throws {
    let known = try device
    try scan(1...3, with: writer())
    truncate(folder.lockPath, 32)
    let writer = try writer()
    #expect(writer.begun?.cause == .noteGone)
    #expect(try device != known)
  }

  @Test func `a ledger from before there were notes is taken over as it is`() throws {
    try scan(1...3, with: writer())
    try Connection(path: folder.ledgerPath, access: .readWrite)
      .execute("DELETE FROM setting WHERE name='epochs'")
    try Data("4711\n".utf8).write(to: URL(filePath: folder.lockPath))
    #expect(try LedgerReader(opening: folder).doubt() == nil)
    #expect(try writer().begun == nil)
    try scan(4...4, with: writer())
    #expect(try writer().begun == nil)
    truncate(folder.lockPath, 0)
    #expect(try writer().begun?.cause == .noteGone)
  }

  @Test func `a copied folder writes under another device than the first`() throws {
    try scan(1...3, with: writer())
    let copy = try ScratchFolder()
    for file in ["ledger.db", "ledger.db-wal", "writer.lock"] {
      let bytes = try Data(contentsOf: URL(filePath: "\(folder.path)/\(file)"))
      try bytes.write(to: URL(filePath: "\(copy.path)/\(file)"))
    }
    let other = try LedgerWriter(opening: LedgerFolder(path: copy.path)) { start }
    #expect(other.begun?.cause == .otherFolder)
    let first = try writer()
    #expect(first.begun == nil)
    #expect(first.settings.source != other.settings.source)
    #expect(other.settings.isOwn(first.settings.source))
  }

  @Test func `a writer whose file is replaced goes on in the new one, under a new source`() throws {
    let writer = try writer()
    try scan(1...3, with: writer)
    let copy = try backup()
    try scan(4...10, with: writer)
    let reader = try LedgerReader(opening: folder)
    try putBack(copy, inPlace: false)
    #expect(throws: LedgerFault.replaced(path: folder.path)) { try reader.refresh() }
    let events = try scan(4...5, with: writer)
    #expect(writer.begun?.parted == LedgerPosition(3))
    #expect(events.map(\.identity.sequence) == [1, 2])
    #expect(try LedgerReader(opening: folder).head.position == LedgerPosition(5))
  }

  @Test func `the log of the file that was replaced is not written over the new one`() throws {
    try scan(1...3, with: writer())
    let copy = try backup()
    try scan(4...10, with: writer())
    unlink(folder.ledgerPath)
    try copy.write(to: URL(filePath: folder.ledgerPath))
    let reader = try LedgerReader(opening: folder)
    #expect(reader.head.position == LedgerPosition(3))
    #expect(try reader.doubt() == .behind)
    try scan(4...5, with: writer())
    var audit = LedgerAudit(try LedgerReader(opening: folder))
    #expect(try audit.run().findings == [])
  }

  @Test func `a ledger behind what was delivered is a restored one, though its note agrees`() throws
  {
    try scan(1...3, with: writer())
    let id = try LedgerReader(opening: folder).settings.ledgerID
    func mark(_ position: Int64, _ leaf: Digest) -> LedgerMark {
      LedgerMark(ledgerID: id, position: LedgerPosition(position), leaf: leaf, epoch: 1)
    }
    let leaf = try #require(try LedgerReader(opening: folder).leaf(at: LedgerPosition(2)))
    #expect(try writer(delivered: mark(2, leaf)).begun == nil)
    let begun = try #require(try writer(delivered: mark(7, leaf)).begun)
    #expect(begun.cause == .behindDeliveries)
    #expect(begun.parted == LedgerPosition(3))
    // Once: deliveries may see the new epoch much later.
    #expect(try writer(delivered: mark(7, leaf)).begun == nil)
  }
}
