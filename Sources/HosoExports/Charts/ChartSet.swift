internal import HosoDomain
internal import HosoProjections

/// Every chart of an export, drawn from its documents and from nothing else.
struct ChartSet: Sendable {
  let handledByPeriod: Chart
  let growthByPeriod: Chart
  let handledByProvince: Chart
  let punctuality: Chart
  let multiples: Chart
  let map: Chart
  let revisions: Chart
  let coverage: Chart
  let backlog: Chart

  /// In the order in which people read them.
  var all: [Chart] {
    [
      handledByPeriod, growthByPeriod, handledByProvince, punctuality, map, backlog, revisions,
      multiples, coverage,
    ]
  }

  /// - Parameters:
  ///   - documents: As they are written into the folder.
  ///   - remark: What has to be known of every number.
  init(
    _ documents: [any ExportDocument], head: RowHead, remark: String, tables: ExportTables
  ) {
    let top = ChartHead(remark: remark, period: head.period)
    let isPublic = head.circulation != .inHouse
    func cells(_ name: String, _ isKept: @escaping (Cells.Row) -> Bool = { _ in true }) -> Cells {
      documents.first { $0.name == name }.map { ChartSet.cells($0, isKept) } ?? Cells.none(name)
    }
    let history = cells("history")
    let nation = history.level(.nation)
    let periods = PeriodCharts(head: top, cells: nation)
    handledByPeriod = periods.handled
    growthByPeriod = periods.growth
    multiples =
      MultiplesChart(
        head: top, cells: history.level(.province), periods: nation.rows.map { $0.text("period") },
        isTold: !isPublic
      ).chart
    let provinces = cells("throughput-province")
    let byProvince = ProvinceCharts(head: top, cells: provinces, hidesSmall: isPublic)
    handledByProvince = byProvince.handled
    punctuality = byProvince.punctuality
    map = MapChart(head: top, cells: provinces, tables: tables, hidesSmall: isPublic).chart
    revisions =
      RevisionChart(
        head: top,
        cells: cells("triangle") {
          $0.text("measure") == FigureCount.handled.name
            && $0.text("level") == FigureLevel.nation.rawValue
        }
      ).chart
    coverage = CoverageChart(head: top, cells: cells("coverage")).chart
    backlog = BacklogChart(head: top, cells: cells("backlog").level(.nation)).chart
  }

  private static func cells(
    _ document: some ExportDocument, _ isKept: (Cells.Row) -> Bool
  ) -> Cells {
    Cells(document, keeping: isKept)
  }
}
