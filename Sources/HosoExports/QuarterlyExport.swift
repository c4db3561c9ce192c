internal import HosoCrypto
public import HosoDomain
public import HosoProjections

/// Writes a period, as known at a moment, as files that are the same bytes each time.
///
/// What it throws: `ExportFault`, or what reading the ledger throws.
public struct QuarterlyExport {
  private let views: Views
  private let tables: ExportTables
  private let productVersion: String

  /// - Parameter productVersion: Named in the manifest.
  public init(views: Views, tables: ExportTables, productVersion: String) {
    self.views = views
    self.tables = tables
    self.productVersion = productVersion
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
      period, cutoff: cutoff, from: views, tables: tables, options: options)
    let breaches = contents.audit.breaches
    guard breaches.isEmpty else { throw ExportFault.identities(breaches) }
    let documents = contents.documents + contents.provincialReports + contents.codeLists
    let tables = try documents.map { document in
      (document, try QuarterlyExport.write(document, as: .csv, in: folder))
    }
    let sheets = try contents.documents.map { document in
      try QuarterlyExport.write(document, as: .excel, in: folder)
    }
    let package = try QuarterlyExport.write(
      DataPackage(head: contents.head, files: tables).json(), to: DataPackage.path,
      DataPackage.mediaType, rows: 0, isSummable: false, in: folder)
    let workbook = try QuarterlyExport.write(
      ReportWorkbook(contents: contents).bytes(), to: ReportWorkbook.path(of: period),
      ReportWorkbook.mediaType, rows: 0, isSummable: false, in: folder)
    var files = tables.map(\.1) + [package, workbook] + sheets
    if options.onPaper { files += try QuarterlyExport.writePapers(contents, in: folder) }
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
      growthPerWorkingDay: contents.growthPerWorkingDay, release: contents.release,
      status: contents.head.status, coverage: contents.coverage, asOf: manifest.asOf,
      position: manifest.position, merkleRoot: manifest.merkleRoot, orphans: manifest.orphans,
      files: manifest.files, checks: manifest.checks)
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
    _ contents: ExportContents, in folder: ExportFolder
  ) throws(ExportFault) -> [ExportedFile] {
    func write(_ bytes: [UInt8], _ path: String) throws(ExportFault) -> ExportedFile {
      try QuarterlyExport.write(
        bytes, to: path, ReportPaper.mediaType, rows: 0, isSummable: false, in: folder)
    }
    let paper = ReportPaper(contents: contents)
    var files = [try write(paper.bytes(), ReportPaper.path(of: contents.head.period))]
    for report in contents.provincialReports {
      let province = report.name.split(separator: "/").last.map(String.init) ?? ""
      files.append(
        try write(paper.bytes(of: report, province: province), report.name + ".pdf"))
    }
    return files
  }

  private static func write(
    _ document: some ExportDocument, as form: DocumentForm, in folder: ExportFolder
  ) throws(ExportFault) -> ExportedFile {
    try write(
      form.bytes(of: document), to: form.path(of: document), form.mediaType,
      rows: document.rows.reduce(0) { sum, _ in sum + 1 }, isSummable: document.isSummable,
      in: folder)
  }

  private static func write(
    _ bytes: [UInt8], to name: String, _ mediaType: String, rows: Int, isSummable: Bool,
    in folder: ExportFolder
  ) throws(ExportFault) -> ExportedFile {
    try folder.write(bytes, to: name)
    return ExportedFile(
      path: name, mediaType: mediaType, bytes: bytes.count, rows: rows, isSummable: isSummable,
      sha256: Hexadecimal.text(of: HashFunction.sha256.hash(bytes)))
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
  /// Growth of its legs on the year before, of each working day; empty where nothing is compared.
  public let growthPerWorkingDay: FigureValue
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
