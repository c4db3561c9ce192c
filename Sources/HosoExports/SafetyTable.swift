internal import HosoDomain
internal import HosoProjections

/// Legs that were finished beside dossiers that were lost, of the nation and each province.
///
/// Source: TT 17/2017/TT-BTTTT Art. 7.1.
struct SafetyTable: ExportDocument {
  /// Digits after the point.
  private static let decimals = 2

  let head: RowHead
  let nation: FigureLine
  let provinces: [FigureLine]
  let tables: ExportTables

  let name = "safety"
  let isSummable = false
  let key = ["period", "level", "province"]
  var title: Said { ColumnWords.safety }

  let columns =
    RowHead.columns + ExportColumn.named(.province) + [
      ExportColumn("legs_finished", ColumnWords.legsFinished, .count, unit: .legs),
      ExportColumn("lost", FigureCount.lost.title, .count, unit: .dossiers),
      ExportColumn("safety_pct", ColumnWords.safety, .percent),
    ]

  var rows: some Sequence<[FigureValue]> {
    [row(nation, .nation)] + provinces.filter(\.isShown).map { row($0, .province) }
  }

  private func row(_ line: FigureLine, _ level: FigureLevel) -> [FigureValue] {
    let legs = line[.deliveries] + line[.returns]
    let names: [FigureValue] =
      level == .nation
      ? [.text(RowHead.all), .text(ColumnWords.nation.vietnamese)]
      : tables.named(line.group[0], .province, on: head.period.lastDay)
    return head.values(level.rawValue) + names + [
      .count(legs), .count(line[.lost]),
      FigureValue(
        percent: percentText(
          numerator: legs, denominator: legs + line[.lost], decimals: SafetyTable.decimals)),
    ]
  }
}
