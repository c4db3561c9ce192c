internal import HosoDomain
internal import HosoProjections

/// A period beside those of its kind before it: each as it was published last, or, where nobody
/// published it, as it is known at the export's cutoff.
struct History {
  /// Periods that are told of: two years of quarters and the one two years before.
  static let periodsMax = 9

  /// One period.
  struct Chapter {
    let head: RowHead
    let nation: FigureLine
    /// By code, under what old provinces have become by the last day of the export's period.
    let provinces: [(code: String, counts: NamedCounts)]
  }

  /// The earliest first; the last one is the export's own.
  private(set) var chapters: [Chapter]

  /// What was published of the nation.
  var ofEverybody: History {
    var history = self
    history.chapters = chapters.filter { $0.head.release != nil }.map { chapter in
      Chapter(head: chapter.head, nation: chapter.nation, provinces: [])
    }
    return history
  }

  /// - Parameters:
  ///   - head: Of the export's rows.
  ///   - throughput: Of the export's period.
  ///   - triangle: What was published of the periods before.
  init(
    through head: RowHead, throughput: Throughput, published triangle: Triangle,
    from views: Views, tables: ExportTables
  ) throws {
    let published = triangle.vintages.compactMap(\.last).reduce(into: [:]) {
      $0[$1.release.name.period] = $1
    }
    let earlier = History.periods(before: head.period)
    let unknown = earlier.filter { published[$0] == nil }
    var lines: [Period: [FigureLine]] = [:]
    if !unknown.isEmpty {
      let queries = [[], [Grouping.province]].map {
        FiguresQuery(periods: unknown, groupings: $0, cutoff: throughput.figures.asOf)
      }
      for figures in try views.figures(queries, provinces: tables.provinces) {
        for row in figures.rows {
          lines[row.period, default: []].append(
            FigureLine(row, group: [row.group.first ?? RowHead.all]))
        }
      }
    }
    let day = head.period.lastDay
    let chapters = earlier.compactMap { period -> Chapter? in
      if let vintage = published[period] {
        let status = RowStatus(
          hasEnded: true, published: vintage.release.status,
          isCoverageLow: vintage.isCoverageLow)
        return History.chapter(
          RowHead(period: period, release: vintage.release.name, status: status),
          vintage.lines, on: day, tables.provinces)
      }
      let lines = lines[period] ?? []
      let status = RowStatus(
        hasEnded: lines.first?.hasEnded ?? false, published: nil, isCoverageLow: false)
      return History.chapter(
        RowHead(period: period, release: nil, status: status), lines, on: day, tables.provinces)
    }
    // Before the ledger begins there is nothing to tell.
    let known = chapters.drop { $0.head.release == nil && !$0.nation.isShown }
    let own = Chapter(
      head: head, nation: throughput.nation,
      provinces: throughput.provinces.map { ($0.group[0], $0.counts) })
    self.chapters = known + [own]
  }

  private static func chapter(
    _ head: RowHead, _ lines: [FigureLine], on day: LocalDate, _ provinces: Provinces
  ) -> Chapter? {
    guard var nation = lines.first(where: { $0.group == [RowHead.all] }) else { return nil }
    nation.isCompared = nation.isCompared && head.status.isCompared
    var sums: [String: NamedCounts] = [:]
    for line in lines where line.group != [RowHead.all] {
      let code = (try? ProvinceCode(line.group[0])).map { provinces.successor($0, on: day).text }
      sums[code ?? line.group[0], default: NamedCounts()].add(line.counts)
    }
    return Chapter(
      head: head, nation: nation,
      provinces: sums.sorted { RowHead.precedes($0.key, $1.key) }.map { ($0.key, $0.value) })
  }

  /// The periods of the same kind before one, the earliest first; none before days of any choice.
  private static func periods(before period: Period) -> [Period] {
    var periods: [Period] = []
    var next = before(period)
    while let period = next, periods.count + 1 < periodsMax {  // Bounded by what is told of.
      periods.insert(period, at: 0)
      next = before(period)
    }
    return periods
  }

  private static func before(_ period: Period) -> Period? {
    switch period.span {
    case .quarter: period.previous
    case .half, .nineMonths, .year: period.yearBefore
    case .dates: nil
    }
  }
}

/// The period and those before it: the nation's row of each, then those of provinces.
struct HistoryTable: ExportDocument {
  static let counts: [FigureCount] = [.pickups, .returns, .handled]

  let head: RowHead
  let history: History
  let tables: ExportTables

  let name = "history"
  let key = ["period", "level", "province"]
  let isSummable = false
  var title: Said { ColumnWords.history }

  var columns: [ExportColumn] {
    RowHead.columns + ExportColumn.named(.province)
      + HistoryTable.counts.map { ExportColumn($0.name, $0.title, .count, unit: $0.unit) }
      + [FigureColumn.onTimeOfResolved, .growth(.handled, .yearBefore)].map {
        ExportColumn($0.name, ColumnWords.title($0), $0.kind)
      }
  }

  var rows: [[FigureValue]] {
    history.chapters.flatMap { chapter in
      [nation(chapter)] + chapter.provinces.map { province(chapter, $0.code, $0.counts) }
    }
  }

  private func nation(_ chapter: History.Chapter) -> [FigureValue] {
    chapter.head.values(FigureLevel.nation.rawValue)
      + [.text(RowHead.all), .text(ColumnWords.nation.vietnamese)]
      + HistoryTable.counts.map { .count(chapter.nation[$0]) }
      + [
        chapter.nation.value(of: .onTimeOfResolved),
        chapter.nation.value(of: .growth(.handled, .yearBefore)),
      ]
  }

  private func province(
    _ chapter: History.Chapter, _ code: String, _ counts: NamedCounts
  ) -> [FigureValue] {
    let inTime = counts[.early] + counts[.onTime]
    return chapter.head.values(FigureLevel.province.rawValue)
      + tables.named(code, .province, on: head.period.lastDay)
      + HistoryTable.counts.map { .count(counts[$0]) }
      + [
        FigureValue(
          percent: percentText(
            numerator: inTime, denominator: inTime + counts[.late],
            decimals: FigureLine.decimals)), .empty,
      ]
  }
}
