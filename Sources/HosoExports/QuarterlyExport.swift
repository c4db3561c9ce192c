internal import HosoCrypto
public import HosoDomain
public import HosoProjections

/// Writes a period, as known at a moment, as files that are the same bytes each time.
///
/// What it throws: `ExportFault`, or what reading the ledger throws.
public struct QuarterlyExport {
  private let views: Views
  private let provinces: Provinces
  private let tables: [CodeTableVersion]
  private let productVersion: String

  /// - Parameters:
  ///   - tables: Named in the manifest beside the version of the provinces.
  ///   - productVersion: Named in the manifest.
  public init(
    views: Views, provinces: Provinces, tables: [CodeTableVersion] = [], productVersion: String
  ) {
    self.views = views
    self.provinces = provinces
    self.tables = [CodeTableVersion(table: "provinces", version: provinces.version)] + tables
    self.productVersion = productVersion
  }

  /// Writes the export's folder: it appears whole, or nothing changes.
  ///
  /// - Parameters:
  ///   - cutoff: Only what was recorded strictly before it counts; nil means all there is, and
  ///     the manifest names the cutoff that gives the same bytes again.
  ///   - replaces: Whether an export that is in the folder may be replaced.
  public func write(
    _ period: Period, cutoff: RecordedAt? = nil, to path: String, replaces: Bool = false
  ) throws -> ExportReceipt {
    let folder = try ExportFolder(at: path, replaces: replaces)
    let throughput = try Throughput(period, from: views, cutoff: cutoff, provinces: provinces)
    let audit = throughput.audit()
    guard audit.breaches.isEmpty else { throw ExportFault.identities(audit.breaches) }
    let figures = throughput.figures
    // The one list that the folder, its manifest and whoever serves it go by.
    let documents: [any ExportDocument] = [
      FigureTable(
        groupings: Throughput.groupings, lines: throughput.lines, asOf: figures.asOf)
    ]
    var files: [ExportedFile] = []
    for document in documents {
      for form in DocumentForm.allCases {
        files.append(try QuarterlyExport.write(document, as: form, in: folder))
      }
    }
    let manifest = Manifest(
      period: period, asOf: figures.asOf, position: figures.eventCount,
      merkleRoot: try views.root(at: figures.position), orphans: figures.orphans,
      release: try views.release(of: period, at: figures.asOf, provinces: provinces),
      productVersion: productVersion, tables: tables, files: files, checks: audit.checks)
    try folder.write(manifest.json(), to: Manifest.path)
    try folder.publish()
    return ExportReceipt(
      path: folder.path, nation: throughput.nation, asOf: manifest.asOf,
      position: manifest.position, merkleRoot: manifest.merkleRoot, orphans: manifest.orphans,
      files: manifest.files, checks: manifest.checks)
  }

  private static func write(
    _ document: some ExportDocument, as form: DocumentForm, in folder: ExportFolder
  ) throws(ExportFault) -> ExportedFile {
    let name = "\(document.name).\(form.rawValue)"
    let bytes = form.bytes(of: document)
    try folder.write(bytes, to: name)
    return ExportedFile(
      path: name, form: form, bytes: bytes.count,
      rows: document.rows.reduce(0) { sum, _ in sum + 1 },
      sha256: Hexadecimal.text(of: HashFunction.sha256.hash(bytes)))
  }
}

/// What was written, and the headline.
public struct ExportReceipt: Sendable {
  /// The name of the file that says what the others are.
  public static let manifestPath = Manifest.path

  /// The folder, absolute.
  public let path: String
  /// The whole country's row.
  public let nation: FigureLine
  public let asOf: RecordedAt
  /// How many events count.
  public let position: Int64
  public let merkleRoot: String
  public let orphans: Int64
  /// All but the manifest itself.
  public let files: [ExportedFile]
  public let checks: [IdentityCheck]
}
