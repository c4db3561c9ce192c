import ArgumentParser
import HosoDomain
import HosoLedger
internal import HosoWords

struct UndoCommand: ParsableCommand {
  /// As many as a clerk oversees; what is more has a range.
  private static let countMax = 500

  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: say(
      "Hoàn tác những lần quét sau cùng của mình.", "Undo the last of one's own scans."),
    discussion: say(
      """
      Huỷ lần quét sau cùng, hoặc N lần sau cùng, của quầy này, bưu cục này và số hiệu nhân viên
      này, không bao giờ của đồng nghiệp; bỏ qua lần đã huỷ. Gọi lại thì hoàn tác lần trước đó.
      Hoàn tác nhầm: huỷ lần huỷ bằng hoso void MÃ.

      Ví dụ:
        hoso undo
        hoso undo 3 --actor nv042
        hoso undo 5 --within 30m --reason "nhầm thao tác"
      """,
      """
      Voids the last scan, or the last N, of this desk, this office and this staff number, never a
      colleague's; skips what is void already. Once more undoes the one before. What was undone by
      mistake comes back by voiding the void: hoso void ID.

      Examples:
        hoso undo
        hoso undo 3 --actor nv042
        hoso undo 5 --within 30m --reason "wrong verb"
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var options: StaffOptions

  @Argument(help: ArgumentHelp(say("Bao nhiêu lần quét.", "How many scans."), valueName: "n"))
  var count: Int = 1

  @Option(
    help: ArgumentHelp(
      say(
        "Chỉ những gì ghi trong khoảng này: 30m, 12h (mặc định 12h).",
        "Only what was recorded within this time: 30m, 12h (default 12h)."), valueName: "time"))
  var within: String = "12h"

  @Flag(help: ArgumentHelp(OptionWords.jsonLines))
  var json = false

  func run() throws {
    try reporting {
      guard 1...UndoCommand.countMax ~= count else {
        throw Failure(.usage, OptionWords.outside("N", "1", "\(UndoCommand.countMax)"))
      }
      let seconds = try OptionValues.seconds(within, option: "--within")
      let writer = try ledger.writer(clock)
      let hand = try options.hand(writer.settings)
      let reason = try options.reason.map(OptionValues.reason)
      let now = SystemClock.now()
      let scope = UndoScope(
        office: hand.office, actor: hand.actor,
        since: RecordedAt(microseconds: now.microseconds - seconds * 1_000_000))
      let undone = try ScanDesk(writer).undo(count, within: scope) { identity, target in
        var event = Event(
          identity: identity, type: .eventVoided,
          occurredAt: OccurredAt(milliseconds: now.microseconds / 1_000), subject: .event(target))
        event.office = hand.office
        event.actor = hand.actor
        event.reason = reason
        return event
      }
      report(undone, scope)
    }
  }

  private func report(_ undone: [UndoneEvent], _ scope: UndoScope) {
    if json {
      var builder = JSONBuilder()
      for event in undone { UndoWords.write(event, to: &builder) }
      if undone.count < count { UndoWords.writeNothingLeft(undone.count, to: &builder) }
      return Terminal.out(builder.bytes)
    }
    var text = undone.map(UndoWords.line).joined()
    if undone.count < count {
      text += UndoWords.nothingLeft(scope, within: within, undone: undone.count)
    }
    Terminal.out(text)
  }
}

/// Who sits at the desk, and why they do what they do.
struct StaffOptions: ParsableArguments {
  @Option(help: ArgumentHelp(OptionWords.officeOfScans, valueName: "code"))
  var office: String?

  @Option(help: ArgumentHelp(OptionWords.staffOfScans, valueName: "number"))
  var actor: String?

  @Option(help: ArgumentHelp(OptionWords.reason, valueName: "text"))
  var reason: String?

  /// The post office and the staff number of scans, unless told otherwise.
  func hand(_ settings: LedgerSettings) throws -> (office: PostOfficeCode?, actor: StaffNumber?) {
    (
      try OptionValues.office(office, else: settings),
      try (actor ?? Environment.value("HOSO_ACTOR")).map { try OptionValues.actor($0) }
    )
  }
}
