/// The two letters that item numbers end with: the country of the post that gave the number out.
///
/// A number carries no date, so a country is on the list if it ever was.
///
/// Source: UPU S10-12 (ISO 3166-1 and what is reserved there for the UPU), in
/// `Data/countries.csv`.
enum IssuingCountries {
  /// Whether two capital letters are on the list.
  static func lists(_ first: UInt8, _ second: UInt8) -> Bool {
    guard CodeText.isUpper(first), CodeText.isUpper(second) else { return false }
    return listed[place(first, second)]
  }

  /// A mark for each of the 676 pairs of letters, since imports ask a million times.
  private static let listed: [Bool] = {
    var marks = Array(repeating: false, count: 26 * 26)
    for row in PackageResources.countries_csv.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let code = Array(row.prefix(2))
      guard code.count == 2, code.allSatisfy(CodeText.isUpper) else { continue }
      marks[place(code[0], code[1])] = true
    }
    return marks
  }()

  private static func place(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first &- 0x41) * 26 + Int(second &- 0x41)
  }
}
