internal import HosoDomain
internal import HosoProjections

/// The sheets that are no table of a file: the cover, the summary, definitions, identities.
struct CoverSheets {
  let facts: ReportFacts
  let nation: FigureLine
  let checks: [IdentityCheck]
  let remark: String

  /// - Parameter contents: The names of the other sheets.
  func writeCover(to file: WorkbookFile, contents: [String]) throws(ExportFault) {
    let sheet = try file.sheet(WorkbookWords.cover)
    sheet.text(facts.title, 0, 0, .title)
    sheet.text(remark, 1, 0, .note)
    sheet.foot(remark)
    var row = TableSheet.headRow
    for (label, value) in facts.lines {
      sheet.text(label, row, 0, .text)
      sheet.text(value, row, 1, .text)
      row += 1
    }
    if let due = facts.nextRelease {
      sheet.text(WorkbookWords.nextRelease, row, 0, .text)
      sheet.date(due, row, 1, CellStyle.text)
      row += 1
    }
    sheet.text(WorkbookWords.contact, row, 0, .text)
    sheet.text("…………………………", row, 1, .text)
    sheet.text(WorkbookWords.contents, row + 2, 0, .total)
    for (index, name) in contents.enumerated() { sheet.link(to: name, row + 3 + index, 0) }
    sheet.width(34, 0...0)
    sheet.width(60, 1...1)
  }

  /// The nation's counts, with growth, each said what it is.
  func writeSummary(to file: WorkbookFile) throws(ExportFault) {
    let sheet = try sheet(
      WorkbookWords.summary,
      [
        WorkbookWords.measure, WorkbookWords.value, WorkbookWords.unit,
        WorkbookWords.onQuarterBefore, WorkbookWords.onYearBefore,
      ], widths: [40, 14, 12, 18, 18], file)
    for (index, count) in FigureCount.columns.enumerated() {
      let row = TableSheet.headRow + 1 + index
      sheet.text(count.title.vietnamese, row, 0, .text)
      if count == .handled {
        sheet.formula(legs, is: nation[count], row, 1, .text)
      } else {
        sheet.count(nation[count], row, 1, .text)
      }
      sheet.text(WorkbookWords.unit(count.unit), row, 2, .text)
      for (place, base) in GrowthBase.allCases.enumerated() {
        guard case .percent(let text) = nation.value(of: .growth(count, base)) else {
          sheet.blank(row, 3 + place, .text)
          continue
        }
        sheet.number(
          TableSheet.number(text, isShare: true), row, 3 + place,
          CellStyle.text.numbers(.growth))
      }
    }
  }

  /// Legs are pickups and returns, which stand above them.
  private var legs: String {
    let cells = [FigureCount.pickups, .returns].compactMap { count in
      FigureCount.columns.firstIndex(of: count).map { "B\(TableSheet.headRow + 2 + $0)" }
    }
    return "=" + cells.joined(separator: "+")
  }

  func writeNotes(to file: WorkbookFile) throws(ExportFault) {
    let sheet = try sheet(
      WorkbookWords.notes,
      [
        WorkbookWords.measure, WorkbookWords.meaning, WorkbookWords.unit, WorkbookWords.law,
      ], widths: [36, 70, 12, 28], file)
    for (index, count) in (FigureCount.columns + FigureCount.form).enumerated() {
      let row = TableSheet.headRow + 1 + index
      sheet.text(count.title.vietnamese, row, 0, .text)
      var meaning = CellStyle.text
      meaning.wraps = true
      sheet.text(count.meaning.vietnamese, row, 1, meaning)
      sheet.text(WorkbookWords.unit(count.unit), row, 2, .text)
      sheet.text(count.source ?? "", row, 3, .text)
    }
  }

  func writeIdentities(to file: WorkbookFile) throws(ExportFault) {
    let sheet = try sheet(
      WorkbookWords.identities,
      [
        WorkbookWords.measure, WorkbookWords.rule, WorkbookWords.checked, WorkbookWords.held,
      ], widths: [34, 80, 12, 12], file)
    for (index, check) in checks.enumerated() {
      let row = TableSheet.headRow + 1 + index
      sheet.text(check.identity.rawValue, row, 0, .text)
      sheet.text(check.identity.words, row, 1, .text)
      // How often one is checked tells how many rows there are, those not told included.
      guard facts.isInHouse else {
        sheet.text(WorkbookWords.holds(check), row, 3, .text)
        continue
      }
      sheet.count(Int64(check.checked), row, 2, .text)
      sheet.count(Int64(check.held), row, 3, .text)
    }
  }

  private func sheet(
    _ name: String, _ titles: [String], widths: [Int], _ file: WorkbookFile
  ) throws(ExportFault) -> Sheet {
    let sheet = try file.sheet(name)
    sheet.text(name, 0, 0, .title)
    sheet.text(remark, 1, 0, .note)
    sheet.foot(remark)
    for (column, title) in titles.enumerated() {
      sheet.text(title, TableSheet.headRow, column, .head)
      sheet.width(widths[column], column...column)
    }
    sheet.repeats(TableSheet.headRow...TableSheet.headRow)
    sheet.height(points: TableSheet.headPoints, TableSheet.headRow)
    sheet.freeze(above: TableSheet.headRow + 1, before: 1)
    return sheet
  }
}
