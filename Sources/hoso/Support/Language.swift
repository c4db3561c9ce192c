import HosoServer

/// The language people are spoken to in: Vietnamese unless asked otherwise.
///
/// Known before arguments are parsed, because help texts need it: `--lang en` anywhere on the
/// command line, else `HOSO_LANG`. What programs read is the same in every language.
enum Language: String, CaseIterable {
  case vietnamese = "vi"
  case english = "en"

  static let spoken: Language = {
    let arguments = CommandLine.arguments
    for (index, argument) in arguments.enumerated() {
      if argument == "--lang", index + 1 < arguments.count,
        let language = Language(rawValue: arguments[index + 1])
      {
        return language
      }
      if argument.hasPrefix("--lang="),
        let language = Language(rawValue: String(argument.dropFirst("--lang=".count)))
      {
        return language
      }
    }
    return Environment.value("HOSO_LANG").flatMap(Language.init(rawValue:)) ?? .vietnamese
  }()
}

/// One sentence in both languages; answers the one to be spoken.
func say(_ vietnamese: String, _ english: String) -> String {
  switch Language.spoken {
  case .vietnamese: vietnamese
  case .english: english
  }
}

/// A sentence that the server says as well.
func say(_ said: Said) -> String { say(said.vietnamese, said.english) }
