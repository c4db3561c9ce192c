internal import HosoDomain
internal import HosoProjections

/// What was carried for each commune; only where figures are final, since the small numbers of
/// earlier publications would tell of single dossiers by what changes.
struct CommuneTable: ExportDocument {
  let head: RowHead
  let survey: Survey
  let tables: ExportTables

  let name = "communes"
  let key = ["period", "province", "commune"]
  var title: Said { SurveyWords.communes }
  var isSummable: Bool { isPublished }

  let columns =
    RowHead.columns + ExportColumn.named(.province) + [
      ExportColumn("commune", SurveyWords.commune, .text),
      ExportColumn("commune_name", SurveyWords.communeName, .text),
    ]
    + [FigureCount.pickups, .returns, .handled].map {
      ExportColumn($0.name, $0.title, .count, unit: $0.unit)
    }

  private var isPublished: Bool {
    switch head.status {
    case .published(.final), .published(.corrected): true
    case .published(.provisional), .published(.revised), .notEnded, .unpublished, .lowCoverage:
      false
    }
  }

  var rows: [[FigureValue]] {
    guard isPublished else { return [] }
    return survey.groups.dropFirst().flatMap { group in
      let sums = CommuneSums(group.cells)
      return sums.codes.map { code in
        let (pickups, returns) = (sums[code, .pickups], sums[code, .returns])
        return head.values(CommuneTable.level)
          + tables.named(group.code ?? "", .province, on: head.period.lastDay) + [
            .text(code), .empty,  // No list of communes is installed.
            .count(pickups), .count(returns), .count(pickups + returns),
          ]
      }
    }
  }

  private static let level = "commune"
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
