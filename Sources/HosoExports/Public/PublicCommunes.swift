internal import HosoDomain
internal import HosoProjections

/// Which counts of communes everybody may have.
struct PublicCommunes {
  private struct Key: Hashable {
    let province: String
    let work: CommuneWork
  }

  private var hidden: [Key: Set<String>] = [:]

  /// - Parameters:
  ///   - surveys: Of each publication that told of communes, the earliest first; the last one is
  ///     the one that is written now.
  ///   - provinces: What everybody is told of provinces now.
  init(_ surveys: [Survey], provinces: PublicLevel, cells: SmallCells) {
    guard let now = surveys.last else { return }
    for province in now.codes {
      for work in CommuneWork.allCases {
        let columns = surveys.map { survey in
          let sums = CommuneSums(survey.provinces[province] ?? [:])
          return sums.codes.reduce(into: [String: Int64]()) { $0[$1] = sums[$1, work] }
        }
        let count = work == .pickups ? FigureCount.pickups : .returns
        // Where the province is not told of, its communes would tell.
        let isOpen = provinces.tells(count, of: province)
        hidden[Key(province: province, work: work)] =
          isOpen
          ? PublicColumn(columns, cells: cells).hidden : Set(columns.last?.keys.map { $0 } ?? [])
      }
    }
  }

  func isHidden(_ work: CommuneWork, of commune: String, in province: String) -> Bool {
    hidden[Key(province: province, work: work)]?.contains(commune) ?? true
  }
}
