/// Understands an expression.
///
/// From loose to tight: AND, OR, XOR; comparisons; sums; products; LIKE and IN; NOT and signs.
struct ExpressionParser {
  /// Parentheses, calls and signs within each other: bounds the stack.
  private static let depthMax = 32
  private static let keywords: Set<String> = [
    "AND", "OR", "XOR", "NOT", "LIKE", "IN", "EXISTS", "TRUE", "FALSE",
  ]

  /// The attributes that were named, and where.
  private(set) var attributes: [(name: String, offset: Int)] = []
  private let tokens: [ExpressionToken]
  private let end: Int
  private var next = 0
  private var depth = 0

  init(_ text: String) throws(ExpressionFault) {
    var lexer = ExpressionLexer(text)
    tokens = try lexer.tokens()
    end = text.unicodeScalars.count + 1
  }

  mutating func parse() throws(ExpressionFault) -> Expression {
    let expression = try logic()
    guard next == tokens.count else { throw unexpected() }
    return expression
  }

  // MARK: - Operators, the loosest first

  private mutating func logic() throws(ExpressionFault) -> Expression {
    var left = try comparison()
    var first: LogicOperator?
    while let kind = keyword().flatMap(LogicOperator.init) {  // Bounded by the tokens.
      guard first == nil || first == kind else { throw .ambiguous(at: offset) }
      first = kind
      next += 1
      left = .logic(kind, left, try comparison())
    }
    return left
  }

  private mutating func comparison() throws(ExpressionFault) -> Expression {
    var left = try sum()
    while let sign {  // Bounded by the tokens.
      if let kind = ComparisonOperator(rawValue: sign) {
        next += 1
        left = .comparison(kind, left, try sum())
      } else if ["=", "!=", "<>"].contains(sign) {
        next += 1
        left = .equality(isNegated: sign != "=", left, try sum())
      } else {
        break
      }
    }
    return left
  }

  private mutating func sum() throws(ExpressionFault) -> Expression {
    var left = try product()
    while let sign, ["+", "-"].contains(sign), let kind = ArithmeticOperator(rawValue: sign) {
      next += 1  // Bounded by the tokens.
      left = .arithmetic(kind, left, try product())
    }
    return left
  }

  private mutating func product() throws(ExpressionFault) -> Expression {
    var left = try match()
    while let sign, ["*", "/", "%"].contains(sign), let kind = ArithmeticOperator(rawValue: sign) {
      next += 1  // Bounded by the tokens.
      left = .arithmetic(kind, left, try match())
    }
    return left
  }

  /// LIKE and IN.
  private mutating func match() throws(ExpressionFault) -> Expression {
    var left = try unary()
    while true {  // Bounded by the tokens.
      let isNegated = keyword() == "NOT"
      switch keyword(ahead: isNegated ? 1 : 0) {
      case "LIKE":
        next += isNegated ? 2 : 1
        guard case .text(let pattern)? = token?.kind else { throw unexpected() }
        next += 1
        left = .like(left, WildcardPattern(like: pattern), isNegated: isNegated)
      case "IN":
        next += isNegated ? 2 : 1
        guard sign == "(" else { throw unexpected() }
        let members = try list()
        guard !members.isEmpty else { throw .unexpected(")", at: offset - 1) }
        left = .membership(left, members, isNegated: isNegated)
      default: return left
      }
    }
  }

  private mutating func unary() throws(ExpressionFault) -> Expression {
    if keyword() == "NOT" {
      next += 1
      let operand = try nested { parser throws(ExpressionFault) in try parser.unary() }
      // SQL would compare first, CESQL negate first.
      let isFollowed = sign.map { ![")", ","].contains($0) } ?? false
      guard !isFollowed, !["LIKE", "IN", "NOT"].contains(keyword()) else {
        throw .ambiguous(at: offset)
      }
      return .not(operand)
    }
    guard let sign, sign == "-" || sign == "+" else { return try primary() }
    next += 1
    if case .number(let number)? = token?.kind {
      guard let value = Int32(exactly: sign == "-" ? -number : number) else {
        throw .number(at: offset)
      }
      next += 1
      return .literal(.integer(value))
    }
    guard sign == "-" else { throw unexpected() }
    return .negative(try nested { parser throws(ExpressionFault) in try parser.unary() })
  }

  // MARK: - What stands alone

  private mutating func primary() throws(ExpressionFault) -> Expression {
    guard let token else { throw unexpected() }
    switch token.kind {
    case .number(let number):
      guard let value = Int32(exactly: number) else { throw .number(at: token.offset) }
      next += 1
      return .literal(.integer(value))
    case .text(let text):
      next += 1
      return .literal(.string(text))
    case .sign("("):
      next += 1
      let inner = try nested { parser throws(ExpressionFault) in try parser.logic() }
      guard sign == ")" else { throw unexpected() }
      next += 1
      return inner
    case .word(let word): return try named(word)
    case .sign: throw unexpected()
    }
  }

  private mutating func named(_ word: String) throws(ExpressionFault) -> Expression {
    switch keyword() {
    case "TRUE", "FALSE":
      next += 1
      return .literal(.boolean(word.uppercased() == "TRUE"))
    case "EXISTS":
      next += 1
      guard case .word(let name)? = token?.kind, keyword() == nil else { throw unexpected() }
      return .exists(attribute(name))
    case nil: break
    default: throw unexpected()
    }
    guard next + 1 < tokens.count, tokens[next + 1].kind == .sign("(") else {
      return .attribute(attribute(word))
    }
    let start = offset
    guard let function = ExpressionFunction(rawValue: word.uppercased()) else {
      throw .unknownFunction(ExpressionToken.shown(word), at: start)
    }
    next += 1
    let arguments = try list()
    guard function.arguments.contains(arguments.count) else {
      throw .argumentCount(function.rawValue, at: start)
    }
    return .call(function, arguments)
  }

  private mutating func attribute(_ name: String) -> String {
    attributes.append((name, offset))
    next += 1
    return name
  }

  /// What stands in parentheses with commas between.
  private mutating func list() throws(ExpressionFault) -> [Expression] {
    next += 1
    var items: [Expression] = []
    if sign == ")" {
      next += 1
      return items
    }
    while true {  // Bounded by the tokens.
      items.append(try nested { parser throws(ExpressionFault) in try parser.logic() })
      guard sign == "," else { break }
      next += 1
    }
    guard sign == ")" else { throw unexpected() }
    next += 1
    return items
  }

  // MARK: - The tokens

  private mutating func nested(
    _ body: (inout ExpressionParser) throws(ExpressionFault) -> Expression
  ) throws(ExpressionFault) -> Expression {
    guard depth < ExpressionParser.depthMax else { throw .tooDeep(at: offset) }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private var token: ExpressionToken? { next < tokens.count ? tokens[next] : nil }

  private var offset: Int { token?.offset ?? end }

  private var sign: String? {
    if case .sign(let sign)? = token?.kind { sign } else { nil }
  }

  /// The keyword at a place, in capitals.
  private func keyword(ahead count: Int = 0) -> String? {
    guard next + count < tokens.count, case .word(let word) = tokens[next + count].kind else {
      return nil
    }
    let name = word.uppercased()
    return ExpressionParser.keywords.contains(name) ? name : nil
  }

  private func unexpected() -> ExpressionFault { .unexpected(token?.shown, at: offset) }
}
