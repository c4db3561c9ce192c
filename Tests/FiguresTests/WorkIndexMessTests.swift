import HosoDomain
import HosoLedger
import HosoProjections
import HosoTesting
import Testing

@Suite("Messy histories, as the index of what is to be done has them")
struct WorkIndexMessTests {
  private let seeds = Seeds.all(orElse: 1_000)

  @Test func `what is to be done is the same, taken in little by little or judged at once`() throws
  {
    let (calendar, zones) = (try WorkingCalendar.bundled(), try TransitZones.bundled())
    let provinces = try Provinces.bundled()
    for seed in seeds {
      let history = try MessyHistory(seed: seed)
      let ledger = try ScratchLedger()
      try ledger.record(history.commits)
      let today = try #require(LocalDate(iso: "2020-01-01")).adding(days: seed * 37 % 600)
      let query = WorklistQuery(kinds: WorkKind.allCases, today: today)
      let judged = try Explainer(ledger.reader(), provinces: provinces)
        .worklist(query, calendar: calendar, zones: zones)
      let index = try WorkIndex.inMemory(
        ledger.reader(), calendar: calendar, zones: zones, stretchLength: Int64(1 + seed % 6))
      let kept = try index.worklist(query, provinces: provinces)
      #expect(kept.items == judged.items, "seed \(seed)\n\(history.lines)")
      guard kept.items == judged.items else { return }
    }
  }
}
