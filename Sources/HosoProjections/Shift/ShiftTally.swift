public import HosoDomain
public import HosoLedger

/// What was recorded at a post office in a stretch of time: a clerk's shift, or a day.
///
/// By the moment of recording, since that is when the clerk was at work; codes that were refused
/// are nowhere, for nothing was recorded then.
public struct ShiftTally: Sendable {
  /// One clerk's scans of one kind in one hour.
  public struct Row: Hashable, Sendable {
    /// Nil for scans without a staff number.
    public let actor: StaffNumber?
    public let day: LocalDate
    /// 0 to 23, in Vietnam.
    public let hour: Int
    public let type: EventType
    /// The kind of money of a fee.
    public let money: Money.Kind?
    public fileprivate(set) var counts = Counts()
  }

  /// How many were recorded, and what became of them by now.
  public struct Counts: Hashable, Sendable {
    public var recorded = 0
    /// Void by now, whoever voided them.
    public var undone = 0
    /// Odd by now, of those that count.
    public var flagged = 0
    /// Whole đồng, of those that count, as amended.
    public var amount: Int64 = 0

    public init() {}

    public static func += (left: inout Counts, right: Counts) {
      left.recorded += right.recorded
      left.undone += right.undone
      left.flagged += right.flagged
      let (sum, isOver) = left.amount.addingReportingOverflow(right.amount)
      left.amount = isOver ? .max : sum
    }
  }

  /// Money of one kind, as it was taken and handed on; kinds are never summed.
  public struct Till: Hashable, Sendable {
    public let actor: StaffNumber?
    public let kind: Money.Kind
    public fileprivate(set) var collected: Int64 = 0
    public fileprivate(set) var remitted: Int64 = 0

    /// What was taken and not handed on; negative where more was handed on.
    public var difference: Int64 { collected - remitted }
  }

  /// In the order of clerks, hours and types.
  public let rows: [Row]
  /// The last position that was looked at.
  public let position: LedgerPosition

  /// Money by clerk and kind, in that order.
  public var tills: [Till] {
    var tills: [Till] = []
    for row in rows {
      guard let kind = row.money else { continue }
      let place = tills.firstIndex { $0.actor == row.actor && $0.kind == kind } ?? tills.endIndex
      if place == tills.endIndex { tills.append(Till(actor: row.actor, kind: kind)) }
      // Nothing else carries money.
      var counts = ShiftTally.Counts()
      counts.amount = row.type == .feeRemitted ? tills[place].remitted : tills[place].collected
      counts += row.counts
      if row.type == .feeRemitted {
        tills[place].remitted = counts.amount
      } else {
        tills[place].collected = counts.amount
      }
    }
    return tills.sorted {
      ($0.actor?.text ?? "", $0.kind.rawValue) < ($1.actor?.text ?? "", $1.kind.rawValue)
    }
  }
}

/// What a tally is about.
public struct ShiftQuestion: Sendable {
  /// Nil for every office of the ledger.
  public var office: PostOfficeCode?
  /// Nil for everybody.
  public var actor: StaffNumber?
  public var from: RecordedAt
  /// The first moment that is not in it any more.
  public var to: RecordedAt

  public init(office: PostOfficeCode?, actor: StaffNumber?, from: RecordedAt, to: RecordedAt) {
    self.office = office
    self.actor = actor
    self.from = from
    self.to = to
  }

  /// Whether an event, as it is amended by now, is of the office and the clerk.
  func includes(_ event: Event) -> Bool {
    (office == nil || event.office == office) && (actor == nil || event.actor == actor)
  }
}

