internal import HosoDomain
internal import HosoProjections

/// What was carried for each commune; only where figures are final, since the small numbers of
/// earlier publications would tell of single dossiers by what changes.
struct CommuneTable: ExportDocument {
  let head: RowHead
  let survey: Survey
  let tables: ExportTables
  /// Of each province what its communes are told of; nil where everything is.
  var told: PublicCommunes?

  let name = "communes"
  let key = ["period", "province", "commune"]
  var title: Said { SurveyWords.communes }
  var isSummable: Bool { CommuneTable.isTold(head.status) && told == nil }

  let columns =
    RowHead.columns + ExportColumn.named(.province) + [
      ExportColumn("commune", SurveyWords.commune, .text, format: .commune),
      ExportColumn("commune_name", SurveyWords.communeName, .text),
    ]
    + [FigureCount.pickups, .returns, .handled].map {
      ExportColumn($0.name, $0.title, .count, unit: $0.unit)
    }

  /// Whether communes are told of at all.
  static func isTold(_ status: RowStatus) -> Bool {
    switch status {
    case .published(.final), .published(.corrected): true
    case .published(.provisional), .published(.revised), .notEnded, .unpublished, .lowCoverage:
      false
    }
  }

  var rows: [[FigureValue]] {
    guard CommuneTable.isTold(head.status) else { return [] }
    return survey.groups.dropFirst().flatMap { group in
      let sums = CommuneSums(group.cells)
      return sums.codes.compactMap { row(of: $0, in: group.code ?? "", sums) }
    }
  }

  /// Nil where nothing is told: a row that says nothing would say that there was something.
  private func row(
    of code: String, in province: String, _ sums: CommuneSums
  ) -> [FigureValue]? {
    func count(_ work: CommuneWork) -> Int64? {
      told?.isHidden(work, of: code, in: province) == true ? nil : sums[code, work]
    }
    let (pickups, returns) = (count(.pickups), count(.returns))
    guard told == nil || pickups ?? 0 > 0 || returns ?? 0 > 0 else { return nil }
    let handled = pickups.flatMap { pickups in returns.map { pickups + $0 } }
    let names = tables.named(province, .province, on: head.period.lastDay)
    // No list of communes is installed, so none has a name.
    let values = [pickups, returns, handled].map { $0.map { FigureValue.count($0) } ?? .empty }
    return head.values(CommuneTable.level) + names + [.text(code), .empty] + values
  }

  static let level = "commune"
}

/// What was carried for the communes of a province.
struct CommuneSums {
  private var counts: [String: [CommuneWork: Int64]] = [:]

  init(_ cells: SurveyCells) {
    for case (.commune(let commune, let work), let count) in cells {
      counts[commune?.text ?? CubeGroup.unknown, default: [:]][work, default: 0] +=
        Int64(clamping: count)
    }
  }

  /// In the order of rows.
  var codes: [String] { counts.keys.sorted(by: RowHead.precedes) }

  subscript(code: String, work: CommuneWork) -> Int64 { counts[code]?[work] ?? 0 }

  func total(_ work: CommuneWork) -> Int64 {
    counts.values.reduce(0) { $0 + ($1[work] ?? 0) }
  }
}
