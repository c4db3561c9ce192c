import HosoDomain
internal import HosoWords

/// What the argument parser says, in the language that is spoken.
///
/// It has no way to be told other words (decision 0008), so its sentences are known by their fixed
/// parts. One that is not known still names what it is about.
enum ParserWords {
  /// The whole complaint: what is wrong, how the command is used, where to read more.
  ///
  /// - Parameter message: The sentence about what is wrong, as it stands in the text.
  static func complaint(_ text: String, message: String) -> String {
    guard Language.spoken == .vietnamese, text.hasPrefix(errorHead + message) else { return text }
    let rest = text.dropFirst(errorHead.count + message.count)
      .split(separator: "\n", omittingEmptySubsequences: false)
    return "Lỗi: " + sentence(message) + rest.map { usageLine(String($0)) }.joined(separator: "\n")
  }

  private static let errorHead = "Error: "

  /// A line of a help page below the overview.
  static func helpLine(_ line: String) -> String {
    guard Language.spoken == .vietnamese else { return line }
    if let head = heads[line] { return head }
    if line.hasPrefix("USAGE: ") { return "CÁCH DÙNG: " + placeholders(line.dropFirst(7)) }
    if let parts = Pattern("  See '", "' for detailed help.").parts(of: line) {
      return "  Xem '" + placeholders(parts[0][...]) + "' để biết từng lệnh."
    }
    return columnWords.reduce(PlaceholderWords.row(line)) {
      $0.replacing($1.english, with: $1.vietnamese)
    }
  }

  /// A line of the description of the commands that programs read.
  static func descriptionLine(_ line: String) -> String {
    Language.spoken == .vietnamese ? PlaceholderWords.described(line) : line
  }

  private static let heads = [
    "ARGUMENTS:": "THAM SỐ:", "OPTIONS:": "TUỲ CHỌN:", "SUBCOMMANDS:": "LỆNH:",
  ]

  /// Words among those of our own; of the same width where what follows stands in a column.
  private static let columnWords: [(english: String, vietnamese: String)] = [
    ("  Show the version.", "  In phiên bản."), ("  Show help information.", "  In trợ giúp này."),
    ("(default) ", "(mặc định)"), ("(default: ", "(mặc định: "), ("(values: ", "(giá trị: "),
    ("; default: ", "; mặc định: "), ("(default:", "(mặc định:"), ("(values:", "(giá trị:"),
  ]

  private static func placeholders(_ usage: Substring) -> String {
    PlaceholderWords.spoken(usage)
  }

  private static func usageLine(_ line: String) -> String {
    if line.hasPrefix("Help:  ") { return "Trợ giúp: " + placeholders(line.dropFirst(7)) }
    if line.hasPrefix("Usage: ") { return "Cách dùng: " + placeholders(line.dropFirst(7)) }
    if let parts = Pattern("  See '", "' for more information.").parts(of: line) {
      return "  Xem '\(parts[0])' để biết thêm."
    }
    return line
  }

  private static func sentence(_ message: String) -> String {
    for (pattern, words) in sentences {
      if let parts = pattern.parts(of: message) { return words(parts) }
    }
    // Our own sentences come through the parser too, and are Vietnamese already.
    guard message.utf8.allSatisfy({ $0 < 0x80 }) else { return message }
    let quoted = message.split(separator: "'", omittingEmptySubsequences: false)
    let names = quoted.enumerated().filter { $0.offset % 2 == 1 }.map { "'\($0.element)'" }
    guard !names.isEmpty else { return "Không hiểu dòng lệnh này." }
    return "Không hiểu dòng lệnh này, ở " + names.joined(separator: ", ") + "."
  }

