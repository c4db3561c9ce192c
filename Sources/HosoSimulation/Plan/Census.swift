import HosoDomain

/// Goes through a history's dossiers without writing them, and counts.
struct Census {
  let country: Country
  let chance: Chance
  private let days: WorkingDays

  private(set) var events = 0
  /// Returns of `both` dossiers by day.
  private(set) var returnsByDay: [Int]
  /// Results by quarter that could have a due date.
  private(set) var appointed: [Int]

  init(days: WorkingDays, country: Country, chance: Chance) {
    self.days = days
    self.country = country
    self.chance = chance
    returnsByDay = [Int](repeating: 0, count: days.dates.count)
    appointed = [Int](repeating: 0, count: PublishedVolumes.quarters.count)
  }

  mutating func countBoth(_ cohort: Cohort) {
    let end = days.history.upperBound
    for day in days.history {
      for dossier in cohort.dossiers(on: day) {
        let pace = country.pace(of: dossier, mode: .both, chance: chance)
        let birth = day + pace.toAgency
        let ready = birth + pace.processing
        let collected = ready + pace.toCollection
        let returned = collected + pace.toReturn
        events += 1 + (birth < end ? 1 : 0)
        guard ready < end else { continue }
        events += 1 + (collected < end ? 1 : 0) + (returned < end ? 1 : 0)
        if pace.appointed { appointed[days.quarters[ready]] += 1 }
        if returned < end { returnsByDay[returned] += 1 }
      }
    }
  }

  mutating func countSend(_ cohort: Cohort) {
    for day in days.history {
      for dossier in cohort.dossiers(on: day) {
        let pace = country.pace(of: dossier, mode: .send, chance: chance)
        events += day + pace.toAgency < days.history.upperBound ? 2 : 1
      }
    }
  }

  mutating func countReturn(_ cohort: Cohort) {
    let (first, end) = (days.history.lowerBound, days.history.upperBound)
    for day in first..<(end + Pace.toReturnMax) {
      for dossier in cohort.dossiers(on: day) {
        let pace = country.pace(of: dossier, mode: .return, chance: chance)
        guard day - pace.toReturn < end else { continue }
        events += day < end ? 2 : 1
        let ready = day - pace.toReturn - pace.toCollection
        guard ready >= first else { continue }
        events += 1
        guard pace.appointed, ready - pace.processing >= first else { continue }
        events += 1
        appointed[days.quarters[ready]] += 1
      }
    }
  }
}

extension Country {
  /// What a dossier is.
  @inline(__always)
  func traits(of dossier: Int, chance: Chance) -> Traits {
    traits(chance.bits(.traits, UInt64(truncatingIfNeeded: dossier)))
  }

  /// How long a dossier takes.
  @inline(__always)
  func pace(of dossier: Int, mode: ServiceMode, chance: Chance) -> Pace {
    let traits = traits(of: dossier, chance: chance)
    let appointedOf32 =
      switch mode {
      case .both: 31
      case .send: 28
      // Filed at the agency itself: the post often learns of no appointment.
      case .return: 22
      }
    return Pace(
      bits: chance.bits(.pace, UInt64(truncatingIfNeeded: dossier)),
      serviceDays: services[traits.service].workingDays, appointedOf32: appointedOf32)
  }
}
