/// A pattern that texts match as a whole: characters, any one character, and runs of any.
struct WildcardPattern: Hashable, Sendable {
  private enum Piece: Hashable {
    case run
    case one
    case character(Unicode.Scalar)

    func takes(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .run: false
      case .one: true
      case .character(let own): own == scalar
      }
    }
  }

  private let pieces: [Piece]

  /// `*` stands for any run of characters, none included; everything else for itself.
  init(glob text: String) {
    pieces = text.unicodeScalars.map { $0 == "*" ? .run : .character($0) }
  }

  /// `%` stands for any run of characters, `_` for one; `\` before them takes their meaning away.
  init(like text: String) {
    var pieces: [Piece] = []
    var isEscaped = false
    for scalar in text.unicodeScalars {
      let isWild = scalar == "%" || scalar == "_"
      if isEscaped, !isWild { pieces.append(.character("\\")) }
      if !isEscaped, scalar == "\\" {
        isEscaped = true
        continue
      }
      let wild: Piece = scalar == "%" ? .run : .one
      pieces.append(isWild && !isEscaped ? wild : .character(scalar))
      isEscaped = false
    }
    if isEscaped { pieces.append(.character("\\")) }
    self.pieces = pieces
  }

  /// Goes back to the last run alone, so it takes at most length × length steps.
  func matches(_ text: String) -> Bool {
    let text = Array(text.unicodeScalars)
    var (place, at) = (0, 0)
    var run: (place: Int, at: Int)?
    while at < text.count {  // Bounded by the lengths: each retry begins one character later.
      if place < pieces.count, pieces[place] == .run {
        run = (place, at)
        place += 1
      } else if place < pieces.count, pieces[place].takes(text[at]) {
        place += 1
        at += 1
      } else if let last = run {
        run = (last.place, last.at + 1)
        (place, at) = (last.place + 1, last.at + 1)
      } else {
        return false
      }
    }
    return pieces[place...].allSatisfy { $0 == .run }
  }
}
