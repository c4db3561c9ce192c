import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections
import HosoSimulation
import Testing

@Suite("A count taken apart")
struct ExplainTests {
  @Test func `a tangled history explains every count with as many dossiers`() throws {
    for seed in 1...40 {
      let differences = try differences(seed: seed)
      #expect(differences.isEmpty, "seed \(seed)")
      guard differences.isEmpty else { return }
    }
  }

  private func differences(seed: Int) throws -> [String] {
    let tangle = try Tangle(seed: seed)
    let book = try Book(tangle)
    let comparison = try Comparison(book, partLength: Int64(1 + seed % 7))
    let cutoffs = [nil, tangle.commits[tangle.commits.count / 2].recordedAt]
    let groupings: [[Grouping]] = [[], [Grouping.allCases[seed % 5]]]
    let periods = try ["2020Q1", "2020"].map { try Period.parse($0, calendar: .statutory) }
    var differences: [String] = []
    for cutoff in cutoffs {
      for (by, period) in zip(groupings, seed % 2 == 0 ? periods : periods.reversed()) {
        differences += try comparison.differences(in: period, by: by, cutoff: cutoff)
      }
    }
    return differences
  }

  @Test func `a simulated nation explains every count with as many dossiers`() throws {
    let book = try Book()
    let lines = try SimulationPlan(scale: Scale("0.0001"), seed: 7, calendar: .bundled())
    try book.importing(lines)
    let comparison = try Comparison(book, partLength: 4_000)
    let period = try Period.parse("2020Q1", calendar: .calendar)
    #expect(try comparison.differences(in: period, by: [], cutoff: nil).isEmpty)
    let cutoff = try Book.known("2020-02-10 11:00")
    let counts: [FigureCount] = [.handled, .closing, .c11]
    #expect(
      try comparison.differences(in: period, by: [.channel], cutoff: cutoff, counts: counts)
        .isEmpty)
  }

  @Test func `provinces that became one are explained together after the reform`() throws {
    let book = try Book()
    for (number, province) in ["77", "79"].enumerated() {
      try book.add(
        .dossierPickedUp, "2025-05-0\(number + 1) 08:00", code: "BN2025/0\(number)",
        recorded: "2025-08-01 08:0\(number)"
      ) { $0.province = try? ProvinceCode(province) }
    }
    let comparison = try Comparison(book, partLength: 1)
    for (text, expected) in [("2025Q2", ["77", "79"]), ("2025", ["79", "79"])] {
      let period = try Period.parse(text, calendar: .calendar)
      #expect(try comparison.differences(in: period, by: [.province], cutoff: nil).isEmpty)
      let found = try expected.map { province in
        try comparison.explainer.explain(
          CountQuery(
            terms: FigureCount.pickups.terms, period: period,
            group: [.province: province])
        ).dossiers.count
      }
      #expect(found == (text == "2025" ? [2, 2] : [1, 1]))
    }
  }

  @Test func `a line names every code and the event that makes the dossier count`() throws {
    let book = try Book()
    try book.add(
      .dossierPickedUp, "2020-03-05 08:12", code: "EE123456785VN", recorded: "2020-03-05 08:13")
    try book.add(
      .dossierDelivered, "2020-03-06 09:00", code: "EE123456785VN", recorded: "2020-03-06 09:01"
    ) {
      $0.aliases = [try? Alias("H26.12.19-200305-0001")].compactMap(\.self)
      $0.dueDate = LocalDate(iso: "2020-03-12")
    }
    try book.add(
      .resultReady, "2020-03-12 10:00", code: "H26.12.19-200305-0001",
      recorded: "2020-03-12 10:01")
    let comparison = try Comparison(book, partLength: 2)
    let period = try Period.parse("2020Q1", calendar: .calendar)
    let query = CountQuery(terms: FigureCount.onTime.terms, period: period)
    let line = try #require(try comparison.explainer.explain(query).dossiers.first)
    #expect(line.codes == ["EE123456785VN", "H26.12.19-200305-0001"])
    #expect(line.type == .resultReady)
    #expect(line.position == LedgerPosition(3))
    #expect(line.dueDate == LocalDate(iso: "2020-03-12"))
    #expect(line.group.province?.text == "01")
  }
}

extension Book {
  /// Records a simulated history as an import with its own times would.
  func importing(_ plan: SimulationPlan) throws {
    var lines: [UInt8] = []
    _ = plan.write(to: { lines += $0 })
    var reader = InterchangeReader(defaultSource: try SourceName(plan.sourceName))
    try recordAnew { transaction in
      for line in lines.split(separator: UInt8(ascii: "\n")) {
        let read = try Array(line).withUnsafeBufferPointer { try reader.read($0) }
        _ = try transaction.append(read.event, backfilledAt: read.recordedAt)
      }
    }
  }
}
