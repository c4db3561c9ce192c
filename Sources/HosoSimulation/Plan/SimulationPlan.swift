public import HosoDomain

/// A history that has been counted out and can be written.
///
/// Exact by construction: the days' pickups of `both` dossiers are laid down first and their
/// returns counted; what then is missing from a quarter's published volume is filled with
/// dossiers of one leg. Dossiers open at the end simply have no further events.
public struct SimulationPlan: Sendable {
  public let scale: Scale
  public let seed: UInt64
  /// Lines that will be written.
  public let eventCount: Int

  let country: Country
  let days: WorkingDays
  let chance: Chance
  let cohorts: Cohorts
  let punctuality: LatenessDraw

  /// Pickups of `both` dossiers in a hundred legs; their returns come to nearly as many.
  private static let pairsPercent = 36
  /// `send` dossiers in a hundred of one leg: results are sent home more often than papers in.
  private static let sendPercent = 35

  /// Counts a history out; takes about a second at scale 1.
  public init(
    scale: Scale, seed: UInt64, calendar: WorkingCalendar
  ) throws(SimulationFault) {
    let chance = Chance(seed: seed)
    let days = try WorkingDays(calendar: calendar, chance: chance)
    let volumes = try DayVolumes(scale: scale, days: days, pairsPercent: Self.pairsPercent)
    var census = Census(days: days, country: Country(), chance: chance)
    let both = Cohort(first: 0, counts: volumes.pairs)
    census.countBoth(both)
    let single = try volumes.single(pairReturns: census.returnsByDay, days: days)
    let (sends, returns) = Self.divided(single, days: days)
    let send = Cohort(first: both.end, counts: sends)
    let `return` = Cohort(first: send.end, counts: returns)
    census.countSend(send)
    census.countReturn(`return`)
    self.scale = scale
    self.seed = seed
    self.days = days
    country = census.country
    self.chance = chance
    cohorts = Cohorts(both: both, send: send, return: `return`)
    punctuality = LatenessDraw(appointed: census.appointed)
    eventCount = census.events
  }

  /// Single legs by day as pickups and as returns.
  ///
  /// A few returns lie after the end, so that results are under way when the history stops.
  private static func divided(
    _ single: [Int], days: WorkingDays
  ) -> (sends: [Int], returns: [Int]) {
    let total = single.reduce(0, +)
    let sends = Apportionment.shares(of: total * sendPercent / 100, weights: single)
    var returns = zip(single, sends).map { $0 - $1 }
    let end = days.history.upperBound
    for offset in 0..<Pace.toReturnMax {
      returns[end + offset] = returns[end - 1 - offset]
    }
    return (sends, returns)
  }
}