extension LedgerReader {
  /// Counts what was recorded in a stretch of time, as it stands by now.
  ///
  /// O(events of the stretch), and what each dossier that they are about has.
  ///
  /// - Parameter progress: Told how many events are done of how many, now and then.
  public func tally(
    _ question: ShiftQuestion, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws -> ShiftTally {
    let first = try lastPosition(recordedBefore: question.from)
    let last = max(first, try lastPosition(recordedBefore: question.to))
    var counter = ShiftCounter(reader: self, question: question)
    try forEachEvent(after: first, through: last) { recorded in
      let done = recorded.position.number - first.number
      if done % 256 == 0 { progress(done, last.number - first.number) }
      try counter.count(recorded)
    }
    return ShiftTally(rows: counter.sorted, position: last)
  }
}

/// Judges the events of a stretch one after the other.
private struct ShiftCounter {
  /// Dossiers that are kept judged: those of a busy day.
  private static let keptMax = 4_096

  private struct Place: Hashable {
    let actor: StaffNumber?
    let day: LocalDate
    let hour: Int
    let type: EventType
    let money: Money.Kind?
  }

  /// An event as it stands by now.
  private struct Standing {
    let isEffective: Bool
    let isFlagged: Bool
  }

  let reader: LedgerReader
  let question: ShiftQuestion
  private var counts: [Place: ShiftTally.Counts] = [:]
  private var timelines: [Alias: Timeline] = [:]

  init(reader: LedgerReader, question: ShiftQuestion) {
    self.reader = reader
    self.question = question
  }

  mutating func count(_ recorded: RecordedEvent) throws {
    // Whose it is, is what amendments say by now.
    let event = try reader.amended(recorded)
    guard event.type.writers.contains(.office), event.type.subjectKind != .desk,
      question.includes(event)
    else { return }
    let standing = try standing(of: recorded)
    // Seconds of the day in Vietnam, which has no daylight saving.
    let day = LocalDate(vietnam: recorded.recordedAt)
    let since = recorded.recordedAt.microseconds - day.startRecordedAt.microseconds
    let place = Place(
      actor: event.actor, day: day, hour: Int(since / 3_600_000_000),
      type: event.type, money: event.money?.kind)
    var own = ShiftTally.Counts()
    own.recorded = 1
    if standing.isEffective {
      own.flagged = standing.isFlagged ? 1 : 0
      own.amount = event.money?.amount ?? 0
    } else {
      own.undone = 1
    }
    counts[place, default: ShiftTally.Counts()] += own
  }

  private mutating func standing(of recorded: RecordedEvent) throws -> Standing {
    let event = recorded.event
    if let bag = event.container {
      let events = try reader.contents(of: bag)
      let view = ContainerView(of: bag, events: events, codes: reader.settings.codes)
      let entry = view.entries.first { $0.recorded.position == recorded.position }
      return Standing(
        isEffective: entry?.isEffective ?? true, isFlagged: entry?.flags.isEmpty == false)
    }
    guard let code = event.codes.first else {
      let standings = EventStandings(try reader.history(around: [recorded.position]))
      return Standing(isEffective: !standings.isVoid(recorded), isFlagged: false)
    }
    guard let entry = try timeline(of: code).entry(at: recorded.position) else {
      return Standing(isEffective: true, isFlagged: false)
    }
    return Standing(isEffective: entry.isEffective, isFlagged: !entry.flags.isEmpty)
  }

  private mutating func timeline(of code: Alias) throws -> Timeline {
    if let known = timelines[code] { return known }
    if timelines.count >= ShiftCounter.keptMax { timelines.removeAll(keepingCapacity: true) }
    let timeline = try reader.timeline(of: code)
    timelines[code] = timeline
    return timeline
  }

  var sorted: [ShiftTally.Row] {
    counts.map { place, counts in
      ShiftTally.Row(
        actor: place.actor, day: place.day, hour: place.hour, type: place.type,
        money: place.money, counts: counts)
    }
    .sorted { left, right in
      let (own, other) = (left.actor?.text ?? "", right.actor?.text ?? "")
      if own != other { return own < other }
      return (left.day.dayNumber, left.hour, left.type.rawValue, left.money?.rawValue ?? 0)
        < (right.day.dayNumber, right.hour, right.type.rawValue, right.money?.rawValue ?? 0)
    }
  }
}
