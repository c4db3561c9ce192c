internal import HosoWords

extension OptionValues {
  /// A length of time in seconds: `0`, `90`, `15m`, `12h`, `3d`.
  static func seconds(_ text: String, option: String) throws -> Int64 {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    let unit = text.last.flatMap { units[$0] }
    let digits = unit == nil ? text[...] : text.dropLast()
    guard digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int64(digits),
      number < 1_000_000_000
    else {
      throw Failure(
        .usage,
        say(
          "\(option): '\(CodeWords.shown(text))' không phải khoảng thời gian. "
            + "Viết 90s, 15m, 12h, 3d.",
          "\(option): '\(CodeWords.shown(text))' is no length of time. Write 90s, 15m, 12h, 3d."))
    }
    return number * (unit ?? 1)
  }

  /// What is added to a clock, in microseconds: `3h`, `+90`, `-2d4h30m`; at most a century.
  static func offset(_ text: String, option: String) throws -> Int64 {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    let isNegative = text.hasPrefix("-")
    var seconds: Int64 = 0
    var digits = ""
    // A number without a unit, at the end, is of seconds.
    let last = text.last?.isNumber == true ? "s" : ""
    for character in text.drop(while: { $0 == "-" || $0 == "+" }) + last {
      if let unit = units[character], let number = Int64(digits), number < 4_000_000_000 {
        seconds += number * unit
        digits = ""
      } else {
        digits.append(character)
      }
    }
    let signs = text.prefix { $0 == "-" || $0 == "+" }.count
    guard digits.isEmpty, signs <= 1, text.utf8.count > signs, seconds < 36_525 * 86_400 else {
      throw Failure(
        .usage,
        say(
          "\(option): '\(CodeWords.shown(text))' không phải khoảng thời gian. Viết 3h, -2d4h30m.",
          "\(option): '\(CodeWords.shown(text))' is no length of time. Write 3h, -2d4h30m."))
    }
    return (isNegative ? -seconds : seconds) * 1_000_000
  }
}
