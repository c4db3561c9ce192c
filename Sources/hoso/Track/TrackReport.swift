import HosoDomain
import HosoLedger
import HosoProjections

/// What the ledger knows of a code at a moment, and the tables it is judged by.
struct TrackReport {
  let timeline: Timeline
  /// The dossier that the code stands for at that moment.
  let dossier: DossierView
  let punctuality: Punctuality
  let cutoff: RecordedAt?
  /// The last position that was looked at.
  let position: LedgerPosition
  /// The day through which open terms are counted.
  let today: LocalDate
  let calendarVersion: String
  let zonesVersion: String
  let names: CodeNames

  init(code: Alias, cutoff: RecordedAt?, options: LedgerOptions) throws {
    let reader = try options.reader()
    self.cutoff = cutoff
    position = try AsOf.position(cutoff, reader: reader)
    timeline = Timeline(
      of: code, events: try reader.history(of: code, through: position, withScans: true))
    guard let latest = timeline.latest else {
      throw Failure(.noInput, TrackReport.unknown(code, cutoff: cutoff))
    }
    dossier = latest
    let codes = options.codes
    let calendar = try codes.calendar()
    let zones = try codes.zones()
    names = try codes.names()
    calendarVersion = calendar.version
    zonesVersion = zones.version
    today = TrackReport.day(cutoff, now: SystemClock.now())
    punctuality = dossier.punctuality(on: today, calendar: calendar, zones: zones)
  }

  /// The dossiers the same number stood for before it was used again.
  var earlier: [DossierView] { Array(timeline.dossiers.dropLast()) }

  /// The last day that has begun before a cutoff; a day that has not come is not counted.
  static func day(_ cutoff: RecordedAt?, now: RecordedAt) -> LocalDate {
    guard let cutoff, cutoff <= now else { return LocalDate(vietnam: now) }
    return LocalDate(vietnam: RecordedAt(microseconds: cutoff.microseconds - 1))
  }

  private static func unknown(_ code: Alias, cutoff: RecordedAt?) -> String {
    guard let cutoff else {
      return say(
        "Sổ này chưa ghi gì về \(code.text). Xem lại mã, hoặc thử một mã khác của hồ sơ.",
        "This ledger knows nothing of \(code.text). Check the code, or try another one of it.")
    }
    let moment = TrackLine.clock(cutoff)
    return say(
      "Trước \(moment) sổ này chưa ghi gì về \(code.text). Bỏ --as-of để xem tất cả.",
      "Before \(moment) this ledger knew nothing of \(code.text). Leave --as-of out.")
  }
}
