internal import HosoDomain
internal import HosoProjections

/// What citizens were spared, with every parameter that it is reckoned with; and what was reported
/// of it elsewhere, which is never computed here.
struct CostTable: ExportDocument {
  let head: RowHead
  /// The nation and provinces that it tells of.
  let groups: [SurveyGroup]
  let throughput: Throughput
  let tables: ExportTables

  let name = "costs"
  let isSummable = false
  let key = ["period", "level", "province", "item"]
  var title: Said { SurveyWords.costs }

  let columns =
    RowHead.columns + ExportColumn.named(.province) + [
      ExportColumn("item", SurveyWords.item, .text),
      ExportColumn("item_name", SurveyWords.item, .text),
      ExportColumn("kind", SurveyWords.itemKind, .text),
      ExportColumn("value", ColumnWords.value, .decimal),
      ExportColumn("unit", ColumnWords.measureUnit, .text),
      ExportColumn("source", ColumnWords.source, .text),
    ]

  /// How a value is known.
  private enum Kind: String {
    case computed
    case parameter
    case reported
  }

  var rows: [[FigureValue]] {
    groups.flatMap { group in
      let first = head.values(of: group, tables)
      let computed = CostItem.allCases.map { item in
        first + values(item.rawValue, CostTable.name(item), .computed, value(of: item, group))
          + [.text(CostTable.unit(item)), .empty]
      }
      return computed + (group.code == nil ? given(first) : [])
    }
  }

  private func values(
    _ item: String, _ name: Said, _ kind: Kind, _ value: Int128?
  ) -> [FigureValue] {
    [
      .text(item), .text(name.vietnamese), .text(kind.rawValue),
      value.map { .count(Int64(clamping: $0)) } ?? .empty,
    ]
  }

  /// Each parameter that is known, on its own row.
  private func given(_ first: [FigureValue]) -> [[FigureValue]] {
    CostParameters.Parameter.allCases.compactMap { parameter in
      guard let value = tables.costs.value(parameter, on: head.period.lastDay) else { return nil }
      let kind = parameter.isReported ? Kind.reported : .parameter
      return first
        + values(
          parameter.rawValue, CostTable.name(parameter), kind, Int128(value.number))
        + [.text(CostTable.unit(parameter)), .text(value.source)]
    }
  }

  private func parameter(_ parameter: CostParameters.Parameter) -> Int128? {
    tables.costs.value(parameter, on: head.period.lastDay).map { Int128($0.number) }
  }

  private func value(of item: CostItem, _ group: SurveyGroup) -> Int128? {
    let (intake, result) = (Int128(group.sum(of: .pickups)), Int128(group.sum(of: .returns)))
    let gross = parameter(.trip).map { $0 * (intake + result) }
    let postage = group.postage().map { Int128($0) }
    switch item {
    case .intakeLegs: return intake
    case .resultLegs: return result
    case .tripsAvoided: return intake + result
    case .gross: return gross
    case .postage: return postage
    case .net: return gross.flatMap { gross in postage.map { gross - $0 } }
    case .onlineDossiers: return Int128(online(group))
    case .sheets: return parameter(.sheets).map { $0 * Int128(online(group)) }
    }
  }

  /// Dossiers that were sent online and entered in the period.
  private func online(_ group: SurveyGroup) -> Int64 {
    throughput.leaves.reduce(0) { sum, line in
      let isCounted =
        line.group[2] == Channel.online.name && (group.code == nil || line.group[0] == group.code)
      return isCounted ? sum + line[.entered] : sum
    }
  }
}

/// What is reckoned of costs.
enum CostItem: String, CaseIterable {
  case intakeLegs = "intake_legs"
  case resultLegs = "result_legs"
  /// Each leg that the post carries is a trip to the agency that the citizen does not make.
  case tripsAvoided = "trips_avoided"
  case gross = "gross_vnd"
  case postage = "postage_vnd"
  case net = "net_vnd"
  case onlineDossiers = "online_dossiers"
  case sheets = "sheets_not_printed"
}

extension CostTable {
  private static func name(_ item: CostItem) -> Said {
    switch item {
    case .intakeLegs: Said("lượt gửi hồ sơ", "legs of dossiers")
    case .resultLegs: Said("lượt trả kết quả", "legs of results")
    case .tripsAvoided: Said("lượt đi lại tránh được", "trips avoided")
    case .gross: Said("chi phí đi lại tiết kiệm", "cost of those trips")
    case .postage: SurveyWords.revenue
    case .net: Said("tiết kiệm sau khi trừ cước", "saved after postage")
    case .onlineDossiers: Said("hồ sơ nộp trực tuyến", "dossiers sent online")
    case .sheets: Said("giấy tờ không phải in", "papers not printed")
    }
  }

  private static func name(_ parameter: CostParameters.Parameter) -> Said {
    switch parameter {
    case .trip: Said("chi phí một lượt đi lại", "cost of one trip")
    case .sheets: Said("số tờ mỗi hồ sơ trực tuyến", "sheets of an online dossier")
    case .reportedSaving: Said("tiết kiệm mỗi năm theo báo cáo", "saved a year, as reported")
    case .reportedPortalSaving:
      Said("trong đó Cổng Dịch vụ công quốc gia", "of it by the national portal")
    case .reportedPortalShare: Said("tỷ trọng theo báo cáo", "its share as reported")
    }
  }

  private static func unit(_ item: CostItem) -> String {
    switch item {
    case .intakeLegs, .resultLegs: "legs"
    case .tripsAvoided: "trips"
    case .gross, .postage, .net: "vnd"
    case .onlineDossiers: "dossiers"
    case .sheets: "sheets"
    }
  }

  private static func unit(_ parameter: CostParameters.Parameter) -> String {
    switch parameter {
    case .trip, .reportedSaving, .reportedPortalSaving: "vnd"
    case .sheets: "sheets"
    case .reportedPortalShare: "permille"
    }
  }
}
