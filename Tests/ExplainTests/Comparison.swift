import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections

/// Compares what figures count with what explains it.
struct Comparison {
  let reader: LedgerReader
  let provinces: Provinces
  let views: Views
  /// Small parts, so that dossiers come up more than once.
  let explainer: Explainer

  init(_ book: Book, partLength: Int64) throws {
    reader = try book.reader()
    provinces = try Provinces.bundled()
    views = try Views.inMemory(book.reader())
    explainer = Explainer(reader, provinces: provinces, partLength: partLength)
  }

  /// The counts of a row that are not explained by as many lines, as text.
  func differences(
    in period: Period, by groupings: [Grouping], cutoff: RecordedAt?,
    counts: [FigureCount] = FigureCount.allCases
  ) throws -> [String] {
    let figures = try views.figures(
      FiguresQuery(periods: [period], groupings: groupings, cutoff: cutoff),
      provinces: provinces)
    var differences: [String] = []
    for row in figures.rows {
      let group = Dictionary(uniqueKeysWithValues: zip(groupings, row.group))
      for count in counts {
        guard let counted = figures.value(of: count, in: row) else { continue }
        let query = CountQuery(terms: count.terms, period: period, group: group)
        let found = try explainer.explain(query, cutoff: cutoff).dossiers.count
        if Int64(found) != counted {
          differences.append("\(period.label) \(row.group) \(count.name): \(counted), \(found)")
        }
      }
    }
    return differences
  }
}
