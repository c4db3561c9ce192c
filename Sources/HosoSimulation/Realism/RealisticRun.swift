import HosoDomain

/// Walks through the days of a plan like `HistoryRun`, but writes each dossier's script.
///
/// A statement waits for its day as a ticket of 24 bytes; its script is written anew when it is
/// due. What corrects a statement gets its ticket when that statement has its number.
struct RealisticRun {
  /// A statement that waits for its day.
  private struct Ticket {
    /// Local microseconds since midnight.
    var recorded: Int
    var dossier: UInt32
    /// Running number of the dossier at its agency, or the sequence of what is corrected.
    var number: UInt32
    /// Places in the row of working days; no due date is 0.
    var due: UInt16
    var place: UInt8
  }

  private let plan: SimulationPlan
  private let writesLines: Bool
  private let first: Int
  private let end: Int
  private let composer: LineComposer

  private let playwright: Playwright
  /// Acceptances that wait, by day, and all that is recorded, by day.
  private var acceptances: [[Step]]
  private var tickets: [[Ticket]]
  private var running: [UInt32]
  private var punctuality: LatenessDraw
  private var tally: TruthTally
  private var lines = LineBuffer()
  private var sequences: [UInt32]
  private var events = 0

  /// - Parameter writesLines: False for the truth alone.
  init(plan: SimulationPlan, isRealistic: Bool, writesLines: Bool) {
    self.plan = plan
    self.writesLines = writesLines
    first = plan.days.history.lowerBound
    end = plan.days.history.upperBound
    composer = LineComposer(plan: plan)
    let vintages = Vintages(days: plan.days)
    playwright = Playwright(plan: plan, vintages: vintages, isRealistic: isRealistic)
    acceptances = [[Step]](repeating: [], count: plan.days.dates.count)
    tickets = [[Ticket]](repeating: [], count: plan.days.dates.count)
    running = [UInt32](repeating: 0, count: plan.country.agencies.count)
    punctuality = plan.punctuality
    tally = TruthTally(plan: plan, vintages: vintages)
    sequences = [UInt32](repeating: 0, count: plan.country.provinces.count + 1)
  }

  /// Writes everything; the progress is told in days after each day.
  mutating func write<Fault: Error>(
    progress: (_ done: Int, _ of: Int) -> Void, to sink: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) -> HistoryTruth {
    let start = first - Pace.acceptanceToReturnMax
    for day in start..<plan.days.dates.count {
      if day < end {
        begin(day)
        accept(on: day)
      }
      try perform(day, sink)
      progress(day - start + 1, plan.days.dates.count - start)
    }
    if !lines.isEmpty { try lines.flush(to: sink) }
    return tally.truth(events: events)
  }
}

// MARK: - Days

extension RealisticRun {
  /// Adds the dossiers that start on a day, in the order of the plain history.
  private mutating func begin(_ day: Int) {
    for index in running.indices {
      running[index] = 0
    }
    if day >= first {
      for dossier in plan.cohorts.both.dossiers(on: day) { open(dossier) }
      for dossier in plan.cohorts.send.dossiers(on: day) { open(dossier) }
    }
    let ahead = day + Pace.acceptanceToReturnMax
    guard first..<(end + Pace.toReturnMax) ~= ahead else { return }
    for dossier in plan.cohorts.return.dossiers(on: ahead) { open(dossier) }
    guard playwright.extras.count > 0 else { return }
    for dossier in playwright.extras.dossiers(on: ahead) { open(dossier) }
  }

  private mutating func open(_ dossier: Int) {
    playwright.play(dossier)
    let course = playwright.course
    // Collected after the end: without an entry the dossier would be an orphan.
    if course.mode == .return, course.collected.day >= end { return }
    guard course.accepted.day < end else {
      tally.add(playwright.script.claims, mode: course.mode, verdict: .noDue)
      enqueue(isAfterAcceptance: false, number: 0, due: 0)
      return
    }
    enqueue(isAfterAcceptance: false, number: 0, due: 0)
    let kind: StepKind = course.mode == .return ? .accepted : .delivered
    acceptances[course.accepted.day].append(
      Step(kind, dossier: dossier, half: course.accepted.half))
  }

  /// Gives the day's dossiers their numbers and due dates, in the order of the plain history.
  private mutating func accept(on day: Int) {
    let steps = acceptances[day]
    acceptances[day] = []
    var order: [UInt64] = []
    order.reserveCapacity(steps.count)
    for (index, step) in steps.enumerated() {
      let recorded = Clock(step: step, chance: plan.chance).recorded
      order.append(UInt64(recorded) << 24 | UInt64(index))
    }
    order.sort()
    for key in order { accept(Int(steps[Int(key & 0xFF_FFFF)].dossier)) }
  }

