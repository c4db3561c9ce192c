/// Which counts of groups that add up to a known total stay untold, so that nobody can work out a
/// small one.
///
/// Whoever reads knows this rule, the total and what is told. The rule treats all cells alike, so
/// swapping the counts of two hidden cells changes nothing that is told; and hidden cells never all
/// hold the same count. So each of them has at least two possible counts. Where all are hidden, any
/// counts that come to the total are possible.
struct SmallCells {
  /// Counts from 1 up to below it are small; 3 or more.
  let threshold: Int64

  /// Whether each of some cells stays untold; none of them is negative.
  func hidden(_ counts: [Int64]) -> [Bool] {
    let total = counts.reduce(Int128(0)) { $0 + Int128($1) }
    // One cell is the total; of a total of nothing there is nothing to hide.
    guard counts.count > 1, total > 0 else { return counts.map { _ in false } }
    // Small enough that all cells might be: then which ones are is not told either.
    guard total > Int128(counts.count) * Int128(threshold - 1) else {
      return counts.map { _ in true }
    }
    let small = Set(counts.filter(isSmall))
    guard small.count == 1 else { return counts.map(isSmall) }
    // All of the small ones are equal: the next larger ones hide with them.
    let next = counts.filter { $0 >= threshold }.min()
    return counts.map { isSmall($0) || $0 == next }
  }

  func isSmall(_ count: Int64) -> Bool { 0 < count && count < threshold }
}

/// The counts of groups that add up to a known total, publication by publication.
struct PublicColumn {
  /// What one publication tells of the column.
  private struct Told {
    let counts: [String: Int64]
    let hidden: Set<String>

    /// A group's count; nil if it is hidden.
    ///
    /// A group that is not there has none.
    func count(of group: String) -> Int64? {
      hidden.contains(group) ? nil : counts[group] ?? 0
    }
  }

  /// The groups whose counts the last publication does not tell.
  private(set) var hidden: Set<String> = []
  private var told: [Told] = []
  private let cells: SmallCells

  /// - Parameter publications: The counts of each publication, the earliest first; the last one is
  ///   the one that is written now.
  init(_ publications: [[String: Int64]], cells: SmallCells) {
    self.cells = cells
    for counts in publications { add(counts) }
  }

  private mutating func add(_ counts: [String: Int64]) {
    let groups = counts.keys.sorted()
    let mask = cells.hidden(groups.map { counts[$0] ?? 0 })
    let now = Told(counts: counts, hidden: Set(zip(groups, mask).filter(\.1).map(\.0)))
    // The difference of two publications would tell of a dossier or two, or one of them of what
    // the other hides; then the later one tells nothing of the column, since which group it was
    // would be told by what is missing. Of a total of nothing there is nothing to tell besides.
    let isNothing = counts.values.allSatisfy { $0 == 0 }
    if told.contains(where: { before in
      isGivenAway(by: before, now) || (!isNothing && before.hidden != now.hidden)
    }) {
      hidden = Set(groups)
    } else {
      hidden = now.hidden
      told.append(now)
    }
  }

  private func isGivenAway(by before: Told, _ now: Told) -> Bool {
    Set(before.counts.keys).union(now.counts.keys).contains { group in
      guard let old = before.count(of: group), let new = now.count(of: group) else { return false }
      return cells.isSmall(abs(new - old))
    }
  }
}
