public import HosoDomain
internal import HosoLedger

/// How much of what a period's figures are to hold was declared complete.
///
/// An office covers a period if its declarations, of whatever periods and calendars, cover every
/// day of it.
public struct Coverage: Sendable {
  /// Below this many percent of the offices, or of last year's volume, figures are compared with
  /// nothing.
  ///
  /// Source: docs/figures.md, Coverage.
  public static let leastPercent: Int64 = 95

  /// How the offices that are expected to declare are known.
  public enum Basis: String, Hashable, Sendable {
    /// The installed list of offices has them as open on any day of the period.
    case list
    /// Without a list: those whose dossiers the period, or the year before, counts.
    case figures
  }

  /// One office.
  public struct Line: Sendable {
    /// Six digits, or `unknown` for what no office is known of.
    public let office: String
    public let isExpected: Bool
    /// How many days of the period it declared complete.
    public let daysDeclared: Int
    /// When the last of the declarations was recorded that count for it.
    public let declaredAt: RecordedAt?
    /// Legs counted in the period.
    public let handled: Int64
    /// Legs counted in the period a year before.
    public let handledYearBefore: Int64
    fileprivate let days: Int

    /// Whether every day of the period was declared.
    public var isCovered: Bool { daysDeclared == days }
  }

  public let basis: Basis
  /// Days of the period.
  public let days: Int
  /// By code, what no office is known of last.
  public let lines: [Line]
  /// Whether there is a year before to weigh offices by.
  public let hasYearBefore: Bool

  /// Offices that are expected.
  public var expected: Int64 { Int64(lines.count { $0.isExpected }) }
  /// Of those, the ones that cover the period.
  public var covered: Int64 { Int64(lines.count { $0.isExpected && $0.isCovered }) }
  /// Last year's legs of all, known offices or not.
  public var volume: Int64 { lines.reduce(0) { $0 + $1.handledYearBefore } }
  /// Last year's legs of those that cover the period.
  public var volumeCovered: Int64 {
    lines.reduce(0) { $0 + ($1.isCovered ? $1.handledYearBefore : 0) }
  }

  /// Whether so little was declared that the figures are compared with nothing.
  public var isLow: Bool {
    Coverage.isLow(covered, of: expected) || Coverage.isLow(volumeCovered, of: volume)
  }

  /// The share of the offices, in percent with one decimal; nil if none is expected.
  public var officesPercent: String? {
    percentText(numerator: covered, denominator: expected, decimals: 1)
  }

  /// The share of last year's legs, in percent with one decimal; nil if there were none.
  public var volumePercent: String? {
    percentText(numerator: volumeCovered, denominator: volume, decimals: 1)
  }

  private static func isLow(_ part: Int64, of whole: Int64) -> Bool {
    whole > 0 && part * 100 < whole * leastPercent
  }

  /// - Parameters:
  ///   - figures: By office, of the period and of the one a year before.
  ///   - declarations: In force at the cutoff of the figures.
  ///   - offices: The installed list, if there is one.
  public init(
    of period: Period, figures: Figures, declarations: [Declaration], offices: PostOffices?
  ) {
    basis = offices == nil ? .figures : .list
    days = Int(period.end.dayNumber - period.start.dayNumber)
    hasYearBefore = period.yearBefore != nil
    var counts: [String: (now: FigureCounts?, before: FigureCounts?)] = [:]
    for row in figures.rows {
      guard let office = row.group.first else { continue }
      if row.period == period {
        counts[office, default: (nil, nil)].now = row.counts
      } else {
        counts[office, default: (nil, nil)].before = row.counts
      }
    }
    let listed = Set((offices?.open(during: period.start...period.lastDay) ?? []).map(\.text))
    let words = Dictionary(grouping: declarations) { $0.office.text }
    let codes = Set(counts.keys).union(listed).union(words.keys)
    var lines: [Line] = []
    for office in codes.sorted(by: Coverage.precedes) {
      let (now, before) = counts[office] ?? (nil, nil)
      let isActive = [now, before].contains { $0.map(Coverage.isActive) ?? false }
      let stays = words[office] ?? []
      let line = Line(
        office: office,
        isExpected: office != CubeGroup.unknown
          && (offices == nil ? isActive : listed.contains(office)),
        daysDeclared: Coverage.daysDeclared(of: period, by: stays.map(\.period)),
        declaredAt: stays.last?.recorded.recordedAt, handled: now?[.handled] ?? 0,
        handledYearBefore: before?[.handled] ?? 0, days: days)
      // An office that only has old stock is no news to anybody.
      if line.isExpected || isActive || !stays.isEmpty { lines.append(line) }
    }
    self.lines = lines
  }

  private static func isActive(_ counts: FigureCounts) -> Bool {
    counts[.handled] > 0 || counts[.entered] > 0
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    let unknown = CubeGroup.unknown
    if left == unknown || right == unknown { return left != unknown }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// How many days of a period some others cover together.
  static func daysDeclared(of period: Period, by declared: [Period]) -> Int {
    var days: Int32 = 0
    var next = period.start.dayNumber
    for stretch in declared.sorted(by: { $0.start < $1.start }) {
      let first = max(next, stretch.start.dayNumber)
      let end = min(period.end.dayNumber, stretch.end.dayNumber)
      guard first < end else { continue }
      days += end - first
      next = end
    }
    return Int(days)
  }
}

extension FiguresQuery {
  /// What a period's coverage is worked out from.
  public static func coverage(of period: Period, cutoff: RecordedAt?) -> FiguresQuery {
    var query = FiguresQuery(
      periods: [period] + [period.yearBefore].compactMap(\.self), groupings: [.office],
      cutoff: cutoff)
    query.compares = false
    return query
  }
}
