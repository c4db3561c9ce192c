import HosoDomain

extension Playwright {
  /// The course with all that goes otherwise.
  func playOut() {
    if let pickedUp = course.pickedUp {
      guard takeOut(pickedUp) else { return }
    }
    script.isAfterAcceptance = true
    guard course.accepted.day < end else { return }
    if course.mode != .return {
      deliver()
      if course.mode == .send { return }
    } else if course.isHeard {
      script.say(milestone(.accepted, course.accepted))
    }
    process()
    guard course.collected.day < end else { return }
    takeHome()
  }

  /// From the counter towards the agency; false if the dossier never gets there.
  private func takeOut(_ pickedUp: Course.Appointment) -> Bool {
    let statement = milestone(.pickedUp, pickedUp)
    let second = second(of: statement, on: pickedUp.day)
    perform(.pickedUp, statement)
    if fate.scansWrongDelivery {
      let wrong = errand(
        .dossierDelivered, .item, office: traits.agencyOffice, day: pickedUp.day,
        second: second + 840)
      script.void(script.say(wrong), after: fate.delay(), .wrongScan)
    }
    let tellsTransit = fate.tellsTransitOut && course.accepted.day > pickedUp.day
    if tellsTransit { depart(from: traits.office, on: pickedUp.day, second + 1_800) }
    guard course.accepted.day < end else { return true }
    if course.mode == .send, fate.endsBadly {
      endEarly(.item, on: course.accepted.day, 27_000 + fate.shape.below(30_000))
      return false
    }
    if tellsTransit {
      let arrival = self.second(of: milestone(.delivered, course.accepted), on: course.accepted.day)
      script.say(
        errand(
          .itemArrived, .item, office: traits.agencyOffice, day: course.accepted.day,
          second: arrival - 1_500 - fate.shape.below(900)))
    }
    return true
  }

  private func depart(from office: UInt32, on day: Int, _ second: Int) {
    var departure = errand(.itemDeparted, .item, office: office, day: day, second: second)
    departure.destination = traits.agencyOffice
    // A date in years to come, which nobody puts right since nothing is counted by it.
    if fate.hasStrayClock { departure.at += 5 * Playwright.year }
    script.say(departure)
  }

  private func deliver() {
    var delivery = milestone(.delivered, course.accepted)
    if fate.isLinkedLate { delivery.alias = nil }
    perform(.delivered, delivery)
    guard fate.isLinkedLate else { return }
    let day = min(course.accepted.day + fate.delay(), end + 30)
    var link = errand(
      .aliasLinked, .item, office: traits.agencyOffice, day: day,
      second: 62_000 + fate.shape.below(3_600))
    link.alias = .number
    script.say(link)
  }

  /// At the agency.
  private func process() {
    let (first, day) = (plan.days.history.lowerBound, course.accepted.day + 1)
    let isTold = course.mode != .return || course.isHeard
    if isTold, first..<end ~= day {
      if fate.asksForSupplement {
        script.say(errand(.supplementRequested, .number, office: 0, day: day, second: 34_000))
      }
      if fate.changesDue {
        script.say(errand(.dueChanged, .number, office: 0, day: day, second: 36_000))
      }
    }
    guard first..<end ~= course.ready.day else { return }
    script.say(milestone(.ready, course.ready))
  }

  /// Loses what is carried, or gives it back to whoever asks for it.
  func endEarly(_ code: PrintedCode, on day: Int, _ second: Int) {
    switch fate.end {
    case .lost, .sentBack:
      script.say(errand(.itemLost, code, office: traits.agencyOffice, day: day, second: second))
    case .withdrawn:
      script.say(
        errand(.dossierWithdrawn, code, office: traits.office, day: day, second: second))
    }
  }
}

// MARK: - Scans that go wrong

extension Playwright {
  static let year = 365 * 86_400

  /// Local seconds since midnight of its working day.
  func second(of statement: EventDraft, on day: Int) -> Int {
    statement.at - script.instant(day, 0)
  }

  /// Says a step of the plan, wrongly at first or twice if it is so fated; answers the place of
  /// the statement that stands at last.
  @discardableResult
  func perform(_ step: StepKind, _ statement: EventDraft) -> Int {
    if let slip = fate.slip, slip.step == step { return slipUp(slip.fault, statement) }
    let place = script.say(statement)
    guard fate.duplicate == step else { return place }
    let seconds = 120 + fate.shape.below(420)
    var again = statement
    again.at += seconds
    again.recording.microsecond += statement.recording.isUpload ? seconds / 8 : seconds * 1_000_000
    let duplicate = script.say(again)
    if fate.voidsDuplicate { script.void(duplicate, after: fate.delay(), .scannedTwice) }
    return place
  }

  private func slipUp(_ fault: Fate.Slip.Fault, _ statement: EventDraft) -> Int {
    var (told, change) = (statement, EventDraft.Change())
    let reason: CorrectionReason
    switch fault {
    case .clock:
      told.at += clockError(of: statement.type)
      change.at = statement.at
      reason = .wrongClock
    case .day:
      told.at += dayError(of: statement.type)
      change.at = statement.at
      reason = .wrongDay
    case .office:
      told.office = neighbour(of: statement.office)
      change.office = statement.office
      reason = .wrongOffice
    case .province:
      // Only an entry names a province.
      guard statement.isEntry else { return script.say(statement) }
      told.province = (traits.province + 1 + fate.shape.below(62)) % 63
      change.province = traits.province
      reason = .wrongOffice
    case .amendment:
      let place = script.say(statement)
      let truth = script.claim(of: place)
      change.at = statement.at + dayError(of: statement.type)
      let mistake = script.amend(place, change, after: fate.delay(), .wrongDay)
      script.revoke(mistake, of: place, restoring: truth, after: fate.delay(), .wrongAmendment)
      return place
    }
    let place = script.say(told)
    script.amend(place, change, after: fate.delay(), reason)
    return place
  }

  /// Seconds that a clock is off by, years back or ahead.
  ///
  /// A pickup only back, a delivery only ahead: else the item number would seem to be in use
  /// more than twelve months before its pickup, and to be given out anew.
  private func clockError(of type: EventType) -> Int {
    let years = 1 + fate.shape.next(3)
    let isAhead = fate.shape.next(1) == 0
    if type == .dossierPickedUp { return -years * Playwright.year }
    return (isAhead || type == .dossierDelivered ? years : -years) * Playwright.year
  }

  private func dayError(of type: EventType) -> Int {
    let days = 1 + fate.shape.below(40)
    return (type == .dossierPickedUp ? -days : days) * 86_400
  }

  /// Another office of the district.
  private func neighbour(of office: UInt32) -> UInt32 {
    office / 100 * 100 + (office % 100 + 10) % 80
  }
}
