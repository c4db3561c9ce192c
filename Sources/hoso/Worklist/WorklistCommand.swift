import ArgumentParser
import HosoDomain
import HosoLedger
import HosoProjections

struct WorklistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worklist",
    abstract: say(
      "Việc cần làm: quá hạn, thiếu lần quét, cảnh báo, gắn mã đáng ngờ, cần chuyển hoàn.",
      "What is to be done: overdue, missing scans, flags, links in doubt, results to send back."),
    discussion: say(
      """
      overdue: bưu điện quá J+n hoặc cơ quan quá hẹn trả; orphans: chưa có lần quét nhận; flags: sự
      kiện lạ; set-aside: sự kiện trùng số của thiết bị; links: gắn mã đáng ngờ; agencies: nêu cơ
      quan khác cơ quan đã ghi trước; send-back: đã mời hai lần cách nhau ít nhất 2 ngày làm việc.

      Ví dụ:
        hoso worklist
        hoso worklist --kind overdue,send-back --office 100000
        hoso worklist --today 2020-04-10 --format csv
      """,
      """
      overdue: the post is past J+n, or the agency past its due date; orphans: no pickup or
      collection; flags: odd events; set-aside: events whose identity another one has; links: links
      in doubt; agencies: another agency than the one recorded first; send-back: two invitations at
      least 2 working days apart, and no return.

      Examples:
        hoso worklist
        hoso worklist --kind overdue,send-back --office 100000
        hoso worklist --today 2020-04-10 --format csv
      """))

  @OptionGroup var ledger: LedgerOptions

  @Option(
    help: ArgumentHelp(
      say(
        "Chỉ những loại này: overdue, orphans, flags, set-aside, links, agencies, send-back.",
        "Only these: overdue, orphans, flags, set-aside, links, agencies, send-back."),
      valueName: "kinds"))
  var kind: String?

  @Option(
    help: ArgumentHelp(say("Chỉ một bưu cục.", "One post office only."), valueName: "office"))
  var office: String?

  @Option(
    help: ArgumentHelp(OptionWords.oneProvince, valueName: "province"))
  var province: String?

  @Option(
    help: ArgumentHelp(
      OptionWords.asOf, valueName: "time"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      say("Tính hạn đến hết ngày này.", "Count terms through this day."), valueName: "date"))
  var today: String?

  @Option(
    help: ArgumentHelp(
      say("Số dòng nhiều nhất của mỗi loại.", "The most lines of each kind."), valueName: "lines"))
  var limit: Int?

  @OptionGroup var output: OutputFormatOptions

  func run() throws {
    try reporting {
      let format = try output.chosen()
      let limit = try OptionValues.limit(limit)
      // First: it tells what day it is.
      let reader = try ledger.reader()
      var query = try query(reader)
      query.limit = limit ?? (format == .table ? WorklistReport.shownUsually : nil)
      let codes = ledger.codes
      let calendar = try codes.calendar()
      let zones = try codes.zones()
      let provinces = try codes.provinces()
      let progress = ProgressLine(say("Đang dò sổ cái", "Searching the ledger"))
      defer { progress.clear() }
      let show = { (done: Int64, all: Int64) in
        progress.show(done, of: all, unit: say("sự kiện", "events"))
      }
      // What was to be done is not kept, so that is judged anew.
      let worklist =
        query.cutoff == nil
        ? try WorkIndex.open(reader, calendar: calendar, zones: zones)
          .worklist(query, provinces: provinces, progress: show)
        : try Explainer(reader, provinces: provinces)
          .worklist(query, calendar: calendar, zones: zones, progress: show)
      progress.clear()
      try WorklistReport(
        worklist: worklist, query: query, calendarVersion: calendar.version,
        zonesVersion: zones.version, reader: reader, names: try codes.names()
      ).print(format)
    }
  }

  private func query(_ reader: LedgerReader) throws -> WorklistQuery {
    let cutoff = try asOf.map { try ledger.cutoff($0, in: ledger.views(of: reader)) }
    let day = try today.map { try OptionValues.date($0, option: "--today") }
    return WorklistQuery(
      kinds: try kinds(), office: try office.map { try OptionValues.office($0) },
      province: try province.map { try OptionValues.province($0) }, cutoff: cutoff,
      today: day ?? TimelineReport.day(cutoff, now: SystemClock.now()))
  }

  private func kinds() throws -> [WorkKind] {
    guard let kind else { return WorkKind.allCases }
    let kinds = try kind.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let kind = WorkKind(rawValue: String(part)) else {
        throw OptionValues.unknown("--kind", String(part), WorkKind.allCases.map(\.rawValue))
      }
      return kind
    }
    return WorkKind.allCases.filter(kinds.contains)
  }
}
