/// How a cell looks; cells of one style share a format of the file.
struct CellStyle: Hashable {
  enum Alignment: Hashable {
    case left
    case center
    case right
  }

  /// How a number is written; the reader's settings give the separators.
  enum NumberForm: Hashable {
    case general
    case whole
    /// A share of one, with so many digits after the point of its percents.
    case percent(decimals: Int)
    /// The same with its sign.
    case growth
    case decimal(decimals: Int)
    case date

    var code: String {
      switch self {
      case .general: "General"
      case .whole: "#,##0"
      case .percent(let decimals): "0." + String(repeating: "0", count: decimals) + "%"
      case .growth: "+0.0%;-0.0%;0.0%"
      case .decimal(let decimals): "0." + String(repeating: "0", count: decimals)
      case .date: "dd/mm/yyyy"
      }
    }
  }

  var size = 12
  var isBold = false
  var isItalic = false
  var hasBorder = false
  var wraps = false
  var isLink = false
  var alignment = Alignment.left
  var number = NumberForm.general

  static let plain = CellStyle()
  static let title = CellStyle(size: 14, isBold: true)
  static let note = CellStyle(size: 11, isItalic: true)
  static let head = CellStyle(
    size: 11, isBold: true, hasBorder: true, wraps: true, alignment: .center)
  static let text = CellStyle(size: 11, hasBorder: true)
  static let total = CellStyle(size: 11, isBold: true, hasBorder: true)

  /// The same for numbers.
  func numbers(_ form: NumberForm) -> CellStyle {
    var style = self
    style.number = form
    style.alignment = .right
    return style
  }

  func aligned(_ alignment: Alignment) -> CellStyle {
    var style = self
    style.alignment = alignment
    return style
  }
}
