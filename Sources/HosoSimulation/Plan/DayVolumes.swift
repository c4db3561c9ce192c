/// The published volumes spread over working days.
struct DayVolumes {
  /// Legs by quarter, exact.
  let handled: [Int]
  /// Legs by day as the days' weights would have them.
  private let legs: [Int]
  /// Pickups of `both` dossiers by day.
  let pairs: [Int]

  init(scale: Scale, days: WorkingDays, pairsPercent: Int) throws(SimulationFault) {
    handled = PublishedVolumes.handled(at: scale)
    var legs = [Int](repeating: 0, count: days.dates.count)
    var pairs = legs
    for (quarter, handled) in handled.enumerated() {
      let places = days.days(ofQuarter: quarter)
      guard !places.isEmpty else { throw DayVolumes.unsuitable(quarter) }
      let weights = places.map { days.weights[$0] }
      let legShares = Apportionment.shares(of: handled, weights: weights)
      let pairShares = Apportionment.shares(of: handled * pairsPercent / 100, weights: weights)
      for (index, place) in places.enumerated() {
        legs[place] = legShares[index]
        pairs[place] = pairShares[index]
      }
    }
    self.legs = legs
    self.pairs = pairs
  }

  /// Legs by day that `both` dossiers leave over: exact by quarter, and by day where they fit.
  ///
  /// After Tết the returns of weeks before meet an empty day; an eighth of the usual single legs
  /// stay even there.
  func single(pairReturns: [Int], days: WorkingDays) throws(SimulationFault) -> [Int] {
    var single = [Int](repeating: 0, count: legs.count)
    for (quarter, handled) in handled.enumerated() {
      let places = days.days(ofQuarter: quarter)
      let paired = places.reduce(0) { $0 + pairs[$1] + pairReturns[$1] }
      guard paired <= handled else { throw DayVolumes.unsuitable(quarter) }
      let wanted = places.map { max(legs[$0] - pairs[$0] - pairReturns[$0], legs[$0] / 8) }
      let shares = Apportionment.shares(of: handled - paired, weights: wanted)
      for (place, share) in zip(places, shares) {
        single[place] = share
      }
    }
    return single
  }

  private static func unsuitable(_ quarter: Int) -> SimulationFault {
    let published = PublishedVolumes.quarters[quarter]
    return .calendarUnsuitable(year: published.year, quarter: published.quarter)
  }
}
