internal import HosoDomain
internal import HosoPapers
internal import HosoProjections

/// A period's report on paper: what the workbook says, to be printed and signed where there is no
/// spreadsheet.
struct ReportPaper {
  static let mediaType = "application/pdf"

  let contents: ExportContents

  private var facts: ReportFacts { ReportFacts(contents) }

  /// Beside the workbook, under its name.
  static func path(of period: Period) -> String {
    String(ReportWorkbook.path(of: period).dropLast("xlsx".count)) + "pdf"
  }

  func bytes() throws(ExportFault) -> [UInt8] {
    let head = contents.head
    let remark = facts.remark
    var paper = paper(facts.title, .a4)
    paper.blocks = cover + [.page(.a4Landscape)]
    paper.blocks +=
      PaperForm(
        form: contents.form, head: head, tables: contents.tables, remark: remark
      ).blocks
    for (name, document, isWhole) in documents {
      paper.blocks += [
        .page(.a4Landscape), .text(PaperText(name, size: 14, isBold: true)),
        .text(PaperText(remark, size: 10, isItalic: true)), .gap(6),
        .table(DocumentPaper.set(document, isWhole: isWhole)),
      ]
    }
    paper.blocks += [.page(.a4)] + notes + identities
    return try ReportPaper.print(paper)
  }

  /// A province's report by itself, to be signed there.
  ///
  /// - Parameter province: Its code.
  func bytes(
    of report: some ExportDocument, province: String
  ) throws(ExportFault) -> [UInt8] {
    let head = contents.head
    let name = contents.tables.name(province, of: .province, on: head.period.lastDay)
    // Whoever signs fills in what no scan tells, so that stands there too.
    var table = DocumentPaper.set(report, isWhole: true, keepsUnknown: true, sums: true)
    table.tail = PaperForm.signatures(contents.tables.forms.template(on: head.period.lastDay))
    var paper = paper(report.title.vietnamese, .a4Landscape)
    paper.blocks = [
      .text(PaperText(SurveyWords.report.vietnamese, size: 14, isBold: true, .center)),
      .text(PaperText(name ?? PictureWords.unknownProvince, size: 12, isBold: true, .center)),
      .text(PaperText(WorkbookWords.days(of: head.period), .center)),
      .text(PaperText(facts.remark, size: 10, isItalic: true, .center)), .gap(8),
      .table(table),
    ]
    return try ReportPaper.print(paper)
  }

  private func paper(_ title: String, _ size: PaperSize) -> Paper {
    Paper(
      title: title + " – " + contents.head.period.title.vietnamese,
      madeAt: contents.throughput.figures.asOf, size: size, foot: facts.remark)
  }

  private static func print(_ paper: Paper) throws(ExportFault) -> [UInt8] {
    do throws(PaperFault) {
      return try paper.pdf()
    } catch {
      throw .paper(error)
    }
  }

  /// What was published when, how far it is covered, and the nation's counts.
  private var cover: [PaperBlock] {
    let lines = facts.lines.map { line in
      [PaperTable.Cell(line.name, isBold: true), PaperTable.Cell(line.value)]
    }
    let due = facts.nextRelease.map {
      [[PaperTable.Cell(WorkbookWords.nextRelease, isBold: true), PaperTable.Cell($0.vietnamese)]]
    }
    return [
      .text(PaperText(facts.title, size: 16, isBold: true, .center)),
      .text(PaperText(facts.remark, isItalic: true, .center)), .gap(10),
      .table(PaperTable(size: 11, rows: lines + (due ?? []), columns: 2)),
      .text(PaperText(WorkbookWords.summary, size: 13, isBold: true)), .gap(4),
      .table(summary),
    ]
  }

  private var summary: PaperTable {
    let nation = contents.throughput.nation
    return PaperTable(
      size: 11,
      names: [
        (WorkbookWords.measure, false), (WorkbookWords.value, true), (WorkbookWords.unit, false),
        (WorkbookWords.onQuarterBefore, true), (WorkbookWords.onYearBefore, true),
      ],
      rows: FigureCount.columns.map { count in
        [
          PaperTable.Cell(count.title.vietnamese),
          PaperTable.Cell(NumberWords.grouped(nation[count]).vietnamese),
          PaperTable.Cell(WorkbookWords.unit(count.unit)),
        ]
          + GrowthBase.allCases.map { base in
            let growth = nation.value(of: .growth(count, base))
            return PaperTable.Cell(PaperValues.shown(growth, as: .percent, isGrowth: true))
          }
      }, keyColumns: 1)
  }

  /// Tables that a report has, in the order of the workbook.
  ///
  /// Of some only the nation's rows are printed: the rest is in the files.
  private var documents: [(name: String, document: any ExportDocument, isWhole: Bool)] {
    let all = contents.documents
    let plans: [(document: String, name: String?, isWhole: Bool)] = [
      ("tt17_dieu13", nil, true), ("throughput-province", WorkbookWords.byProvince, true),
      ("throughput-service", WorkbookWords.byService, true), ("backlog", nil, false),
      ("transit", nil, false), ("indicators", nil, false), ("costs", nil, false),
    ]
    return plans.compactMap { plan in
      guard let document = all.first(where: { $0.name == plan.document }) else { return nil }
      return (plan.name ?? document.title.vietnamese, document, plan.isWhole)
    }
  }

  private var notes: [PaperBlock] {
    [
      .text(PaperText(WorkbookWords.notes, size: 14, isBold: true)), .gap(6),
      .table(
        PaperTable(
          size: 9,
          names: [
            (WorkbookWords.measure, false), (WorkbookWords.meaning, false),
            (WorkbookWords.law, false),
          ],
          rows: (FigureCount.columns + FigureCount.form).map { count in
            [count.title.vietnamese, count.meaning.vietnamese, count.source ?? ""]
              .map { PaperTable.Cell($0) }
          }, keyColumns: 1)),
    ]
  }

  private var identities: [PaperBlock] {
    [
      .text(PaperText(WorkbookWords.identities, size: 14, isBold: true)), .gap(6),
      .table(
        PaperTable(
          size: 9,
          names: [
            (WorkbookWords.rule, false), (WorkbookWords.checked, true), (WorkbookWords.held, true),
          ],
          rows: contents.audit.checks.map { check in
            let counts = [check.checked, check.held].map {
              NumberWords.grouped(Int64($0)).vietnamese
            }
            let told = facts.isInHouse ? counts : ["", WorkbookWords.holds(check)]
            return ([check.identity.words] + told).map { PaperTable.Cell($0) }
          }, keyColumns: 1)),
    ]
  }
}
