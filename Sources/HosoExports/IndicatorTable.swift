internal import HosoDomain
internal import HosoProjections

/// The indicators of administrative reform that the ledger has the counts for, of the nation and
/// each province; each with its numerator and denominator.
struct IndicatorTable: ExportDocument {
  let head: RowHead
  let form: FormTable

  let name = "indicators"
  let key = ["period", "level", "unit_code", "indicator"]
  let isSummable = false
  var title: Said { ColumnWords.indicators }

  private enum Indicator: String, CaseIterable {
    /// In time, of all there was to do.
    case onTime766 = "766-2.1"
    /// Taken in by the post, of what came in.
    case post766 = "766-3.3"
    /// Two points for early, one for in time, none for late: the mean.
    case score = "TT01-1"

    var source: String {
      switch self {
      case .onTime766, .post766: "QĐ 766/QĐ-TTg"
      case .score: "TT 01/2018/TT-VPCP"
      }
    }
  }

  let columns =
    RowHead.columns + [
      ExportColumn("unit_code", ColumnWords.unit, .text),
      ExportColumn("unit_name", ColumnWords.unitName, .text),
      ExportColumn("indicator", ColumnWords.indicator, .text),
      ExportColumn("numerator", ColumnWords.numerator, .count),
      ExportColumn("denominator", ColumnWords.denominator, .count),
      ExportColumn("rate_pct", ColumnWords.rate, .percent),
      ExportColumn("score", ColumnWords.score, .decimal),
      ExportColumn("source", ColumnWords.source, .text),
    ]

  var rows: some Sequence<[FigureValue]> {
    form.totals.filter { $0.level != Grouping.agency.rawValue }.flatMap { row in
      Indicator.allCases.map { values(of: $0, row) }
    }
  }

  private func values(of indicator: Indicator, _ row: FormTable.Row) -> [FigureValue] {
    let line = row.line
    let ratio =
      switch indicator {
      case .onTime766: Ratio(line[.c8] + line[.c9] + line[.c12], over: line[.c3])
      case .post766: Ratio(row.byPost, over: line[.c4] + line[.c5])
      case .score:
        Ratio(
          2 * line[.early] + line[.onTime], over: line[.early] + line[.onTime] + line[.late])
      }
    let isScore = indicator == .score
    return head.values(row.level) + form.unit(row) + [
      .text(indicator.rawValue), .count(ratio.numerator), .count(ratio.denominator),
      isScore ? .empty : FigureValue(percent: ratio.percent(decimals: 2)),
      // Source: TT 01/2018/TT-VPCP Art. 14: rounded to one decimal.
      isScore ? FigureValue(percent: ratio.decimal(decimals: 1)) : .empty,
      .text(indicator.source),
    ]
  }
}
