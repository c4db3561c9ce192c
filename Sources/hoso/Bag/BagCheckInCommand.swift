import ArgumentParser
import HosoDomain
import HosoLedger
internal import HosoWords

struct BagCheckInCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-in",
    abstract: say(
      "Kiểm túi khi mở: đủ, thiếu, thừa.", "Check a bag as it is opened: what is short or over."),
    discussion: say(
      """
      Quét hết bưu gửi trong túi; lệnh so với những gì sổ ghi là ở trong túi, ghi từng bưu gửi đã
      đến, và nếu có chênh lệch thì ghi một sự kiện giao nhận có chênh lệch với phần thiếu, phần
      thừa. Gọi lại với cùng các mã thì không ghi gì thêm. Có thiếu hoặc thừa: kết thúc với mã 65.

      Ví dụ:
        hoso bag fill TUI-18 EE123456785VN
        hoso bag check-in TUI-18 EE123456785VN
        hoso bag check-in TUI-18 --count 1 < ma-da-phat.txt
      """,
      """
      Scan everything in the bag. It is compared with what the ledger knows to have been in it;
      each item's arrival is recorded, and a difference as an event of a disputed handover, with
      what is short and what is over. Once more with the same codes records nothing. Ends with 65
      if anything is short or over.

      Examples:
        hoso bag fill TUI-18 EE123456785VN
        hoso bag check-in TUI-18 EE123456785VN
        hoso bag check-in TUI-18 --count 1 < delivered.txt
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var options: StaffOptions
  @OptionGroup var codes: BagCodes

  @Option(
    help: ArgumentHelp(
      say("Số bưu gửi ghi trên nhãn túi.", "How many items the label says."),
      valueName: "number"))
  var count: String?

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let writer = try ledger.writer(clock)
      let desk = ScanDesk(writer)
      let bag = try OptionValues.bag(codes.bag, by: writer.settings.codes.takingRecorded)
      let stated = try count.map { try OptionValues.count($0) }
      let details = try options.details(writer.settings)
      guard details.office != nil else {
        throw Failure(
          .usage,
          say(
            "Sổ này không của bưu cục nào: cần --office.",
            "This ledger is no office's: give --office."))
      }
      var scanned: [(code: Alias, text: String?)] = []
      var refused: [ScanLine] = []
      for raw in try codes.all() {
        switch try desk.read(raw, for: .itemArrived) {
        case .success(let read): scanned.append((read.alias, read.normalised ? raw : nil))
        case .failure(let fault): refused.append(.refused(raw: raw, fault: fault))
        }
      }
      // A code that nobody can read makes the count wrong: it is read again first.
      guard refused.isEmpty else {
        ScanLine.tell(refused, json: json)
        throw ExitCode(Failure.Code.badData.rawValue)
      }
      let check = BagCheck(
        of: bag, scanned: scanned, stated: stated, occurredAt: SystemClock.nowOccurred(),
        details: details)
      let outcome = try desk.check(check, reason: BagWords.reason)
      Terminal.out(
        json ? BagWords.json(outcome, of: bag) : Array(BagWords.text(outcome, of: bag).utf8))
      guard outcome.difference.isNone else { throw ExitCode(Failure.Code.badData.rawValue) }
    }
  }
}
