import ArgumentParser
import Glibc
import HosoDomain
import HosoLedger

struct DeskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desk",
    abstract: say(
      "Quầy quét toàn màn hình.", "The scan desk, on the whole screen."),
    discussion: say(
      """
      Thao tác hiện to trên màn hình; mỗi mã trả lời bằng dấu, màu, chữ và chuông: một tiếng khi cần
      xem lại, hai tiếng khi bị từ chối. Phím F1 đến F12 hoặc mã vạch lệnh (--sheet in ra) đổi thao
      tác, hoàn tác, mở và đóng túi, đổi nhân viên; F2, F3 lần nữa: quét từng cặp; Ctrl-C, Ctrl-D
      hoặc F10: nghỉ. Những gì có ✓ đã ghi chắc trong sổ.

      Ví dụ:
        hoso desk --sheet > ma-lenh.html
        hoso desk --sheet --lang en > commands.html
      """,
      """
      The verb stands large on the screen; every code is answered by sign, colour, words and bell:
      one for what needs a look, two for what was refused. F1 to F12 or printed command barcodes
      (--sheet makes them) change the verb, undo, open and close bags, change the staff number; F2,
      F3 once more ask for pairs; Ctrl-C, Ctrl-D or F10 leave. What bears ✓ is durable.

      Examples:
        hoso desk --sheet > commands.html
        hoso desk --sheet --lang vi > ma-lenh.html
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var options: ScanOptions

  @Option(
    help: ArgumentHelp(
      say("Thao tác lúc mở quầy.", "The verb to begin with."), valueName: "verb"))
  var verb: ScanVerb = .pickup

  @Flag(
    help: ArgumentHelp(
      say("In trang mã vạch lệnh (HTML) rồi thôi.", "Print the command barcodes (HTML), no more.")))
  var sheet = false

  func run() throws {
    try reporting {
      guard !sheet else { return Terminal.out(DeskSheet.page) }
      guard DeskOrder.verbs.contains(verb) else {
        let known = DeskOrder.verbs.map(\.rawValue)
        throw OptionValues.unknown("--verb", verb.rawValue, known)
      }
      guard options.namesNoFurtherCode else {
        throw Failure(.usage, DeskWords.everyCodeJoined)
      }
      // The clock is settled, and the ledger opened, while questions can still be asked.
      let writer = try ledger.writer(clock)
      var session = try DeskSession(writer: writer, options: options, verb: verb)
      guard let terminal = DeskTerminal() else {
        throw Failure(.unavailable, DeskWords.noTerminal)
      }
      let result = Result { try DeskCommand.serve(&session, at: terminal) }
      terminal.close()
      let unfinished = session.view.unfinished
      if !unfinished.isEmpty { Terminal.error(DeskWords.unfinished(unfinished) + "\n") }
      _ = Terminal.tryOut(Array((DeskWords.summary(session.view) + "\n").utf8))
      try result.get()
    }
  }

  /// What is meant by `hoso scan` and no more at a terminal; elsewhere it lacks its verb.
  static func inPlaceOfScanAlone(_ arguments: [String]) -> [String] {
    let isSeated = isatty(STDIN_FILENO) == 1 && Terminal.outputIsTerminal
    return arguments == ["scan"] && isSeated ? ["desk"] : arguments
  }

  /// Goes on until the clerk leaves or the terminal is gone.
  private static func serve(_ session: inout DeskSession, at terminal: DeskTerminal) throws {
    var answer = try session.take([])
    while !answer.leaves {  // Bounded by what the clerk sends.
      let size = terminal.size
      terminal.show(
        session.view.lines(
          columns: size.columns, rows: size.rows, colour: Terminal.usesColour),
        sound: answer.sound)
      answer.sound = ""
      switch try terminal.wait() {
      case .bytes(let bytes): answer = try session.take(bytes)
      case .resized: break
      case .ended(let last):
        _ = try session.take(last)
        return
      }
    }
  }
}
