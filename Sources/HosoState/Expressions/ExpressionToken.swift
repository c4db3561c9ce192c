/// A word, number, text or sign of an expression.
struct ExpressionToken: Hashable {
  /// Counts characters from 1.
  let offset: Int
  let kind: Kind

  enum Kind: Hashable {
    /// A keyword, or the name of an attribute or a function.
    case word(String)
    /// Without its sign.
    case number(Int64)
    case text(String)
    case sign(String)
  }

  /// As it is told of in a fault.
  var shown: String {
    switch kind {
    case .word(let text), .sign(let text): ExpressionToken.shown(text)
    case .number(let value): "\(value)"
    case .text(let text): "'\(ExpressionToken.shown(text))'"
    }
  }

  static func shown(_ text: String) -> String { text.count > 30 ? text.prefix(30) + "…" : text }
}

/// Takes an expression apart.
struct ExpressionLexer {
  private static let signs = ["<=", ">=", "<>", "!=", "=", "<", ">", "+", "-", "*", "/", "%"]
  private static let brackets = ["(", ")", ","]

  private let scalars: [Unicode.Scalar]
  private var at = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// All tokens; as many at most as there are characters.
  mutating func tokens() throws(ExpressionFault) -> [ExpressionToken] {
    var tokens: [ExpressionToken] = []
    while at < scalars.count {  // Bounded by the text: each turn takes a character.
      if " \t\r\n".unicodeScalars.contains(scalars[at]) {
        at += 1
        continue
      }
      let offset = at + 1
      tokens.append(ExpressionToken(offset: offset, kind: try next(offset)))
    }
    return tokens
  }

  private mutating func next(_ offset: Int) throws(ExpressionFault) -> ExpressionToken.Kind {
    let scalar = scalars[at]
    if scalar == "'" || scalar == "\"" { return .text(try text(until: scalar, offset)) }
    if ExpressionLexer.isWord(scalar) { return try word(offset) }
    for sign in ExpressionLexer.signs + ExpressionLexer.brackets {
      guard scalars[at...].starts(with: sign.unicodeScalars) else { continue }
      at += sign.unicodeScalars.count
      return .sign(sign)
    }
    throw .character(at: offset)
  }

  private mutating func word(_ offset: Int) throws(ExpressionFault) -> ExpressionToken.Kind {
    let run = scalars[at...].prefix(while: ExpressionLexer.isWord)
    at += run.count
    var text = String.UnicodeScalarView()
    text.append(contentsOf: run)
    guard run.allSatisfy({ ("0"..."9").contains($0) }) else { return .word(String(text)) }
    // One more than the largest number: with a sign before it, it is the smallest.
    guard let number = Int64(String(text)), number <= 1 << 31 else {
      throw .number(at: offset)
    }
    return .number(number)
  }

  /// A backslash before the quote makes it a part of the text; before all else it stays.
  private mutating func text(
    until quote: Unicode.Scalar, _ offset: Int
  ) throws(ExpressionFault) -> String {
    var text = String.UnicodeScalarView()
    at += 1
    while at < scalars.count {  // Bounded by the text.
      let scalar = scalars[at]
      at += 1
      if scalar == quote { return String(text) }
      guard scalar.properties.generalCategory != .control else { throw .character(at: at) }
      if scalar == "\\", at < scalars.count, scalars[at] == quote {
        text.append(quote)
        at += 1
      } else {
        text.append(scalar)
      }
    }
    throw .openText(at: offset)
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
      || scalar == "_"
  }
}
