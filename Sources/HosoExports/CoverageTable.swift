internal import HosoDomain
internal import HosoProjections

/// Which offices declared the period complete, and how much they carried a year before.
struct CoverageTable: ExportDocument {
  let head: RowHead
  let coverage: Coverage
  let tables: ExportTables

  let name = "coverage"
  let key = ["period", "office"]
  var isSummable: Bool { head.circulation == .inHouse }
  var title: Said { ColumnWords.coverage }

  var columns: [ExportColumn] {
    RowHead.columns + ExportColumn.named(.office) + ExportColumn.named(.province) + [
      ExportColumn("expected", ColumnWords.expected, .text, format: .yesOrNo),
      ExportColumn("covered", ColumnWords.covered, .text, format: .yesOrNo),
      ExportColumn("days", ColumnWords.days, .count),
      ExportColumn("days_declared", ColumnWords.daysDeclared, .count),
      ExportColumn("reported_at", ColumnWords.reportedAt, .text, format: .instant),
      ExportColumn("handled", FigureCount.handled.title, .count, unit: .legs),
      ExportColumn("prior_year_handled", ColumnWords.priorYear, .count, unit: .legs),
      ExportColumn("prior_year_share_pct", ColumnWords.priorYearShare, .percent),
    ]
  }

  var rows: some Sequence<[FigureValue]> {
    let first = head.values(Grouping.office.rawValue)
    let all = coverage.volume
    return CoverageTable.told(coverage, head.circulation).lazy.map { line in
      first + tables.named(line.office, .office, on: head.period.lastDay) + province(of: line)
        + [
          .text(CoverageTable.word(line.isExpected)), .text(CoverageTable.word(line.isCovered)),
          .count(Int64(coverage.days)), .count(Int64(line.daysDeclared)),
          line.declaredAt.map { .text($0.rfc3339) } ?? .empty,
        ] + carried(line, of: all)
    }
  }

  /// The offices that are named: everybody is told only what a list of offices says anyhow, since
  /// the others are known by what they carried.
  static func told(_ coverage: Coverage, _ circulation: Circulation) -> [Coverage.Line] {
    guard circulation != .inHouse else { return coverage.lines }
    return coverage.basis == .list ? coverage.lines.filter(\.isExpected) : []
  }

  /// What an office carried, which only the post and agencies are told.
  private func carried(_ line: Coverage.Line, of all: Int64) -> [FigureValue] {
    guard head.circulation == .inHouse else { return [.empty, .empty, .empty] }
    return [
      .count(line.handled), coverage.hasYearBefore ? .count(line.handledYearBefore) : .empty,
      FigureValue(
        percent: percentText(
          numerator: line.handledYearBefore, denominator: all, decimals: FigureLine.decimals)),
    ]
  }

  static func word(_ truth: Bool) -> String { truth ? "true" : "false" }

  /// Where the installed list has the office; empty without one.
  private func province(of line: Coverage.Line) -> [FigureValue] {
    let code = (try? PostOfficeCode(line.office)).flatMap { tables.names.offices?.province($0) }
    guard let code else { return [.empty, .empty] }
    let day = head.period.lastDay
    return tables.named(tables.provinces.successor(code, on: day).text, .province, on: day)
  }
}
