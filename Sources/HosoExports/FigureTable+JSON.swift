public import HosoDomain
public import HosoProjections

extension FigureTable {
  /// Only the rows of one value of a group.
  public func keeping(_ value: String, of grouping: Grouping) -> FigureTable {
    guard let place = groupings.firstIndex(of: grouping) else { return self }
    return FigureTable(
      groupings: groupings, lines: lines.filter { $0.group[place] == value }, asOf: asOf)
  }

  /// An answer for programs: one object and a line feed, the same in every language.
  public func json(
    _ figures: Figures, calendar: ReportingCalendar, provinces: Provinces,
    coverage: OfficeCoverage? = nil
  ) -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.field("as_of", figures.asOf.rfc3339)
      json.field("position", figures.eventCount)
      json.field("calendar", calendar.rawValue)
      json.field("orphans", figures.orphans)
      if figures.groupings.contains(.province) {
        // Which table rolled provinces up to what they became.
        json.field("provinces_version", provinces.version)
      }
      if let coverage {
        json.object("coverage") { json in
          json.field("period", coverage.period.label)
          json.field("offices_covered", coverage.covered)
          json.field("offices_listed", coverage.listed?.all)
          json.field("listed_covered", coverage.listed?.covered)
          json.field("offices_pct", decimal: coverage.percent)
        }
      }
      json.list("rows") { json in appendRows(to: &json) }
    }
    json.endLine()
    return json.bytes
  }
}
