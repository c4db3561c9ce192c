internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// Reads batches, on a thread of its own: whatever they cost, only batches wait for them, each for
/// a commit's worth of lines of the others.
actor BatchThread {
  private nonisolated let thread: CoreThread

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.executor }

  init(thread: CoreThread) {
    self.thread = thread
  }

  /// Takes a batch in.
  func take(_ batch: BatchIntake, _ form: BatchReader.Form) async throws -> Reply {
    try await batch.take(form, on: self)
  }
}

extension CrowdWatch {
  /// One that counts what is of a key's post offices.
  init(of writer: Writer) {
    self.init { $0.office.map(writer.isOwn) ?? false }
  }
}

extension LineFault {
  /// So much is connected with what an event is about that others' systems add no more.
  static let crowded = LineFault(
    field: "dossier", reason: .crowded(eventsMax: CrowdWatch.eventsMax))
}

/// Takes events of other systems into the ledger, by the rules of `hoso import`.
///
/// What is known already changes nothing, so a batch that was cut off is sent again.
struct BatchIntake: Sendable {
  /// Lines in one commit while others record too: few enough that a scan at a counter never waits
  /// long.
  private static let linesBesideOthers = 256
  /// Lines in one commit while nobody else does: each commit costs a synchronisation of the disk.
  private static let linesAlone = 2_048

  /// What became of a line.
  enum Outcome: Sendable {
    case recorded(LedgerPosition)
    case duplicate(LedgerPosition)
    case setAside(known: LedgerPosition)
    case fault(LineFault)
    /// The key may not record it.
    case refused(WritingRefusal)
  }

  private let call: Call
  private let writer: Writer
  private let source: SourceName
  private let isTold: Bool

  /// - Throws: A problem if the query names no source.
  init(_ call: Call) throws {
    try call.onlyQuery("source", "results")
    self.call = call
    writer = try call.writer()
    source = try BatchIntake.source(call)
    switch try call.query("results") {
    case nil, "rejected": isTold = false
    case "all": isTold = true
    default:
      throw Problem.badParameter("results", Problem.oneOf(["all", "rejected"]))
    }
  }

  /// Lines that name no source come from the one asked for, else from that of the key and its
  /// predecessors.
  private static func source(_ call: Call) throws -> SourceName {
    let name = try call.query("source") ?? call.firstKeyID()
    do throws(CodeFault) {
      return try SourceName(name)
    } catch {
      throw Problem.badParameter("source", CodeWords.said(error))
    }
  }

  /// One event, as a JSON object.
  func takeOne() async throws -> Reply {
    var reader = BatchReader(
      call.body.filter { $0 != 0x0a }, form: .lines, source: source,
      codes: call.services.ledger.settings.codes)
    guard let item = try BatchIntake.next(1, of: &reader).first else {
      throw Problem(LineFault(field: nil, reason: .missing))
    }
    let (outcome, recorded) = try await call.services.ledger.commit { transaction in
      var watch = CrowdWatch(of: writer)
      let outcome = try record(item, in: transaction, &watch)
      let position = BatchIntake.position(of: outcome)
      return (outcome, try position.map(transaction.surroundings) ?? [])
    }
    switch outcome {
    case .fault(let fault): throw Problem(fault)
    case .refused(let refusal): throw Problem(refusal)
    case .recorded(let position):
      return try await reply(position, "recorded", recorded, status: .created)
    case .duplicate(let position):
      return try await reply(position, "duplicate", recorded, status: .ok)
    case .setAside(let position):
      return try await reply(position, "set_aside", recorded, status: .ok)
    }
  }

  private func reply(
    _ position: LedgerPosition, _ outcome: String, _ history: [RecordedEvent],
    status: HTTPResponse.Status
  ) async throws -> Reply {
    guard let event = history.first(where: { $0.position == position }) else {
      return Reply.json(status) { $0.field("outcome", outcome) }
    }
    let flags = ScanDesk.flags(
      of: position, in: history, codes: call.services.ledger.settings.codes)
    let word = outcome == "recorded" && !flags.isEmpty ? "flagged" : outcome
    let seen = try await call.seen(history, beside: event)
    return Reply.json(status) { json in
      RecordedJSON.write(event, outcome: word, flags: flags, related: seen, into: &json)
    }.with(.location, RecordedJSON.location(of: event))
  }

