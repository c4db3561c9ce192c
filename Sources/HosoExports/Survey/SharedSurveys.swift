internal import HosoDomain
internal import HosoLedger
internal import HosoProjections

/// The surveys of periods that are exported one after the other: the ledger is walked when the
/// first of them is asked for, once for all.
///
/// Belongs to one thread.
final class SharedSurveys {
  /// Periods of one walk, ten years of quarters: what is found of them lies in memory until it is
  /// asked for.
  private static let periodsMax = 40

  private let periods: [Period]
  /// Not asked for yet.
  private var found: [Period: Survey] = [:]
  private var position: LedgerPosition?

  /// - Parameter periods: In the order in which they will be asked for.
  init(_ periods: [Period]) {
    self.periods = periods
  }

  /// A period's survey, handed over once.
  func survey(
    of period: Period, through last: LedgerPosition, from views: Views, tables: ExportTables
  ) throws -> Survey {
    if position == last, let survey = found.removeValue(forKey: period) { return survey }
    let others = periods.drop { $0 != period }.dropFirst().prefix(SharedSurveys.periodsMax - 1)
    let surveys = try views.surveys(
      of: [period] + others, through: last, provinces: tables.provinces,
      calendar: tables.calendar, zones: tables.zones)
    found = Dictionary(zip(others, surveys.dropFirst())) { first, _ in first }
    position = last
    return surveys[0]
  }
}
