internal import HosoDomain

/// Sums cells of the cube by stretch of time, group and measure, then reads periods off them.
struct FigureFold {
  /// Where periods begin and end, ascending; stretch `n` lies before boundary `n`.
  private let boundaries: [Int32]
  private let stretchOfDay: [Int32]
  let groupings: [Grouping]
  private var rowOfGroup: [Int32] = []
  private var keys: [[String]] = []
  private var rowOfKey: [[String]: Int32] = [:]
  /// Sums by row, then stretch.
  private var sums: [MeasureSums] = []
  private(set) var orphans: Int64 = 0

  init(periods: [ComparedPeriod], groupings: [Grouping]) {
    self.groupings = groupings
    let days = periods.flatMap(\.all).flatMap { [$0.start.dayNumber, $0.end.dayNumber] }
    boundaries = Array(Set(days)).sorted()
    var stretches: [Int32] = []
    if let first = boundaries.first, let last = boundaries.last {
      stretches.reserveCapacity(Int(last - first))
      var stretch: Int32 = 0
      for day in first..<last {
        if day == boundaries[Int(stretch)] { stretch += 1 }
        stretches.append(stretch)
      }
    }
    stretchOfDay = stretches
  }

  mutating func add(_ cell: CubeCell, groups: GroupTable) {
    let measure = cell.measureNumber
    if measure == Int(Measure.orphan.rawValue) {
      orphans += Int64(cell.count)
      return
    }
    guard let stretch = stretch(of: cell.dayNumber) else { return }
    let row = row(of: cell.group, groups: groups)
    sums[row * boundaries.count + stretch][measure] += Int64(cell.count)
  }

  /// Nil after the last boundary: later dates matter to no period asked for.
  private func stretch(of day: Int32) -> Int? {
    guard let first = boundaries.first, day >= first else { return boundaries.isEmpty ? nil : 0 }
    let index = Int(day - first)
    return index < stretchOfDay.count ? Int(stretchOfDay[index]) : nil
  }

  private mutating func row(of group: UInt32, groups: GroupTable) -> Int {
    while rowOfGroup.count <= Int(group) {  // Bounded by the groups.
      let key = key(of: groups.groups[rowOfGroup.count])
      if rowOfKey[key] == nil {
        rowOfKey[key] = Int32(keys.count)
        keys.append(key)
        sums += [MeasureSums](repeating: MeasureSums(), count: boundaries.count)
      }
      rowOfGroup.append(rowOfKey[key] ?? 0)
    }
    return Int(rowOfGroup[Int(group)])
  }

  private func key(of group: CubeGroup) -> [String] {
    groupings.map { group.text(of: $0) }
  }

  func rows(of periods: [ComparedPeriod], provinces: Provinces) -> [FigureRow] {
    periods.flatMap { compared -> [FigureRow] in
      let period = compared.period
      let counts = self.counts(period, provincesOn: period.lastDay, provinces)
      let previous = compared.previous.map {
        self.counts($0, provincesOn: period.lastDay, provinces)
      }
      let yearBefore = compared.yearBefore.map {
        self.counts($0, provincesOn: period.lastDay, provinces)
      }
      var groups = Set(counts.keys)
      if groupings.isEmpty { groups.insert([]) }
      return groups.sorted(by: FigureFold.precedes).map { group in
        FigureRow(
          period: period, hasEnded: compared.hasEnded, group: group,
          counts: counts[group] ?? FigureCounts(),
          previous: previous.map { $0[group] ?? FigureCounts() },
          yearBefore: yearBefore.map { $0[group] ?? FigureCounts() })
      }
    }
  }

  /// Groups in the order of their texts, the unknown last.
  static func precedes(_ left: [String], _ right: [String]) -> Bool {
    for (left, right) in zip(left, right) where left != right {
      let unknown = CubeGroup.unknown
      if left == unknown || right == unknown { return right == unknown }
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    return false
  }

  /// A period's counts by group, old provinces rolled up to those valid on a date.
  private func counts(
    _ period: Period, provincesOn date: LocalDate, _ provinces: Provinces
  ) -> [[String]: FigureCounts] {
    guard let start = boundaries.firstIndex(of: period.start.dayNumber),
      let end = boundaries.firstIndex(of: period.end.dayNumber)
    else { return [:] }
    var result: [[String]: FigureCounts] = [:]
    for (row, key) in keys.enumerated() {
      var before = MeasureSums()
      var within = MeasureSums()
      for stretch in 0...start { before.add(sums[row * boundaries.count + stretch]) }
      for stretch in (start + 1)..<(end + 1) { within.add(sums[row * boundaries.count + stretch]) }
      let counts = FigureCounts(before: before, within: within)
      guard !counts.isZero else { continue }
      let group = rolledUp(key, on: date, provinces)
      result[group] = (result[group] ?? FigureCounts()) + counts
    }
    return result
  }

  private func rolledUp(_ key: [String], on date: LocalDate, _ provinces: Provinces) -> [String] {
    guard let place = groupings.firstIndex(of: .province),
      let code = try? ProvinceCode(key[place])
    else { return key }
    var key = key
    key[place] = provinces.successor(code, on: date).text
    return key
  }
}
