import HosoDomain
import HosoLedger
import HosoProjections
import HosoSimulation
import Testing

@Suite("A realistic history and its truth")
struct KnownTruthTests {
  @Test(arguments: [("0.001", 7), ("0.0002", 1), ("0.0002", 2), ("0.0002", .max)])
  func `the product finds every figure of every vintage`(scale: String, seed: UInt64) throws {
    let history = try RealisticHistory(scale: scale, seed: seed)
    let recorded = try RecordedHistory(history.bytes)
    #expect(recorded.recorded == history.truth.events)
    try KnownTruthTests.compare(history.truth, with: recorded.views)
  }

  @Test func `the truth of the plain history is what the product finds`() throws {
    let history = try History(scale: "0.0002", seed: 4)
    let recorded = try RecordedHistory(history.bytes)
    let truth = history.plan.plainTruth()
    #expect(truth.events == recorded.recorded)
    try KnownTruthTests.compare(truth, with: recorded.views)
  }

  /// Compares all quarters and provinces of all vintages.
  static func compare(_ truth: HistoryTruth, with views: Views) throws {
    let provinces = try Provinces.bundled()
    for vintage in 0...truth.cutoffs.count {
      let cutoff = vintage < truth.cutoffs.count ? truth.cutoffs[vintage].startRecordedAt : nil
      for calendar in ReportingCalendar.allCases {
        let nation = truth.nation(calendar, vintage: vintage)
        let periods = try nation.map { try Period.parse($0.label, calendar: calendar) }
        let query = FiguresQuery(periods: periods, cutoff: cutoff)
        let figures = try views.figures(query, provinces: provinces)
        #expect(figures.orphans == Int64(truth.orphans[vintage]), "vintage \(vintage)")
        #expect(figures.rows.count == nation.count)
        for (row, told) in zip(figures.rows, nation) {
          #expect(row.counts.told == told.counts, "vintage \(vintage) \(told.label)")
        }
        try compare(
          truth.quarters.filter { $0.vintage == vintage && $0.calendar == calendar },
          with: views.figures(
            FiguresQuery(periods: periods, groupings: [.province], cutoff: cutoff),
            provinces: provinces))
      }
    }
  }

  private static func compare(_ quarters: [HistoryTruth.Quarter], with figures: Figures) throws {
    var found: [String: HistoryTruth.Counts] = [:]
    for row in figures.rows where row.counts.told != HistoryTruth.Counts() {
      found["\(row.period.label) \(row.group[0])"] = row.counts.told
    }
    var told: [String: HistoryTruth.Counts] = [:]
    for quarter in quarters where quarter.counts != HistoryTruth.Counts() {
      told["\(quarter.label) \(quarter.province?.text ?? "unknown")"] = quarter.counts
    }
    let differing = Set(found.keys).union(told.keys).filter { found[$0] != told[$0] }
    #expect(differing.isEmpty, "\(quarters.first?.vintage ?? -1): \(differing.sorted().prefix(3))")
  }
}

extension FigureCounts {
  /// The counts that a truth tells.
  var told: HistoryTruth.Counts {
    var counts = HistoryTruth.Counts()
    counts.opening = Int(self[.opening])
    counts.entered = Int(self[.entered])
    counts.pickups = Int(self[.pickups])
    counts.deliveries = Int(self[.deliveries])
    counts.returns = Int(self[.returns])
    counts.withdrawn = Int(self[.withdrawn])
    counts.lost = Int(self[.lost])
    counts.sentBack = Int(self[.sentBack])
    counts.closedDelivered = Int(self[.closedDelivered])
    counts.early = Int(self[.early])
    counts.onTime = Int(self[.onTime])
    counts.late = Int(self[.late])
    counts.noDue = Int(self[.noDue])
    return counts
  }
}
