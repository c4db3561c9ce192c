internal import HosoDomain
internal import HosoProjections

/// What was published of the period and of those before it, publication by publication.
struct Triangle {
  /// Periods that are told of, the newest ones: three years of quarters.
  private static let periodsMax = 12

  /// What one publication said.
  struct Vintage {
    let release: Release
    /// The nation's row and those of provinces.
    let lines: [FigureLine]
    /// Whether too few offices had declared the period complete.
    var isCoverageLow = false
  }

  /// By period, each in the order of its publications.
  private(set) var vintages: [[Vintage]]

  /// What was published of the nation.
  var ofNation: Triangle {
    var triangle = self
    triangle.vintages = vintages.map { vintages in
      vintages.map { vintage in
        Vintage(
          release: vintage.release, lines: vintage.lines.filter { $0.group == [RowHead.all] },
          isCoverageLow: vintage.isCoverageLow)
      }
    }
    return triangle
  }

  /// - Parameters:
  ///   - cutoff: Later publications are not known yet.
  init(
    upTo period: Period, cutoff: RecordedAt, from views: Views, tables: ExportTables
  ) throws {
    let provinces = tables.provinces
    let periods = try views.publishedPeriods(through: cutoff)
      .filter { $0.isLike(period) && $0.start <= period.start }
      .sorted { $0.start < $1.start }
    vintages = try periods.suffix(Triangle.periodsMax).map { period in
      try views.releases(of: period, provinces: provinces).filter { $0.cutoff <= cutoff }
        .map { release in
          let cutoff = release.cutoff
          let queries = [[], [Grouping.province]].map {
            FiguresQuery(periods: [period], groupings: $0, cutoff: cutoff)
          }
          let answers = try views.figures(
            queries + [.coverage(of: period, cutoff: cutoff)], provinces: provinces)
          let lines = answers.dropLast().flatMap { figures in
            figures.rows.map { FigureLine($0, group: [$0.group.first ?? RowHead.all]) }
          }
          let coverage = Coverage(
            of: period, figures: answers[queries.count],
            declarations: try views.declarations(of: period, before: cutoff),
            offices: tables.names.offices)
          return Vintage(release: release, lines: lines, isCoverageLow: coverage.isLow)
        }
    }
  }
}

extension Period {
  /// Whether another period is of the same kind, by the same calendar; free days are like nothing.
  fileprivate func isLike(_ other: Period) -> Bool {
    guard calendar == other.calendar else { return false }
    switch (span, other.span) {
    case (.quarter, .quarter), (.nineMonths, .nineMonths), (.year, .year): return true
    case (.half(_, let half), .half(_, let theirs)): return half == theirs
    case (.quarter, _), (.half, _), (.nineMonths, _), (.year, _), (.dates, _): return false
    }
  }
}

/// Every published value beside the one published before.
struct TriangleTable: ExportDocument {
  let triangle: Triangle
  let tables: ExportTables

  let name = "triangle"
  let key = ["period", "release", "level", "province", "measure"]
  let isSummable = false
  var title: Said { ColumnWords.triangle }

  let columns =
    RowHead.columns + ExportColumn.named(.province) + [
      ExportColumn("measure", ColumnWords.measure, .text, format: .measure),
      ExportColumn("value", ColumnWords.value, .count),
      ExportColumn("unit", ColumnWords.measureUnit, .text),
      ExportColumn("revision", ColumnWords.change, .count),
      ExportColumn("revision_pct", ColumnWords.changeShare, .percent),
      ExportColumn("releases_since_first", ColumnWords.releasesSince, .count),
    ]

  var rows: [[FigureValue]] {
    var rows: [[FigureValue]] = []
    for vintages in triangle.vintages {
      var before: [String: NamedCounts]?
      for vintage in vintages {
        let head = RowHead(
          period: vintage.release.name.period, release: vintage.release.name,
          status: .published(vintage.release.status))
        for line in vintage.lines {
          let unit = line.group[0]
          let old = before.map { $0[unit] ?? NamedCounts() }
          rows += FigureCount.columns.map { count in
            values(
              head, unit, count, line[count], old?[count],
              releases: vintage.release.name.number - 1)
          }
        }
        before = vintage.lines.reduce(into: [:]) { $0[$1.group[0]] = $1.counts }
      }
    }
    return rows
  }

  private func values(
    _ head: RowHead, _ unit: String, _ count: FigureCount, _ value: Int64, _ old: Int64?,
    releases: Int
  ) -> [FigureValue] {
    let isNation = unit == RowHead.all
    let level = isNation ? FigureLevel.nation : .province
    let names: [FigureValue] =
      isNation
      ? [.text(unit), .text(ColumnWords.nation.vietnamese)]
      : tables.named(unit, .province, on: head.period.lastDay)
    return head.values(level.rawValue) + names + [
      .text(count.name), .count(value), .text(count.unit.rawValue),
      old.map { .count(value - $0) } ?? .empty,
      FigureValue(
        percent: old.flatMap {
          growthText(now: value, before: $0, decimals: FigureLine.decimals)
        }),
      .count(Int64(releases)),
    ]
  }
}

/// How far last published values are from the first ones, over the periods published twice or
/// more.
struct RevisionStatistics: ExportDocument {
  /// Digits after the point.
  private static let decimals = 3

  let head: RowHead
  let triangle: Triangle

  let name = "revisions"
  let key = ["period", "measure"]
  let isSummable = false
  var title: Said { ColumnWords.revisions }

  let columns =
    RowHead.columns + [
      ExportColumn("measure", ColumnWords.measure, .text, format: .measure),
      ExportColumn("n", ColumnWords.periods, .count),
      ExportColumn("mean_revision", ColumnWords.meanRevision, .decimal),
      ExportColumn("mean_absolute_revision", ColumnWords.meanAbsoluteRevision, .decimal),
      ExportColumn("relative_mar", ColumnWords.relativeRevision, .decimal),
      ExportColumn("max_absolute", ColumnWords.largestRevision, .count),
    ]

  var rows: some Sequence<[FigureValue]> {
    let pairs = triangle.vintages.filter { $0.count > 1 }.compactMap { vintages in
      Self.ends(vintages)
    }
    return (pairs.isEmpty ? [] : FigureCount.columns).map { count in
      let (sum, absolute) = pairs.reduce(into: (Int64(0), Int64(0))) { sums, pair in
        let revision = pair.last[count] - pair.first[count]
        sums = (sums.0 + revision, sums.1 + abs(revision))
      }
      let n = Int64(pairs.count)
      let last = pairs.reduce(0) { $0 + $1.last[count] }
      let largest = pairs.map { abs($0.last[count] - $0.first[count]) }.max() ?? 0
      return head.values(FigureLevel.nation.rawValue) + [
        .text(count.name), .count(n), Self.decimal(sum, n), Self.decimal(absolute, n),
        Self.decimal(absolute, last), .count(largest),
      ]
    }
  }

  private static func decimal(_ numerator: Int64, _ denominator: Int64) -> FigureValue {
    FigureValue(percent: Ratio(numerator, over: denominator).decimal(decimals: decimals))
  }

  /// The nation as first and as last published.
  private static func ends(
    _ vintages: [Triangle.Vintage]
  ) -> (first: FigureLine, last: FigureLine)? {
    let nations = vintages.compactMap { vintage in
      vintage.lines.first { $0.group == [RowHead.all] }
    }
    guard let first = nations.first, let last = nations.last else { return nil }
    return (first, last)
  }
}
