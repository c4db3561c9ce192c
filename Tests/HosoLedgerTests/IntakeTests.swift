import HosoDomain
import HosoTesting
import Testing

@testable import HosoLedger

@Suite("Lines on their way into a ledger")
struct IntakeTests {
  /// A ledger, and how often it was asked for a commit.
  private final class Scene {
    private let scratch: ScratchLedger
    private(set) var commits = 0

    init() throws {
      scratch = try ScratchLedger()
    }

    /// Asks the clock once for each commit.
    func writer() throws -> LedgerWriter {
      try LedgerWriter(opening: scratch.folder) { [unowned self] in
        commits += 1
        return IntakeTests.now
      }
    }
  }

  private static let now = RecordedAt(microseconds: 1_600_000_000_000_000)
  private static let known = RecordedAt(microseconds: 1_590_000_000_000_000)
  private static let future = RecordedAt(microseconds: 1_700_000_000_000_000)

  private static func line(_ sequence: Int, recordedAt: RecordedAt?) throws -> [UInt8] {
    var bytes: [UInt8] = []
    InterchangeWriter.write(try Samples.event(sequence), recordedAt: recordedAt, into: &bytes)
    return bytes
  }

  private func importer(
    _ writer: LedgerWriter, isBackfill: Bool = true, isDryRun: Bool = false
  ) throws -> Importer<InterchangeReader> {
    Importer(
      writer, reader: InterchangeReader(defaultSource: try SourceName("import")),
      options: ImportOptions(
        isBackfill: isBackfill, isDryRun: isDryRun, now: IntakeTests.now))
  }

  @Test(arguments: [false, true])
  func `bad times cost no commits of their own`(isDryRun: Bool) throws {
    let scene = try Scene()
    var importer = try importer(scene.writer(), isDryRun: isDryRun)
    let before = scene.commits
    for number in 1...600 {
      let time = [IntakeTests.known, IntakeTests.future, nil][number % 3]
      let line = try IntakeTests.line(number, recordedAt: time)
      try line.withUnsafeBufferPointer { try importer.take($0, number: Int64(number)) }
    }
    try importer.flush()
    #expect(importer.summary.recorded == 200)
    let bad = (1...600).filter { $0 % 3 != 0 }.map(Int64.init)
    #expect(importer.takeRejected().map(\.number) == bad)
    #expect(scene.commits - before == 1)
  }

  @Test func `a known line with a bad time is a duplicate, not rejected`() throws {
    let scene = try Scene()
    var importer = try importer(scene.writer())
    let times: [RecordedAt?] = [IntakeTests.known, IntakeTests.future, nil]
    for (place, time) in times.enumerated() {
      let line = try IntakeTests.line(1, recordedAt: time)
      try line.withUnsafeBufferPointer { try importer.take($0, number: Int64(place + 1)) }
    }
    try importer.flush()
    #expect(importer.summary.recorded == 1)
    #expect(importer.summary.duplicates == 2)
    #expect(importer.takeRejected().isEmpty)
  }

  @Test func `rejected lines come in their order, whatever the ledger is asked about`() throws {
    let scene = try Scene()
    var importer = try importer(scene.writer())
    let lines: [[UInt8]] = [
      Array("no JSON".utf8), try IntakeTests.line(1, recordedAt: IntakeTests.future),
      Array("none either".utf8), try IntakeTests.line(2, recordedAt: nil),
    ]
    for (place, line) in lines.enumerated() {
      try line.withUnsafeBufferPointer { try importer.take($0, number: Int64(place + 1)) }
    }
    #expect(importer.takeRejected().map(\.number) == [1])
    try importer.flush()
    let rest = importer.takeRejected()
    #expect(rest.map(\.number) == [2, 3, 4])
    #expect(rest.map(\.bytes) == Array(lines[1...]))
    #expect(importer.summary.rejected == 4)
  }

  @Test func `a batch is read as a file of the same lines`() throws {
    let scene = try Scene()
    var importer = try importer(scene.writer(), isBackfill: false)
    let lines: [[UInt8]] = [
      try IntakeTests.line(1, recordedAt: nil), Array("  ".utf8), Array("no JSON".utf8),
      try IntakeTests.line(2, recordedAt: IntakeTests.future),
    ]
    for (place, line) in lines.enumerated() {
      try line.withUnsafeBufferPointer { try importer.take($0, number: Int64(place + 1)) }
    }
    try importer.flush()
    var reader = BatchReader(
      Array(lines.joined(separator: [0x0a])), form: .lines, source: try SourceName("import"),
      codes: .standard)
    let read = try reader.next(10)
    #expect(read.map(\.number) == [1, 3, 4])
    #expect(read.filter { !$0.mayBeKnown }.map(\.number) == importer.takeRejected().map(\.number))
    #expect(importer.summary.recorded == 2)
  }
}
