/// Codes, names and numbers as pages write them.
enum PageText {
  /// Names come from an operator's list; a page has to stay a page.
  private static let nameLengthMax = 80

  /// Such as `100000 (Bưu điện Hà Nội)`; a code without a name stays alone.
  static func named(_ code: String, _ name: String?) -> String {
    guard let name else { return code }
    return "\(code) (\(name.prefix(nameLengthMax)))"
  }

  /// A telephone number as a link calls it.
  static func dialled(_ phone: String) -> String {
    phone.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
  }
}
