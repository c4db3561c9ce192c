public import HosoDomain
public import HosoProjections

/// Writes a period, as known at a moment, as files that are the same bytes each time.
///
/// What it throws: `ExportFault`, or what reading the ledger throws.
public struct QuarterlyExport {
  private let views: Views
  private let tables: ExportTables
  private let productVersion: String
  private var surveys = SharedSurveys([])

  /// - Parameter productVersion: Named in the manifest.
  public init(views: Views, tables: ExportTables, productVersion: String) {
    self.views = views
    self.tables = tables
    self.productVersion = productVersion
  }

  /// The same for periods that are written one after the other, of one cutoff: dossiers are judged
  /// once for all of them.
  public func together(_ periods: [Period]) -> QuarterlyExport {
    var export = self
    export.surveys = SharedSurveys(periods)
    return export
  }

  /// Writes the export's folder: it appears whole, or nothing changes.
  ///
  /// - Parameters:
  ///   - cutoff: Only what was recorded strictly before it counts; nil means all there is, and
  ///     the manifest names the cutoff that gives the same bytes again.
  ///   - replaces: Whether an export that is in the folder may be replaced.
  ///   - options: What else is to be in it.
  public func write(
    _ period: Period, cutoff: RecordedAt? = nil, to path: String, replaces: Bool = false,
    options: ExportOptions = ExportOptions()
  ) throws -> ExportReceipt {
    let folder = try ExportFolder(at: path, replaces: replaces)
    let contents = try ExportContents(
      period, cutoff: cutoff, from: views, surveys: surveys, tables: tables, options: options)
    let breaches = contents.audit.breaches
    guard breaches.isEmpty else { throw ExportFault.identities(breaches) }
    let (files, dashboard) = try write(contents, onPaper: options.onPaper, in: folder)
    let figures = contents.throughput.figures
    let manifest = Manifest(
      period: period, asOf: figures.asOf, position: figures.eventCount,
      merkleRoot: try views.root(at: figures.position), orphans: figures.orphans,
      release: contents.release, status: contents.head.status,
      circulation: contents.head.circulation, coverage: contents.coverage,
      productVersion: productVersion, tables: self.tables.versions, files: files,
      checks: contents.audit.checks)
    try folder.write(manifest.json(), to: Manifest.path)
    try folder.publish()
    return ExportReceipt(
      path: folder.path, nation: contents.throughput.nation,
      dashboard: dashboard, release: contents.release,
      status: contents.head.status, coverage: contents.coverage, asOf: manifest.asOf,
      position: manifest.position, merkleRoot: manifest.merkleRoot, orphans: manifest.orphans,
      files: manifest.files, checks: manifest.checks)
  }

  /// Writes everything but the manifest, which names all of it.
  private func write(
    _ contents: ExportContents, onPaper: Bool, in folder: ExportFolder
  ) throws -> (files: [ExportedFile], dashboard: Dashboard) {
    let shelf = ExportFiles(folder)
    let documents: [any ExportDocument] =
      contents.documents + contents.provincialReports + contents.codeLists
      + [contents.observations]
    let tables = try documents.map { ($0, try shelf.write($0, as: .csv)) }
    let (head, asOf) = (contents.head, contents.throughput.figures.asOf)
    try shelf.write(
      DataPackage(head: head, files: tables).json(), to: DataPackage.path,
      DataPackage.mediaType, CatalogueWords.package)
    try shelf.write(
      TabularMetadata(head: head, files: tables).json(), to: TabularMetadata.path,
      TabularMetadata.mediaType, CatalogueWords.tables)
    try shelf.write(
      SDMXStructure(observations: contents.observations, asOf: asOf).bytes(),
      to: SDMXStructure.path, SDMXStructure.mediaType, CatalogueWords.structure)
    try shelf.write(
      ReportWorkbook(contents: contents).bytes(), to: ReportWorkbook.path(of: head.period),
      ReportWorkbook.mediaType, CatalogueWords.workbook)
    for document in contents.documents { try shelf.write(document, as: .excel) }
    if onPaper { try QuarterlyExport.writePapers(contents, on: shelf) }
    let charts = ChartSet(
      contents.documents, head: head, remark: ReportFacts(contents).remark, tables: self.tables)
    for chart in charts.all {
      try shelf.write(chart.document, to: chart.path, Chart.mediaType, Said(both: chart.title))
    }
    let dashboard = Dashboard(contents, charts: charts)
    let beside = [Manifest.path, CatalogueEntry.path] + shelf.files.map(\.file.path)
    try shelf.write(
      dashboard.file(beside), to: Dashboard.path, Dashboard.mediaType, CatalogueWords.dashboard)
    let entry = CatalogueEntry(
      head: head, release: contents.release, firstPublished: contents.firstPublished, asOf: asOf,
      terms: contents.tables.catalogue, files: shelf.files)
    try shelf.write(
      entry.bytes(), to: CatalogueEntry.path, CatalogueEntry.mediaType, CatalogueWords.catalogue)
    return (shelf.files.map(\.file), dashboard)
  }

  /// The cutoff by which the same files can be written again, whatever comes.
  ///
  /// - Parameter cutoff: Nil means all there is.
  public func moment(_ cutoff: RecordedAt?) throws -> RecordedAt {
    if let cutoff { return cutoff }
    return try views.moment()
  }

  /// What is printed and signed: the report, and each province's own.
  private static func writePapers(
    _ contents: ExportContents, on shelf: ExportFiles
  ) throws(ExportFault) {
    let paper = ReportPaper(contents: contents)
    try shelf.write(
      paper.bytes(), to: ReportPaper.path(of: contents.head.period), ReportPaper.mediaType,
      CatalogueWords.paper)
    for report in contents.provincialReports {
      let province = report.name.split(separator: "/").last.map(String.init) ?? ""
      try shelf.write(
        paper.bytes(of: report, province: province), to: report.name + ".pdf",
        ReportPaper.mediaType, report.title)
    }
  }
}

/// What an export has beyond what every one has.
public struct ExportOptions: Hashable, Sendable {
  /// Each province's report in a file of its own.
  public var byProvince = false
  /// The report as PDF, to be printed and signed.
  public var onPaper = false
  /// Who may have it.
  public var circulation = Circulation.inHouse

  public init() {}
}

/// What was written, and the headline.
public struct ExportReceipt: Sendable {
  /// The name of the file that says what the others are.
  public static let manifestPath = Manifest.path

  /// The folder, absolute.
  public let path: String
  /// The whole country's row.
  public let nation: FigureLine
  /// The same as one page, its sentence included.
  public let dashboard: Dashboard
  /// The publication whose figures these are; nil for any other moment.
  public let release: Release?
  /// What stands in every row.
  public let status: RowStatus
  public let coverage: Coverage
  public let asOf: RecordedAt
  /// How many events count.
  public let position: Int64
  public let merkleRoot: String
  public let orphans: Int64
  /// All but the manifest itself.
  public let files: [ExportedFile]
  public let checks: [IdentityCheck]
}
