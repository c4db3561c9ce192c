import ArgumentParser
import HosoDomain

/// The language, for commands that open no ledger.
struct LanguageOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(say("Ngôn ngữ: vi hoặc en.", "Language: vi or en."), valueName: "vi|en"),
    completion: .list(Language.allCases.map(\.rawValue)))
  var lang: String?

  func validate() throws {
    if let lang, Language(rawValue: lang) == nil {
      throw ValidationError(
        say("Không có ngôn ngữ '\(lang)': dùng vi hoặc en.", "No language '\(lang)': use vi or en.")
      )
    }
  }
}
