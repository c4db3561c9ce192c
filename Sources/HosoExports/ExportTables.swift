public import HosoDomain
internal import HosoProjections

/// The dated tables that an export's files depend on.
public struct ExportTables: Sendable {
  public let provinces: Provinces
  let calendar: WorkingCalendar
  let zones: TransitZones
  let names: CodeNames
  let costs: CostParameters
  let forms: FormTemplates
  let catalogue: CatalogueTerms
  let tiles: ProvinceTiles
  let inputs: ReportInputs?

  /// - Parameters:
  ///   - calendar: Which days are working days.
  ///   - zones: How long a leg may take.
  ///   - names: The lists of offices, procedures and agencies, as far as they are installed.
  ///   - costs: What saved trips are reckoned with.
  ///   - forms: What stands where on form II.06a.
  ///   - catalogue: Who publishes, whom to ask, what may be done with it.
  ///   - tiles: Where provinces lie on the map.
  ///   - inputs: What no scan tells, if it was installed.
  public init(
    provinces: Provinces, calendar: WorkingCalendar, zones: TransitZones, names: CodeNames,
    costs: CostParameters, forms: FormTemplates, catalogue: CatalogueTerms,
    tiles: ProvinceTiles,
    inputs: ReportInputs? = nil
  ) {
    self.provinces = provinces
    self.calendar = calendar
    self.zones = zones
    self.names = names
    self.costs = costs
    self.forms = forms
    self.catalogue = catalogue
    self.tiles = tiles
    self.inputs = inputs
  }

  /// The tables that come with the program, and what an operator may bring.
  public static func bundled(
    names: CodeNames = CodeNames(), inputs: ReportInputs? = nil
  ) throws(TableFault) -> ExportTables {
    ExportTables(
      provinces: try Provinces.bundled(), calendar: try WorkingCalendar.bundled(),
      zones: try TransitZones.bundled(), names: names, costs: try CostParameters.bundled(),
      forms: try FormTemplates.bundled(), catalogue: try CatalogueTerms.bundled(),
      tiles: try ProvinceTiles.bundled(), inputs: inputs)
  }

  /// Each table with its version, in a fixed order.
  public var versions: [CodeTableVersion] {
    let all: [(CodeTable, String?)] =
      [
        (.provinces, provinces.version), (.holidays, calendar.version), (.zones, zones.version),
        (.costs, costs.version), (.forms, forms.version), (.catalogue, catalogue.version),
        (.reportInputs, inputs?.version),
      ] + names.versions
    return all.compactMap { table, version in
      version.map { CodeTableVersion(table: table.rawValue, version: $0) }
    }
  }

  /// The working days of a period and of the one a year before; of none where there is none.
  func workingDays(of period: Period) -> (now: Int, yearBefore: Int) {
    let before = period.yearBefore.map { calendar.workingDays(in: $0) }
    return (calendar.workingDays(in: period), before ?? 0)
  }

  /// What a row's code is called on a day; nil where nobody says.
  func name(_ text: String, of grouping: Grouping, on date: LocalDate) -> String? {
    switch grouping {
    case .province: (try? ProvinceCode(text)).flatMap { provinces.name($0, on: date) }
    case .service: names.procedureName(stem: text, on: date)
    case .channel: Channel(name: text).map(ColumnWords.name)?.vietnamese
    case .agency: names.agencyName(canonical: text, on: date)
    case .office: (try? PostOfficeCode(text)).flatMap { names.officeName($0, on: date) }
    }
  }
}

extension ExportTables {
  /// The days around one on which a code has its name; nil where nobody says.
  func validity(
    _ text: String, of grouping: Grouping, on date: LocalDate
  ) -> ClosedRange<LocalDate>? {
    switch grouping {
    case .province: (try? ProvinceCode(text)).flatMap { provinces.validity($0, on: date) }
    case .service: names.procedureValidity(stem: text, on: date)
    case .channel: nil
    case .agency: names.agencyValidity(canonical: text, on: date)
    case .office: (try? PostOfficeCode(text)).flatMap { names.officeValidity($0, on: date) }
    }
  }
}

/// The version of a table of codes that figures depend on.
public struct CodeTableVersion: Hashable, Sendable {
  let table: String
  let version: String
}
