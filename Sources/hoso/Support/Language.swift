import HosoDomain

extension Language {
  /// The language people are spoken to in: Vietnamese unless asked otherwise.
  ///
  /// Known before arguments are parsed, because help texts need it: `--lang en` anywhere on the
  /// command line, else `HOSO_LANG`. What programs read is the same in every language.
  static let spoken: Language =
    commandLine.asked ?? Environment.value("HOSO_LANG").flatMap(Language.init(rawValue:))
    ?? .vietnamese

  /// The command line's words but the program's name and the language, which may stand anywhere:
  /// before the command, behind it, or after `help`.
  static var otherArguments: [String] { commandLine.rest }

  private static let commandLine = split(Array(CommandLine.arguments.dropFirst()))

  /// Takes a language out of some words; one that is not spoken stays, to be complained of.
  private static func split(_ words: [String]) -> (asked: Language?, rest: [String]) {
    var asked: Language?
    var rest: [String] = []
    var index = 0
    while index < words.count, words[index] != "--" {  // Bounded by the words.
      let word = words[index]
      let next = index + 1 < words.count ? words[index + 1] : ""
      if word == "--lang", let language = Language(rawValue: next) {
        asked = asked ?? language
        index += 2
      } else if word.hasPrefix("--lang="),
        let language = Language(rawValue: String(word.dropFirst(7)))
      {
        asked = asked ?? language
        index += 1
      } else {
        rest.append(word)
        index += 1
      }
    }
    return (asked, rest + words[index...])
  }
}

/// One sentence in both languages; answers the one to be spoken.
func say(_ vietnamese: String, _ english: String) -> String {
  say(Said(vietnamese, english))
}

/// The sentence in the language to be spoken.
func say(_ said: Said) -> String { said(.spoken) }
