internal import HosoDomain
internal import HosoProjections

/// The figures of the nation and its provinces as observations, for systems that exchange
/// statistics.
///
/// Made of the very tables that the export has, so that it tells what they tell and no more.
/// Source: SDMX-CSV 2.0 field guide.
struct SDMXObservations: ExportDocument {
  /// A column of a table that is observed.
  struct Indicator: Hashable {
    let column: String
    let title: Said
    let unit: SDMXUnit
    let decimals: Int

    var code: String { column.uppercased() }
  }

  struct Area: Hashable {
    let code: String
    let name: Said
  }

  private struct Observation {
    let area: String
    let indicator: Indicator
    let value: FigureValue
    /// Whether there is a value that this export does not tell.
    let isHidden: Bool
  }

  let head: RowHead
  /// Of the structure.
  let version: String
  private(set) var indicators: [Indicator] = []
  private(set) var areas: [Area] = []
  private var observations: [Observation] = []

  let name = SDMX.folder + "/hoso"
  let isSummable = false
  var title: Said { CatalogueWords.observations }
  var key: [String] { SDMX.dimensions.map(\.id) }

  /// - Parameter tables: Of the nation and of provinces.
  init(_ head: RowHead, version: String, tables: [any ExportDocument]) {
    self.head = head
    self.version = version
    for table in tables { add(table) }
  }

  private mutating func add(_ table: some ExportDocument) {
    let columns = table.columns
    let measured = columns.enumerated().compactMap { place, column in
      Indicator(column).map { (place: place, indicator: $0) }
    }
    for (_, indicator) in measured where !indicators.contains(indicator) {
      indicators.append(indicator)
    }
    func place(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }
    let hidden = place(PublicTable.suppressedName)
    let province = place(Grouping.province.rawValue)
    for row in table.rows {
      let area = province.map { Area(of: row[$0].text, called: row[$0 + 1].text) } ?? .nation
      areas.append(area)
      let untold = Set((hidden.map { row[$0].text } ?? "").split(separator: " ").map(String.init))
      for (place, indicator) in measured {
        let isHidden = !untold.isDisjoint(with: indicator.parts)
        // What does not apply is no observation.
        if row[place] == .empty, !isHidden { continue }
        observations.append(
          Observation(
            area: area.code, indicator: indicator, value: row[place], isHidden: isHidden))
      }
    }
  }

  let columns =
    SDMX.leading.map { ExportColumn($0, CatalogueWords.structure, .text) }
    + SDMX.dimensions.map { $0.column(.text) }
    + [ExportColumn(SDMX.value, ColumnWords.value, .decimal)]
    + SDMX.attributes.map { $0.column($0.id == SDMX.decimals ? .count : .text) }

  var rows: some Sequence<[FigureValue]> {
    let first = SDMX.leadingValues(head, version: version).map { FigureValue.text($0) }
    let period = SDMXPeriod(head.period)
    let status = SDMXStatus(head)
    let release = head.release?.text ?? SDMX.notApplicable
    return observations.lazy.map { observation in
      let texts = [
        period.frequency.rawValue, observation.area, observation.indicator.code,
        head.calendarWord, release, period.text,
      ]
      return first + texts.map { .text($0) } + [observation.value]
        + status.values(isHidden: observation.isHidden)
        + [
          .text(observation.indicator.unit.rawValue), .count(Int64(observation.indicator.decimals)),
        ]
    }
  }
}

extension SDMXObservations.Indicator {
  fileprivate init?(_ column: ExportColumn) {
    switch column.kind {
    case .count: decimals = 0
    case .percent: decimals = FigureLine.decimals
    case .text, .decimal: return nil
    }
    self.column = column.name
    title = column.title
    unit = column.unit.map(SDMXUnit.init) ?? .percent
  }

  /// The counts that it is made of.
  fileprivate var parts: [String] {
    column == FigureColumn.onTimeOfResolved.name
      ? [FigureCount.early, .onTime, .late].map(\.name) : [column]
  }
}

extension SDMXObservations.Area {
  fileprivate static let nation = Self(code: "VN", name: ColumnWords.nation)

  /// A province as a code list has it: what nobody recorded is not specified.
  fileprivate init(of province: String, called name: String) {
    let isKnown = province != CubeGroup.unknown
    code = isKnown ? province : SDMX.unspecified
    self.name =
      isKnown ? Said(both: name.isEmpty ? province : name) : CatalogueWords.unspecified
  }
}
