import HosoDomain
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

extension OptionValues {
  /// A moment as people say it: `08:00` today, a date, `2020-03-05 08:00`, or RFC 3339.
  ///
  /// - Returns: Where it starts, and where it ends: of a date that is the day's end, of anything
  ///   else the same moment.
  static func time(
    _ text: String, option: String, today: LocalDate
  ) throws -> (start: RecordedAt, end: RecordedAt) {
    let parts = text.split(whereSeparator: \.isWhitespace).map(String.init)
    switch parts.count {
    case 1:
      if let minutes = minutes(parts[0]) { return moment(today, minutes) }
      if text.contains("T") {
        let moment = try AsOf.cutoff(parts[0], option: option)
        return (moment, moment)
      }
      let date = try date(parts[0], option: option)
      return (date.startRecordedAt, date.adding(days: 1).startRecordedAt)
    case 2:
      if let minutes = minutes(parts[1]) {
        return moment(try date(parts[0], option: option), minutes)
      }
    default: break
    }
    let shown = CodeWords.shown(text)
    throw Failure(
      .usage,
      say(
        "\(option): '\(shown)' không phải thời điểm. Viết 08:00, 2020-03-05 hoặc 2020-03-05 08:00.",
        "\(option): '\(shown)' is no moment. Write 08:00, 2020-03-05 or 2020-03-05 08:00."))
  }

  private static func moment(
    _ date: LocalDate, _ minutes: Int64
  ) -> (start: RecordedAt, end: RecordedAt) {
    let moment = RecordedAt(
      microseconds: date.startRecordedAt.microseconds + minutes * 60_000_000)
    return (moment, moment)
  }

  /// Minutes since midnight of `8:00` or `08:00`; nil for anything else.
  private static func minutes(_ text: String) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, 1...2 ~= parts[0].utf8.count, parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }),
      let hours = Int64(parts[0]), hours < 24, let minutes = Int64(parts[1]), minutes < 60
    else { return nil }
    return hours * 60 + minutes
  }
}
