/// How far a dossier travels, which decides how long it may.
///
/// Source: TT 17/2017/TT-BTTTT Art. 7.
public enum TransitZone: String, CaseIterable, Hashable, Sendable {
  /// Nội quận, huyện.
  case sameDistrict = "same_district"
  /// Nội tỉnh, liên huyện.
  case sameProvince = "same_province"
  /// Giữa các đô thị loại đặc biệt, loại I.
  case majorCities = "major_cities"
  /// Liên tỉnh.
  case otherProvince = "other_province"
}

/// The limits of transit, in working days, as dated data.
///
/// Source: TT 17/2017/TT-BTTTT Art. 3 and 7, in force 2017-08-15.
public struct TransitZones: Sendable {
  private struct Rule {
    let days: Int
    let daysWithSlip: Int
    let valid: ClosedRange<LocalDate>
    let name: String
  }

  static let columns = [
    "zone", "days", "days_with_slip", "valid_from", "valid_to", "name_vi", "postal_provinces",
  ]

  /// Such as `vn-zones.1a2b3c4d`: a fingerprint of the table.
  public let version: String
  private let rules: [TransitZone: [Rule]]
  /// VNPost's numbers of the provinces that are special-class or class-I cities as a whole.
  private let majorCities: Set<UInt32>

  public init(csv: [UInt8]) throws(TableFault) {
    let table = try Table(csv: csv, columns: TransitZones.columns)
    var rules: [TransitZone: [Rule]] = [:]
    var cities: Set<UInt32> = []
    for row in table.rows {
      guard let zone = TransitZone(rawValue: row["zone"]) else {
        throw row.fault("zone", .badValue(row["zone"]))
      }
      let rule = Rule(
        days: try row.number("days", in: 0...366),
        daysWithSlip: try row.number("days_with_slip", in: 0...366),
        valid: try row.validity(), name: row["name_vi"])
      let known = rules[zone] ?? []
      guard !known.contains(where: { $0.valid.overlaps(rule.valid) }) else {
        throw row.fault("zone", .duplicate(zone.rawValue))
      }
      rules[zone] = known + [rule]
      for text in row["postal_provinces"].split(separator: " ") {
        guard let number = UInt32(text), text.utf8.count == 2 else {
          throw row.fault("postal_provinces", .badValue(String(text)))
        }
        cities.insert(number)
      }
    }
    self.rules = rules
    majorCities = cities
    version = "vn-zones.\(table.fingerprint)"
  }

  /// The zones this product comes with.
  public static func bundled() throws(TableFault) -> TransitZones {
    try TransitZones(csv: PackageResources.zones_csv)
  }

  /// The limit n of J+n in working days; nil on days without a rule.
  ///
  /// With a slip (giấy hẹn) the post must also bring the appointment back to the citizen. In
  /// mode `both` it does not, so the longer limit never applies there.
  public func limit(_ zone: TransitZone, on date: LocalDate, withSlip: Bool) -> Int? {
    guard let rule = rule(zone, on: date) else { return nil }
    return withSlip ? rule.daysWithSlip : rule.days
  }

  /// What the law calls a zone on a day.
  public func name(_ zone: TransitZone, on date: LocalDate) -> String? {
    rule(zone, on: date)?.name
  }

  /// The zone between two post offices, told from their codes.
  ///
  /// A class-I city inside a province cannot be told from an office's code, so a way between two
  /// of those counts as `otherProvince`, the longer limit.
  public func zone(from: PostOfficeCode, to: PostOfficeCode) -> TransitZone {
    if from.postalDistrict == to.postalDistrict { return .sameDistrict }
    if from.postalProvince == to.postalProvince { return .sameProvince }
    let areMajor =
      majorCities.contains(from.postalProvince) && majorCities.contains(to.postalProvince)
    return areMajor ? .majorCities : .otherProvince
  }

  private func rule(_ zone: TransitZone, on date: LocalDate) -> Rule? {
    rules[zone]?.first { $0.valid.contains(date) }
  }
}
