/// A piece of a page.
///
/// What is put into it from outside is escaped, so that a text never becomes markup; only a
/// literal in this program is markup.
///
///     let row: HTML = "<td>\(reason)</td>"
public struct HTML: Sendable, ExpressibleByStringInterpolation {
  public private(set) var text: String

  public init(stringLiteral text: String) {
    self.text = text
  }

  public init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
  }

  public static func + (left: HTML, right: HTML) -> HTML {
    var sum = left
    sum.text += right.text
    return sum
  }

  public static let empty: HTML = ""

  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity * 2)
    }

    public mutating func appendLiteral(_ literal: String) { text += literal }

    public mutating func appendInterpolation(_ text: String) { self.text += HTML.escaped(text) }

    public mutating func appendInterpolation(_ number: Int) { text += String(number) }

    public mutating func appendInterpolation(_ piece: HTML) { text += piece.text }

    public mutating func appendInterpolation(_ piece: HTML?) { text += piece?.text ?? "" }

    public mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { text += piece.text }
    }
  }

  /// Safe as text and inside a quoted attribute.
  ///
  /// Source: HTML Living Standard, 13.3 "Escaping a string".
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: needsEscape) else { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      true
    default: false
    }
  }
}
