/// Numbers as people read them: 1.234.567 and 26,0 % in Vietnamese, 1,234,567 and 26.0% in
/// English.
public enum NumberWords {
  public static func grouped(_ value: Int64) -> Said {
    let digits = Array(String(value.magnitude))
    func text(_ mark: String) -> String {
      var text = value < 0 ? "-" : ""
      for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { text += mark }
        text.append(digit)
      }
      return text
    }
    return Said(text("."), text(","))
  }

  /// A number that was computed exactly, such as "26.0".
  public static func decimal(_ text: String) -> Said {
    Said(text.split(separator: ".").joined(separator: ","), text)
  }

  /// A percentage that was computed exactly, such as "26.0", with the sign people expect.
  public static func percent(_ text: String) -> Said {
    decimal(text) + Said(" %", "%")
  }

  /// The same for a change, with a plus where it grew.
  public static func change(_ text: String) -> Said {
    Said(both: isNothing(text) || text.hasPrefix("-") ? "" : "+") + percent(text)
  }

  /// A change in words.
  public static func growth(_ text: String) -> Said {
    guard !isNothing(text) else { return Said("không đổi", "unchanged") }
    return text.hasPrefix("-")
      ? Said("giảm ", "down ") + percent(String(text.dropFirst()))
      : Said("tăng ", "up ") + percent(text)
  }

  private static func isNothing(_ text: String) -> Bool {
    !text.contains { ("1"..."9").contains($0) }
  }
}
