/// What a provincial post's quarterly report says that no scan tells: complaints, compensation.
///
/// Source: TT 17/2017/TT-BTTTT Art. 13. The product comes without; an operator installs them.
public struct ReportInputs: Sendable {
  /// Of one province, by the legs that the post carries.
  public struct Line: Hashable, Sendable {
    /// What was not given is nil, never 0.
    public var complaints: Int64?
    public var complaintsResolved: Int64?
    public var complaintsOnTime: Int64?
    public var compensationCases: Int64?
    /// Whole đồng.
    public var compensation: Int64?
    /// Who signed, as the table says.
    public var signedBy: String?
    public var signedOn: LocalDate?
  }

  /// What a line is about.
  public struct Key: Hashable, Sendable {
    public let province: ProvinceCode
    public let mode: ServiceMode

    public init(province: ProvinceCode, mode: ServiceMode) {
      self.province = province
      self.mode = mode
    }
  }

  static let columns = [
    "period", "province", "service_type", "complaints", "complaints_resolved",
    "complaints_on_time", "compensation_cases", "compensation_vnd", "signed_by", "signed_on",
  ]
  /// Beyond it, a sum would not fit what is written.
  private static let numberMax = 1_000_000_000_000_000
  /// Bytes of a signature.
  private static let signatureMax = 128

  /// Such as `tt17-inputs.1a2b3c4d`: a fingerprint of the table.
  public let version: String
  private let lines: [Period: [Key: Line]]

  public init(csv: [UInt8]) throws(TableFault) {
    let table = try Table(csv: csv, columns: ReportInputs.columns)
    version = "tt17-inputs.\(table.fingerprint)"
    var lines: [Period: [Key: Line]] = [:]
    for row in table.rows {
      let text = row["period"]
      guard let period = try? Period.parse(text, calendar: .calendar) else {
        throw row.fault("period", .badValue(text))
      }
      guard let mode = ServiceMode(name: row["service_type"]) else {
        throw row.fault("service_type", .badValue(row["service_type"]))
      }
      let key = Key(province: try row.code("province", ProvinceCode.init), mode: mode)
      let line = try ReportInputs.line(row)
      guard lines[period, default: [:]].updateValue(line, forKey: key) == nil else {
        throw row.fault("service_type", .duplicate(mode.name))
      }
    }
    self.lines = lines
  }

  /// What was given of a period; the calendar's quarters and other spans of that calendar.
  public func lines(of period: Period) -> [Key: Line] { lines[period] ?? [:] }

  private static func line(_ row: Table.Row) throws(TableFault) -> Line {
    let signedBy = row["signed_by"]
    guard signedBy.utf8.count <= signatureMax else {
      throw row.fault("signed_by", .badValue(signedBy))
    }
    let line = Line(
      complaints: try number("complaints", row),
      complaintsResolved: try number("complaints_resolved", row),
      complaintsOnTime: try number("complaints_on_time", row),
      compensationCases: try number("compensation_cases", row),
      compensation: try number("compensation_vnd", row),
      signedBy: signedBy.isEmpty ? nil : signedBy, signedOn: try row.date("signed_on"))
    try check("complaints_resolved", line.complaintsResolved, within: line.complaints, row)
    try check("complaints_on_time", line.complaintsOnTime, within: line.complaintsResolved, row)
    return line
  }

  private static func number(_ column: String, _ row: Table.Row) throws(TableFault) -> Int64? {
    row[column].isEmpty ? nil : Int64(try row.number(column, in: 0...numberMax))
  }

  /// A part is no more than the whole.
  private static func check(
    _ column: String, _ part: Int64?, within whole: Int64?, _ row: Table.Row
  ) throws(TableFault) {
    guard let part, let whole, part > whole else { return }
    throw row.fault(column, .contradiction(row[column]))
  }
}
