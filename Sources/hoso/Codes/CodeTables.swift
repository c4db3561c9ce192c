import Glibc
import HosoDomain
import HosoExports
import HosoLedger
internal import HosoWords

/// Dated data that an operator can replace: provinces, holidays, zones; or bring: offices,
/// services, agencies.
///
/// A file of a table's name in the folder that `HOSO_CODES` names comes first, then one in the
/// ledger's `codes` folder, then the bundled table.
struct CodeTables {
  /// Where a table in force comes from.
  enum Origin: Equatable {
    case environment(path: String)
    case ledger(path: String)
    case bundled

    /// The word for programs.
    var slug: String {
      switch self {
      case .environment: "HOSO_CODES"
      case .ledger: "ledger"
      case .bundled: "bundled"
      }
    }

    var path: String? {
      switch self {
      case .environment(let path), .ledger(let path): path
      case .bundled: nil
      }
    }
  }

  let folder: LedgerFolder

  func provinces() throws -> Provinces {
    try inForce(.provinces, Provinces.init(csv:)) ?? Provinces.bundled()
  }

  func calendar() throws -> WorkingCalendar {
    try inForce(.holidays, WorkingCalendar.init(csv:)) ?? WorkingCalendar.bundled()
  }

  func zones() throws -> TransitZones {
    try inForce(.zones, TransitZones.init(csv:)) ?? TransitZones.bundled()
  }

  /// What offices, procedures and agencies are called, as far as lists were installed.
  func names() throws -> CodeNames {
    CodeNames(
      offices: try inForce(.offices, PostOffices.init(csv:)),
      procedures: try inForce(.services, Procedures.init(csv:)),
      agencies: try inForce(.agencies, Agencies.init(csv:)))
  }

  /// Complaints and compensation, if they were installed.
  func reportInputs() throws -> ReportInputs? {
    try inForce(.reportInputs, ReportInputs.init(csv:))
  }

  func costs() throws -> CostParameters {
    try inForce(.costs, CostParameters.init(csv:)) ?? CostParameters.bundled()
  }

  func forms() throws -> FormTemplates {
    try inForce(.forms, FormTemplates.init(csv:)) ?? FormTemplates.bundled()
  }

  func catalogue() throws -> CatalogueTerms {
    try inForce(.catalogue, CatalogueTerms.init(csv:)) ?? CatalogueTerms.bundled()
  }

  /// Everything that an export's files depend on.
  func exportTables() throws -> ExportTables {
    ExportTables(
      provinces: try provinces(), calendar: try calendar(), zones: try zones(),
      names: try names(), costs: try costs(), forms: try forms(),
      catalogue: try catalogue(), tiles: try ProvinceTiles.bundled(), inputs: try reportInputs())
  }

  /// Where the table in force comes from; nil if there is none.
  func origin(of table: CodeTable) -> Origin? {
    if let folder = Environment.value("HOSO_CODES") {
      let path = folder + "/" + CodeTables.fileName(of: table)
      if access(path, F_OK) == 0 { return .environment(path: path) }
    }
    let path = ledgerPath(of: table)
    if access(path, F_OK) == 0 { return .ledger(path: path) }
    return table.bundled == nil ? nil : .bundled
  }

  /// The table in force, byte by byte; nil if there is none.
  func bytes(of table: CodeTable) throws -> [UInt8]? {
    switch origin(of: table) {
    case .environment(let path), .ledger(let path): try Files.read(path)
    case .bundled: table.bundled
    case nil: nil
    }
  }

  /// Puts a table that was checked in place, for this ledger alone.
  func install(_ csv: [UInt8], as table: CodeTable) throws {
    guard folder.holdsLedger else { throw LedgerFault.missing(path: folder.path) }
    try Files.replace(in: folder.codesPath, name: CodeTables.fileName(of: table), with: csv)
  }

  /// The tables in force that are not the bundled ones, byte by byte.
  func replaced() throws -> [(table: CodeTable, csv: [UInt8])] {
    try CodeTable.allCases.compactMap { table in
      try origin(of: table)?.path.map { (table, try Files.read($0)) }
    }
  }

  func ledgerPath(of table: CodeTable) -> String {
    folder.codesPath + "/" + CodeTables.fileName(of: table)
  }

  private static func fileName(of table: CodeTable) -> String { table.rawValue + ".csv" }

  /// A table that is not the bundled one; a fault in it names its file.
  private func inForce<Value>(
    _ table: CodeTable, _ make: ([UInt8]) throws(TableFault) -> Value
  ) throws -> Value? {
    guard let path = origin(of: table)?.path else { return nil }
    let csv = try Files.read(path)
    do throws(TableFault) {
      return try make(csv)
    } catch {
      throw Failure(.badData, path + ": " + TableWords.sentence(error))
    }
  }
}

/// Names beside codes, as a terminal shows them; a code without a name stays alone.
extension CodeNames {
  func office(_ code: PostOfficeCode, on date: LocalDate) -> String {
    CodeNames.join(code.text, officeName(code, on: date))
  }

  func procedure(stem: String, on date: LocalDate) -> String {
    CodeNames.join(stem, procedureName(stem: stem, on: date))
  }

  func agency(canonical: String, on date: LocalDate) -> String {
    CodeNames.join(canonical, agencyName(canonical: canonical, on: date))
  }

  private static func join(_ code: String, _ name: String?) -> String {
    name.map { code + " " + CodeWords.shown($0, longest: nameLengthMax) } ?? code
  }

  /// A table of figures or scans has to fit a screen.
  private static let nameLengthMax = 40
}
