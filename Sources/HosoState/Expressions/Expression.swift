/// An expression as it was understood.
indirect enum Expression: Hashable, Sendable {
  case literal(ExpressionValue)
  case attribute(String)
  case exists(String)
  case not(Expression)
  case negative(Expression)
  case logic(LogicOperator, Expression, Expression)
  case equality(isNegated: Bool, Expression, Expression)
  case comparison(ComparisonOperator, Expression, Expression)
  case arithmetic(ArithmeticOperator, Expression, Expression)
  case like(Expression, WildcardPattern, isNegated: Bool)
  case membership(Expression, [Expression], isNegated: Bool)
  case call(ExpressionFunction, [Expression])

  /// What it gives; known without any event, since attributes are texts.
  var type: ExpressionType {
    switch self {
    case .literal(let value): value.type
    case .attribute: .string
    case .exists, .not, .logic, .equality, .comparison, .like, .membership: .boolean
    case .negative, .arithmetic: .integer
    case .call(let function, _): function.result
    }
  }
}

enum LogicOperator: String, Hashable, Sendable {
  case and = "AND"
  case or = "OR"
  case xor = "XOR"
}

enum ComparisonOperator: String, Hashable, Sendable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

enum ArithmeticOperator: String, Hashable, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case modulo = "%"
}

/// What kinds of values there are.
enum ExpressionType: Hashable, Sendable {
  case boolean
  case integer
  case string
}

enum ExpressionValue: Hashable, Sendable {
  case boolean(Bool)
  case integer(Int32)
  case string(String)

  var type: ExpressionType {
    switch self {
    case .boolean: .boolean
    case .integer: .integer
    case .string: .string
    }
  }
}

/// What went wrong with an event; the condition then does not hold.
enum EvaluationFault: Error, Hashable {
  case missingAttribute
  /// A text that is no number or truth value.
  case cast
  /// Division by zero, or a number beyond 32 bits.
  case math
  /// A function does not take such a value.
  case function
}

extension ExpressionValue {
  func boolean() throws(EvaluationFault) -> Bool {
    switch self {
    case .boolean(let value): return value
    case .integer(let value): return value != 0
    case .string(let text):
      switch text.lowercased() {
      case "true": return true
      case "false": return false
      default: throw .cast
      }
    }
  }

  func integer() throws(EvaluationFault) -> Int32 {
    switch self {
    case .boolean(let value): return value ? 1 : 0
    case .integer(let value): return value
    case .string(let text):
      guard let value = Int32(text) else { throw .cast }
      return value
    }
  }

  var text: String {
    switch self {
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .string(let text): text
    }
  }

  func cast(to type: ExpressionType) throws(EvaluationFault) -> ExpressionValue {
    switch type {
    case .boolean: .boolean(try boolean())
    case .integer: .integer(try integer())
    case .string: .string(text)
    }
  }
}
