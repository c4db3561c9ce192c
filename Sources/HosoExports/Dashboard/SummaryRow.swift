internal import HosoDomain
internal import HosoProjections

/// A number of the nation with all there is to know of it: its growth, and what takes it apart.
struct SummaryRow: Sendable {
  static let handled = id(FigureCount.handled)
  static let onTime = "so-" + FigureColumn.onTimeOfResolved.name
  static let perDay = "so-handled_per_working_day_yoy_pct"
  static let offices = "so-offices_pct"
  static let volume = "so-volume_pct"

  /// Where links lead; the column's name is in it.
  let id: String
  /// Nil for shares.
  let count: FigureCount?
  let title: String
  let value: String
  /// On the quarter before, and on the year before; dashes where nothing is compared.
  let growth: [String]
  let unit: String
  /// The file that has it.
  let file: String
  let explained: [ExplainLine]

  static func id(_ count: FigureCount) -> String { "so-" + count.name }

  /// The rows of the nation's table and of the coverage beside it.
  static func all(of contents: ExportContents, nation: Cells) -> [SummaryRow] {
    guard let row = nation.rows.first else { return [] }
    let counts = FigureCount.columns + [.orphans]
    return counts.map { count in SummaryRow(count, row, nation, contents) }
      + shares(row, nation, contents) + covered(contents.coverage)
  }

  private init(
    _ count: FigureCount, _ row: Cells.Row, _ cells: Cells, _ contents: ExportContents
  ) {
    id = SummaryRow.id(count)
    self.count = count
    title = count.title.vietnamese
    value = SummaryRow.shown(count.name, row, cells)
    let grown = GrowthBase.allCases.map { base in
      cells.column("\(count.name)_\(base.name)_pct").map(row.change) ?? PictureWords.none
    }
    growth = grown
    unit = WorkbookWords.unit(count.unit)
    file = cells.name
    let bases = [contents.head.period.previous, contents.head.period.yearBefore]
    let compared = zip(bases, grown).compactMap { period, text in
      text == PictureWords.none ? nil : period
    }
    explained = contents.explain(count) + compared.flatMap { contents.explain(count, of: $0) }
  }

  private init(
    id: String, title: Said, value: String, growth: String? = nil, file: String,
    explained: [ExplainLine]
  ) {
    self.id = id
    count = nil
    self.title = title.vietnamese
    self.value = value
    self.growth = [PictureWords.none, growth ?? PictureWords.none]
    unit = "%"
    self.file = file
    self.explained = explained
  }

  private static func shown(_ name: String, _ row: Cells.Row, _ cells: Cells) -> String {
    cells.column(name).map(row.shown) ?? PictureWords.none
  }

  private static func shares(
    _ row: Cells.Row, _ cells: Cells, _ contents: ExportContents
  ) -> [SummaryRow] {
    let daily = cells.column("handled_per_working_day_yoy_pct").map(row.change)
    return [
      SummaryRow(
        id: onTime, title: ColumnWords.title(.onTimeOfResolved),
        value: shown(FigureColumn.onTimeOfResolved.name, row, cells), file: cells.name,
        explained: [.early, .onTime, .late].flatMap { contents.explain($0) }),
      SummaryRow(
        id: perDay, title: ColumnWords.growthPerWorkingDay, value: PictureWords.none, growth: daily,
        file: cells.name,
        explained: [contents.head.period, contents.head.period.yearBefore].compactMap(\.self)
          .flatMap { contents.explain(.handled, of: $0) }),
    ]
  }

  private static func covered(_ coverage: Coverage) -> [SummaryRow] {
    [
      (offices, WorkbookWords.coverageOfOffices, coverage.officesPercent),
      (volume, WorkbookWords.coverageOfVolume, coverage.volumePercent),
    ].map { id, title, share in
      SummaryRow(
        id: id, title: Said(both: title),
        value: share.map { NumberWords.percent($0).vietnamese } ?? PictureWords.none,
        file: "coverage", explained: [])
    }
  }
}

extension ExportContents {
  /// What takes a count of the nation apart.
  ///
  /// - Parameter period: Nil for the export's own; any other one as known at the same moment.
  func explain(_ count: FigureCount, of period: Period? = nil) -> [ExplainLine] {
    [
      ExplainLine(
        count, of: period ?? head.period, release: release?.name,
        cutoff: throughput.figures.asOf)
    ]
  }
}
