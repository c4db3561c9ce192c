import HosoDomain
import HosoExports
import HosoProjections

/// What was asked, in the words and names that answers repeat.
struct CountQuestion {
  static let names = ["period", "calendar", "as_of", "count"]

  let count: FigureCount
  let period: Period
  let group: [Grouping: String]
  let provinces: Provinces

  var query: CountQuery { CountQuery(terms: count.terms, period: period, group: group) }

  /// The figures with the row asked for, as known before a moment.
  func figures(_ views: Views, cutoff: RecordedAt) throws -> Figures {
    let groupings = Grouping.allCases.filter { group[$0] != nil }
    return try views.figures(
      FiguresQuery(periods: [period], groupings: groupings, cutoff: cutoff),
      provinces: provinces)
  }

  /// What the row says; 0 if there is none.
  func value(in figures: Figures) -> Int64 {
    let texts = figures.groupings.compactMap { group[$0] }
    guard let row = figures.rows.first(where: { $0.group == texts }) else { return 0 }
    return figures.value(of: count, in: row) ?? 0
  }

  func values(asOf: RecordedAt) -> [FigureValue] {
    [
      .text(period.label), .text(period.calendar.rawValue), .text(asOf.rfc3339),
      .text(count.name),
    ]
  }

  func write(into json: inout JSONBuilder) {
    json.field("period", period.label)
    json.field("calendar", period.calendar.rawValue)
    json.field("count", count.name)
    json.object("group") { json in
      for grouping in Grouping.allCases {
        if let text = group[grouping] { json.field(grouping.rawValue, text) }
      }
    }
  }

  /// Such as `2020-Q1 pickups, province 01`.
  var title: String {
    let parts = Grouping.allCases.compactMap { grouping in
      group[grouping].map { "\(FigureWords.heading(grouping).lowercased()) \($0)" }
    }
    return (["\(period.label) \(count.name)"] + parts).joined(separator: ", ")
  }

  /// What people should know of a province that went into another one; empty for the others.
  var note: String {
    guard let text = group[.province], let code = try? ProvinceCode(text) else { return "" }
    let successor = provinces.successor(code, on: period.lastDay)
    guard successor != code else { return "" }
    return say(
      "Kỳ này tỉnh \(code.text) tính vào tỉnh \(successor.text).\n",
      "In this period province \(code.text) counts as \(successor.text).\n")
  }
}
