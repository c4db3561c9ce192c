import HosoDomain

/// Numbers in the language of the person at the terminal.
enum Numbers {
  static func grouped(_ value: Int64) -> String { say(NumberWords.grouped(value)) }

  static func percent(_ text: String) -> String { say(NumberWords.percent(text)) }

  static func change(_ text: String) -> String { say(NumberWords.change(text)) }
}
