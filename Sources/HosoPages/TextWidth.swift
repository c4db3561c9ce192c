/// How wide a line of text may become, without asking a font: on the safe side of the fonts that a
/// drawing names.
public enum TextWidth {
  /// In pixels, rounded up.
  ///
  /// - Parameter size: Of the font, in pixels.
  public static func of(_ text: String, size: Int, isBold: Bool = false) -> Int {
    let thousandths = text.reduce(0) { $0 + advance($1) } * (isBold ? 108 : 102) / 100
    return (thousandths * size + 999) / 1_000
  }

  /// A text in lines that are no wider than it may be; what does not fit ends with an ellipsis.
  ///
  /// - Parameter most: Lines that there is room for.
  public static func lines(
    _ text: String, size: Int, within width: Int, most: Int = .max, isBold: Bool = false
  ) -> [String] {
    func fits(_ text: String) -> Bool { of(text, size: size, isBold: isBold) <= width }
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, fits(last + " " + word) {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    if lines.count > most {
      lines = Array(lines.prefix(max(1, most)))
      lines[lines.count - 1] += "…"
    }
    return lines.map { fits($0) ? $0 : shortened($0, fits) }
  }

  private static func shortened(_ line: String, _ fits: (String) -> Bool) -> String {
    var rest = line[...]
    while !rest.isEmpty, !fits(rest + "…") { rest = rest.dropLast() }  // Bounded by the line.
    return rest + "…"
  }

  /// In thousandths of the font's size.
  ///
  /// Source: the wider of Liberation Sans and Noto Sans, rounded up.
  private static func advance(_ character: Character) -> Int {
    switch character {
    case " ", ".", ",", ":", ";", "i", "l", "j", "I", "|", "'", "/", "!": 300
    case "f", "t", "r", "(", ")", "-", "·": 390
    case "m", "w", "M", "W", "%", "…", "—", "@": 930
    case "0"..."9", "a"..."z", "–", "+", "=": 590
    case "A"..."Z": 740
    default: character.isUppercase ? 780 : wide(character)
    }
  }

  /// Letters with marks are as wide as the letters; what is no letter here may be a whole square.
  private static func wide(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first, scalar.value < 0x2000 else { return 1_000 }
    return 620
  }
}
