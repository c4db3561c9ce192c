internal import HTTPTypes

/// Chooses among the forms an answer comes in.
///
/// Source: RFC 9110, 12.5.1.
enum Negotiation {
  /// The form that is liked best; the first of those liked alike.
  ///
  /// - Throws: 406 if none is liked at all.
  static func choose(_ call: Call, _ types: [String]) throws -> String {
    let headers = call.headers[values: .accept]
    guard !headers.isEmpty else { return types[0] }
    let ranges = headers.joined(separator: ",").prefix(2_048).split(separator: ",")
    var best: (type: String, quality: Int)?
    for type in types {
      let quality = quality(of: type, ranges)
      if quality > best?.quality ?? 0 { best = (type, quality) }
    }
    guard let best else { throw Problem.notAcceptable(types) }
    return best.type
  }

  /// By the most specific range that takes the type.
  private static func quality(of type: String, _ ranges: [Substring]) -> Int {
    var found: (rank: Int, quality: Int)?
    for range in ranges {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard let name = parts.first?.lowercased() else { continue }
      let family = type.prefix { $0 != "/" } + "/*"
      let rank = name == type ? 3 : name == family ? 2 : name == "*/*" ? 1 : 0
      guard rank > found?.rank ?? 0 else { continue }
      let weight = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
      found = (rank, AcceptedQuality.thousandths(weight))
    }
    return found?.quality ?? 0
  }
}
