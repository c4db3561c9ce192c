/// Mã tỉnh: a province's code of the General Statistics Office, `01` to `99`.
///
/// A code means a province only together with a date: 23 provinces ended on 2025-06-30 and seven
/// codes live on under another name. It is not VNPost's code of a province, which is another
/// system: 40 is Nghệ An here and Thanh Hóa there.
///
/// Source: QĐ 124/2004/QĐ-TTg; QĐ 19/2025/QĐ-TTg.
public struct ProvinceCode: Hashable, Comparable, Sendable {
  public let number: UInt8

  public init(_ text: String) throws(CodeFault) {
    let value = try CodeText.number(text, digits: 2)
    guard value > 0, let number = UInt8(exactly: value) else { throw .outOfRange }
    self.number = number
  }

  public init?(number: UInt8) {
    guard 1...99 ~= number else { return nil }
    self.number = number
  }

  /// Whatever can be one, whether or not there is such a province.
  public static var all: [ProvinceCode] { (1...99).compactMap(ProvinceCode.init(number:)) }

  public var text: String { Digits.text(Int(number), width: 2) }

  public static func < (left: ProvinceCode, right: ProvinceCode) -> Bool {
    left.number < right.number
  }
}

/// Mã xã: a commune's code of the General Statistics Office, five digits.
///
/// Source: QĐ 124/2004/QĐ-TTg; QĐ 19/2025/QĐ-TTg.
public struct CommuneCode: Hashable, Comparable, Sendable {
  public let number: UInt32

  public init(_ text: String) throws(CodeFault) {
    let value = try CodeText.number(text, digits: 5)
    guard value > 0, let number = UInt32(exactly: value) else { throw .outOfRange }
    self.number = number
  }

  public init?(number: UInt32) {
    guard 1...99_999 ~= number else { return nil }
    self.number = number
  }

  public var text: String { Digits.text(Int(number), width: 5) }

  public static func < (left: CommuneCode, right: CommuneCode) -> Bool {
    left.number < right.number
  }
}

/// Mã bưu cục: a post office's code of VNPost, six digits.
///
/// Its first two digits are VNPost's code of the province and its first four the district's.
///
/// Source: the codes VNPost prints (PosCode); no published standard.
public struct PostOfficeCode: Hashable, Comparable, Sendable {
  public let number: UInt32

  public init(_ text: String) throws(CodeFault) {
    let value = try CodeText.number(text, digits: 6)
    guard value > 0, let number = UInt32(exactly: value) else { throw .outOfRange }
    self.number = number
  }

  public init?(number: UInt32) {
    guard 1...999_999 ~= number else { return nil }
    self.number = number
  }

  public var text: String { Digits.text(Int(number), width: 6) }

  /// VNPost's number of the province; not the code of the General Statistics Office.
  public var postalProvince: UInt32 { number / 10_000 }

  /// VNPost's number of the district, with its province in front.
  public var postalDistrict: UInt32 { number / 100 }

  public static func < (left: PostOfficeCode, right: PostOfficeCode) -> Bool {
    left.number < right.number
  }
}
