/// A Code 128 barcode, as scanners at counters read it.
///
/// Source: ISO/IEC 15417: code set B, check symbol modulo 103, quiet zones of ten modules.
public struct Barcode128: Hashable, Sendable {
  /// Longer ones are wider than a scanner sees at once.
  private static let lengths = 1...64
  private static let quietModules = 10
  private static let start = 104
  private static let stop = 106

  /// The widths of bars and spaces in turn, in modules, the first a bar.
  private let widths: [Int]

  /// - Returns: Nil for a text that is too long, empty, or not of printable ASCII.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard Barcode128.lengths.contains(bytes.count), bytes.allSatisfy({ 0x20...0x7E ~= $0 }) else {
      return nil
    }
    let values = bytes.map { Int($0) - 0x20 }
    let check = zip(1..., values).reduce(Barcode128.start) { $0 + $1.0 * $1.1 } % 103
    widths = ([Barcode128.start] + values + [check, Barcode128.stop]).flatMap { value in
      Barcode128.patterns[value].utf8.map { Int($0) - 0x30 }
    }
  }

  /// An image that is as wide as it is put, of black bars on white.
  public var svg: HTML {
    var place = Barcode128.quietModules
    var path = ""
    for (index, width) in widths.enumerated() {
      if index.isMultiple(of: 2) { path += "M\(place) 0h\(width)v40h-\(width)z" }
      place += width
    }
    let whole = place + Barcode128.quietModules
    return """
      <svg viewBox="0 0 \(whole) 40" preserveAspectRatio="none" role="img">\
      <rect width="\(whole)" height="40" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
      """
  }

  /// By value; each but the stop has eleven modules in three bars and three spaces.
  private static let patterns = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212",
    "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
    "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221",
    "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
    "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",
    "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242",
    "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
  ]
}
