internal import HosoDomain

/// Takes lines of events into a ledger, a commit for some thousands of them.
///
/// Whatever is known already changes nothing, so an import that was cut off is simply run again.
public struct Importer<Reader: EventReader> {
  /// Lines in one commit: enough that one fdatasync costs each of them next to nothing, few
  /// enough that a scan at the counter never waits long for the lock.
  private static var linesPerCommit: Int { 4_096 }
  /// Rejected lines kept until the ledger was asked: bounds memory.
  private static var keptBytesMax: Int { 4 << 20 }

  private let writer: LedgerWriter
  private let options: ImportOptions
  public private(set) var reader: Reader
  private var batch: [Waiting] = []
  private var keptBytes = 0
  private var rehearsal = Rehearsal()
  private var rejected: [RejectedLine] = []
  public private(set) var summary = ImportSummary()

  public init(_ writer: LedgerWriter, reader: Reader, options: ImportOptions) {
    self.writer = writer
    self.reader = reader
    self.options = options
    batch.reserveCapacity(Importer.linesPerCommit)
  }

  /// Counts lines that hold no event, such as a header.
  public mutating func skip(lines: Int) {
    summary.lines += Int64(lines)
  }

  /// Takes one line; what becomes of it may be known only with a later one.
  ///
  /// - Parameter number: Which line of the file it is, from 1.
  /// - Throws: As `flush`.
  // Whoever calls it is in another module, where the compiler does not see what the reader does.
  @_specialize(where Reader == InterchangeReader)
  @_specialize(where Reader == CSVInterchangeReader)
  public mutating func take(_ line: UnsafeBufferPointer<UInt8>, number: Int64) throws {
    do throws(LineFault) {
      guard let item = try reader.next(line) else { return }
      if options.isBackfill, let rejection = timeRejection(item.recordedAt) {
        reject(line, number, rejection, held: item.event)
      } else {
        batch.append(.event(item, line: number))
      }
    } catch {
      reject(line, number, .fault(error), held: reader.held(line, error))
    }
    if batch.count >= Importer.linesPerCommit || keptBytes > Importer.keptBytesMax { try flush() }
  }

  /// The lines that were rejected since this was asked last, in their order.
  public mutating func takeRejected() -> [RejectedLine] {
    defer { rejected.removeAll() }
    return rejected
  }

  /// What is wrong with the time at which another system recorded an event.
  private func timeRejection(_ recordedAt: RecordedAt?) -> LineRejection? {
    guard let recordedAt else {
      return .fault(LineFault(field: "recorded_at", reason: .missing))
    }
    return recordedAt > options.now ? .recordedInFuture : nil
  }

  /// Rejects a line at once, unless the ledger has to be asked whether it, or one rejected before
  /// it, is known.
  private mutating func reject(
    _ bytes: UnsafeBufferPointer<UInt8>, _ number: Int64, _ rejection: LineRejection, held: Event?
  ) {
    let line = RejectedLine(number: number, rejection: rejection, bytes: Array(bytes))
    guard held != nil || keptBytes > 0 else {
      summary.rejected += 1
      rejected.append(line)
      return
    }
    batch.append(.rejected(line, held: held))
    keptBytes += bytes.count
  }

  /// Commits what was taken since; durable when it returns.
  ///
  /// - Throws: `ImportStop` where a line was recorded elsewhere before the ledger's head.
  public mutating func flush() throws {
    guard !batch.isEmpty else { return }
    defer {
      batch.removeAll(keepingCapacity: true)
      keptBytes = 0
    }
    var outcome = Outcome()
    do {
      try writer.commit(isBulk: true) { transaction in
        outcome = try take(batch, into: transaction)
        if options.isDryRun { throw Rehearsed() }
      }
    } catch is Rehearsed {}
    outcome.summary.rejected = Int64(outcome.rejected.count)
    precondition(
      outcome.stop != nil || outcome.summary.settled == Int64(batch.count),
      "each line is recorded, known, set aside or rejected")
    summary.add(outcome.summary)
    rejected += outcome.rejected
    if let stop = outcome.stop { throw stop }
  }

