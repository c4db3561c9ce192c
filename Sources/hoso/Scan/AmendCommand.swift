import ArgumentParser
import HosoDomain
import HosoLedger

struct AmendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend",
    abstract: say(
      "Đính chính sự kiện: xảy ra khác với đã ghi.", "Amend an event: it happened otherwise."),
    discussion: say(
      """
      Chỉ đính chính điều --set và --clear nêu, còn lại giữ nguyên:
      \(AmendmentOptions.fields).

      Ví dụ:
        hoso amend 100000-3f9a2c-1-17 --set office=460000 --reason "nhầm bưu cục"
        hoso amend 100000-3f9a2c-1-17 --set occurred_at=2020-03-05T08:12:00+07:00
        hoso amend 100000-3f9a2c-1-18 --clear parent
      """,
      """
      Replaces only what --set names, and empties what --clear names:
      \(AmendmentOptions.fields).

      Examples:
        hoso amend 100000-3f9a2c-1-17 --set office=460000 --reason "wrong office"
        hoso amend 100000-3f9a2c-1-17 --set occurred_at=2020-03-05T08:12:00+07:00
        hoso amend 100000-3f9a2c-1-18 --clear parent
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var options: ScanOptions
  @OptionGroup var changes: AmendmentOptions

  @Argument(help: ArgumentHelp(OptionWords.eventIDs, valueName: "id"))
  var ids: [String]

  @Flag(help: ArgumentHelp(OptionWords.jsonLines))
  var json = false

  func run() throws {
    try reporting {
      try CorrectionRun(options: options, changes: changes, json: json)
        .run(ids, writer: ledger.writer(clock))
    }
  }
}
