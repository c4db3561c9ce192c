/// What saved trips and papers are reckoned with, as dated data; and what was published of it.
///
/// The product comes with published totals only: no source gives parameters that they can be
/// computed from, so an operator installs those.
public struct CostParameters: Sendable {
  public enum Parameter: String, CaseIterable, Hashable, Sendable {
    /// Đồng that one trip to an agency costs a citizen.
    case trip = "trip_vnd"
    /// Sheets of paper that a dossier sent online does without.
    case sheets = "sheets_per_dossier"
    /// Đồng a year that were reported saved.
    case reportedSaving = "reported_saving_vnd"
    /// Of those, by the national portal.
    case reportedPortalSaving = "reported_portal_saving_vnd"
    /// The portal's share as it was reported, in tenths of a percent.
    case reportedPortalShare = "reported_portal_share_permille"

    /// Whether it was published rather than something to reckon with.
    public var isReported: Bool {
      switch self {
      case .trip, .sheets: false
      case .reportedSaving, .reportedPortalSaving, .reportedPortalShare: true
      }
    }
  }

  /// A parameter's value on some days.
  public struct Value: Hashable, Sendable {
    public let number: Int64
    public let source: String
    fileprivate let valid: ClosedRange<LocalDate>
  }

  static let columns = ["parameter", "value", "valid_from", "valid_to", "source"]
  /// Beyond it, products with counts would not fit what is written.
  private static let valueMax = 1_000_000_000_000_000

  /// Such as `costs.1a2b3c4d`: a fingerprint of the table.
  public let version: String
  private let values: [Parameter: [Value]]

  public init(csv: [UInt8]) throws(TableFault) {
    let table = try Table(csv: csv, columns: CostParameters.columns)
    version = "costs.\(table.fingerprint)"
    var values: [Parameter: [Value]] = [:]
    for row in table.rows {
      guard let parameter = Parameter(rawValue: row["parameter"]) else {
        throw row.fault("parameter", .badValue(row["parameter"]))
      }
      let value = Value(
        number: Int64(try row.number("value", in: 0...CostParameters.valueMax)),
        source: row["source"], valid: try row.validity())
      guard !value.source.isEmpty else { throw row.fault("source", .badValue("")) }
      let known = values[parameter] ?? []
      guard !known.contains(where: { $0.valid.overlaps(value.valid) }) else {
        throw row.fault("parameter", .duplicate(parameter.rawValue))
      }
      values[parameter] = known + [value]
    }
    self.values = values
  }

  /// The published totals that this product comes with.
  public static func bundled() throws(TableFault) -> CostParameters {
    try CostParameters(csv: PackageResources.costs_csv)
  }

  /// What a parameter was on a day; nil if nobody says.
  public func value(_ parameter: Parameter, on date: LocalDate) -> Value? {
    values[parameter]?.first { $0.valid.contains(date) }
  }
}
