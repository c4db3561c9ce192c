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

  public static func += (left: inout HTML, right: HTML) { left.text += right.text }

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

  /// Safe as text and inside a quoted attribute, of a page and of a drawing.
  ///
  /// What no document may hold, such as control characters, is shown to be there and not told.
  ///
  /// Source: HTML Living Standard, 13.3 "Escaping a string"; XML 1.0, 2.2 "Characters".
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
      default: escaped.unicodeScalars.append(DocumentText.held(scalar))
      }
    }
    return escaped
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), 0x00...0x1F, 0x7F:
      true
    // Where C1 controls and noncharacters may begin.
    case 0xC2, 0xEF, 0xF0...0xF4: true
    default: false
    }
  }
}
