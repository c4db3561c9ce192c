internal import HosoDomain
public import HosoPages
internal import HosoProjections

/// An export as one page: what it says in a sentence, and every chart beside its table.
///
/// The same piece is a file of the folder and the middle of a page that is served.
public struct Dashboard: Sendable {
  static let path = "dashboard.html"
  static let mediaType = "text/html; charset=utf-8"
  /// Rows of a table that a page still shows.
  private static let rowsMax = 1_000

  /// What its look adds to the sheets of all pages and tables.
  public static let sheet = DashboardStyle.sheet

  public let headline: Headline
  private let period: Period
  private let facts: ReportFacts
  private let cautions: [String]
  private let summary: [SummaryRow]
  private let charts: ChartSet
  private let notes: [(name: String, text: String)]

  init(_ contents: ExportContents, charts: ChartSet) {
    period = contents.head.period
    facts = ReportFacts(contents)
    self.charts = charts
    let nation = contents.throughput.nation
    headline = Headline(
      nation, growthPerWorkingDay: contents.growthPerWorkingDay, release: contents.release,
      coverage: contents.coverage)
    let documents = contents.documents
    func cells(_ name: String) -> Cells {
      documents.first { $0.name == name }.map { Dashboard.cells($0) } ?? Cells.none(name)
    }
    summary = SummaryRow.all(of: contents, nation: cells("throughput-nation"))
    var cautions = [DashboardWords.caution(contents.head.status, period)].compactMap(\.self)
    if FigureCount.columns.allSatisfy({ nation[$0] == 0 }) {
      cautions.append(DashboardWords.nothing)
    }
    if contents.head.circulation != .inHouse { cautions.append(DashboardWords.hidden) }
    self.cautions = cautions
    notes = cells("notes").rows.map { row in
      (row.text("date") + " · " + row.text("title_vi"), row.text("text_vi"))
    }
  }

  private static func cells(_ document: some ExportDocument) -> Cells { Cells(document) }

  /// The page as a file of the folder.
  ///
  /// - Parameter files: What else is in it.
  func file(_ files: [String]) -> [UInt8] {
    let page = PageFrame(
      language: .vietnamese, heading: DashboardWords.heading, subheading: period.title,
      footnote: DashboardWords.footnote,
      sheets: [PageStyle.sheet, TableHTML.sheet, Dashboard.sheet], isFile: true
    ).page(period.title, content(.folder, files: files))
    return Array(page.text.utf8)
  }

  /// What is told, to be put into a page with `sheets`.
  public func content(_ links: DashboardLinks, files: [String]) -> HTML {
    let board: [HTML] = [
      section(charts.handledByPeriod, links), section(charts.growthByPeriod, links),
      section(charts.handledByProvince, links), section(charts.punctuality, links),
      section(charts.map, links),
      """
      <div class="stack">
      \([charts.backlog, charts.revisions].map { section($0, links) })</div>

      """,
      section(charts.multiples, links, across: true),
      section(charts.coverage, links, across: true),
    ]
    return """
      \(top)<div class="board">
      \(board)</div>
      \(summary(links))\(notesSection)\(list(files, links))
      """
  }

  // MARK: - What is to be known

  private var top: HTML {
    let pieces = headline.pieces.map { piece -> HTML in
      switch piece {
      case .words(let words): "\(words.vietnamese)"
      case .number(let words, let row): "<a href=\"#\(row)\">\(words.vietnamese)</a>"
      }
    }
    let notices: HTML? =
      cautions.isEmpty
      ? nil
      : """
      <div class="notice">\(cautions.map { caution -> HTML in "<p>\(caution)</p>" })</div>

      """
    let next = facts.nextRelease?.vietnamese ?? DashboardWords.unscheduled
    let lines = (facts.lines + [(WorkbookWords.nextRelease, next)]).map { name, value -> HTML in
      "<dt>\(name)</dt><dd>\(value)</dd>\n"
    }
    return """
      <section class="head" aria-labelledby="headline">
      <h1 id="headline">\(facts.title)</h1>
      <p class="lead">\(pieces)</p>
      </section>
      \(notices)<section aria-labelledby="facts">
      <h2 id="facts">\(DashboardWords.facts)</h2>
      <dl class="facts">
      \(lines)</dl>
      </section>

      """
  }

