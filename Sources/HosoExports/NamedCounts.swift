import HosoProjections

/// Every count of one period and group, as it is written and as it is audited.
struct NamedCounts: Hashable, Sendable {
  /// Every count, in the order of the columns and of the form.
  private(set) var all: [Int64]

  /// Nothing at all.
  init() {
    all = [Int64](repeating: 0, count: FigureCount.allCases.count)
  }

  init(_ counts: FigureCounts) {
    all = FigureCount.allCases.map { counts[$0] }
  }

  subscript(count: FigureCount) -> Int64 {
    get { all[count.rawValue] }
    set { all[count.rawValue] = newValue }
  }

  /// The smallest of all counts.
  var least: Int64 { all.min() ?? 0 }

  mutating func add(_ other: NamedCounts) {
    for index in all.indices { all[index] += other.all[index] }
  }
}
