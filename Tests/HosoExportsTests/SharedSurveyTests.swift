import HosoDomain
import Testing

@testable import HosoExports
@testable import HosoProjections

@Suite("Periods that are exported together")
struct SharedSurveyTests {
  private let ledger: SmallLedger
  private let periods: [Period]
  private let cutoff: RecordedAt

  init() throws {
    ledger = try SmallLedger()
    periods = try Period.range("2019Q4..2020Q2", calendar: .calendar)
    try ledger.fill()
    cutoff = try RecordedAt(rfc3339: "2020-05-01T00:00:00+07:00")
  }

  private func export(_ views: Views, to folder: String, _ periods: [Period]) throws {
    let export = try QuarterlyExport(
      views: views, tables: SmallLedger.tables(), productVersion: "1"
    ).together(periods)
    for period in periods {
      _ = try export.write(
        period, cutoff: cutoff, to: ledger.path + "/\(folder)/\(period.label)")
    }
  }

  /// The bytes of every file in a folder, those in folders in it included.
  private func bytes(_ folder: String) -> [[UInt8]] {
    ledger.entries(folder).flatMap { name -> [[UInt8]] in
      let path = folder + "/" + name
      return ledger.entries(path).isEmpty ? [ledger.bytes(path) ?? []] : bytes(path)
    }
  }

  @Test func `the ledger is walked once for all of them, and no byte is another`() throws {
    let (together, apart) = (try ledger.views(), try ledger.views())
    try export(together, to: "together", periods)
    for period in periods { try export(apart, to: "apart", [period]) }
    #expect(together.surveyWalks == 1 && apart.surveyWalks == periods.count)
    #expect(bytes("together") == bytes("apart"))
    #expect(bytes("together").count > 120)
  }

  @Test func `a period that was not announced is judged by itself`() throws {
    let views = try ledger.views()
    let export = try QuarterlyExport(
      views: views, tables: SmallLedger.tables(), productVersion: "1"
    ).together([periods[0]])
    _ = try export.write(periods[1], cutoff: cutoff, to: ledger.path + "/other")
    _ = try export.write(periods[0], cutoff: cutoff, to: ledger.path + "/first")
    #expect(views.surveyWalks == 2)
  }
}
