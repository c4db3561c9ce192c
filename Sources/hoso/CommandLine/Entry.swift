import ArgumentParser
import HosoDomain

extension Hoso {
  /// Reads the command line, does what it says, and ends in the language that is spoken.
  static func main() {
    StandardStreams.holdClosed()
    let arguments = DeskCommand.inPlaceOfScanAlone(Language.otherArguments)
    let path = CommandPath(arguments)
    if let word = path.unknown {
      Terminal.error("hoso: \(ParserWords.unknownCommand(word, after: path))\n")
      exit(withError: ExitCode(Failure.Code.usage.rawValue))
    }
    if path.asksForHelp {
      return Terminal.out(HelpPage.text(helpMessage(for: path.last)) + "\n")
    }
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      leave(error)
    }
  }

  private static func leave(_ error: any Error) -> Never {
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    if code == .success {
      if !text.isEmpty { Terminal.out(HelpPage.text(text) + "\n") }
    } else if !text.isEmpty {
      Terminal.error(ParserWords.complaint(text, message: message(for: error)) + "\n")
    }
    exit(withError: code)
  }
}
