internal import HosoDomain

/// A period with those that its growth compares with.
struct ComparedPeriod {
  let period: Period
  /// Whether its last day was over at the cutoff.
  let hasEnded: Bool
  /// The quarter before; nil where there is no such comparison.
  let previous: Period?
  /// A year before; nil where there is no such comparison.
  let yearBefore: Period?

  private init(_ period: Period, hasEnded: Bool, previous: Period?, yearBefore: Period?) {
    self.period = period
    self.hasEnded = hasEnded
    self.previous = previous
    self.yearBefore = yearBefore
  }

  init(_ period: Period, cutoff: RecordedAt) {
    self.init(
      period, hasEnded: period.hasEnded(at: cutoff), previous: period.previous,
      yearBefore: period.yearBefore)
  }

  /// A period beside nothing.
  init(alone period: Period, cutoff: RecordedAt) {
    self.init(period, hasEnded: period.hasEnded(at: cutoff), previous: nil, yearBefore: nil)
  }

  /// The days of a period that were over at a cutoff, beside the same days of the year before; the
  /// period as it is if they are all of it, or none.
  init(daysOf period: Period, cutoff: RecordedAt) {
    let isNamed = period.yearBefore != nil
    guard !(isNamed && period.hasEnded(at: cutoff)), let days = period.days(overAt: cutoff) else {
      self.init(period, cutoff: cutoff)
      return
    }
    self.init(days, hasEnded: true, previous: nil, yearBefore: days.sameDaysYearBefore)
  }

  /// Every period that is counted, the compared ones too.
  var all: [Period] { [period] + [previous, yearBefore].compactMap(\.self) }
}
