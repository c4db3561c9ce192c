/// The tables of dated data that an operator can put in place.
public enum CodeTable: String, CaseIterable, Hashable, Sendable {
  /// Bưu cục.
  case offices
  /// Thủ tục hành chính.
  case services
  /// Cơ quan.
  case agencies
  /// Tỉnh, thành phố.
  case provinces
  /// Ngày nghỉ, ngày làm bù.
  case holidays
  /// Chỉ tiêu thời gian theo vùng.
  case zones
  /// Khiếu nại, bồi thường: what a province's report says that no scan tells.
  case reportInputs = "tt17-inputs"
  /// Tham số tính chi phí tiết kiệm.
  case costs
  /// Mẫu biểu: what stands where on a form.
  case forms
  /// Đơn vị công bố, đầu mối, giấy phép.
  case catalogue

  /// A table that was read and found sound.
  public struct Summary: Hashable, Sendable {
    public let rows: Int
    public let version: String
    /// The first day anything in it is valid on; nil if open.
    public let validFrom: LocalDate?
    /// The last day anything in it is valid on; nil if open.
    public let validTo: LocalDate?
  }

  /// The columns a table must have; it may have more.
  public var columns: [String] {
    switch self {
    case .offices: PostOffices.columns
    case .services: Procedures.columns
    case .agencies: Agencies.columns
    case .provinces: Provinces.columns
    case .holidays: WorkingCalendar.columns
    case .zones: TransitZones.columns
    case .reportInputs: ReportInputs.columns
    case .costs: CostParameters.columns
    case .forms: FormTemplates.columns
    case .catalogue: CatalogueTerms.columns
    }
  }

  /// The table this product comes with; nil where an operator has to bring it.
  public var bundled: [UInt8]? {
    switch self {
    case .offices, .services, .agencies, .reportInputs: nil
    case .provinces: PackageResources.provinces_csv
    case .holidays: PackageResources.holidays_csv
    case .zones: PackageResources.zones_csv
    case .costs: PackageResources.costs_csv
    case .forms: PackageResources.forms_csv
    case .catalogue: PackageResources.catalogue_csv
    }
  }

  /// Reads a table as it will be read in use, so that a bad one is found before it is in force.
  public func check(csv: [UInt8]) throws(TableFault) -> Summary {
    switch self {
    case .offices: try summary(csv, try PostOffices(csv: csv).version)
    case .services: try summary(csv, try Procedures(csv: csv).version)
    case .agencies: try summary(csv, try Agencies(csv: csv).version)
    case .provinces: try summary(csv, try Provinces(csv: csv).version)
    case .zones: try summary(csv, try TransitZones(csv: csv).version)
    case .reportInputs: try summary(csv, try ReportInputs(csv: csv).version)
    case .costs: try summary(csv, try CostParameters(csv: csv).version)
    case .forms: try summary(csv, try FormTemplates(csv: csv).version)
    case .catalogue: try summary(csv, try CatalogueTerms(csv: csv).version)
    case .holidays: try CodeTable.summary(csv, try WorkingCalendar(csv: csv))
    }
  }

  private func summary(_ csv: [UInt8], _ version: String) throws(TableFault) -> Summary {
    let table = try Table(csv: csv, columns: columns)
    var days: ClosedRange<LocalDate>?
    for row in table.rows {
      let valid = try row.validity()
      days = days.map {
        min($0.lowerBound, valid.lowerBound)...max($0.upperBound, valid.upperBound)
      }
      if days == nil { days = valid }
    }
    return Summary(
      rows: table.rows.count, version: version,
      validFrom: days.flatMap { $0.lowerBound.dayNumber == .min ? nil : $0.lowerBound },
      validTo: days.flatMap { $0.upperBound.dayNumber == .max ? nil : $0.upperBound })
  }

  private static func summary(
    _ csv: [UInt8], _ calendar: WorkingCalendar
  ) throws(TableFault) -> Summary {
    Summary(
      rows: try Table(csv: csv, columns: WorkingCalendar.columns).rows.count,
      version: calendar.version, validFrom: calendar.covers.lowerBound,
      validTo: calendar.covers.upperBound)
  }
}
