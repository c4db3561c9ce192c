import HosoDomain
import HosoLedger
import HosoProjections

/// What the ledger knows of a code at a moment, for people and for programs.
struct TrackReport {
  let report: TimelineReport
  let names: CodeNames

  init(code: Alias, cutoff: RecordedAt?, reader: LedgerReader, codes: CodeTables) throws {
    let position = try AsOf.position(cutoff, reader: reader)
    let timeline = try reader.timeline(of: code, through: position)
    let report = TimelineReport(
      of: code, dossiers: timeline.dossiers, cutoff: cutoff, position: position,
      now: SystemClock.now(), calendar: try codes.calendar(), zones: try codes.zones())
    guard let report else { throw Failure(.noInput, TrackReport.unknown(code, cutoff: cutoff)) }
    self.report = report
    names = try codes.names()
  }

  var code: Alias { report.code }
  var dossier: DossierView { report.dossier }
  var earlier: [DossierView] { report.earlier }
  var punctuality: Punctuality { report.punctuality }
  var today: LocalDate { report.today }
  var cutoff: RecordedAt? { report.cutoff }

  /// The report for programs: whoever runs the command is staff.
  var json: [UInt8] { report.json(showsStaff: true) }

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
