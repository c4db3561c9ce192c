import HosoDomain

/// Writes the script of a dossier: its planned course, and what goes otherwise.
///
/// A function of the dossier's number, so that a script is written anew whenever one of its
/// statements is due, and nothing of it has to be kept. A class because its tables would
/// otherwise be retained and released with every line.
final class Playwright {
  var script: Script
  let plan: SimulationPlan
  /// Dossiers beyond the plan whose results come back or are lost: they carry no leg to an end,
  /// so the published volumes stay exact.
  let extras: Cohort
  let outages: Outages
  /// Whether anything goes otherwise than planned.
  let isRealistic: Bool

  private(set) var traits: Traits
  private(set) var course: Course
  var fate: Fate

  var end: Int { plan.days.history.upperBound }

  init(plan: SimulationPlan, vintages: Vintages, isRealistic: Bool) {
    self.plan = plan
    self.isRealistic = isRealistic
    script = Script(plan: plan, vintages: vintages)
    extras = isRealistic ? plan.extras : Cohort(first: plan.cohorts.return.end, counts: [0])
    outages = Outages(chance: plan.chance, lastUpload: plan.days.dates.count - 13)
    traits = plan.country.traits(of: 0, chance: plan.chance)
    let pace = plan.country.pace(of: 0, mode: .both, chance: plan.chance)
    course = Course(mode: .both, pace: pace, day: 0, first: 0)
    fate = Fate(dossier: 0, chance: plan.chance)
  }

  /// Writes the script of one dossier.
  func play(_ dossier: Int) {
    let mode = plan.cohorts.mode(of: dossier)
    let bits = plan.chance.bits(.traits, UInt64(truncatingIfNeeded: dossier))
    traits =
      isRealistic
      ? plan.country.unevenTraits(bits, mode: mode) : plan.country.traits(bits)
    course = Course(
      mode: mode, pace: plan.country.pace(of: dossier, mode: mode, chance: plan.chance),
      day: day(of: dossier, mode), first: plan.days.history.lowerBound)
    script.begin(dossier, province: traits.province)
    if isRealistic {
      fate = Fate(dossier: dossier, chance: plan.chance)
      playOut()
    } else {
      playPlainly()
    }
  }

  private func day(of dossier: Int, _ mode: ServiceMode) -> Int {
    switch mode {
    case .both: plan.cohorts.both.day(of: dossier)
    case .send: plan.cohorts.send.day(of: dossier)
    case .return:
      isExtra(dossier) ? extras.day(of: dossier) : plan.cohorts.return.day(of: dossier)
    }
  }

  func isExtra(_ dossier: Int) -> Bool { dossier >= plan.cohorts.return.end }

  private func playPlainly() {
    if let pickedUp = course.pickedUp { script.say(milestone(.pickedUp, pickedUp)) }
    script.isAfterAcceptance = true
    if course.mode != .return {
      sayWithinHistory(.delivered, course.accepted)
      if course.mode == .send { return }
    } else if course.isHeard {
      sayWithinHistory(.accepted, course.accepted)
    }
    if course.ready.day >= plan.days.history.lowerBound { sayWithinHistory(.ready, course.ready) }
    sayWithinHistory(.collected, course.collected)
    sayWithinHistory(.returned, course.returned)
  }

  private func sayWithinHistory(_ kind: StepKind, _ appointment: Course.Appointment) {
    guard appointment.day < end else { return }
    script.say(milestone(kind, appointment))
  }
}

// MARK: - Statements

extension Playwright {
  /// The code on a result: it travels as an item of its own, or under its dossier number.
  var resultCode: PrintedCode {
    let dossier = UInt32(truncatingIfNeeded: script.dossier)
    return plan.chance.hasResultItem(dossier, mode: course.mode) ? .resultItem : .number
  }

  /// A step of the plan as a statement, at the time at which the plain history has it.
  func milestone(_ kind: StepKind, _ appointment: Course.Appointment) -> EventDraft {
    let step = Step(kind, dossier: script.dossier, half: appointment.half)
    let clock = Clock(step: step, chance: plan.chance)
    let day = appointment.day
    var statement = EventDraft(
      type: type(of: kind), at: script.instant(day, clock.second),
      recording: Recording(day: day, microsecond: clock.recorded))
    statement.hand = clock.hand
    switch kind {
    case .pickedUp:
      statement.office = traits.office
      statement.isEntry = true
    case .delivered:
      statement.office = traits.agencyOffice
      statement.alias = .number
      statement.carriesDue = true
    case .accepted:
      statement.code = .number
      statement.carriesDue = true
    case .ready:
      statement.code = .number
    case .collected:
      statement.code = .number
      statement.office = traits.agencyOffice
      statement.isEntry = course.mode == .return
      statement.alias = resultCode == .resultItem ? .resultItem : nil
    case .returned:
      statement.code = resultCode
      statement.office = traits.office
    }
    if statement.isEntry { statement.province = traits.province }
    if isRealistic, statement.office != 0,
      let upload = outages.upload(office: statement.office, day: day, second: clock.second)
    {
      statement.recording = upload
    }
    return statement
  }

  private func type(of kind: StepKind) -> EventType {
    switch kind {
    case .pickedUp: .dossierPickedUp
    case .delivered: .dossierDelivered
    case .accepted: .dossierAccepted
    case .ready: .resultReady
    case .collected: .resultCollected
    case .returned: .resultReturned
    }
  }

  /// Something between the steps of the plan.
  ///
  /// - Parameter second: Local seconds since midnight of a working day.
  func errand(
    _ type: EventType, _ code: PrintedCode, office: UInt32, day: Int, second: Int
  ) -> EventDraft {
    var draws = script.draws()
    let lag = 400_000 + draws.next(12) * draws.next(12) * 11 + draws.next(16)
    var statement = EventDraft(
      type: type, code: code, at: script.instant(day, second),
      recording: Recording(day: day, microsecond: second * 1_000_000 + lag))
    statement.office = office
    statement.hand = draws.next(3)
    if office != 0, let upload = outages.upload(office: office, day: day, second: second) {
      statement.recording = upload
    }
    return statement
  }
}
