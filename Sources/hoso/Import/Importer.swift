import HosoDomain
import HosoLedger

/// How an import treats its lines.
struct ImportOptions {
  /// Honour `recorded_at`: history moved in from another system.
  var isBackfill = false
  /// Find out what would happen, record nothing.
  var isDryRun = false
  /// Nothing can have been recorded after this.
  var now: RecordedAt
}

/// What an import did.
struct ImportSummary: Equatable {
  var lines: Int64 = 0
  var recorded: Int64 = 0
  var duplicates: Int64 = 0
  /// Other content under a known identity: kept aside and listed.
  var setAside: Int64 = 0
  var rejected: Int64 = 0
}

/// Why a line was not taken.
enum LineRejection {
  case fault(LineFault)
  /// `recorded_at` lies in the future, where nothing can have been recorded.
  case recordedInFuture
}

/// Understands the lines, or rows, of one file.
protocol EventReader {
  /// One event; nil for a line that says nothing.
  mutating func next(_ line: UnsafeBufferPointer<UInt8>) throws(LineFault) -> InterchangeLine?
  /// The same reader for lines that may be on record already, whose codes are not judged again.
  var forRecorded: Self { get }
  /// A line as it is kept to be mended, with the reason where there is a place for it.
  func rejected(_ line: UnsafeBufferPointer<UInt8>, _ reason: String) -> [UInt8]
}

extension EventReader {
  fileprivate func read(
    again line: UnsafeBufferPointer<UInt8>
  ) throws(LineFault) -> InterchangeLine? {
    var reader = self
    return try reader.next(line)
  }
}

extension InterchangeReader: EventReader {
  mutating func next(_ line: UnsafeBufferPointer<UInt8>) throws(LineFault) -> InterchangeLine? {
    guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
    return try read(line)
  }

  func rejected(_ line: UnsafeBufferPointer<UInt8>, _ reason: String) -> [UInt8] { Array(line) }
}

extension CSVInterchangeReader: EventReader {
  mutating func next(_ line: UnsafeBufferPointer<UInt8>) throws(LineFault) -> InterchangeLine? {
    try read(line)
  }
}

/// A line at which an import had to stop: what comes after it in the file is not recorded.
struct ImportStop: Error {
  let line: Int64
  let fault: LedgerFault
}

/// Takes lines of events into a ledger, a commit for some thousands of them.
///
/// Whatever is known already changes nothing, so an import that was cut off is simply run again.
struct Importer<Reader: EventReader> {
  /// Lines in one commit: enough that one fdatasync costs each of them next to nothing, few
  /// enough that a scan at the counter never waits long for the lock.
  private static var linesPerCommit: Int { 4_096 }

  private let writer: LedgerWriter
  private let options: ImportOptions
  private(set) var reader: Reader
  private var batch: [(line: Int64, item: InterchangeLine)] = []
  private var seenInDryRun: Set<EventIdentity> = []
  private var headInDryRun: RecordedAt?
  private(set) var summary = ImportSummary()

  init(_ writer: LedgerWriter, reader: Reader, options: ImportOptions) {
    self.writer = writer
    self.reader = reader
    self.options = options
    batch.reserveCapacity(Importer.linesPerCommit)
  }

  /// Counts lines that hold no event, such as a header.
  mutating func skip(lines: Int) {
    summary.lines += Int64(lines)
  }

  /// Takes one line; answers why it was rejected, or nil.
  ///
  /// - Parameter number: Which line of the file it is, from 1.
  mutating func take(
    _ line: UnsafeBufferPointer<UInt8>, number: Int64
  ) throws -> LineRejection? {
    var item: InterchangeLine
    do throws(LineFault) {
      guard let read = try reader.next(line) else { return nil }
      item = read
    } catch {
      // A line already known is a duplicate before anything else can be wrong with it.
      if case .code = error.reason, let held = try? reader.forRecorded.read(again: line),
        try isKnown(held.event)
      {
        return nil
      }
      summary.rejected += 1
      return .fault(error)
    }
    if !options.isBackfill {
      item.recordedAt = nil
    } else if let rejection = timeRejection(item.recordedAt) {
      // A line already known is a duplicate before anything else can be wrong with it.
      if try isKnown(item.event) { return nil }
      summary.rejected += 1
      return rejection
    }
    batch.append((number, item))
    if batch.count >= Importer.linesPerCommit { try flush() }
    return nil
  }

