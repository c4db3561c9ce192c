import ArgumentParser

/// Where in the tree of commands a command line leads.
struct CommandPath {
  /// From the program itself to the command that is named last.
  private(set) var commands: [any ParsableCommand.Type] = [Hoso.self]
  /// A word that stands where a command should and names none.
  private(set) var unknown: String?
  /// Whether `help` stands before it.
  private(set) var asksForHelp = false

  init(_ words: [String]) {
    for word in words {
      let known = last.configuration.subcommands
      guard !known.isEmpty, !word.hasPrefix("-") else { return }
      if word == "help" {
        asksForHelp = true
      } else if let next = known.first(where: { $0.configuration.commandName == word }) {
        commands.append(next)
      } else {
        unknown = word
        return
      }
    }
  }

  var last: any ParsableCommand.Type { commands.last ?? Hoso.self }

  /// The names of the commands as they are typed.
  var text: String {
    commands.compactMap { $0.configuration.commandName }.joined(separator: " ")
  }

  /// The command that an unknown word was most likely meant to be; nil if none is like it.
  func suggestion(for word: String) -> String? {
    let names = last.configuration.subcommands.compactMap { $0.configuration.commandName }
    return Likeness.closest(to: word, among: names + ["help"])
  }
}

/// Which of some words a mistyped one is like.
enum Likeness {
  /// No command or option is longer.
  private static let lengthMax = 40
  /// More letters that differ are no slip of the fingers.
  private static let distanceMax = 2

  static func closest(to word: String, among names: [String]) -> String? {
    guard word.utf8.count <= lengthMax else { return nil }
    let ranked = names.map { (name: $0, distance: distance($0, word)) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    if best.distance <= distanceMax, best.distance < word.utf8.count { return best.name }
    return word.utf8.count > 2 ? names.first { $0.hasPrefix(word) } : nil
  }

  /// The letters to put in, take out or change that make one word of the other (Levenshtein).
  private static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let changed = corner + (letter == other ? 0 : 1)
        corner = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
