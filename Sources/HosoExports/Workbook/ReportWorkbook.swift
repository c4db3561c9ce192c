internal import HosoDomain
internal import HosoProjections

/// A period's report as a workbook: what is signed, what is checked, what is shown.
struct ReportWorkbook {
  static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  let contents: ExportContents

  /// Called by the period: `bao-cao-quy-2020Q1.xlsx`.
  static func path(of period: Period) -> String {
    let label: String
    switch period.span {
    case .dates: label = period.label
    case .quarter, .half, .nineMonths, .year:
      label = period.label.split(separator: "-").joined()
    }
    if case .quarter = period.span { return "bao-cao-quy-\(label).xlsx" }
    return "bao-cao-\(label).xlsx"
  }

  func bytes() throws(ExportFault) -> [UInt8] {
    let head = contents.head
    let facts = ReportFacts(contents)
    let remark = facts.remark
    let file = try WorkbookFile(
      title: facts.title + " – " + head.period.title.vietnamese, comments: remark,
      createdSeconds: contents.throughput.figures.asOf.microseconds / 1_000_000)
    let cover = CoverSheets(
      facts: facts, nation: contents.throughput.nation, checks: contents.audit.checks,
      remark: remark)
    let form = contents.form
    try cover.writeCover(to: file, contents: names(form))
    try cover.writeSummary(to: file)
    try FormSheet(form: form, head: head, tables: contents.tables, remark: remark)
      .write(to: file)
    var written: [String: WrittenTable] = [:]
    for (name, document, isFlat) in tableSheets {
      written[document.name + (isFlat ? " flat" : "")] = try TableSheet(
        name: name, document: document, head: head, remark: remark, isFlat: isFlat
      ).write(to: file)
    }
    if let provinces = written["throughput-province"], let backlog = written["backlog"] {
      try ChartSheet(provinces: provinces, backlog: backlog, remark: remark).write(to: file)
    }
    try cover.writeNotes(to: file)
    try cover.writeIdentities(to: file)
    return try file.bytes()
  }

  /// Every sheet behind the cover.
  private func names(_ form: FormTable) -> [String] {
    [WorkbookWords.summary, form.title.vietnamese] + tableSheets.map(\.name)
      + [WorkbookWords.charts, WorkbookWords.notes, WorkbookWords.identities]
  }

  /// Documents that are sheets, under the names of those; a form has its numbers beside it once
  /// more, as programs read them.
  private var tableSheets: [(name: String, document: any ExportDocument, isFlat: Bool)] {
    let documents = contents.documents
    let plans: [(document: String, name: String?, isFlat: Bool)] = [
      ("ii06a", "data_ii06a", true), ("tt17_dieu13", nil, false),
      ("tt17_dieu13", "data_tt17", true),
      ("throughput-province", WorkbookWords.byProvince, false),
      ("throughput-service", WorkbookWords.byService, false),
      ("triangle", WorkbookWords.triangle, false), ("corrections", nil, false),
      ("coverage", WorkbookWords.coverage, false), ("backlog", nil, false),
      ("transit", nil, false), ("costs", nil, false), ("indicators", nil, false),
      ("safety", nil, false),
    ]
    return plans.compactMap { plan in
      guard let document = documents.first(where: { $0.name == plan.document }) else {
        return nil
      }
      return (plan.name ?? document.title.vietnamese, document, plan.isFlat)
    }
  }
}
