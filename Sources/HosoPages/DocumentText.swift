/// What of a text a page, a workbook or a paper may hold.
///
/// Source: XML 1.0, 2.2 "Characters", without its discouraged ones: a file with another is not read
/// at all, or ends there.
public enum DocumentText {
  /// The text, in which what no document may hold is shown to be there and not told.
  public static func held(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.contains(where: { held($0) != $0 }) else { return text }
    return scalars.reduce(into: "") { $0.unicodeScalars.append(held($1)) }
  }

  static func held(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let isHeld =
      switch scalar.value {
      case 0x09, 0x0A: true
      case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: false
      default: scalar.value & 0xFFFE != 0xFFFE
      }
    return isHeld ? scalar : "\u{FFFD}"
  }
}
