internal import HosoDomain
internal import HosoProjections

/// Values as they are printed in Vietnam, wherever the program runs.
enum PaperValues {
  static func shown(_ value: FigureValue, in column: ExportColumn) -> String {
    if case .text(let text) = value {
      return LocalDate(iso: text)?.vietnamese ?? WorkbookWords.shown(text, in: column.name)
    }
    return shown(value, as: column.kind, isGrowth: column.isGrowth)
  }

  static func shown(
    _ value: FigureValue, as kind: ExportColumn.Kind, isGrowth: Bool = false
  ) -> String {
    switch value {
    case .empty: return ""
    case .text(let text): return text
    case .count(let count): return NumberWords.grouped(count).vietnamese
    case .percent(let text):
      guard kind == .percent else { return NumberWords.decimal(text).vietnamese }
      return (isGrowth ? NumberWords.change(text) : NumberWords.percent(text)).vietnamese
    }
  }
}
