import ArgumentParser
import HosoDomain

/// The language, for commands that open no ledger.
struct LanguageOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(OptionWords.language, valueName: "vi|en"),
    completion: .list(Language.allCases.map(\.rawValue)))
  var lang: String?

  func validate() throws {
    if let lang, Language(rawValue: lang) == nil {
      throw ValidationError(
        OptionWords.unknownLanguage(lang)
      )
    }
  }
}