  /// A batch, with a report of what became of its lines.
  ///
  /// It stops where the report is full, so that a client never decides how long an answer gets.
  ///
  /// - Parameter desk: Where batches are read, so that nothing else waits for it.
  func take(_ form: BatchReader.Form, on desk: isolated BatchThread) async throws -> Reply {
    var reader = BatchReader(
      call.body, form: form, source: source, codes: call.services.ledger.settings.codes)
    var report = BatchReport(isTold: isTold)
    var watch = CrowdWatch(of: writer)
    while true {  // Bounded by the lines of the batch.
      let count =
        call.services.ledger.isAnybodyRecording
        ? BatchIntake.linesBesideOthers : BatchIntake.linesAlone
      let items = try BatchIntake.next(count, of: &reader)
      guard let first = items.first else { break }
      guard !report.isFull else { return report.reply(call.language, nextLine: first.number) }
      let (before, watched) = (report, watch)
      if items.contains(where: \.mayBeKnown) {
        (report, watch) = try await call.services.ledger.commit(for: .piece) { transaction in
          var watch = watched
          return (try add(items, to: before, in: transaction, &watch), watch)
        }
      } else {
        report = try add(items, to: before, in: nil, &watch)
        // Other batches come in between, as they do during a commit.
        await Task.yield()
      }
      if report.taken < before.taken + items.count {
        let next = items[report.taken - before.taken].number
        return report.reply(call.language, nextLine: next)
      }
    }
    report.lines = reader.lineCount
    return report.reply(call.language)
  }

  /// - Throws: A problem if the header row is none.
  private static func next(_ count: Int, of reader: inout BatchReader) throws -> [IntakeLine] {
    do throws(LineFault) {
      return try reader.next(count)
    } catch {
      throw Problem(error)
    }
  }

  /// A report with what became of further lines, up to where it is full.
  ///
  /// - Parameter transaction: Nil if there is nothing to record among them.
  private func add(
    _ items: [IntakeLine], to report: BatchReport, in transaction: LedgerTransaction?,
    _ watch: inout CrowdWatch
  ) throws -> BatchReport {
    var report = report
    for item in items {
      guard !report.isFull else { break }
      report.add(try outcome(of: item, in: transaction, &watch), line: item.number)
    }
    return report
  }

  private func outcome(
    of item: IntakeLine, in transaction: LedgerTransaction?, _ watch: inout CrowdWatch
  ) throws -> Outcome {
    if let transaction { return try record(item, in: transaction, &watch) }
    switch item.content {
    case .faulty(let fault, _): return .fault(fault)
    case .event: return .refused(.source)
    }
  }

  private func record(
    _ item: IntakeLine, in transaction: LedgerTransaction, _ watch: inout CrowdWatch
  ) throws -> Outcome {
    switch item.content {
    case .faulty(let fault, let held):
      // A line already known is a duplicate before anything else can be wrong with it.
      guard let held = held.map(placed), try refusal(of: held, in: transaction) == nil
      else { return .fault(fault) }
      var left: LineFault?
      let appended = try transaction.append(held) {
        left = try transaction.fault(of: held, notJudgedFor: fault)
        return try left == nil && isAdmitted(held, to: transaction, &watch)
      }
      return appended.map(BatchIntake.outcome) ?? .fault(left ?? .crowded)
    case .event(let line):
      let event = placed(line.event)
      if let refusal = try refusal(of: event, in: transaction) { return .refused(refusal) }
      let appended = try transaction.append(event) {
        try isAdmitted(event, to: transaction, &watch)
      }
      return appended.map(BatchIntake.outcome) ?? .fault(.crowded)
    }
  }

  /// Whether an event may be added to what it is connected with; the centre's own uploads are whole
  /// histories, and its own to answer for.
  private func isAdmitted(
    _ event: Event, to transaction: LedgerTransaction, _ watch: inout CrowdWatch
  ) throws -> Bool {
    try writer.kind == .administrator || watch.admits(event, to: transaction)
  }

  /// What names no office is at the key's.
  private func placed(_ event: Event) -> Event {
    var event = event
    event.office = event.office ?? writer.office
    return event
  }

  private static func outcome(_ appended: AppendOutcome) -> Outcome {
    switch appended {
    case .recorded(let position): .recorded(position)
    case .duplicate(let position): .duplicate(position)
    case .setAside(let known): .setAside(known: known)
    }
  }

  /// Asked of the event alone, but for what it corrects: that may be known by now.
  private func refusal(of event: Event, in transaction: LedgerTransaction) throws
    -> WritingRefusal?
  {
    if let refusal = writer.refusal(of: event, beside: transaction.settings.desks) {
      return refusal
    }
    guard case .event(let target) = event.subject,
      let known = try transaction.event(
        target.id, source: target.source(for: event.identity.source))
    else { return nil }
    return writer.refusal(toCorrect: known.event)
  }

  private static func position(of outcome: Outcome) -> LedgerPosition? {
    switch outcome {
    case .recorded(let position), .duplicate(let position), .setAside(let position): position
    case .fault, .refused: nil
    }
  }
}
