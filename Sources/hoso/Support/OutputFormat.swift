import ArgumentParser
internal import HosoWords

/// How a command prints its answer.
enum OutputFormat: String, CaseIterable {
  case table
  case csv
  case json

}

/// The options of commands that answer with a table.
struct OutputFormatOptions: ParsableArguments {
  @Option(help: ArgumentHelp("table, csv, json", valueName: "format"))
  var format: String?

  @Flag(help: ArgumentHelp(OptionWords.sameAsFormat))
  var json = false

  /// What both ask for together.
  func chosen() throws -> OutputFormat {
    guard let format else { return json ? .json : .table }
    guard let chosen = OutputFormat(rawValue: format) else {
      throw OptionValues.unknown("--format", format, OutputFormat.allCases.map(\.rawValue))
    }
    guard !json || chosen == .json else {
      throw Failure(.usage, OptionWords.jsonContradicts(format))
    }
    return chosen
  }
}

extension OptionValues {
  /// How many lines to print.
  static func limit(_ number: Int?) throws -> Int? {
    guard let number, number < 0 else { return number }
    throw Failure(.usage, say("--limit: từ 0 trở lên.", "--limit: 0 or more."))
  }

  /// What is there instead of a value that is not.
  static func unknown(_ option: String, _ text: String, _ known: [String]) -> Failure {
    let list = known.joined(separator: ", ")
    let shown = CodeWords.shown(text)
    return Failure(
      .usage,
      OptionWords.unknown(option, shown, list))
  }
}
