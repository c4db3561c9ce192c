/// Numbers as people read them: 1.234.567 and 26,0 % in Vietnamese, 1,234,567 and 26.0% in
/// English.
enum Numbers {
  static func grouped(_ value: Int64) -> String {
    let separator = say(".", ",")
    let digits = String(value.magnitude)
    var groups: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {  // Bounded by the digits.
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return (value < 0 ? "-" : "") + groups.joined(separator: separator)
  }

  /// A percentage that was computed exactly, such as "26.0", with the sign people expect.
  static func percent(_ text: String) -> String {
    say(text.split(separator: ".").joined(separator: ",") + " %", text + "%")
  }

  /// The same for a change, with a plus where it grew.
  static func change(_ text: String) -> String {
    let isGrowth = !text.hasPrefix("-") && text.contains { ("1"..."9").contains($0) }
    return (isGrowth ? "+" : "") + percent(text)
  }
}
