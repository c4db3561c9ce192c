public import HosoDomain

/// How many offices declared every day of a period: what can be told without counting dossiers.
public struct OfficeCoverage: Sendable {
  public let period: Period
  /// Offices that cover it, whether or not a list has them.
  public let covered: Int
  /// Of the installed list's offices of the period, how many cover it; nil without a list.
  public let listed: (covered: Int, all: Int)?

  init(_ period: Period, declarations: [Declaration], offices: PostOffices?) {
    self.period = period
    let days = Int(period.end.dayNumber - period.start.dayNumber)
    let covering = Set(
      Dictionary(grouping: declarations, by: \.office).filter { _, words in
        Coverage.daysDeclared(of: period, by: words.map(\.period)) == days
      }.keys)
    covered = covering.count
    listed = offices.map { offices in
      let all = offices.open(during: period.start...period.lastDay)
      return (all.count { covering.contains($0) }, all.count)
    }
  }

  /// The share of the list's offices, in percent with one decimal; nil where there is none.
  public var percent: String? {
    listed.flatMap { listed in
      percentText(
        numerator: Int64(listed.covered), denominator: Int64(listed.all), decimals: 1)
    }
  }
}

extension Views {
  /// How many offices declared a period, as known before a moment.
  public func officeCoverage(
    of period: Period, before cutoff: RecordedAt, offices: PostOffices?
  ) throws -> OfficeCoverage {
    OfficeCoverage(
      period, declarations: try declarations(of: period, before: cutoff), offices: offices)
  }
}
