/// What an expression gives for an event.
extension Expression {
  /// Goes from left to right, and no further than it has to behind AND and OR.
  ///
  /// Takes as many steps as the expression has parts; LIKE as many as text and pattern multiplied.
  /// - Parameter attribute: An attribute's text by its name; nil where the event has none.
  func value(
    _ attribute: (String) -> String?
  ) throws(EvaluationFault) -> ExpressionValue {
    switch self {
    case .literal(let value): return value
    case .attribute(let name):
      guard let text = attribute(name) else { throw .missingAttribute }
      return .string(text)
    case .exists(let name): return .boolean(attribute(name) != nil)
    case .not(let operand): return .boolean(!(try operand.value(attribute).boolean()))
    case .negative(let operand):
      let (value, overflows) = Int32(0).subtractingReportingOverflow(
        try operand.value(attribute).integer())
      guard !overflows else { throw .math }
      return .integer(value)
    case .logic(let kind, let left, let right):
      return .boolean(try Expression.logic(kind, left, right, attribute))
    case .equality(let isNegated, let left, let right):
      let first = try left.value(attribute).cast(to: right.type)
      return .boolean((first == (try right.value(attribute))) != isNegated)
    case .comparison(let kind, let left, let right):
      let first = try left.value(attribute).integer()
      return .boolean(kind.holds(first, try right.value(attribute).integer()))
    case .arithmetic(let kind, let left, let right):
      let first = try left.value(attribute).integer()
      return .integer(try kind.result(first, try right.value(attribute).integer()))
    case .like(let operand, let pattern, let isNegated):
      return .boolean(pattern.matches(try operand.value(attribute).text) != isNegated)
    case .membership(let operand, let members, let isNegated):
      return .boolean(try operand.isOne(of: members, attribute) != isNegated)
    case .call(let function, let arguments):
      var values: [ExpressionValue] = []
      for argument in arguments { values.append(try argument.value(attribute)) }
      return try function.value(values)
    }
  }

  private static func logic(
    _ kind: LogicOperator, _ left: Expression, _ right: Expression,
    _ attribute: (String) -> String?
  ) throws(EvaluationFault) -> Bool {
    let first = try left.value(attribute).boolean()
    switch kind {
    case .and where !first: return false
    case .or where first: return true
    case .and, .or: return try right.value(attribute).boolean()
    case .xor: return first != (try right.value(attribute).boolean())
    }
  }

  private func isOne(
    of members: [Expression], _ attribute: (String) -> String?
  ) throws(EvaluationFault) -> Bool {
    let value = try value(attribute)
    for member in members where try member.value(attribute).cast(to: value.type) == value {
      return true
    }
    return false
  }
}

extension ComparisonOperator {
  func holds(_ left: Int32, _ right: Int32) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

extension ArithmeticOperator {
  /// Division and remainder are truncated.
  func result(_ left: Int32, _ right: Int32) throws(EvaluationFault) -> Int32 {
    let (value, overflows) =
      switch self {
      case .plus: left.addingReportingOverflow(right)
      case .minus: left.subtractingReportingOverflow(right)
      case .times: left.multipliedReportingOverflow(by: right)
      case .divided: left.dividedReportingOverflow(by: right)
      case .modulo: left.remainderReportingOverflow(dividingBy: right)
      }
    guard !overflows else { throw .math }
    return value
  }
}
