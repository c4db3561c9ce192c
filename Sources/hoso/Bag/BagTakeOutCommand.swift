import ArgumentParser
import HosoDomain
import HosoLedger
internal import HosoWords

struct BagTakeOutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "take-out",
    abstract: say("Lấy bưu gửi ra khỏi túi chưa đi.", "Take items out of a bag that has not left."),
    discussion: say(
      """
      Đính chính việc đã cho vào túi: huỷ lần chuyển đi trong túi, hoặc bỏ tên túi khỏi lần nhận.

      Ví dụ:
        hoso bag fill TUI-19 EE123456785VN
        hoso bag take-out TUI-19 EE123456785VN --reason "nhầm túi"
      """,
      """
      Corrects what put it in: voids its departure in the bag, or clears the bag of its pickup.

      Examples:
        hoso bag fill TUI-19 EE123456785VN
        hoso bag take-out TUI-19 EE123456785VN --reason "wrong bag"
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var options: StaffOptions
  @OptionGroup var codes: BagCodes

  @Flag(help: ArgumentHelp(OptionWords.jsonLines))
  var json = false

  func run() throws {
    try reporting {
      let writer = try ledger.writer(clock)
      let bag = try OptionValues.bag(codes.bag, by: writer.settings.codes.takingRecorded)
      let details = try options.details(writer.settings)
      let all = try codes.all()
      let read = try all.map { try OptionValues.alias($0, option: say("mã", "code"), in: writer) }
      let now = SystemClock.nowOccurred()
      let outcomes = try ScanDesk(writer).takeOut(read, of: bag, at: now) { identity, target, how in
        BagTakeOutCommand.correction(identity, target, how, details, now)
      }
      var builder = JSONBuilder()
      for (code, outcome) in zip(all, outcomes) {
        if json {
          BagWords.write(outcome, of: code, bag, to: &builder)
        } else {
          Terminal.out(BagWords.line(outcome, of: CodeWords.shown(code), bag))
        }
      }
      if json { Terminal.out(builder.bytes) }
      guard outcomes.allSatisfy(\.isDone) else { throw ExitCode(Failure.Code.noInput.rawValue) }
    }
  }

  private static func correction(
    _ identity: EventIdentity, _ target: EventTarget, _ how: TakeOutCorrection,
    _ details: ScanDetails, _ now: OccurredAt
  ) -> Event {
    var event = Event(
      identity: identity, type: how == .void ? .eventVoided : .eventAmended, occurredAt: now,
      subject: .event(target))
    event.office = details.office
    event.actor = details.actor
    event.reason = details.reason
    if how == .clearBag {
      var amendment = Amendment()
      amendment.cleared = ClearedFields(.parent)
      event.amendment = amendment
    }
    return event
  }
}

extension TakeOutOutcome {
  /// Whether the item is out of the bag now.
  fileprivate var isDone: Bool {
    if case .takenOut = self { true } else { false }
  }
}
