internal import HosoDomain

/// The counts of one period and group, by the rules of docs/figures.md.
///
/// Kept as what they are summed from, so that groups that are put together lose no count.
public struct FigureCounts: Hashable, Sendable {
  /// Sums over all dates before the period.
  private var before: MeasureSums
  /// Sums over the dates of the period.
  private var within: MeasureSums

  /// Nothing at all.
  public init() {
    self.init(before: MeasureSums(), within: MeasureSums())
  }

  init(before: MeasureSums, within: MeasureSums) {
    self.before = before
    self.within = within
  }

  public subscript(count: FigureCount) -> Int64 {
    count.terms.reduce(0) { $0 + value(of: $1) }
  }

  private func value(of term: CountTerm) -> Int64 {
    switch term {
    case .counted(let measure): within[measure]
    case .stock(let stock, .start): before.value(of: stock)
    case .stock(let stock, .end): before.value(of: stock) + within.value(of: stock)
    // Counted of the whole ledger, in no period and no group.
    case .orphans: 0
    }
  }

  public var isZero: Bool {
    before.isZero && within.isZero || FigureCount.allCases.allSatisfy { self[$0] == 0 }
  }

  static func + (left: FigureCounts, right: FigureCounts) -> FigureCounts {
    var sum = left
    sum.before.add(right.before)
    sum.within.add(right.within)
    return sum
  }

  public static func == (left: FigureCounts, right: FigureCounts) -> Bool {
    FigureCount.allCases.allSatisfy { left[$0] == right[$0] }
  }

  public func hash(into hasher: inout Hasher) {
    for count in FigureCount.allCases { hasher.combine(self[count]) }
  }
}

/// Sums of measures, by measure number.
struct MeasureSums: Sendable {
  private var sums: [32 of Int64] = .init(repeating: 0)

  subscript(number: Int) -> Int64 {
    get { sums[number] }
    set { sums[number] = newValue }
  }

  subscript(measure: Measure) -> Int64 { sums[Int(measure.rawValue)] }

  mutating func add(_ other: MeasureSums) {
    for number in 0..<Measure.allCases.count { sums[number] += other.sums[number] }
  }

  var isZero: Bool { Measure.allCases.allSatisfy { self[$0] == 0 } }

  /// What came in and has not left.
  func value(of stock: CountTerm.Stock) -> Int64 {
    switch stock {
    case .dossiers: Measure.closings.reduce(self[.entered]) { $0 - self[$1] }
    case .form:
      self[.formInOnline] + self[.formInOther] - self[.formOutEarly] - self[.formOutOnTime]
        - self[.formOutLate]
    case .formOverdue: self[.overdueBegan] - self[.overdueEnded]
    case .formInTime: value(of: .form) - value(of: .formOverdue)
    }
  }
}
