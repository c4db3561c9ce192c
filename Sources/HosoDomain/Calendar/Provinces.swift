/// The provinces and what became of them, as dated data.
///
/// A province is a code together with a date: a code may live on under another name, and a name
/// under another code. Figures across 2025-07-01 roll old provinces up to their successors.
///
/// Source: the codes of the General Statistics Office; the merger of 63 provinces into 34 on
/// 2025-07-01.
public struct Provinces: Sendable {
  private struct Era {
    let name: String
    let valid: ClosedRange<LocalDate>
    let successor: ProvinceCode?
  }

  static let columns = ["gso_code", "name", "valid_from", "valid_to", "successor_gso_code"]

  /// Such as `vn-provinces.1a2b3c4d`: a fingerprint of the table.
  public let version: String
  private let eras: [ProvinceCode: [Era]]

  public init(csv: [UInt8]) throws(TableFault) {
    let table = try Table(csv: csv, columns: Provinces.columns)
    var eras: [ProvinceCode: [Era]] = [:]
    for row in table.rows {
      let code = try row.code("gso_code", ProvinceCode.init)
      let successor =
        row["successor_gso_code"].isEmpty
        ? nil : try row.code("successor_gso_code", ProvinceCode.init)
      let era = Era(name: row["name"], valid: try row.validity(), successor: successor)
      guard !era.name.isEmpty else { throw row.fault("name", .badValue("")) }
      let known = eras[code] ?? []
      guard !known.contains(where: { $0.valid.overlaps(era.valid) }) else {
        throw row.fault("gso_code", .duplicate(code.text))
      }
      eras[code] = known + [era]
    }
    for row in table.rows where !row["successor_gso_code"].isEmpty {
      let successor = try row.code("successor_gso_code", ProvinceCode.init)
      guard eras[successor] != nil else {
        throw row.fault("successor_gso_code", .badValue(successor.text))
      }
    }
    self.eras = eras
    version = "vn-provinces.\(table.fingerprint)"
  }

  /// The provinces this product comes with.
  public static func bundled() throws(TableFault) -> Provinces {
    try Provinces(csv: PackageResources.provinces_csv)
  }

  /// The name that a code had on a day; nil if there was no such province.
  public func name(_ code: ProvinceCode, on date: LocalDate) -> String? {
    era(code, on: date)?.name
  }

  /// The days around one on which a code is the same province; nil if there was none then.
  public func validity(_ code: ProvinceCode, on date: LocalDate) -> ClosedRange<LocalDate>? {
    era(code, on: date)?.valid
  }

  /// The latest day, of those from one to another, from which provinces were merged into others.
  ///
  /// Nil if none were. Figures of a period that such a day lies in or before are comparable with
  /// earlier ones only when old provinces are rolled up to what they became.
  public func lastMerger(from first: LocalDate, through last: LocalDate) -> LocalDate? {
    var latest: LocalDate?
    for (code, ended) in eras {
      for era in ended where era.successor != nil && era.successor != code {
        let day = era.valid.upperBound.adding(days: 1)
        if day >= first, day <= last { latest = max(latest ?? day, day) }
      }
    }
    return latest
  }

  /// How many lists of provinces there have been by a day, its own included.
  ///
  /// Within one list a code is one province; in the next it may be another.
  public func edition(on date: LocalDate) -> Int {
    let beginnings = Set(eras.values.joined().map(\.valid.lowerBound)).filter { $0 <= date }
    return max(1, beginnings.count)
  }

  /// The province that a code belongs to on a day: itself while it exists, or what it became.
  ///
  /// A code that is not in the table stays itself.
  public func successor(_ code: ProvinceCode, on date: LocalDate) -> ProvinceCode {
    var code = code
    for _ in 0..<eras.count {
      guard era(code, on: date) == nil, let last = lastEra(of: code, before: date),
        let next = last.successor
      else { return code }
      code = next
    }
    return code
  }

  /// The codes of all provinces that exist on a day, in their order.
  public func all(on date: LocalDate) -> [ProvinceCode] {
    eras.keys.filter { era($0, on: date) != nil }.sorted()
  }

  private func era(_ code: ProvinceCode, on date: LocalDate) -> Era? {
    eras[code]?.first { $0.valid.contains(date) }
  }

  private func lastEra(of code: ProvinceCode, before date: LocalDate) -> Era? {
    eras[code]?.filter { $0.valid.upperBound < date }
      .max { $0.valid.upperBound < $1.valid.upperBound }
  }
}
