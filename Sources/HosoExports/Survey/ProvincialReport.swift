internal import HosoDomain
internal import HosoProjections

/// What each provincial post reports of a period, by the legs that the post carries.
///
/// What no scan tells comes from a table that an operator installs, and is empty without it.
/// Source: TT 17/2017/TT-BTTTT Art. 13.
struct ProvincialReport: ExportDocument {
  /// Digits after the point.
  private static let decimals = 2

  let head: RowHead
  let tables: ExportTables
  let name: String
  let isSummable: Bool
  /// Whose it is alone; nil for everybody's.
  private let province: String?
  private let lines: [Line]

  private struct Line {
    let group: SurveyGroup
    let mode: ServiceMode
    let input: ReportInputs.Line?
  }

  let key = ["period", "province", "service_type"]

  var title: Said {
    guard let province else { return SurveyWords.report }
    let day = head.period.lastDay
    let name =
      province == CubeGroup.unknown
      ? Said(PictureWords.unknownProvince, "unknown province")
      : Said(both: tables.name(province, of: .province, on: day) ?? province)
    return SurveyWords.report + Said(both: ", ") + name
  }

  /// Every province's report in one file; they add up to the nation.
  ///
  /// - Parameter survey: Nil where they are nobody else's.
  init(_ head: RowHead, survey: Survey?, tables: ExportTables) {
    self.init(
      head, name: ProvincialReport.name, province: nil,
      lines: survey.map { ProvincialReport.lines(head, survey: $0, tables: tables) } ?? [],
      isSummable: survey != nil, tables: tables)
  }

  /// Each province's report in a file of its own.
  static func apart(
    _ head: RowHead, survey: Survey, tables: ExportTables
  ) -> [ProvincialReport] {
    let all = lines(head, survey: survey, tables: tables)
    var codes: [String] = []
    for line in all where codes.last != line.group.code { codes += [line.group.code ?? ""] }
    return codes.map { code in
      ProvincialReport(
        head, name: name + "/" + code, province: code,
        lines: all.filter { $0.group.code == code }, isSummable: false, tables: tables)
    }
  }

  private static let name = "tt17_dieu13"

  private init(
    _ head: RowHead, name: String, province: String?, lines: [Line], isSummable: Bool,
    tables: ExportTables
  ) {
    self.head = head
    self.name = name
    self.province = province
    self.lines = lines
    self.isSummable = isSummable
    self.tables = tables
  }

  /// Whatever has anything to tell, from scans or from the table.
  private static func lines(
    _ head: RowHead, survey: Survey, tables: ExportTables
  ) -> [Line] {
    let inputs = tables.inputs?.lines(of: head.period) ?? [:]
    let given = Set(inputs.keys.map(\.province.text))
    let missing = given.subtracting(survey.codes)
      .map { SurveyGroup(code: $0, cells: [:]) }
    let groups = survey.groups.filter { $0.code != nil } + missing
    return groups.sorted { RowHead.precedes($0.code ?? "", $1.code ?? "") }.flatMap { group in
      ServiceMode.allCases.compactMap { mode in
        let province = group.code.flatMap { try? ProvinceCode($0) }
        let input = province.flatMap { inputs[ReportInputs.Key(province: $0, mode: mode)] }
        let isSilent =
          SurveyedWork.allCases.allSatisfy { group.sum(of: $0, mode) == 0 }
          && group.postage([mode]) == nil
        return isSilent && input == nil ? nil : Line(group: group, mode: mode, input: input)
      }
    }
  }

  var columns: [ExportColumn] {
    func counted(_ count: FigureCount) -> ExportColumn {
      ExportColumn(count.name, count.title, .count, unit: count.unit)
    }
    func given(_ name: String, _ title: Said) -> ExportColumn {
      ExportColumn(name, title, .count)
    }
    return RowHead.columns + ExportColumn.named(.province) + [
      ExportColumn(
        "service_type", SurveyWords.serviceType, .text,
        format: .words(ServiceMode.allCases.map(\.name))),
      ExportColumn("service_type_name", SurveyWords.serviceType, .text),
      counted(.pickups), counted(.deliveries), counted(.returns), counted(.handled),
      given("revenue_vnd", SurveyWords.revenue), given("complaints", SurveyWords.complaints),
      given("complaints_resolved", SurveyWords.complaintsResolved),
      given("complaints_on_time", SurveyWords.complaintsOnTime), counted(.lost),
      given("mislaid", SurveyWords.mislaid), given("damaged", SurveyWords.damaged),
      given("compensation_cases", SurveyWords.compensationCases),
      given("compensation_vnd", SurveyWords.compensation),
      ExportColumn("safety_pct", ColumnWords.safety, .percent),
      ExportColumn("signed_by", SurveyWords.signedBy, .text),
      ExportColumn("signed_on", SurveyWords.signedOn, .text, format: .date),
    ]
  }

  var rows: some Sequence<[FigureValue]> {
    lines.lazy.map(values)
  }

  private func values(_ line: Line) -> [FigureValue] {
    func sum(_ work: SurveyedWork) -> Int64 { line.group.sum(of: work, line.mode) }
    func given(_ number: Int64?) -> FigureValue { number.map { .count($0) } ?? .empty }
    let (pickups, deliveries, returns) = (sum(.pickups), sum(.deliveries), sum(.returns))
    let (lost, finished) = (sum(.lost), deliveries + returns)
    let input = line.input
    return head.values(of: line.group, tables) + [
      .text(line.mode.name), .text(SurveyWords.name(line.mode).vietnamese), .count(pickups),
      .count(deliveries), .count(returns), .count(pickups + returns),
      given(line.group.postage([line.mode])), given(input?.complaints),
      given(input?.complaintsResolved), given(input?.complaintsOnTime), .count(lost),
      .empty,  // No scan tells what was mislaid.
      .count(sum(.damaged)), given(input?.compensationCases), given(input?.compensation),
      FigureValue(
        percent: percentText(
          numerator: finished, denominator: finished + lost,
          decimals: ProvincialReport.decimals)),
      input?.signedBy.map { .text($0) } ?? .empty,
      input?.signedOn.map { .text($0.iso) } ?? .empty,
    ]
  }
}
