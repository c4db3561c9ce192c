import ArgumentParser

/// How many lines a list of entries has at most.
struct LineLimit: ParsableArguments {
  @Option(
    help: ArgumentHelp(OptionWords.lines, valueName: "lines"))
  var limit = 100

  /// The number that was asked for; 0 for no lines.
  ///
  /// - Throws: A `Failure` of usage for one below 0.
  func checked() throws -> Int { try OptionValues.limit(limit) ?? 0 }
}