  private mutating func take(
    _ batch: [Waiting], into transaction: LedgerTransaction
  ) throws -> Outcome {
    var outcome = Outcome()
    for waiting in batch {
      switch waiting {
      case .event(let item, let line):
        guard outcome.stop == nil else { continue }
        do {
          outcome.summary.count(try append(item, to: transaction))
        } catch let fault as LedgerFault {
          // What came before the line stays recorded; the line itself changed nothing.
          guard case .behindHead = fault else { throw fault }
          outcome.stop = ImportStop(line: line, fault: fault)
        }
      case .rejected(let line, let held):
        // The ledger is asked nothing about what comes after a stop.
        if outcome.stop != nil, held != nil { return outcome }
        if let known = try held.flatMap({ try recognise($0, in: transaction) }) {
          outcome.summary.count(known)
          continue
        }
        if let left = try held.map({ try rejection(of: $0, from: line, in: transaction) }) ?? line {
          outcome.rejected.append(left)
        } else if let held {
          let item = InterchangeLine(event: held, recordedAt: nil)
          outcome.summary.count(try append(item, to: transaction))
        }
      }
    }
    return outcome
  }

  /// What a line is rejected for apart from codes that are on record already; nil if nothing is
  /// left.
  private func rejection(
    of event: Event, from line: RejectedLine, in transaction: LedgerTransaction
  ) throws -> RejectedLine? {
    guard !options.isBackfill, case .fault(let fault) = line.rejection else { return line }
    guard let left = try transaction.fault(of: event, notJudgedFor: fault) else { return nil }
    return RejectedLine(number: line.number, rejection: .fault(left), bytes: line.bytes)
  }

  private mutating func append(
    _ item: InterchangeLine, to transaction: LedgerTransaction
  ) throws -> AppendOutcome {
    guard options.isDryRun else {
      return try transaction.append(
        item.event, backfilledAt: options.isBackfill ? item.recordedAt : nil)
    }
    let recordedAt = options.isBackfill ? item.recordedAt : nil
    return try rehearsal.append(
      InterchangeLine(event: item.event, recordedAt: recordedAt), to: transaction)
  }

  private func recognise(
    _ event: Event, in transaction: LedgerTransaction
  ) throws -> AppendOutcome? {
    try rehearsal.duplicate(of: event.identity) ?? transaction.recognise(event)
  }
}

/// A line that waits for its commit.
///
/// Not the importer's own: what belongs to a generic type is copied by way of its metadata, which
/// takes a fiftieth of an import.
private enum Waiting {
  case event(InterchangeLine, line: Int64)
  /// A line already known is a duplicate before anything else can be wrong with it.
  case rejected(RejectedLine, held: Event?)
}

/// What became of a batch.
private struct Outcome {
  var summary = ImportSummary()
  var rejected: [RejectedLine] = []
  var stop: ImportStop?
}

/// Takes back a commit that was only to be looked at.
private struct Rehearsed: Error {}

/// What a dry run would have recorded by now: the ledger does not know the batches before, which
/// were not kept.
private struct Rehearsal {
  private var seen: [EventIdentity: LedgerPosition] = [:]
  private var head: RecordedAt?

  func duplicate(of identity: EventIdentity) -> AppendOutcome? {
    seen[identity].map { .duplicate($0) }
  }

  mutating func append(
    _ item: InterchangeLine, to transaction: LedgerTransaction
  ) throws -> AppendOutcome {
    if let duplicate = duplicate(of: item.event.identity) { return duplicate }
    let outcome = try transaction.append(item.event, backfilledAt: item.recordedAt)
    seen[item.event.identity] = transaction.position
    if case .recorded = outcome, let recordedAt = item.recordedAt {
      if let head, recordedAt < head {
        throw LedgerFault.behindHead(recordedAt: recordedAt, head: head)
      }
      head = recordedAt
    }
    return outcome
  }
}
