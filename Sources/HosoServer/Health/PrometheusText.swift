/// Metrics in the making, as Prometheus reads them.
///
/// Source: Prometheus, "Exposition formats", text format 0.0.4.
struct PrometheusText {
  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  private(set) var text = ""
  private var name = ""

  /// Adds families that were written elsewhere.
  mutating func append(_ other: PrometheusText) { text += other.text }

  /// Begins a family of samples.
  mutating func begin(_ name: String, _ type: String, _ help: String) {
    self.name = name
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  /// A family of one sample.
  mutating func single(_ name: String, _ type: String, _ help: String, _ value: Int64) {
    begin(name, type, help)
    sample([], value)
  }

  mutating func sample(_ labels: [(String, String)], _ value: Int64, suffix: String = "") {
    sample(labels, decimal: "\(value)", suffix: suffix)
  }

  mutating func sample(_ labels: [(String, String)], decimal: String, suffix: String = "") {
    text += name + suffix
    if !labels.isEmpty {
      let pairs = labels.map { "\($0.0)=\"\(PrometheusText.escaped($0.1))\"" }
      text += "{" + pairs.joined(separator: ",") + "}"
    }
    text += " \(decimal)\n"
  }

  /// Microseconds as decimal seconds, without rounding.
  static func seconds(microseconds: Int64) -> String {
    let fraction = "\(microseconds % 1_000_000)"
    let padded = String(repeating: "0", count: 6 - fraction.count) + fraction
    let digits = padded.reversed().drop { $0 == "0" }.reversed()
    let whole = "\(microseconds / 1_000_000)"
    return digits.isEmpty ? whole : whole + "." + String(digits)
  }

  private static func escaped(_ text: String) -> String {
    String(
      text.flatMap { character -> [Character] in
        switch character {
        case "\\": ["\\", "\\"]
        case "\"": ["\\", "\""]
        case "\n": ["\\", "n"]
        default: [character]
        }
      })
  }
}
