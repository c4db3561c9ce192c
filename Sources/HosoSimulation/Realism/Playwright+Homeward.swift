import HosoDomain

extension Playwright {
  /// From the agency back to the citizen.
  func takeHome() {
    let statement = milestone(.collected, course.collected)
    let second = second(of: statement, on: course.collected.day)
    perform(.collected, statement)
    if isExtra(script.dossier) {
      failToReturn()
      return
    }
    if fate.scansWrongReturn {
      let wrong = errand(
        .resultReturned, resultCode, office: traits.office, day: course.collected.day,
        second: second + 1_260)
      script.void(script.say(wrong), after: fate.delay(), .wrongScan)
    }
    guard course.returned.day < end else {
      if fate.endsBadly { endEarly(resultCode, on: course.collected.day, second + 2_400) }
      return
    }
    handOver()
  }

  private func handOver() {
    let day = course.returned.day
    let statement = milestone(.returned, course.returned)
    let second = second(of: statement, on: day)
    if course.collected.day < day {
      carryHome(until: second)
      tryBefore(second)
    }
    let place = perform(.returned, statement)
    if fate.voidsTrueReturn, fate.slip?.step != .returned {
      let truth = script.claim(of: place)
      let void = script.void(place, after: fate.delay(), .wrongScan)
      script.revoke(void, of: place, restoring: truth, after: fate.delay(), .voidedByMistake)
    }
  }

  /// What happens on the way: departure, arrival, damage, a loss that is found again.
  private func carryHome(until second: Int) {
    let day = course.returned.day
    if fate.tellsTransitBack {
      var departure = errand(
        .itemDeparted, resultCode, office: traits.agencyOffice, day: course.collected.day,
        second: 63_000 + fate.shape.below(5_400))
      departure.destination = traits.office
      script.say(departure)
      var arrival = errand(
        .itemArrived, resultCode, office: traits.office, day: day,
        second: second - 9_000 - fate.shape.below(3_600))
      if fate.hasStrayClock { arrival.at -= 8 * Playwright.year }
      script.say(arrival)
    }
    if fate.isDamaged {
      script.say(
        errand(.itemDamaged, resultCode, office: traits.office, day: day, second: second - 8_000))
    }
    if fate.isFound {
      let lost = errand(
        .itemLost, resultCode, office: traits.agencyOffice, day: day, second: second - 7_200)
      script.void(script.say(lost), after: fate.delay(), .found)
    }
  }

  private func tryBefore(_ second: Int) {
    let day = course.returned.day
    if fate.attempts > 1, day - 1 > course.collected.day {
      attempt(on: day - 1, 30_000 + fate.shape.below(28_000), reason())
    }
    if fate.attempts > 0 {
      attempt(on: day, second - 3_000 - fate.shape.below(1_200), reason())
      if fate.isInvited { invite(on: day, second - 1_500) }
    }
  }

  private func reason() -> FailureReason {
    FailureReason(rawValue: fate.shape.next(8) % 3) ?? .notFound
  }

  private func attempt(on day: Int, _ second: Int, _ reason: FailureReason) {
    var attempt = errand(
      .resultReturnFailed, resultCode, office: traits.office, day: day, second: second)
    attempt.reason = reason
    if fate.hasStrayClock { attempt.at += 9 * Playwright.year }
    script.say(attempt)
  }

  private func invite(on day: Int, _ second: Int) {
    script.say(
      errand(.recipientInvited, resultCode, office: traits.office, day: day, second: second))
  }

  /// A result that never reaches its citizen.
  ///
  /// Source: TT 17/2017/TT-BTTTT Art. 5.2.h: two invitations, two working days apart, then it
  /// goes back to the agency. A result that is refused goes back at once.
  private func failToReturn() {
    let day = course.returned.day
    guard day < end else { return }
    guard fate.end == .sentBack else {
      endEarly(resultCode, on: day, 62_000)
      return
    }
    if fate.isInvited, fate.attempts > 0 {
      attempt(on: day, 52_000, .refused)
      sendBack(on: day + 1)
      return
    }
    attempt(on: day, 52_000, reason())
    invite(on: day, 53_000)
    guard day + 2 < end else { return }
    attempt(on: day + 2, 30_000 + fate.shape.below(28_000), .invitedTwice)
    invite(on: day + 2, 60_000)
    sendBack(on: day + 3 + fate.shape.next(2))
  }

  private func sendBack(on day: Int) {
    guard day < end else { return }
    script.say(
      errand(
        .resultSentBack, resultCode, office: traits.agencyOffice, day: day,
        second: 30_000 + fate.shape.below(28_000)))
  }
}

extension SimulationPlan {
  /// Dossiers whose results come back or are lost: about one for 24 `return` dossiers, numbered
  /// after all others, by the day on which a return would have been tried.
  var extras: Cohort {
    let returns = cohorts.return
    var counts: [Int] = []
    for day in 0..<(days.history.upperBound + Pace.toReturnMax) {
      let count = returns.dossiers(on: day).count
      var draws = Draws(chance.bits(.fate, 1 << 62 | UInt64(day)))
      counts.append(count / 24 + (draws.below(24) < count % 24 ? 1 : 0))
    }
    return Cohort(first: returns.end, counts: counts)
  }
}
