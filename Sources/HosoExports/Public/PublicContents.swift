internal import HosoDomain
internal import HosoLedger
internal import HosoProjections

/// What everybody is told below the nation, judged beside all that was published of the period.
struct PublicContents {
  static let levels: [FigureLevel] = [.province, .service, .channel]

  let levels: [FigureLevel: PublicLevel]
  let communes: PublicCommunes

  /// - Parameters:
  ///   - release: The publication that is written.
  ///   - earlier: Those of the period before it.
  init(
    _ release: Release, after earlier: [Release], survey: Survey, from views: Views,
    tables: ExportTables, threshold: Circulation.Threshold
  ) throws {
    let cells = SmallCells(threshold: threshold.rawValue)
    let period = release.name.period
    let releases = earlier + [release]
    var publications: [[[FigureLine]]] = []
    var surveys: [Survey] = []
    for known in releases {
      let answers = try views.figures(
        PublicContents.levels.map {
          FiguresQuery(periods: [period], groupings: $0.groupings, cutoff: known.cutoff)
        }, provinces: tables.provinces)
      publications.append(
        answers.map { figures in
          figures.rows.map {
            FigureLine($0, group: Throughput.group($0.group, by: figures.groupings))
          }
        })
      // Earlier publications tell of communes as this one does.
      if CommuneTable.isTold(.published(known.status)), known.name != release.name {
        surveys += try views.surveys(
          of: [period], through: answers[0].position, provinces: tables.provinces,
          calendar: tables.calendar, zones: tables.zones)
      }
    }
    var levels: [FigureLevel: PublicLevel] = [:]
    for (index, level) in PublicContents.levels.enumerated() {
      levels[level] = PublicLevel(
        level, publications: publications.map { $0[index] }, cells: cells)
    }
    self.levels = levels
    communes = PublicCommunes(
      surveys + [survey],
      provinces: levels[.province] ?? PublicLevel(.province, publications: [], cells: cells),
      cells: cells)
  }
}
