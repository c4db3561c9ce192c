internal import HosoDomain
internal import HosoProjections

/// For how long something has been on the way.
enum AgeBand: String, CaseIterable {
  case week = "d0_7"
  case fortnight = "d8_14"
  case month = "d15_30"
  case longer = "d31_plus"

  init(days: Int32) {
    switch days {
    case ...7: self = .week
    case ...14: self = .fortnight
    case ...30: self = .month
    default: self = .longer
    }
  }
}

/// The closing stock of the nation and each province: where it is, for how long, what is overdue.
struct BacklogTable: ExportDocument {
  let head: RowHead
  /// The nation and provinces that it tells of.
  let groups: [SurveyGroup]
  let tables: ExportTables

  let name = "backlog"
  let isSummable = false
  let key = ["period", "level", "province", "place"]
  var title: Said { SurveyWords.backlog }

  var columns: [ExportColumn] {
    func count(_ name: String, _ title: Said) -> ExportColumn {
      ExportColumn(name, title, .count, unit: .dossiers)
    }
    return RowHead.columns + ExportColumn.named(.province)
      + [
        ExportColumn(
          "place", SurveyWords.place, .text,
          format: .words(WaitingPlace.allCases.map(\.rawValue)))
      ]
      + AgeBand.allCases.map { count($0.rawValue, SurveyWords.name($0)) }
      + [count("dossiers", SurveyWords.open)]
      + AgeBand.allCases.map {
        count(
          "overdue_" + $0.rawValue, SurveyWords.overdue + Said(both: " ") + SurveyWords.name($0))
      }
      + [
        count("overdue", SurveyWords.overdue),
        ExportColumn("oldest_days", SurveyWords.oldest, .count),
      ]
  }

  var rows: [[FigureValue]] {
    groups.flatMap { group in
      let stock = WaitingStock(group.cells)
      return WaitingPlace.allCases.filter { group.code == nil || stock.total($0) > 0 }
        .map { place in
          head.values(of: group, tables) + [.text(place.rawValue)] + stock.values(of: place)
        }
    }
  }
}

/// Dossiers that wait, by place, age and whether they are overdue.
struct WaitingStock {
  private struct Key: Hashable {
    let place: WaitingPlace
    let age: AgeBand
    let isOverdue: Bool
  }

  private var counts: [Key: Int64] = [:]
  private var oldest: [WaitingPlace: Int32] = [:]

  init(_ cells: SurveyCells) {
    for case (.waiting(let place, let days, let isOverdue), let count) in cells {
      let key = Key(place: place, age: AgeBand(days: days), isOverdue: isOverdue)
      counts[key, default: 0] += Int64(clamping: count)
      oldest[place] = max(oldest[place] ?? 0, days)
    }
  }

  func total(_ place: WaitingPlace) -> Int64 {
    AgeBand.allCases.reduce(0) { $0 + all(place, $1) }
  }

  func overdue(_ place: WaitingPlace) -> Int64 {
    AgeBand.allCases.reduce(0) { $0 + overdue(place, $1) }
  }

  private func all(_ place: WaitingPlace, _ age: AgeBand) -> Int64 {
    overdue(place, age) + counts[Key(place: place, age: age, isOverdue: false), default: 0]
  }

  private func overdue(_ place: WaitingPlace, _ age: AgeBand) -> Int64 {
    counts[Key(place: place, age: age, isOverdue: true), default: 0]
  }

  func values(of place: WaitingPlace) -> [FigureValue] {
    AgeBand.allCases.map { .count(all(place, $0)) } + [.count(total(place))]
      + AgeBand.allCases.map { .count(overdue(place, $0)) }
      + [.count(overdue(place)), oldest[place].map { .count(Int64($0)) } ?? .empty]
  }
}
