/// The functions of CESQL; names are read in any case.
enum ExpressionFunction: String, CaseIterable, Hashable, Sendable {
  case int = "INT"
  case bool = "BOOL"
  case string = "STRING"
  case isInt = "IS_INT"
  case isBool = "IS_BOOL"
  case length = "LENGTH"
  case concat = "CONCAT"
  case concatWith = "CONCAT_WS"
  case lower = "LOWER"
  case upper = "UPPER"
  case trim = "TRIM"
  case left = "LEFT"
  case right = "RIGHT"
  case substring = "SUBSTRING"
  case abs = "ABS"

  /// How many arguments it takes.
  var arguments: ClosedRange<Int> {
    switch self {
    case .int, .bool, .string, .isInt, .isBool, .length, .lower, .upper, .trim, .abs: 1...1
    case .left, .right: 2...2
    case .substring: 2...3
    case .concat: 0...(.max)
    case .concatWith: 1...(.max)
    }
  }

  var result: ExpressionType {
    switch self {
    case .int, .length, .abs: .integer
    case .bool, .isInt, .isBool: .boolean
    case .string, .concat, .concatWith, .lower, .upper, .trim, .left, .right, .substring: .string
    }
  }

  /// - Parameter values: As many as it takes; cast to what it wants.
  func value(_ values: [ExpressionValue]) throws(EvaluationFault) -> ExpressionValue {
    let texts = values.map(\.text)
    guard let value = values.first, let text = texts.first else { return .string("") }
    switch self {
    case .int: return .integer(try value.integer())
    case .bool: return .boolean(try value.boolean())
    case .string: return .string(text)
    case .isInt: return .boolean((try? value.integer()) != nil)
    case .isBool: return .boolean((try? value.boolean()) != nil)
    case .length: return .integer(Int32(clamping: text.unicodeScalars.count))
    case .concat: return .string(texts.joined())
    case .concatWith: return .string(texts.dropFirst().joined(separator: text))
    case .lower: return .string(text.lowercased())
    case .upper: return .string(text.uppercased())
    case .trim: return .string(ExpressionFunction.trimmed(text))
    case .left, .right: return .string(try end(of: text, values))
    case .substring: return .string(try ExpressionFunction.part(of: text, values))
    case .abs:
      let number = try value.integer()
      guard number != .min else { throw .math }
      return .integer(Swift.abs(number))
    }
  }

  private func end(
    of text: String, _ values: [ExpressionValue]
  ) throws(EvaluationFault) -> String {
    let count = Int(try values[1].integer())
    guard count >= 0 else { throw .function }
    let scalars = text.unicodeScalars
    return String(self == .left ? scalars.prefix(count) : scalars.suffix(count))
  }

  /// Counts from 1, or from the end where the place is negative.
  private static func part(
    of text: String, _ values: [ExpressionValue]
  ) throws(EvaluationFault) -> String {
    let scalars = Array(text.unicodeScalars)
    let place = Int(try values[1].integer())
    let count = values.count > 2 ? Int(try values[2].integer()) : scalars.count
    guard place.magnitude <= scalars.count, count >= 0 else { throw .function }
    guard place != 0 else { return "" }
    let first = place > 0 ? place - 1 : scalars.count + place
    var part = String.UnicodeScalarView()
    part.append(contentsOf: scalars[first...].prefix(count))
    return String(part)
  }

  private static func trimmed(_ text: String) -> String {
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let scalars = text.unicodeScalars.drop(while: isBlank)
    guard let last = scalars.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(scalars[...last])
  }
}
