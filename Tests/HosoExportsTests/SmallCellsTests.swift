import Testing

@testable import HosoExports

/// Everything that a reader who knows the rule can work out: all counts that would have been told
/// as these were, by trying every one there is.
private struct Reader {
  /// By what is told, the counts that each cell may have.
  private var possible: [[Int64?]: [Set<Int64>]] = [:]

  /// - Parameter told: What is told of a world: each cell's count, nil where it is hidden; totals.
  mutating func consider(_ world: [Int64], told: [Int64?]) {
    var sets = possible[told] ?? world.map { _ in [] }
    for (index, count) in world.enumerated() { sets[index].insert(count) }
    possible[told] = sets
  }

  /// What is told although a cell in it that is hidden can have one count only.
  func readable(cells: Int) -> [[Int64?]] {
    possible.filter { told, sets in
      (0..<cells).contains { told[$0] == nil && sets[$0].count < 2 }
    }.map(\.key)
  }
}

@Suite("Small counts in what the public gets")
struct SmallCellsTests {
  private static func worlds(_ cells: Int, upTo most: Int64) -> [[Int64]] {
    (0..<cells).reduce([[]]) { worlds, _ in
      worlds.flatMap { world in (0...most).map { world + [$0] } }
    }
  }

  private static func total(_ counts: [Int64]) -> Int64 { counts.reduce(0, +) }

  /// What the last of some publications tells of each cell; nil where it is hidden.
  private static func told(_ publications: [[Int64]], by rule: SmallCells) -> [Int64?] {
    guard let last = publications.last else { return [] }
    let names = last.indices.map(String.init)
    let column = PublicColumn(
      publications.map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }, cells: rule)
    return zip(names, last).map { column.hidden.contains($0) ? nil : $1 }
  }

  @Test(arguments: [
    (2, 3, 12), (3, 3, 9), (4, 3, 6), (2, 5, 16), (3, 5, 12), (2, 10, 26), (3, 10, 23),
  ])
  func `no hidden count can be worked out by whoever knows the rule and the total`(
    cells: Int, threshold: Int64, most: Int64
  ) {
    let rule = SmallCells(threshold: threshold)
    var reader = Reader()
    for world in Self.worlds(cells, upTo: most) {
      let mask = rule.hidden(world)
      let told = zip(world, mask).map { $1 ? nil : Optional($0) }
      #expect(!told.contains { $0.map(rule.isSmall) ?? false } || cells == 1)
      reader.consider(world, told: told + [Self.total(world)])
    }
    // What is larger than any world tried may be missing from the possible ones, so only totals
    // that no single cell could exceed are judged.
    let judged = reader.readable(cells: cells).filter {
      ($0.last ?? nil).map { $0 <= most } ?? false
    }
    #expect(judged.isEmpty)
  }

  @Test(arguments: [(2, 3, 8), (3, 3, 4)])
  func `nor by whoever has two publications, or any of them`(
    cells: Int, threshold: Int64, most: Int64
  ) {
    let rule = SmallCells(threshold: threshold)
    var reader = Reader()
    let worlds = Self.worlds(cells, upTo: most)
    for first in worlds {
      let before = Self.told([first], by: rule)
      for second in worlds {
        reader.consider(
          first + second,
          told: before + Self.told([first, second], by: rule)
            + [Self.total(first), Self.total(second)])
      }
    }
    let judged = reader.readable(cells: 2 * cells).filter { told in
      told.suffix(2).allSatisfy { ($0 ?? 0) <= most }
    }
    #expect(judged.isEmpty, "\(judged.prefix(3))")
  }

  @Test(arguments: [(2, 3, 8), (3, 3, 7), (4, 3, 4)])
  func `nor by whoever knows that a single dossier came in between`(
    cells: Int, threshold: Int64, most: Int64
  ) {
    let rule = SmallCells(threshold: threshold)
    var reader = Reader()
    for first in Self.worlds(cells, upTo: most) {
      let before = Self.told([first], by: rule)
      for cell in 0..<cells {
        var second = first
        second[cell] += 1
        reader.consider(
          first + second,
          told: before + Self.told([first, second], by: rule) + [Self.total(first)])
      }
    }
    let judged = reader.readable(cells: 2 * cells).filter { told in
      ((told.last ?? nil) ?? 0) <= most
    }
    #expect(judged.isEmpty, "\(judged.prefix(3))")
  }

  @Test func `seven, one and one of nine are all hidden, ten beside them is not`() {
    let rule = SmallCells(threshold: 3)
    #expect(rule.hidden([7, 1, 1]) == [true, true, true])
    #expect(rule.hidden([7, 1, 1, 10]) == [true, true, true, false])
    #expect(rule.hidden([7, 1, 2, 10]) == [false, true, true, false])
    #expect(rule.hidden([7, 0, 1, 7]) == [true, false, true, true])
    #expect(rule.hidden([7, 0, 9]) == [false, false, false])
    #expect(rule.hidden([1]) == [false] && rule.hidden([0, 0]) == [false, false])
  }

  @Test func `a column that moved by less than the threshold somewhere is not told again`() {
    let rule = SmallCells(threshold: 3)
    func hidden(_ publications: [[String: Int64]]) -> Int {
      PublicColumn(publications, cells: rule).hidden.count
    }
    let first: [String: Int64] = ["01": 20, "48": 30, "79": 40]
    #expect(hidden([first, first]) == 0)
    #expect(hidden([first, ["01": 23, "48": 30, "79": 40]]) == 0)
    #expect(hidden([first, ["01": 21, "48": 30, "79": 40]]) == 3)
    // What the first one hid beside a small count would be told by the second.
    let (before, after): ([String: Int64], [String: Int64]) = (
      ["01": 10, "02": 4, "04": 2, "06": 0], ["01": 10, "02": 4, "04": 2, "06": 1]
    )
    #expect(hidden([before]) == 2 && hidden([before, after]) == 4)
    // Compared with all that was told before, not with what was withheld.
    #expect(hidden([first, ["01": 21, "48": 30, "79": 40], ["01": 24, "48": 30, "79": 40]]) == 0)
    #expect(hidden([first, ["01": 24, "48": 30, "79": 40], ["01": 22, "48": 30, "79": 40]]) == 3)
    // A group that came is one that had none before.
    #expect(hidden([["01": 20, "48": 30], ["01": 20, "48": 30, "79": 40]]) == 0)
  }
}