  /// What is wrong with the time at which another system recorded an event.
  private func timeRejection(_ recordedAt: RecordedAt?) -> LineRejection? {
    guard let recordedAt else {
      return .fault(LineFault(field: "recorded_at", reason: .missing))
    }
    return recordedAt > options.now ? .recordedInFuture : nil
  }

  /// Whether an event is in the ledger already, which is then counted.
  private mutating func isKnown(_ event: Event) throws -> Bool {
    try flush()
    if seenInDryRun.contains(event.identity) {
      summary.duplicates += 1
      return true
    }
    var outcome: AppendOutcome?
    do {
      try writer.commit { transaction in
        outcome = try transaction.recognise(event)
        if options.isDryRun { throw Rehearsed() }
      }
    } catch is Rehearsed {}
    if let outcome { summary.count(outcome) }
    return outcome != nil
  }

  /// Commits what was taken since; durable when it returns.
  ///
  /// - Throws: `ImportStop` where a line was recorded elsewhere before the ledger's head.
  mutating func flush() throws {
    guard !batch.isEmpty else { return }
    defer { batch.removeAll(keepingCapacity: true) }
    let batch = batch
    if let stop = options.isDryRun ? try rehearse(batch) : try record(batch) { throw stop }
  }

  private mutating func record(
    _ batch: [(line: Int64, item: InterchangeLine)]
  ) throws -> ImportStop? {
    var outcome = ImportSummary()
    var stop: ImportStop?
    try writer.commit(isBulk: true) { transaction in
      for (line, item) in batch {
        do {
          outcome.count(try transaction.append(item.event, backfilledAt: item.recordedAt))
        } catch let fault as LedgerFault {
          // What came before the line stays recorded; the line itself changed nothing.
          guard case .behindHead = fault else { throw fault }
          stop = ImportStop(line: line, fault: fault)
          return
        }
      }
    }
    summary.add(outcome)
    return stop
  }

  private struct Rehearsed: Error {}

  private mutating func rehearse(
    _ batch: [(line: Int64, item: InterchangeLine)]
  ) throws -> ImportStop? {
    var outcome = ImportSummary()
    var stop: ImportStop?
    var head = headInDryRun
    let unseen = batch.filter { seenInDryRun.insert($0.item.event.identity).inserted }
    outcome.duplicates = Int64(batch.count - unseen.count)
    do {
      try writer.commit { transaction in
        for (line, item) in unseen {
          do {
            let appended = try transaction.append(item.event, backfilledAt: item.recordedAt)
            if case .recorded = appended, let recordedAt = item.recordedAt {
              // The ledger's own head does not know the batches before, which were not kept.
              if let head, recordedAt < head {
                throw LedgerFault.behindHead(recordedAt: recordedAt, head: head)
              }
              head = recordedAt
            }
            outcome.count(appended)
          } catch let fault as LedgerFault {
            guard case .behindHead = fault else { throw fault }
            stop = ImportStop(line: line, fault: fault)
            break
          }
        }
        throw Rehearsed()
      }
    } catch is Rehearsed {}
    headInDryRun = head
    summary.add(outcome)
    return stop
  }
}

extension ImportSummary {
  fileprivate mutating func count(_ outcome: AppendOutcome) {
    switch outcome {
    case .recorded: recorded += 1
    case .duplicate: duplicates += 1
    case .setAside: setAside += 1
    }
  }

  fileprivate mutating func add(_ other: ImportSummary) {
    recorded += other.recorded
    duplicates += other.duplicates
    setAside += other.setAside
  }

  mutating func add(file other: ImportSummary) {
    add(other)
    lines += other.lines
    rejected += other.rejected
  }
}
