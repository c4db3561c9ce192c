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
}
