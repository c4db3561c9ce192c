internal import HosoDomain
internal import HosoLedger

/// A row of some level.
struct CellGroup: Hashable {
  let level: FigureLevel
  let group: [String]
}

extension Explainer {
  /// Why the counts of a period changed between two moments: of each row the dossiers that came in
  /// or left.
  ///
  /// Each row is judged by itself, so its causes are those that a question about it alone finds.
  func cellChanges(
    of period: Period, from: RecordedAt, to: RecordedAt,
    progress: @escaping (Int64, Int64) -> Void
  ) throws -> [CellGroup: [CountChange]] {
    let (_, first) = try moment(from)
    let (_, last) = try moment(to)
    var found: [Int64: [(CellGroup, CountChange)]] = [:]
    var walk = ClusterWalk(reader: reader, first: first, last: last, partLength: partLength) {
      progress($0, last.number - first.number)
    }
    try walk.run { reading, part in
      if !part.isFirst {
        for fact in reading.facts { found[fact.number] = nil }
      }
      let finder = CellFinder(
        period: period, provinces: provinces, codeTexts: part.codeTexts, before: first.number,
        through: part.end.number)
      for (cell, change) in finder.changes(in: &reading) {
        found[change.dossier.ownNumber, default: []].append((cell, change))
      }
    }
    var changes: [CellGroup: [CountChange]] = [:]
    for (cell, change) in found.values.joined() { changes[cell, default: []].append(change) }
    return changes.mapValues { $0.sorted(by: CountChange.precedes) }
  }
}

extension CountChange {
  /// By time, then by place in the ledger; what stands at one place in an order of its own.
  fileprivate static func precedes(_ left: CountChange, _ right: CountChange) -> Bool {
    if CountedDossier.precedes(left.dossier, right.dossier) { return true }
    if CountedDossier.precedes(right.dossier, left.dossier) { return false }
    let (ours, theirs) = (left.dossier.measure.rawValue, right.dossier.measure.rawValue)
    return (left.sign, ours, left.cause.rawValue) < (right.sign, theirs, right.cause.rawValue)
  }
}

/// Finds the rows whose counts a cluster changed, and why.
private struct CellFinder {
  let period: Period
  let provinces: Provinces
  let codeTexts: [String]
  let before: Int64
  let through: Int64

  /// Every part of a count that is published.
  private static let terms: [CountTerm] = {
    var terms: [CountTerm] = []
    for term in Revision.counts.flatMap(\.terms) where !terms.contains(term) { terms.append(term) }
    return terms
  }()

  private func judge(_ group: [Grouping: String]) -> CountJudge {
    CountJudge(
      query: CountQuery(terms: CellFinder.terms, period: period, group: group),
      provinces: provinces, codeTexts: codeTexts)
  }

  func changes(in reading: inout ClusterReading) -> [(CellGroup, CountChange)] {
    var judge = judge([:])
    judge.take(&reading, through: before)
    let old = leaves(judge.dossiers)
    judge.take(&reading, through: through)
    let new = leaves(judge.dossiers)
    // Most clusters end here: what was recorded is about another period.
    guard old != new else { return [] }
    var leaves: Set<[String]> = []
    for key in Set(old.keys).union(new.keys) where old[key] != new[key] {
      leaves.formUnion([old[key], new[key]].compactMap(\.self))
    }
    return FigureLevel.allCases.flatMap { level in
      let groups = Set(leaves.map { leaf in group(of: leaf, at: level) })
      return groups.flatMap { group -> [(CellGroup, CountChange)] in
        let names = Dictionary(uniqueKeysWithValues: zip(level.groupings, group))
        var finder = ChangeFinder(judge: self.judge(names), before: before, through: through)
        return finder.changes(in: &reading).map {
          (CellGroup(level: level, group: group), $0)
        }
      }
    }
  }

  /// By what is counted the leaf that it is counted in.
  private func leaves(_ dossiers: [JudgedDossier]) -> [CountKey: [String]] {
    var leaves: [CountKey: [String]] = [:]
    for dossier in dossiers {
      for (term, counted) in dossier.counted.enumerated() {
        guard let counted else { continue }
        leaves[CountKey(event: counted.ownNumber, term: term)] = leaf(of: counted.group)
      }
    }
    return leaves
  }

  private func leaf(of group: CubeGroup) -> [String] {
    var group = group
    group.province = group.province.map { provinces.successor($0, on: period.lastDay) }
    return FigureLevel.leaf.groupings.map { group.text(of: $0) }
  }

  private func group(of leaf: [String], at level: FigureLevel) -> [String] {
    zip(FigureLevel.leaf.groupings, leaf)
      .filter { level.groupings.contains($0.0) }.map(\.1)
  }
}
