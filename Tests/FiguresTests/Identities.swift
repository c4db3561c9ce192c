import HosoDomain
import HosoProjections

/// What every table of figures proves about itself.
enum Identities {
  /// The names of the identities that a row breaks.
  static func broken(in row: FigureRow) -> [String] {
    var broken = broken(in: row.counts)
    // Quarters follow each other without a gap, so what one leaves the next finds.
    if let previous = row.previous {
      if previous[.closing] != row.counts[.opening] { broken.append("opening") }
      if previous[.c11] != row.counts[.c6] { broken.append("c6") }
    }
    return broken
  }

  private static func broken(in counts: FigureCounts) -> [String] {
    let closed =
      counts[.returns] + counts[.closedDelivered] + counts[.sentBack] + counts[.withdrawn]
      + counts[.lost]
    let holds: [(name: String, isTrue: Bool)] = [
      ("balance", counts[.opening] + counts[.entered] == closed + counts[.closing]),
      ("opening", counts[.opening] >= 0), ("closing", counts[.closing] >= 0),
      ("handled", counts[.handled] == counts[.pickups] + counts[.returns]),
      (
        "resolved",
        counts[.resolved] == counts[.early] + counts[.onTime] + counts[.late] + counts[.noDue]
      ),
      ("c3", counts[.c3] == counts[.c4] + counts[.c5] + counts[.c6]),
      ("c7", counts[.c7] == counts[.c8] + counts[.c9] + counts[.c10]),
      ("c11", counts[.c11] == counts[.c12] + counts[.c13]),
      ("c3=c7+c11", counts[.c3] == counts[.c7] + counts[.c11]),
      ("c12", counts[.c12] >= 0), ("c13", counts[.c13] >= 0), ("c6", counts[.c6] >= 0),
      ("ready unknown", 0...counts[.c9] ~= counts[.readyUnknown]),
      ("pickups", 0...counts[.entered] ~= counts[.pickups]),
    ]
    return holds.filter { !$0.isTrue }.map(\.name)
  }

  /// Each period's counts summed over all groups, now, a quarter before and a year before.
  ///
  /// A group that is gone has no row, so what it was before is left out.
  static func sums(_ figures: Figures) -> [String: NamedCounts] {
    var sums: [String: NamedCounts] = [:]
    for row in figures.rows {
      sums[row.period.label, default: [:]].merge(
        FigureTable.named(row.counts), uniquingKeysWith: +)
    }
    return sums.filter { !$0.value.isEmpty }
  }
}