  private mutating func accept(_ dossier: Int) {
    playwright.play(dossier)
    let course = playwright.course
    running[playwright.traits.agency] += 1
    let number = running[playwright.traits.agency]
    let (verdict, due) = judge(dossier, course)
    tally.add(playwright.script.claims, mode: course.mode, verdict: verdict)
    enqueue(isAfterAcceptance: true, number: number, due: due)
  }

  /// How the result stands to its due date, and that date as a place in the row of working days;
  /// 0 if there is none.
  private mutating func judge(_ dossier: Int, _ course: Course) -> (Verdict, due: Int) {
    // Extras are counted, but not judged: the published rates stay exact.
    guard course.isHeard, !playwright.isExtra(dossier) else { return (.noDue, 0) }
    let ready = course.ready.day
    if course.mode == .send { return (.noDue, ready) }
    let bits = plan.chance.bits(.verdict, UInt64(dossier))
    let verdict =
      ready < end
      ? punctuality.judge(quarter: plan.days.quarters[ready], bits: bits)
      : LatenessDraw.beyondHistory(bits: bits)
    var draws = Draws(bits >> 8)
    switch verdict {
    case .noDue: return (verdict, 0)
    case .early: return (verdict, ready + 1 + draws.below(6))
    case .onTime: return (verdict, ready)
    case .late:
      return (verdict, ready - 1 - draws.below(min(6, ready - course.accepted.day - 1)))
    }
  }

  /// Keeps the statements of the script just written until their days.
  private mutating func enqueue(isAfterAcceptance: Bool, number: UInt32, due: Int) {
    guard writesLines else { return }
    for (place, statement) in playwright.script.statements.enumerated()
    where statement.isAfterAcceptance == isAfterAcceptance && statement.target == nil {
      enqueue(place, number: number, due: UInt16(truncatingIfNeeded: due))
    }
  }

  private mutating func enqueue(_ place: Int, number: UInt32, due: UInt16) {
    let recording = playwright.script.statements[place].recording
    tickets[recording.day].append(
      Ticket(
        recorded: recording.microsecond,
        dossier: UInt32(truncatingIfNeeded: playwright.script.dossier), number: number, due: due,
        place: UInt8(truncatingIfNeeded: place)))
  }
}

// MARK: - Lines

extension RealisticRun {
  /// Writes a day's statements in the order of their recording.
  private mutating func perform<Fault: Error>(
    _ day: Int, _ sink: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    let due = tickets[day]
    tickets[day] = []
    var order: [UInt64] = []
    order.reserveCapacity(due.count)
    for (index, ticket) in due.enumerated() {
      order.append(UInt64(ticket.recorded) << 24 | UInt64(index))
    }
    order.sort()
    var last = 0
    for key in order {
      last = max(Int(key >> 24), last + 1)
      // A whole second would be written without its six digits.
      if last % 1_000_000 == 0 { last += 1 }
      perform(due[Int(key & 0xFF_FFFF)], on: day, recorded: last)
      if lines.isFull { try lines.flush(to: sink) }
    }
  }

  private mutating func perform(_ ticket: Ticket, on day: Int, recorded: Int) {
    playwright.play(Int(ticket.dossier))
    let place = Int(ticket.place)
    let statement = playwright.script.statements[place]
    let (course, traits) = (playwright.course, playwright.traits)
    // Uploads of an office without a line are a source of their own, one for each province.
    let source = statement.recording.isUpload ? traits.province + 1 : 0
    sequences[source] += 1
    events += 1
    for (correction, other) in playwright.script.statements.enumerated()
    where other.target == place {
      enqueue(correction, number: sequences[source], due: 0)
    }
    let isCorrection = statement.target != nil
    let step = Step(
      .ready, dossier: Int(ticket.dossier), half: .either,
      running: isCorrection ? 0 : ticket.number, accepted: course.accepted.day)
    let happening = PlannedEvent(
      step: step, day: day,
      clock: Clock(second: 0, recorded: recorded, hand: statement.hand), recorded: recorded,
      sequence: sequences[source], mode: course.mode, traits: traits,
      due: ticket.due == 0 ? nil : Int(ticket.due))
    let entryDay = course.pickedUp?.day ?? course.collected.day
    lines.append { cursor in
      composer.write(
        statement, happening, source: source, target: ticket.number, entryDay: entryDay,
        at: &cursor)
    }
  }
}
