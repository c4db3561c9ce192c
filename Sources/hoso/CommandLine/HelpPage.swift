import ArgumentParser

/// A command's help as it is printed: the parser's tables, below our own words.
///
/// The parser would wrap examples too, and then they could not be copied.
enum HelpPage {
  /// The page that the parser made, or its description of the commands, in the language that is
  /// spoken.
  static func text(_ page: String) -> String {
    var lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let usage = lines.firstIndex(where: { $0.hasPrefix(usageHead) }) else {
      return lines.map(ParserWords.descriptionLine).joined(separator: "\n")
    }
    let words = lines[usage].split(separator: " ").dropFirst(2)
    let command = CommandPath(words.map(String.init)).last
    lines.removeFirst(usage)
    let overview = self.overview(of: command.configuration)
    return overview + "\n\n" + lines.map(ParserWords.helpLine).joined(separator: "\n")
  }

  private static let usageHead = "USAGE: "

  private static func overview(of command: CommandConfiguration) -> String {
    let head = say("", "OVERVIEW: ") + command.abstract
    let text = command.discussion.isEmpty ? head : head + "\n\n" + command.discussion
    return Paragraphs.fitted(text, columns: Terminal.columns)
  }
}

/// Fits text to a width: paragraphs flow, and what is indented keeps its lines.
enum Paragraphs {
  static func fitted(_ text: String, columns: Int) -> String {
    var result: [String] = []
    var paragraph: [Substring] = []
    func flush() {
      guard !paragraph.isEmpty else { return }
      result += wrapped(paragraph, columns: columns, hanging: 0)
      paragraph = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let first = line.first, first != " " {
        paragraph += line.split(separator: " ")
        continue
      }
      flush()
      result += isExample(line) || line.count <= columns ? [String(line)] : hung(line, columns)
    }
    flush()
    return result.joined(separator: "\n")
  }

  /// A line to be copied, or the rest of one.
  private static func isExample(_ line: Substring) -> Bool {
    line.hasPrefix("  hoso ") || line.hasPrefix("    --")
  }

  /// A line of a list, whose further lines begin where its explanation does.
  private static func hung(_ line: Substring, _ columns: Int) -> [String] {
    let indent = line.prefix { $0 == " " }.count
    let term = line.dropFirst(indent).prefix { $0 != " " }
    let gap = line.dropFirst(indent + term.count).prefix { $0 == " " }.count
    let hanging = gap > 1 ? indent + term.count + gap : indent
    let lead = String(line.prefix(hanging))
    let words = line.dropFirst(hanging).split(separator: " ")
    let lines = wrapped(words, columns: columns, hanging: hanging)
    guard let first = lines.first else { return [lead] }
    return [lead + first.dropFirst(hanging)] + lines.dropFirst()
  }

  private static func wrapped(
    _ words: [Substring], columns: Int, hanging: Int
  ) -> [String] {
    let lead = String(repeating: " ", count: hanging)
    var lines: [String] = []
    var line = lead
    for word in words {
      let isFresh = line.count == hanging
      if !isFresh, line.count + 1 + word.count > columns {
        lines.append(line)
        line = lead + word
      } else {
        line += (isFresh ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}
