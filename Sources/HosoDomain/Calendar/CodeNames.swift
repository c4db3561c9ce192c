/// What offices, procedures and agencies are called, as far as lists were installed.
///
/// Names stand beside codes for people; a code without a name stays alone.
public struct CodeNames: Sendable {
  /// The list of post offices; nil if none was installed.
  public let offices: PostOffices?
  private let procedures: Procedures?
  private let agencies: Agencies?

  public init(
    offices: PostOffices? = nil, procedures: Procedures? = nil, agencies: Agencies? = nil
  ) {
    self.offices = offices
    self.procedures = procedures
    self.agencies = agencies
  }

  /// The lists that were installed, each with its version.
  public var versions: [(table: CodeTable, version: String)] {
    let all: [(CodeTable, String?)] = [
      (.offices, offices?.version), (.services, procedures?.version),
      (.agencies, agencies?.version),
    ]
    return all.compactMap { table, version in version.map { (table, $0) } }
  }

  /// The name that an office had on a day; nil if nobody installed one.
  public func officeName(_ code: PostOfficeCode, on date: LocalDate) -> String? {
    offices?.name(code, on: date)
  }

  /// Where an office can be called, as its list writes it; nil if it does not say.
  public func officePhone(_ code: PostOfficeCode) -> String? { offices?.phone(code) }

  /// The name that a procedure had on a day, by its stem; nil if nobody installed one.
  public func procedureName(stem: String, on date: LocalDate) -> String? {
    procedures?.name(stem: stem, on: date)
  }

  /// The name that an agency had on a day, by its canonical code; nil if nobody installed one.
  public func agencyName(canonical: String, on date: LocalDate) -> String? {
    agencies?.name(canonical: canonical, on: date)
  }

  /// The days around one on which an office has its name; nil if nobody says.
  public func officeValidity(
    _ code: PostOfficeCode, on date: LocalDate
  ) -> ClosedRange<LocalDate>? {
    offices?.validity(code, on: date)
  }

  /// The days around one on which a procedure has its name; nil if nobody says.
  public func procedureValidity(stem: String, on date: LocalDate) -> ClosedRange<LocalDate>? {
    procedures?.validity(stem: stem, on: date)
  }

  /// The days around one on which an agency has its name; nil if nobody says.
  public func agencyValidity(
    canonical: String, on date: LocalDate
  ) -> ClosedRange<LocalDate>? {
    agencies?.validity(canonical: canonical, on: date)
  }
}
