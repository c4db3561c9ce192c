import ArgumentParser
import HosoDomain
import HosoLedger

struct VoidCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "void",
    abstract: say("Huỷ sự kiện: coi như chưa xảy ra.", "Void an event: it did not happen."),
    discussion: say(
      """
      Nêu mã sự kiện (hoso track MÃ cho biết), một dãy của mình, hoặc mã trên phiếu: khi đó huỷ lần
      bưu cục này ghi sau cùng cho mã ấy, của loại --verb nếu có. Không nêu gì thì đọc từ đầu vào
      chuẩn, mỗi dòng một mã. Huỷ một lần huỷ thì sự kiện có hiệu lực lại.

      Ví dụ:
        hoso void 100000-3f9a2c-1-17 --reason "quét nhầm"
        hoso void 100000-3f9a2c-1-17 100000-3f9a2c-1-18 --actor nv042
        hoso void 100000-3f9a2c-1-17..25 --reason "nhầm thao tác"
        hoso scan return EE123456785VN
        hoso void EE123456785VN --verb return
        hoso void --verb return < ma-da-phat.txt
      """,
      """
      Give events' ids (hoso track CODE shows them), a range of your own, or printed codes: then
      what this office recorded last about each is voided, of --verb if given. Without any they are
      read from standard input, one a line. Voiding a void restores the event.

      Examples:
        hoso void 100000-3f9a2c-1-17 --reason "wrong item"
        hoso void 100000-3f9a2c-1-17 100000-3f9a2c-1-18 --actor nv042
        hoso void 100000-3f9a2c-1-17..25 --reason "wrong verb"
        hoso scan return EE123456785VN
        hoso void EE123456785VN --verb return
        hoso void --verb return < delivered.txt
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var options: ScanOptions
  @OptionGroup var changes: AmendmentOptions

  @Option(
    help: ArgumentHelp(
      say(
        "Mã trên phiếu: chỉ lần ghi của thao tác này.",
        "Of printed codes: only what this verb recorded."), valueName: "verb"))
  var verb: ScanVerb?

  @Argument(
    help: ArgumentHelp(
      say(
        "Mã sự kiện, dãy như MÃ-17..25, mã trên phiếu.",
        "Event ids, ranges such as ID-17..25, printed codes."), valueName: "id|code"))
  var ids: [String] = []

  @Flag(help: ArgumentHelp(OptionWords.jsonLines))
  var json = false

  func run() throws {
    try reporting {
      let run = try VoidRun(verb: verb, options: options, changes: changes, json: json)
      try run.run(ids, writer: ledger.writer(clock))
    }
  }
}
