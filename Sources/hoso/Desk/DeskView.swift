import HosoDomain
internal import HosoWords

/// One answer as the desk shows and sounds it.
struct DeskAnswer: Hashable, Sendable {
  enum Sign: CaseIterable, Hashable, Sendable {
    case recorded
    case flagged
    /// The scanner's stutter.
    case known
    case refused
    /// The desk itself says something: nothing was scanned.
    case told
  }

  let sign: Sign
  /// Without a line feed.
  let text: String
}

/// What the desk shows: everything but how.
struct DeskView {
  /// What the next code is taken for.
  enum Expected: Hashable, Sendable {
    case code
    case bag
    case staff
    /// A step of a pair.
    case pair(DeskPair.Step)
  }

  /// Answers kept for the screen; no terminal shows more.
  private static let answersMax = 200
  /// Characters of what is being typed that are shown.
  private static let typedMax = 60

  var office: PostOfficeCode?
  var staff: StaffNumber?
  var verb: ScanVerb
  /// The bag that what is scanned goes into.
  var bag: ContainerCode?
  var expected = Expected.code
  /// The pair that is being scanned; nil where codes are scanned one by one.
  var pair: DeskPair?
  /// As it came, whatever is in it.
  var typed = ""
  var clock = ""
  private(set) var answers: [DeskAnswer] = []
  private(set) var counts: [DeskAnswer.Sign: Int] = [:]

  init(verb: ScanVerb) {
    self.verb = verb
  }

  /// What was typed, fit for a terminal: its end, where more is typed than any code has.
  var shownTyped: String { CodeWords.shown(String(typed.suffix(DeskView.typedMax))) }

  /// What was begun and is not recorded: of a pair, and what is being typed.
  var unfinished: String {
    let parts = (pair?.codes.map(\.text) ?? []) + (typed.isEmpty ? [] : [shownTyped])
    return parts.joined(separator: " + ")
  }

  /// Adds answers and says what is to be heard: nothing for what was recorded, one bell for what
  /// needs a look, two for what was refused.
  mutating func add(_ new: [DeskAnswer]) -> String {
    for answer in new { counts[answer.sign, default: 0] += 1 }
    answers = (answers + new).suffix(DeskView.answersMax)
    if new.contains(where: { $0.sign == .refused }) { return "\u{07}\u{07}" }
    return new.contains { $0.sign == .flagged || $0.sign == .known } ? "\u{07}" : ""
  }

  /// The lines of a screen, of exactly this size.
  func lines(columns: Int, rows: Int, colour: Bool) -> [String] {
    let paint = DeskPaint(colour: colour, columns: columns)
    var head = [paint.pair(DeskWords.place(self), clock)]
    head += [paint.banner(DeskWords.banner(self)), paint.plain(DeskWords.hint(self)), ""]
    head += paint.last(answers.last) + [""]
    let foot =
      [paint.plain(DeskWords.counts(counts))] + DeskWords.keys.map(paint.plain)
      + [paint.plain("› " + shownTyped)]
    let room = max(0, rows - head.count - foot.count)
    let earlier = answers.dropLast().suffix(room).reversed()
      .map { paint.line($0, "   " + paint.text(of: $0), isLarge: false) }
    let blank = Array(repeating: "", count: room - earlier.count)
    // On a screen that is too small, what was answered last and what is typed count most.
    return Array((head + earlier + blank + foot).suffix(rows))
  }
}

/// How lines are painted: cut to the terminal's width, coloured if it may be.
private struct DeskPaint {
  let colour: Bool
  let columns: Int

  func plain(_ text: String) -> String { String(text.prefix(columns)) }

  func pair(_ left: String, _ right: String) -> String {
    let gap = columns - left.count - right.count
    return gap < 1 ? plain(left) : left + String(repeating: " ", count: gap) + right
  }

  /// Letters with blanks between them, on a bar across the screen.
  func banner(_ text: String) -> String {
    var wide = text.map(String.init).joined(separator: " ")
    if wide.count + 2 > columns { wide = text }
    let gap = max(0, columns - wide.count)
    let line = String(repeating: " ", count: gap / 2) + wide
    let whole = line + String(repeating: " ", count: max(0, columns - line.count))
    return "\u{1B}[1;7m" + whole.prefix(columns) + "\u{1B}[0m"
  }

  func text(of answer: DeskAnswer) -> String {
    DeskWords.sign(answer.sign) + " " + answer.text
  }

  /// The last answer in full, since it says what to do: on as many lines each time, so that nothing
  /// below it moves.
  func last(_ answer: DeskAnswer?) -> [String] {
    var rest = answer.map { " " + text(of: $0) }.map { $0[...] } ?? ""
    return (0..<DeskPaint.lastLines).map { _ in
      guard let answer, !rest.isEmpty else { return "" }
      let part = rest.prefix(columns)
      let isWhole = part.count == rest.count
      // Broken between words, where there are any.
      let cut = isWhole ? nil : part.dropFirst(columns / 2).lastIndex(of: " ")
      let line = cut.map { rest[..<$0] } ?? part
      rest = rest[line.endIndex...]
      return self.line(answer, String(line), isLarge: true)
    }
  }

  private static let lastLines = 3

  func line(_ answer: DeskAnswer, _ whole: String, isLarge: Bool) -> String {
    let text = plain(whole)
    let number: String? =
      switch answer.sign {
      case .recorded: "32"
      case .flagged, .known: "33"
      case .refused: "31"
      case .told: nil
      }
    let codes = [isLarge ? "1" : nil, colour ? number : nil].compactMap(\.self)
    guard !codes.isEmpty else { return text }
    return "\u{1B}[" + codes.joined(separator: ";") + "m" + text + "\u{1B}[0m"
  }
}
