import ArgumentParser
import Glibc
import HosoDomain
import HosoLedger
internal import HosoWords

/// What a person says about a clock that is not believed; every command that records has it.
struct ClockOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      say(
        "Đồng hồ máy đúng, dù sổ cái nghi ngờ; giữ đến lần nhảy giờ sau.",
        "The clock is right although the ledger doubts it; holds until its next jump.")))
  var clockIsRight = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "Cộng vào đồng hồ máy khi không chỉnh được: 3h, -2d4h30m; giữ đến lần nhảy giờ sau.",
        "Added to a clock that cannot be set: 3h, -2d4h30m; holds until its next jump."),
      valueName: "time"))
  var clockOffset: String?

  func validate() throws {
    if clockIsRight && clockOffset != nil {
      throw ValidationError(
        say(
          "Chỉ một trong hai: --clock-is-right hoặc --clock-offset.",
          "Give either --clock-is-right or --clock-offset."))
    }
  }

  /// Whether anything was said.
  var isGiven: Bool { clockIsRight || clockOffset != nil }

  /// Tells a ledger what was said.
  func answer(_ writer: LedgerWriter) throws {
    if let clockOffset {
      try writer.believeClock(
        offsetMicroseconds: try OptionValues.offset(clockOffset, option: "--clock-offset"))
    } else if clockIsRight {
      try writer.believeClock()
    }
    SystemClock.follow(writer.settings)
  }

  /// Makes sure that the clock is believed before anything is recorded, asking whoever sits there.
  ///
  /// - Throws: `LedgerFault.clock` where nobody can be asked, or who was asked said no.
  func settle(_ writer: LedgerWriter) throws {
    guard !isGiven else { return try answer(writer) }
    do {
      try writer.judgeClock()
    } catch LedgerFault.clock(let doubt) {
      try ClockOptions.ask(doubt, writer)
    }
  }

  /// Asks whoever sits at the terminal whether the clock is right.
  static func ask(_ doubt: ClockDoubt, _ writer: LedgerWriter) throws {
    guard isatty(STDIN_FILENO) == 1, Terminal.errorIsTerminal else {
      throw LedgerFault.clock(doubt)
    }
    for _ in 0..<3 {  // What a scanner sends meanwhile is no answer.
      Terminal.error(ClockWords.question(doubt))
      guard let line = readLine() else { break }
      guard let isRight = ClockWords.answer(line) else { continue }
      guard isRight else { break }
      try writer.believeClock(
        offsetMicroseconds: writer.settings.clock?.offsetMicroseconds ?? 0)
      return SystemClock.follow(writer.settings)
    }
    throw LedgerFault.clock(doubt)
  }
}
