import HosoDomain

/// Walks through the days of a plan: what falls on a day is sorted by the time of recording and
/// written, and what follows from it waits for its own day.
struct HistoryRun {
  private let plan: SimulationPlan
  private let first: Int
  private let end: Int
  private let composer: LineComposer

  /// Steps that wait, by day.
  private var waiting: [[Step]]
  /// Dossier numbers given today, by agency.
  private var running: [UInt32]
  private var punctuality: LatenessDraw
  private var tally: Tally
  private var lines = LineBuffer()
  private var sequence: UInt32 = 0

  init(plan: SimulationPlan) {
    self.plan = plan
    first = plan.days.history.lowerBound
    end = plan.days.history.upperBound
    composer = LineComposer(plan: plan)
    waiting = [[Step]](repeating: [], count: end)
    running = [UInt32](repeating: 0, count: plan.country.agencies.count)
    punctuality = plan.punctuality
    tally = Tally(provinces: plan.country.provinces)
  }

  /// Writes everything; the progress is told in lines after each day.
  mutating func write<Fault: Error>(
    progress: (_ written: Int, _ of: Int) -> Void, to sink: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) -> SimulationTruth {
    for day in (first - Pace.acceptanceToReturnMax)..<end {
      begin(day)
      try perform(day, sink)
      progress(Int(sequence), plan.eventCount)
    }
    if !lines.isEmpty { try lines.flush(to: sink) }
    return tally.truth(events: Int(sequence))
  }

  /// Adds the dossiers that start on a day.
  private mutating func begin(_ day: Int) {
    for index in running.indices {
      running[index] = 0
    }
    if day >= first {
      begin(plan.cohorts.both, .both, on: day)
      begin(plan.cohorts.send, .send, on: day)
    }
    beginReturns(leadingTo: day + Pace.acceptanceToReturnMax)
  }

  private mutating func begin(_ cohort: Cohort, _ mode: ServiceMode, on day: Int) {
    for dossier in cohort.dossiers(on: day) {
      let pace = plan.country.pace(of: dossier, mode: mode, chance: plan.chance)
      let isSameDay = pace.toAgency == 0
      enqueue(Step(.pickedUp, dossier: dossier, half: isSameDay ? .morning : .either), on: day)
      enqueue(
        Step(.delivered, dossier: dossier, half: isSameDay ? .afternoon : .either),
        on: day + pace.toAgency)
    }
  }

  /// Adds the `return` dossiers whose result is returned on a day that lies ahead: the agency
  /// accepted them between now and then.
  private mutating func beginReturns(leadingTo day: Int) {
    guard first..<(end + Pace.toReturnMax) ~= day else { return }
    for dossier in plan.cohorts.return.dossiers(on: day) {
      let pace = plan.country.pace(of: dossier, mode: .return, chance: plan.chance)
      let collected = day - pace.toReturn
      // Without an entry the dossier would be an orphan: it is left for after the end.
      guard collected < end else { continue }
      enqueue(
        Step(.accepted, dossier: dossier, half: .either),
        on: collected - pace.toCollection - pace.processing)
    }
  }

  /// Keeps a step until its day, unless the history is over by then.
  @inline(__always)
  private mutating func enqueue(_ step: Step, on day: Int) {
    if day < end { waiting[day].append(step) }
  }

  /// Writes a day's events in the order of their recording.
  private mutating func perform<Fault: Error>(
    _ day: Int, _ sink: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    let steps = waiting[day]
    waiting[day] = []
    // Time of recording above, place in `steps` below: one integer to sort.
    var order: [UInt64] = []
    order.reserveCapacity(steps.count)
    for (index, step) in steps.enumerated() {
      let recorded = Clock(step: step, chance: plan.chance).recorded
      order.append(UInt64(recorded) << 24 | UInt64(index))
    }
    order.sort()
    var last = 0
    for key in order {
      let step = steps[Int(key & 0xFF_FFFF)]
      last = max(Int(key >> 24), last + 1)
      // A whole second would be written without its six digits.
      if last % 1_000_000 == 0 { last += 1 }
      perform(step, on: day, recorded: last)
      if lines.isFull { try lines.flush(to: sink) }
    }
  }

  private mutating func perform(_ step: Step, on day: Int, recorded: Int) {
    let dossier = Int(step.dossier)
    let quarter = plan.days.quarters[day]
    var event = PlannedEvent(
      step: step, day: day, clock: Clock(step: step, chance: plan.chance), recorded: recorded,
      sequence: sequence + 1, mode: plan.cohorts.mode(of: dossier),
      traits: plan.country.traits(of: dossier, chance: plan.chance), due: nil)
    switch step.kind {
    case .pickedUp:
      tally.pickup(quarter: quarter, province: event.traits.province)
    case .delivered:
      accept(&event)
      tally.delivery(quarter: quarter, closes: event.mode == .send)
    case .accepted:
      guard accept(&event) else { return }
    case .ready:
      break
    case .collected:
      if event.mode == .return { tally.resultEntered(quarter: quarter) }
    case .returned:
      tally.returned(quarter: quarter, province: event.traits.province)
    }
    sequence += 1
    lines.append { cursor in composer.write(event, at: &cursor) }
  }
}

extension HistoryRun {
  /// Gives a dossier its number and, by the verdict on its result, its due date, and lays down
  /// what follows; false if the post hears nothing of the acceptance.
  @discardableResult
  private mutating func accept(_ event: inout PlannedEvent) -> Bool {
    let (dossier, day) = (Int(event.step.dossier), event.day)
    running[event.traits.agency] += 1
    event.step.running = running[event.traits.agency]
    event.step.accepted = UInt16(truncatingIfNeeded: day)
    let pace = plan.country.pace(of: dossier, mode: event.mode, chance: plan.chance)
    // What the agency said before the history began is not part of it.
    let isHeard = pace.appointed && day >= first
    let ready = day + pace.processing
    guard event.mode != .send else {
      event.due = isHeard ? ready : nil
      return true
    }
    let bits = plan.chance.bits(.verdict, UInt64(dossier))
    let verdict = isHeard ? judge(ready: ready, bits) : .noDue
    if first..<end ~= ready { tally.resolved(quarter: plan.days.quarters[ready], verdict) }
    var draws = Draws(bits >> 8)
    event.due =
      switch verdict {
      case .noDue: nil
      case .early: ready + 1 + draws.below(6)
      case .onTime: ready
      case .late: ready - 1 - draws.below(min(6, pace.processing - 1))
      }
    awaitResult(of: event.step, ready: ready, pace)
    return isHeard
  }

  private mutating func judge(ready: Int, _ bits: UInt64) -> Verdict {
    guard ready < end else { return LatenessDraw.beyondHistory(bits: bits) }
    return punctuality.judge(quarter: plan.days.quarters[ready], bits: bits)
  }

  private mutating func awaitResult(of accepted: Step, ready: Int, _ pace: Pace) {
    // A result collected before the history began enters on its first day.
    let collected = max(first, ready + pace.toCollection)
    let returned = ready + pace.toCollection + pace.toReturn
    func step(_ kind: StepKind, _ half: HalfDay) -> Step {
      Step(
        kind, dossier: Int(accepted.dossier), half: half, running: accepted.running,
        accepted: Int(accepted.accepted))
    }
    if ready >= first {
      enqueue(step(.ready, ready == collected ? .morning : .either), on: ready)
    }
    let half: HalfDay = collected == ready ? .afternoon : .either
    enqueue(step(.collected, collected == returned ? .morning : half), on: collected)
    enqueue(step(.returned, returned == collected ? .afternoon : .either), on: returned)
  }
}
