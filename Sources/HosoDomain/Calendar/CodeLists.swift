/// The post offices, as dated data: what they are called, where they are, when they were open.
///
/// The product comes without a list; an operator installs one.
public struct PostOffices: Sendable {
  static let columns = ["code", "name_vi", "province", "valid_from", "valid_to"]

  /// Such as `offices.1a2b3c4d`: a fingerprint of the table.
  public let version: String
  private var names = DatedNames<PostOfficeCode>()
  private var provinces: [PostOfficeCode: ProvinceCode] = [:]
  /// The last row of an office decides: a number is what it is now.
  private var phones: [PostOfficeCode: String] = [:]

  public init(csv: [UInt8]) throws(TableFault) {
    let table = try Table(csv: csv, columns: PostOffices.columns)
    version = "offices.\(table.fingerprint)"
    for row in table.rows {
      let code = try row.code("code", PostOfficeCode.init)
      try names.add(code, row)
      if !row["province"].isEmpty {
        provinces[code] = try row.code("province", ProvinceCode.init)
      }
      let phone = row["phone"]
      guard PostOffices.isPhone(phone) else { throw row.fault("phone", .badValue(phone)) }
      if !phone.isEmpty { phones[code] = phone }
    }
  }

  /// The name that an office had on a day; nil if there was no such office.
  public func name(_ code: PostOfficeCode, on date: LocalDate) -> String? {
    names.name(code, on: date)
  }

  /// The days around one on which an office has its name; nil if there was no such office.
  func validity(_ code: PostOfficeCode, on date: LocalDate) -> ClosedRange<LocalDate>? {
    names.validity(code, on: date)
  }

  /// The province that the list puts an office in, by the code of the General Statistics Office.
  public func province(_ code: PostOfficeCode) -> ProvinceCode? { provinces[code] }

  /// Where an office can be called; nil if the list has no column `phone`, or nothing in it.
  public func phone(_ code: PostOfficeCode) -> String? { phones[code] }

  /// Digits, and what people put between them; or nothing.
  private static func isPhone(_ text: String) -> Bool {
    text.utf8.count <= 32
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: " "),
          UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"):
          true
        default: false
        }
      }
  }

  /// The offices that were open on any of some days, in the order of their codes.
  public func open(during days: ClosedRange<LocalDate>) -> [PostOfficeCode] {
    names.eras.filter { era in era.value.contains { $0.valid.overlaps(days) } }.keys.sorted()
  }
}

/// The administrative procedures, as dated data; known by the stem of their code.
///
/// The product comes without a list; an operator installs one.
public struct Procedures: Sendable {
  static let columns = ["code", "name_vi", "valid_from", "valid_to"]

  /// Such as `services.1a2b3c4d`: a fingerprint of the table.
  public let version: String
  private var names = DatedNames<String>()

  public init(csv: [UInt8]) throws(TableFault) {
    let table = try Table(csv: csv, columns: Procedures.columns)
    version = "services.\(table.fingerprint)"
    for row in table.rows {
      try names.add(try row.code("code", ProcedureCode.init).stem, row)
    }
  }

  /// The name that a procedure had on a day; nil if the list has none.
  public func name(stem: String, on date: LocalDate) -> String? { names.name(stem, on: date) }

  /// The days around one on which a procedure has its name; nil if the list has none.
  func validity(stem: String, on date: LocalDate) -> ClosedRange<LocalDate>? {
    names.validity(stem, on: date)
  }
}

/// The public agencies, as dated data; old and new form of a code are the same agency.
///
/// The product comes without a list; an operator installs one.
public struct Agencies: Sendable {
  static let columns = ["code", "name_vi", "valid_from", "valid_to"]

  /// Such as `agencies.1a2b3c4d`: a fingerprint of the table.
  public let version: String
  private var names = DatedNames<String>()

  public init(csv: [UInt8]) throws(TableFault) {
    let table = try Table(csv: csv, columns: Agencies.columns)
    version = "agencies.\(table.fingerprint)"
    for row in table.rows {
      try names.add(try row.code("code", AgencyCode.init).canonical, row)
    }
  }

  /// The name that an agency had on a day, by its canonical code; nil if the list has none.
  public func name(canonical: String, on date: LocalDate) -> String? {
    names.name(canonical, on: date)
  }

  /// The days around one on which an agency has its name; nil if the list has none.
  func validity(canonical: String, on date: LocalDate) -> ClosedRange<LocalDate>? {
    names.validity(canonical, on: date)
  }
}
