import Glibc
import HosoDomain
import HosoSQLite
import HosoTesting
import Testing

@testable import HosoLedger

@Suite("The write-ahead log of a desk that only scans")
struct LogLengthTests {
  /// A page and its header, and what one commit may add beyond the limit.
  private static let bytesMax = Int64(WriteAheadLog.pagesMax + 64) * (4_096 + 24)

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

  private var logBytes: Int64 {
    var status = stat()
    return stat(folder.ledgerPath + "-wal", &status) == 0 ? Int64(status.st_size) : 0
  }

  private func scan(_ number: Int, with writer: LedgerWriter) throws {
    let scan = Scan(
      type: .itemArrived, code: try Alias("BN2020/\(1_000 + number)"),
      occurredAt: OccurredAt(milliseconds: 1_583_370_720_000 + Int64(number) * 60_000))
    _ = try ScanDesk(writer).record([scan])
  }

  @Test func `the log stays short, though nobody who writes stays`() throws {
    var longest: Int64 = 0
    for number in 1...700 {
      // A writer for each scan: every process of a desk is one.
      try scan(number, with: LedgerWriter(opening: folder) { start })
      longest = max(longest, logBytes)
    }
    #expect(longest > 1 << 20)
    #expect(longest <= LogLengthTests.bytesMax)
    let reader = try LedgerReader(opening: folder)
    var audit = LedgerAudit(reader)
    #expect(try audit.run().findings == [])
    #expect(reader.head.position == LedgerPosition(700))
  }

  @Test func `the log stays short, though a reader of the same ledger stays`() throws {
    let reader = try LedgerReader(opening: folder)
    var longest: Int64 = 0
    for number in 1...700 {
      try scan(number, with: LedgerWriter(opening: folder) { start })
      try reader.refresh()
      longest = max(longest, logBytes)
    }
    #expect(longest <= LogLengthTests.bytesMax)
  }

  @Test func `whoever takes events slowly keeps no log from being written back`() throws {
    let writer = try LedgerWriter(opening: folder) { start }
    for number in 1...3 { try scan(number, with: writer) }
    let reader = try LedgerReader(opening: folder)
    var longest: Int64 = 0
    var number = 3
    try reader.forEachEvent(after: .start, through: LedgerPosition(3)) { _ in
      for _ in 1...300 {
        number += 1
        try scan(number, with: writer)
        longest = max(longest, logBytes)
      }
    }
    #expect(longest > 1 << 20)
    #expect(longest <= LogLengthTests.bytesMax)
  }

  @Test func `an audit keeps no log from being written back, and sees no damage in what comes`()
    throws
  {
    let writer = try LedgerWriter(opening: folder) { start }
    for number in 1...3 { try scan(number, with: writer) }
    var audit = LedgerAudit(try LedgerReader(opening: folder))
    var longest: Int64 = 0
    let report = try audit.run { _, _ in
      for number in 4...903 {
        try? scan(number, with: writer)
        longest = max(longest, logBytes)
      }
    }
    #expect(report.findings == [] && report.eventCount == 3)
    #expect(try LedgerReader(opening: folder).head.position == LedgerPosition(903))
    #expect(longest > 1 << 20)
    #expect(longest <= LogLengthTests.bytesMax)
  }

  @Test func `a reader keeps fewer pages in memory than the writer, and both a bounded number`()
    throws
  {
    let reader = try LedgerReader(opening: folder).store.connection
    let writer = try LedgerWriter(opening: folder) { start }.session.connection
    #expect(try reader.integer("PRAGMA cache_size") == -16 << 10)
    #expect(try writer.integer("PRAGMA cache_size") == -64 << 10)
  }

  @Test func `stretches of events follow each other without a gap`() throws {
    let writer = try LedgerWriter(opening: folder) { start }
    let count = Int(LedgerReader.stretchLength) * 2 + 5
    let scans = try (1...count).map { number in
      Scan(
        type: .itemArrived, code: try Alias("BN2020/\(1_000 + number)"),
        occurredAt: OccurredAt(milliseconds: 1_583_370_720_000 + Int64(number) * 60_000))
    }
    _ = try ScanDesk(writer).record(scans)
    let reader = try LedgerReader(opening: folder)
    for (first, last) in [(0, count), (7, count), (count - 1, count), (5, 5), (1_023, 1_025)] {
      var seen: [Int64] = []
      try reader.forEachEvent(
        after: LedgerPosition(Int64(first)), through: LedgerPosition(Int64(last))
      ) { seen.append($0.position.number) }
      #expect(seen == (first..<last).map { Int64($0 + 1) })
    }
  }

  @Test func `a log that grew beside an old state is short again when the next one begins`() throws
  {
    let writer = try LedgerWriter(opening: folder) { start }
    let old = try LedgerReader(opening: folder)
    try old.store.connection.execute("BEGIN")
    _ = try old.store.head()
    var number = 0
    while logBytes < 3 * Int64(WriteAheadLog.keptBytesMax) {  // Bounded by what a scan writes.
      number += 1
      try scan(number, with: writer)
    }
    old.store.connection.rollback()
    for _ in 1...3 {
      number += 1
      try scan(number, with: writer)
    }
    #expect(logBytes <= Int64(WriteAheadLog.keptBytesMax))
  }

  @Test func `one writer that stays begins the same log again and again`() throws {
    let writer = try LedgerWriter(opening: folder) { start }
    var longest: Int64 = 0
    for number in 1...700 {
      try scan(number, with: writer)
      longest = max(longest, logBytes)
    }
    #expect(longest <= LogLengthTests.bytesMax)
  }
}
