import ArgumentParser
import Glibc
import HosoDomain
import HosoLedger

struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: say("Ghi các lần quét, mỗi mã một dòng trả lời.", "Record scans, a line for each."),
    discussion: say(
      """
      Thao tác:
        pickup      nhận gửi hồ sơ từ công dân
        delivery    giao hồ sơ cho cơ quan (có thể kèm --due)
        collection  nhận kết quả từ cơ quan
        attempt     phát không thành công (nên kèm --reason)
        return      trả kết quả cho công dân
        send-back   chuyển hoàn kết quả về cơ quan
        depart      chuyển đi (--destination, --bag); arrive: đến; cả túi: mã túi (--count)
        lost        mất; damaged: hư hỏng (nên kèm --reason)
        fee         thu hộ, mỗi loại tiền một sự kiện: --money fee=52000; --remitted: nộp lại
        invite      mời người nhận đến lấy kết quả
        recover     thu hồi giấy tờ đưa về cơ quan
        link        gắn các mã là cùng một hồ sơ: hoso scan link MÃ MÃ…
        void        huỷ sự kiện; amend: đính chính (như hoso void, hoso amend)

      Không có mã nào trên dòng lệnh thì đọc từ đầu vào chuẩn, mỗi dòng một mã. Với --pairs, mỗi
      dòng một hồ sơ: delivery là mã bưu gửi, mã hồ sơ, ngày hẹn trả; collection là mã hồ sơ, mã bưu
      gửi.

      Ví dụ:
        hoso scan pickup EE123456785VN --procedure 1.001612 --agency H26.12.19
        hoso scan delivery EE123456785VN --alias H26.12.19-200305-0001 --due 12/03/2020
        hoso scan depart EE123456785VN --bag TUI-17 --destination 460000
        hoso scan depart TUI-17 --count 24
        hoso scan arrive TUI-17 --whole-bags
        hoso scan fee EE123456785VN --money fee=52000 --money postage=30000
        hoso scan return < ma-da-phat.txt
        hoso scan delivery --pairs < cap-ma.txt
      """,
      """
      Verbs:
        pickup      the post takes the dossier from the citizen
        delivery    handed to the agency (may carry --due)
        collection  the post takes the result from the agency
        attempt     an attempt to hand over failed (say why with --reason)
        return      the result is in the citizen's hands
        send-back   the result goes back to the agency
        depart      on its way (--destination, --bag); arrive: there; whole bags by their code
        lost        lost; damaged: damaged (say how with --reason)
        fee         money taken, an event a kind: --money fee=52000; --remitted: handed on
        invite      the recipient is invited to fetch the result
        recover     papers are carried back to the agency
        link        several codes are one dossier: hoso scan link CODE CODE…
        void        void an event; amend: correct one (as hoso void, hoso amend)

      Without a code on the command line they are read from standard input, one a line. With --pairs
      a line is a dossier: for delivery item, dossier number, due date; for collection dossier
      number, item.

      Examples:
        hoso scan pickup EE123456785VN --procedure 1.001612 --agency H26.12.19
        hoso scan delivery EE123456785VN --alias H26.12.19-200305-0001 --due 12/03/2020
        hoso scan depart EE123456785VN --bag TUI-17 --destination 460000
        hoso scan depart TUI-17 --count 24
        hoso scan arrive TUI-17 --whole-bags
        hoso scan fee EE123456785VN --money fee=52000 --money postage=30000
        hoso scan return < delivered.txt
        hoso scan delivery --pairs < pairs.txt
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var options: ScanOptions
  @OptionGroup var carriage: CarriageOptions
  @OptionGroup var changes: AmendmentOptions

  @Argument(help: ArgumentHelp(say("Việc đã làm.", "What was done.")))
  var verb: ScanVerb

  @Argument(
    help: ArgumentHelp(
      say("Mã in trên phiếu, bì thư (hoặc mã sự kiện).", "Printed codes (or event ids)."),
      valueName: "code"))
  var codes: [String] = []

  @Flag(
    help: ArgumentHelp(
      say(
        "delivery, collection: đọc từng cặp mã từ đầu vào chuẩn, mỗi dòng một cặp.",
        "delivery, collection: read pairs of codes from standard input, one a line.")))
  var pairs = false

  @Flag(
    help: ArgumentHelp(
      say(
        "Cặp mã của hai hồ sơ đang mở đúng là một hồ sơ.",
        "Codes of two open dossiers are one dossier.")))
  var link = false

  @Flag(help: ArgumentHelp(say("In kết quả dạng JSON, mỗi mã một dòng.", "Print JSON lines.")))
  var json = false

  func run() throws {
    try reporting {
      let writer = try ledger.writer(clock)
      try checkPairs()
      try carriage.check(verb)
      try changes.check(verb)
      guard let type = verb.type else {
        guard verb == .amend else {
          return try VoidRun(verb: nil, options: options, changes: changes, json: json)
            .run(codes, writer: writer)
        }
        return try CorrectionRun(options: options, changes: changes, json: json)
          .run(codes, writer: writer)
      }
      var template = try options.template(type: type, writer: writer)
      try carriage.add(to: &template, by: writer.settings.codes)
      guard !pairs else { return try record(pairsOf: template, writer) }
      var session = ScanSession(writer: writer, template: template, json: json)
      if verb == .link {
        try session.link(codes)
      } else if codes.isEmpty || codes == ["-"] {
        try session.recordStandardInput()
      } else {
        try session.record(codes)
      }
      if session.refusedCount > 0 { throw ExitCode(Failure.Code.badData.rawValue) }
    }
  }

  /// Refuses what pairs cannot mean, before anything is recorded.
  private func checkPairs() throws {
    guard pairs || !link else {
      throw Failure(
        .usage, say("--link chỉ dùng với --pairs.", "--link goes with --pairs only."))
    }
    guard !pairs || codes.isEmpty || codes == ["-"], !pairs || options.namesNoFurtherCode else {
      throw Failure(
        .usage,
        say(
          "--pairs: các cặp mã đọc từ đầu vào chuẩn, không nêu trên dòng lệnh.",
          "--pairs: the codes come from standard input, not from the command line."))
    }
  }

  private func record(pairsOf template: ScanTemplate, _ writer: LedgerWriter) throws {
    var session = try PairSession(writer: writer, template: template, mayJoin: link, json: json)
    try session.recordStandardInput()
    if session.refusedCount > 0 { throw ExitCode(Failure.Code.badData.rawValue) }
  }
}
