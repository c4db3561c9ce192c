public import HosoDomain

/// What changed in a period's figures between two moments, cell by cell.
public struct Revision: Sendable {
  public let period: Period
  public let from: RecordedAt
  public let to: RecordedAt
  /// The cells whose counts differ: by level, then in the order of rows and columns.
  public let cells: [RevisedCell]

  public init(period: Period, from: RecordedAt, to: RecordedAt, cells: [RevisedCell]) {
    self.period = period
    self.from = from
    self.to = to
    self.cells = cells
  }

  /// The cells of some levels only.
  public func keeping(_ levels: [FigureLevel]) -> Revision {
    Revision(
      period: period, from: from, to: to, cells: cells.filter { levels.contains($0.level) })
  }

  /// Nothing changed.
  public static func none(of period: Period) -> Revision {
    let never = RecordedAt(microseconds: 0)
    return Revision(period: period, from: never, to: never, cells: [])
  }

  /// The counts that are looked at: those of the tables, then those of form II.06a.
  static let counts = FigureCount.columns + FigureCount.form
}

/// A count of a row that changed.
public struct RevisedCell: Sendable {
  public let level: FigureLevel
  /// One text for each grouping of the level, `unknown` where nothing is known.
  public let group: [String]
  public let count: FigureCount
  public let old: Int64
  public let new: Int64
  /// The dossiers that came into it or left it, by the time of the event that makes them count.
  public let changes: [CountChange]

  /// How much a cause added to the count, or took from it.
  public func sum(of cause: ChangeCause) -> Int64 {
    changes.reduce(0) { $0 + ($1.cause == cause ? Int64($1.sign) : 0) }
  }

}

extension Views {
  /// What changed in a period's figures between two moments, with every cause.
  ///
  /// Goes through what was recorded in between, and through the cube twice.
  ///
  /// - Parameters:
  ///   - from: The earlier cutoff.
  ///   - to: The later cutoff.
  ///   - progress: Told how many events are done of how many, now and then.
  public func revision(
    of period: Period, from: RecordedAt, to: RecordedAt, provinces: Provinces,
    progress: @escaping (Int64, Int64) -> Void = { _, _ in }
  ) throws -> Revision {
    let old = try counts(of: period, cutoff: from, provinces: provinces)
    let new = try counts(of: period, cutoff: to, provinces: provinces)
    let explainer = Explainer(reader, provinces: provinces)
    let found = try explainer.cellChanges(of: period, from: from, to: to, progress: progress)
    var cells: [RevisedCell] = []
    for level in FigureLevel.allCases {
      let groups = Set(old[level, default: [:]].keys).union(new[level, default: [:]].keys)
      for group in groups.sorted(by: FigureFold.precedes) {
        let was = old[level]?[group] ?? FigureCounts()
        let now = new[level]?[group] ?? FigureCounts()
        guard was != now else { continue }
        let changes = found[CellGroup(level: level, group: group)] ?? []
        for count in Revision.counts where was[count] != now[count] {
          cells.append(
            RevisedCell(
              level: level, group: group, count: count, old: was[count], new: now[count],
              changes: changes.filter { count.terms.contains($0.term) }))
        }
      }
    }
    return Revision(period: period, from: from, to: to, cells: cells)
  }

  private func counts(
    of period: Period, cutoff: RecordedAt, provinces: Provinces
  ) throws -> [FigureLevel: [[String]: FigureCounts]] {
    let queries = FigureLevel.allCases.map {
      FiguresQuery(periods: [period], groupings: $0.groupings, cutoff: cutoff)
    }
    let answers = try figures(queries, provinces: provinces)
    return zip(FigureLevel.allCases, answers).reduce(into: [:]) { found, answer in
      found[answer.0] = answer.1.rows.reduce(into: [:]) { $0[$1.group] = $1.counts }
    }
  }
}