  private static let sentences: [(Pattern, @Sendable ([String]) -> String)] = [
    (
      Pattern("Unknown option '", "'. Did you mean '", "'?"),
      { "Không có tuỳ chọn '\($0[0])'. Có phải '\($0[1])' không?" }
    ),
    (Pattern("Unknown option '", "'"), { noOption($0[0]) }),
    (Pattern("Missing value for '", "'"), { "Thiếu giá trị của '\(named($0[0]))'." }),
    (
      Pattern("The option '", "' does not take any value, but '", "' was specified."),
      { "Tuỳ chọn '\(named($0[0]))' không nhận giá trị, nhưng có '\($0[1])'." }
    ),
    (Pattern("Unexpected argument '", "'"), { "Thừa '\($0[0])'." }),
    (
      Pattern("", " unexpected arguments: '", "'"),
      { "Thừa \($0[0]) tham số: '\($0[1])'." }
    ),
    (
      Pattern("Value to be set with flag '", "' had already been set with flag '", "'"),
      { "'\($0[0])' trái với '\($0[1])' đã có." }
    ),
    (Pattern("Missing expected argument '", "'"), { "Thiếu '\(named($0[0]))'." }),
    (Pattern("Missing one of: '", "'"), { "Cần một trong: '\(named($0[0]))'." }),
    (
      Pattern(
        "The value '", "' is invalid for '", "'. Please provide one of the following:\n", ""),
      { choice($0[0], of: named($0[1]), among: $0[2]) }
    ),
    (
      Pattern("The value '", "' is invalid for '", "'. Please provide one of ", "."),
      { "Giá trị '\($0[0])' không hợp với '\(named($0[1]))'. Dùng một trong: \(joined($0[2]))." }
    ),
    (
      Pattern("The value '", "' is invalid for '", "': ", ""),
      { "Giá trị '\($0[0])' không hợp với '\(named($0[1]))': \($0[2])" }
    ),
    (
      Pattern("The value '", "' is invalid for '", "'"),
      { "Giá trị '\($0[0])' không hợp với '\(named($0[1]))'." }
    ),
    (Pattern("Invalid option: ", ""), { noOption($0[0]) }),
    (Pattern("Missing required subcommand", "."), { _ in "Thiếu tên lệnh." }),
  ]

  /// A name as the parser puts it, which says what its value is too: `--office <code>`.
  private static func named(_ name: String) -> String { PlaceholderWords.spoken(name) }

  private static func noOption(_ name: String) -> String { "Không có tuỳ chọn '\(name)'." }

  /// Whether something else was meant; nothing if nothing is like it.
  private static func asking(_ meant: String?) -> String {
    meant.map { say(" Có phải '\($0)' không?", " Did you mean '\($0)'?") } ?? ""
  }

  /// What can stand where something else does, one a line, and what was probably meant.
  private static func choice(_ value: String, of name: String, among list: String) -> String {
    let names = list.split(separator: "\n").map { String($0.drop { $0 == " " || $0 == "-" }) }
    let meant = Likeness.closest(to: value, among: names)
    return "Không có '\(value)' cho '\(name)'."
      + asking(meant) + " Dùng một trong:\n" + list
  }

  private static func joined(_ list: String) -> String {
    list.replacing(" and ", with: ", ").replacing(" or ", with: ", ")
  }

  /// What to do about a word where a command should stand.
  static func unknownCommand(_ word: String, after path: CommandPath) -> String {
    let shown = CodeWords.shown(word)
    let meant = path.suggestion(for: word).map { path.text + " " + $0 }
    return say(
      "Không có lệnh '\(path.text) \(shown)'.", "There is no command '\(path.text) \(shown)'.")
      + asking(meant)
      + say(" Xem các lệnh: \(path.text) --help", " For all commands: \(path.text) --help")
  }
}

/// A sentence with gaps, told by the parts between them.
private struct Pattern {
  private let fixed: [String]

  init(_ fixed: String...) { self.fixed = fixed }

  /// What stands in the gaps; nil if the sentence is another one.
  func parts(of text: String) -> [String]? {
    guard let first = fixed.first, text.hasPrefix(first) else { return nil }
    var rest = text.dropFirst(first.count)
    var parts: [String] = []
    for (index, piece) in fixed.enumerated().dropFirst() {
      let isLast = index == fixed.count - 1
      if isLast {
        guard rest.hasSuffix(piece) else { return nil }
        parts.append(String(rest.dropLast(piece.count)))
      } else {
        guard let range = rest.firstRange(of: piece) else { return nil }
        parts.append(String(rest[..<range.lowerBound]))
        rest = rest[range.upperBound...]
      }
    }
    return parts
  }
}
