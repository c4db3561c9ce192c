internal import HosoDomain

extension Language {
  /// The one an `Accept-Language` header likes best; Vietnamese if it names neither.
  ///
  /// Source: RFC 9110, 12.5.4.
  init(acceptLanguage header: String?, default fallback: Language) {
    var best: (language: Language, quality: Int)?
    for range in (header ?? "").prefix(1_024).split(separator: ",").prefix(32) {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard let tag = parts.first?.lowercased(),
        let language = tag == "*"
          ? fallback : Language(rawValue: String(tag.prefix { $0 != "-" }))
      else { continue }
      let quality = AcceptedQuality.thousandths(parts.dropFirst().first { $0.hasPrefix("q=") })
      if quality > best?.quality ?? 0 { best = (language, quality) }
    }
    self = best?.language ?? fallback
  }
}

/// The weight of a choice in an `Accept` header.
enum AcceptedQuality {
  /// `q=0.5` as 500; 1000 without one, 0 for what is no weight.
  static func thousandths(_ parameter: String?) -> Int {
    guard let digits = parameter?.dropFirst(2).prefix(5) else { return 1_000 }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int($0) }), (0...1).contains(whole), parts.count <= 2
    else { return 0 }
    guard parts.count == 2 else { return whole * 1_000 }
    let fraction = parts[1].prefix(3)
    let padded = fraction + String(repeating: "0", count: 3 - fraction.count)
    guard let thousandths = Int(padded) else { return 0 }
    return min(1_000, whole * 1_000 + thousandths)
  }
}
