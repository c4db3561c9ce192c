internal import HosoDomain
internal import HosoProjections

/// The nation or a province, with what its dossiers add up to.
struct SurveyGroup {
  /// Nil for the nation.
  let code: String?
  let cells: SurveyCells

  /// How often something was done, whatever legs the post carries.
  func sum(of work: SurveyedWork) -> Int64 {
    ServiceMode.allCases.reduce(0) { $0 + sum(of: work, $1) }
  }

  func sum(of work: SurveyedWork, _ mode: ServiceMode) -> Int64 {
    Int64(clamping: cells[.carried(mode, work), default: 0])
  }

  /// Đồng; nil where none was collected.
  func postage(_ modes: [ServiceMode] = ServiceMode.allCases) -> Int64? {
    let found = modes.compactMap { cells[.postage($0)] }
    return found.isEmpty ? nil : Int64(clamping: found.reduce(0, +))
  }
}

extension Survey {
  /// The nation, then its provinces in the order of rows.
  var groups: [SurveyGroup] {
    [SurveyGroup(code: nil, cells: nation)]
      + codes.map { SurveyGroup(code: $0, cells: provinces[$0] ?? [:]) }
  }
}

extension RowHead {
  /// What a row of the nation or of a province begins with, the province and its name included.
  func values(of group: SurveyGroup, _ tables: ExportTables) -> [FigureValue] {
    guard let code = group.code else {
      return values(FigureLevel.nation.rawValue)
        + [.text(RowHead.all), .text(ColumnWords.nation.vietnamese)]
    }
    return values(FigureLevel.province.rawValue)
      + tables.named(code, .province, on: period.lastDay)
  }
}

extension IdentityAudit {
  /// Checks that dossiers judged one by one come to what the cube says.
  mutating func check(_ survey: Survey, against throughput: Throughput) {
    let lines = Dictionary(throughput.provinces.map { ($0.group[0], $0) }) { first, _ in first }
    check(SurveyGroup(code: nil, cells: survey.nation), against: throughput.nation)
    for (code, line) in lines.sorted(by: { $0.key < $1.key }) {
      check(SurveyGroup(code: code, cells: survey.provinces[code] ?? [:]), against: line)
    }
  }

  private mutating func check(_ group: SurveyGroup, against line: FigureLine) {
    let stock = WaitingStock(group.cells)
    let waiting = WaitingPlace.allCases.reduce(0) { $0 + stock.total($1) }
    check(.backlogIsClosing, line.group, waiting, line[.closing])
    for (part, whole) in [
      (stock.total(.agency), line[.c11]), (stock.overdue(.agency), line[.c13]),
    ] {
      check(.waitingAtAgencyIsOnForm, line.group, max(part, whole), whole)
    }
    check(.endToEndIsReturns, line.group, TransitSums(group.cells, .endToEnd).n, line[.returns])
    for (work, count) in SurveyedWork.cubed {
      check(.serviceTypesAddUp, line.group, group.sum(of: work), line[count])
    }
    for (work, count) in [(CommuneWork.pickups, FigureCount.pickups), (.returns, .returns)] {
      let sum = CommuneSums(group.cells).total(work)
      check(.communesAddUp, line.group, sum, line[count])
    }
  }

  /// Checks that a published part is the published share of a published whole.
  mutating func check(_ costs: CostParameters, on day: LocalDate) {
    guard let whole = costs.value(.reportedSaving, on: day),
      let part = costs.value(.reportedPortalSaving, on: day),
      let share = costs.value(.reportedPortalShare, on: day)
    else { return }
    // Rounded to a tenth of a percent, so within half of one.
    let difference = abs(Int128(part.number) * 1_000 - Int128(share.number) * Int128(whole.number))
    let isHeld = 2 * difference <= Int128(whole.number)
    let found = Ratio(part.number, over: whole.number).percent(decimals: 1) ?? ""
    check(
      .reportedShareHolds, [RowHead.all, found], isHeld ? share.number : -1, share.number)
  }
}

extension SurveyedWork {
  /// What the cube counts too.
  fileprivate static let cubed: [(SurveyedWork, FigureCount)] = [
    (.pickups, .pickups), (.deliveries, .deliveries), (.returns, .returns), (.lost, .lost),
  ]
}
