internal import HosoDomain
internal import HosoProjections

/// Values as they are printed in Vietnam, wherever the program runs.
enum PaperNumbers {
  /// With a point before every three digits: `1.234.567`.
  static func grouped(_ count: Int64) -> String {
    let digits = Array(String(count.magnitude))
    var text = count < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "." }
      text.append(digit)
    }
    return text
  }

  static func shown(_ value: FigureValue, in column: ExportColumn) -> String {
    if case .text(let text) = value {
      return LocalDate(iso: text)?.vietnamese ?? WorkbookWords.shown(text, in: column.name)
    }
    let isGrowth = column.name.hasSuffix("qoq_pct") || column.name.hasSuffix("yoy_pct")
    return shown(value, as: column.kind, isGrowth: isGrowth)
  }

  static func shown(
    _ value: FigureValue, as kind: ExportColumn.Kind, isGrowth: Bool = false
  ) -> String {
    switch value {
    case .empty: return ""
    case .text(let text): return text
    case .count(let count): return grouped(count)
    case .percent(let text):
      let number = text.split(separator: ".").joined(separator: ",")
      let isRise = isGrowth && !text.hasPrefix("-") && text.contains { ("1"..."9").contains($0) }
      return (isRise ? "+" : "") + number + (kind == .percent ? " %" : "")
    }
  }
}