  private func summary(_ links: DashboardLinks) -> HTML {
    let rows = summary.map { row -> [HTML] in
      let value: HTML = "\(row.value)"
      let linked: HTML? = row.count.flatMap(links.dossiers).map {
        "<a href=\"\($0)\">\(value)</a>"
      }
      return [
        "\(row.title)", linked ?? value, "\(row.unit)",
        "\(row.growth[0])", "\(row.growth[1])", "\(row.file).csv",
        "\(row.explained.map { line -> HTML in "<code>\(line.text)</code>" })",
      ]
    }
    let table = TableHTML(
      caption: DashboardWords.summary,
      columns: [
        TableHTML.Column(name: DashboardWords.number),
        TableHTML.Column(name: WorkbookWords.value, isNumber: true),
        TableHTML.Column(name: WorkbookWords.unit),
        TableHTML.Column(name: WorkbookWords.onQuarterBefore, isNumber: true),
        TableHTML.Column(name: WorkbookWords.onYearBefore, isNumber: true),
        TableHTML.Column(name: DashboardWords.file), TableHTML.Column(name: DashboardWords.command),
      ]
    ).html(rows, ids: summary.map(\.id))
    return """
      <section id="numbers" aria-labelledby="summary">
      <h2 id="summary">\(DashboardWords.summary)</h2>
      <p class="hint">\(DashboardWords.summaryHint)</p>
      \(table)
      </section>

      """
  }

  private var notesSection: HTML? {
    guard !notes.isEmpty else { return nil }
    let lines = notes.map { name, text -> HTML in "<dt>\(name)</dt><dd>\(text)</dd>\n" }
    return """
      <section aria-labelledby="notes">
      <h2 id="notes">\(DashboardWords.notes)</h2>
      <dl class="facts">
      \(lines)</dl>
      </section>

      """
  }

  private func list(_ files: [String], _ links: DashboardLinks) -> HTML {
    let items = files.map { file -> HTML in
      "<li><a href=\"\(links.file(file))\">\(file)</a></li>\n"
    }
    return """
      <section aria-labelledby="files">
      <h2 id="files">\(DashboardWords.files)</h2>
      <ul class="files">
      \(items)</ul>
      </section>
      """
  }

  // MARK: - Charts

  private func section(_ chart: Chart, _ links: DashboardLinks, across: Bool = false) -> HTML {
    let kind: HTML = across ? " class=\"across\"" : ""
    return """
      <section\(kind) aria-labelledby="chart-\(chart.name)">
      <h2 class="unseen" id="chart-\(chart.name)">\(chart.title)</h2>
      <div class="picture" role="group" aria-label="\(chart.title)" tabindex="0">
      \(chart.svg)
      </div>
      \(details(chart, links))</section>

      """
  }

  private func details(_ chart: Chart, _ links: DashboardLinks) -> HTML? {
    let table = chart.table
    guard !table.cells.rows.isEmpty else { return nil }
    let rows = table.cells.rows.prefix(Dashboard.rowsMax)
    let cells = rows.map { row in
      table.columns.map { column -> HTML in
        let shown = row.shown(column)
        guard column.name == "province", let link = links.province(row.text("province")) else {
          return "\(shown)"
        }
        return "<a href=\"\(link)\">\(shown)</a>"
      }
    }
    let rest = table.cells.rows.count - rows.count
    let more: HTML? =
      rest > 0 ? "<p class=\"hint\">\(DashboardWords.rest(rest, table.cells.name))</p>\n" : nil
    let html = TableHTML(
      caption: chart.title,
      columns: table.columns.map { column in
        TableHTML.Column(name: column.title.vietnamese, isNumber: column.kind != .text)
      }
    ).html(cells)
    return """
      <details>
      <summary>\(DashboardWords.table(table.cells.rows.count))</summary>
      \(html)
      \(more)</details>

      """
  }
}
