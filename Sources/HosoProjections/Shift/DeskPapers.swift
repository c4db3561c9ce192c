public import HosoDomain
public import HosoLedger

/// A handover record with the event that says that it was printed.
public struct PrintedRecord: Sendable {
  public let question: HandoverQuestion
  public let list: HandoverList
  public let recorded: RecordedEvent
  /// Whether it says the same as when it was printed.
  public let isSame: Bool

  /// The last position that it knew.
  public var known: LedgerPosition { LedgerPosition(recorded.position.number - 1) }
  public var record: DeskRecord { recorded.event.record ?? DeskRecord() }
}

/// A shift with the event that closed it.
public struct ClosedShift: Sendable {
  public let tally: ShiftTally
  public let recorded: RecordedEvent
}

/// Records what a desk does besides scanning: the papers it prints, the shifts its clerks close.
///
/// What they say is read while nobody else records, so that it can be made again as it was known
/// just before the event.
public enum DeskPapers {
  /// What a record's number begins with; the id of its event follows.
  static let numberPrefix = "BBGN-"

  /// A record's number as a person types it, the letters it begins with large or small.
  public static func number(_ text: String) -> RecordNumber? {
    let start = text.prefix(numberPrefix.count).uppercased()
    let isOurs = start == numberPrefix
    return try? RecordNumber(isOurs ? start + text.dropFirst(start.count) : text)
  }

  /// Records that a handover record is printed.
  ///
  /// - Parameters:
  ///   - reader: Of the writer's ledger.
  ///   - actor: Who prints it.
  public static func print(
    _ question: HandoverQuestion, by actor: StaffNumber?, at moment: OccurredAt,
    _ writer: LedgerWriter, reader: LedgerReader
  ) throws -> PrintedRecord {
    try writer.commit { transaction in
      try reader.refresh()
      let list = try reader.handover(question)
      let digest = try list.text(of: question).digest()
      let recorded = try transaction.append(own: transaction.settings.source) { identity in
        var event = event(identity, .recordPrinted, at: moment, question.shift, digest)
        event.actor = actor
        event.agency = question.agency
        event.mode = question.direction.mode
        event.count = Int64(list.lines.count)
        event.record?.number = try? RecordNumber(numberPrefix + identity.id.text)
        return event
      }
      return PrintedRecord(question: question, list: list, recorded: recorded, isSame: true)
    }
  }

  /// Records that a clerk closes a shift; nil if nothing was recorded in it.
  ///
  /// - Parameters:
  ///   - reader: Of the writer's ledger.
  ///   - asked: The clerk's own scans that are left to close; asked while nobody else records, so
  ///     that two closings at once never both take them.
  public static func close(
    at moment: OccurredAt, _ writer: LedgerWriter, reader: LedgerReader,
    asked: (LedgerReader) throws -> ShiftQuestion?
  ) throws -> ClosedShift? {
    try writer.commit { transaction in
      try reader.refresh()
      guard let question = try asked(reader) else { return nil }
      let tally = try reader.tally(question)
      guard !tally.rows.isEmpty else { return nil }
      let digest = try tally.text(of: question).digest()
      let recorded = try transaction.append(own: transaction.settings.source) { identity in
        var event = event(identity, .shiftClosed, at: moment, question, digest)
        event.actor = question.actor
        event.count = tally.rows.reduce(0) { $0 + Int64($1.counts.recorded) }
        return event
      }
      return ClosedShift(tally: tally, recorded: recorded)
    }
  }

  private static func event(
    _ identity: EventIdentity, _ type: EventType, at moment: OccurredAt, _ shift: ShiftQuestion,
    _ digest: ContentDigest?
  ) -> Event {
    var event = Event(identity: identity, type: type, occurredAt: moment, subject: .desk)
    event.office = shift.office
    var record = DeskRecord()
    record.span = RecordedSpan(from: shift.from, to: shift.to)
    record.digest = digest
    event.record = record
    return event
  }
}

extension LedgerReader {
  /// The record that a desk of this ledger printed under a number, as it was known then; nil if
  /// there is none.
  public func printed(_ number: RecordNumber) throws -> PrintedRecord? {
    guard number.text.hasPrefix(DeskPapers.numberPrefix) else { return nil }
    let text = number.text.dropFirst(DeskPapers.numberPrefix.count)
    guard let hyphen = text.lastIndex(of: "-"), let id = try? EventID(String(text)),
      let source = try? SourceName(String(text[..<hyphen])),
      let position = try position(of: id, source: source), let recorded = try event(at: position),
      recorded.event.record?.number == number, let span = recorded.event.record?.span,
      let agency = recorded.event.agency,
      let direction = recorded.event.mode.flatMap(HandoverQuestion.Direction.init)
    else { return nil }
    let known = LedgerPosition(position.number - 1)
    // It was of the clerk who printed it, or of everybody: its digest tells.
    let records = try [recorded.event.actor, nil].map { actor in
      let shift = ShiftQuestion(
        office: recorded.event.office, actor: actor, from: span.from, to: span.to)
      let question = HandoverQuestion(direction, agency: agency, shift: shift)
      let list = try handover(question, through: known)
      let isSame = try list.text(of: question).digest() == recorded.event.record?.digest
      return PrintedRecord(question: question, list: list, recorded: recorded, isSame: isSame)
    }
    return records.first(where: \.isSame) ?? records.last
  }

  /// The closings of shifts that were recorded in a stretch of time and are in force.
  ///
  /// O(events of the stretch).
  public func closings(_ question: ShiftQuestion) throws -> [RecordedEvent] {
    let first = try lastPosition(recordedBefore: question.from)
    let last = max(first, try lastPosition(recordedBefore: question.to))
    var found: [RecordedEvent] = []
    try forEachEvent(after: first, through: last) { recorded in
      guard recorded.event.type == .shiftClosed, question.includes(try amended(recorded)),
        !EventStandings(try history(around: [recorded.position])).isVoid(recorded)
      else { return }
      found.append(recorded)
    }
    return found
  }
}
