/// Days of the week, numbered as ISO 8601 numbers them.
///
/// Source: ISO 8601-1:2019 5.2.3.
public enum Weekday: Int, CaseIterable, Hashable, Sendable {
  case monday = 1
  case tuesday = 2
  case wednesday = 3
  case thursday = 4
  case friday = 5
  case saturday = 6
  case sunday = 7
}

/// A day as people in Vietnam count it, without a time.
///
/// Every date of the figures is a local one: Asia/Ho_Chi_Minh, UTC+7 with no daylight saving for
/// as long as there are records here.
///
/// Source: QĐ 134/2002/QĐ-TTg (official time UTC+7); the proleptic Gregorian calendar.
public struct LocalDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let dayNumber: Int32

  public init(dayNumber: Int32) {
    self.dayNumber = dayNumber
  }

  /// The date of a year from 1 to 9999; nil unless the day exists.
  public init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, day >= 1,
      day <= LocalDate.daysIn(month: month, year: year)
    else { return nil }
    self.init(clamping: LocalDate.dayNumber(year: year, month: month, day: day))
  }

  /// Reads exactly `YYYY-MM-DD` in ASCII digits.
  public init?(iso text: some StringProtocol) {
    var digits = (year: 0, month: 0, day: 0)
    var offset = 0
    for byte in text.utf8 {
      switch offset {
      case 4, 7:
        guard byte == CodeText.hyphen else { return nil }
      case 0..<10:
        guard CodeText.isDigit(byte) else { return nil }
        let digit = Int(byte & 0x0F)
        if offset < 4 {
          digits.year = digits.year * 10 + digit
        } else if offset < 7 {
          digits.month = digits.month * 10 + digit
        } else {
          digits.day = digits.day * 10 + digit
        }
      default: return nil
      }
      offset += 1
    }
    guard offset == 10 else { return nil }
    self.init(year: digits.year, month: digits.month, day: digits.day)
  }

  /// The local day on which something happened.
  public init(vietnam instant: OccurredAt) {
    self.init(
      clamping: VietnamTime.day(of: instant.milliseconds, unitsPerSecond: 1_000).day)
  }

  /// The local day on which something was recorded.
  public init(vietnam instant: RecordedAt) {
    self.init(
      clamping: VietnamTime.day(of: instant.microseconds, unitsPerSecond: 1_000_000).day)
  }

  /// The nearest date that can be held; only absurd clocks reach the ends, 5 million years away.
  init(clamping dayNumber: Int) {
    self.dayNumber = Int32(clamping: dayNumber)
  }

  public static func < (left: LocalDate, right: LocalDate) -> Bool {
    left.dayNumber < right.dayNumber
  }

  public var year: Int { parts.year }
  public var month: Int { parts.month }
  public var day: Int { parts.day }

  public var weekday: Weekday {
    let fromMonday = VietnamTime.remainder(Int(dayNumber) + 3, 7)
    return Weekday(rawValue: fromMonday + 1) ?? .monday
  }

  /// `2020-03-12`.
  public var iso: String {
    var bytes: [UInt8] = []
    appendISO(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `12/03/2020`, as Vietnamese forms write it.
  public var vietnamese: String {
    let (year, month, day) = parts
    var bytes: [UInt8] = []
    Digits.append(day, width: 2, to: &bytes)
    bytes.append(CodeText.slash)
    Digits.append(month, width: 2, to: &bytes)
    bytes.append(CodeText.slash)
    Digits.append(year, width: 4, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes `2020-03-12` behind what is there, for texts that contain a date.
  func appendISO(to bytes: inout [UInt8]) {
    let (year, month, day) = parts
    bytes.reserveCapacity(bytes.count + 32)
    Digits.append(year, width: 4, to: &bytes)
    bytes.append(CodeText.hyphen)
    Digits.append(month, width: 2, to: &bytes)
    bytes.append(CodeText.hyphen)
    Digits.append(day, width: 2, to: &bytes)
  }

  public func adding(days: Int) -> LocalDate {
    let (sum, overflow) = Int(dayNumber).addingReportingOverflow(days)
    return LocalDate(clamping: overflow ? (days < 0 ? Int.min : Int.max) : sum)
  }

  /// The same day of another month, or that month's last day when it is shorter.
  public func adding(months: Int) -> LocalDate {
    let (year, month, day) = parts
    // Far beyond any calendar, and small enough for the sums below.
    let bounded = min(max(months, -100_000_000), 100_000_000)
    let index = year * 12 + (month - 1) + bounded
    let newYear = VietnamTime.quotient(index, 12)
    let newMonth = VietnamTime.remainder(index, 12) + 1
    let newDay = min(day, LocalDate.daysIn(month: newMonth, year: newYear))
    return LocalDate(
      clamping: LocalDate.dayNumber(year: newYear, month: newMonth, day: newDay))
  }

  /// 00:00 local as an instant.
  public var startOfDay: OccurredAt {
    OccurredAt(milliseconds: (Int64(dayNumber) * 86_400 - 25_200) * 1_000)
  }

  /// 00:00 local as an instant of recording: the cutoff of "as of this date".
  public var startRecordedAt: RecordedAt {
    RecordedAt(microseconds: (Int64(dayNumber) * 86_400 - 25_200) * 1_000_000)
  }

  /// The number of days of a month, 28 to 31.
  public static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year has a 29 February.
  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Year, month and day, counted in 400-year cycles that start on 1 March.
  ///
  /// A year that starts in March has its leap day at the end, which makes the lengths of its
  /// months a linear formula: 153 days in every five.
  private var parts: (year: Int, month: Int, day: Int) {
    let fromMarch = Int(dayNumber) + 719_468
    let cycle = VietnamTime.quotient(fromMarch, 146_097)
    let dayOfCycle = VietnamTime.remainder(fromMarch, 146_097)
    let yearOfCycle =
      (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, day)
  }

  /// The inverse of `parts`, for a day that exists.
  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let cycle = VietnamTime.quotient(marchYear, 400)
    let yearOfCycle = VietnamTime.remainder(marchYear, 400)
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return cycle * 146_097 + dayOfCycle - 719_468
  }
}

/// The one place that knows the distance between UTC and local time.
///
/// Source: QĐ 134/2002/QĐ-TTg (official time UTC+7).
enum VietnamTime {
  static let offsetSeconds: Int64 = 25_200

  /// The local day of an instant and the units since that day began.
  ///
  /// Divides before it adds the offset, so no instant overflows.
  static func day(of instant: Int64, unitsPerSecond: Int64) -> (day: Int, units: Int64) {
    let length = 86_400 * unitsPerSecond
    var day = instant / length
    var units = instant % length
    if units < 0 {
      units += length
      day -= 1
    }
    units += offsetSeconds * unitsPerSecond
    if units >= length {
      units -= length
      day += 1
    }
    return (Int(day), units)
  }

  /// Division that rounds down, so that days before 1970 count backwards.
  static func quotient(_ value: Int, _ divisor: Int) -> Int {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  /// The remainder of `quotient`, never negative.
  static func remainder(_ value: Int, _ divisor: Int) -> Int {
    let remainder = value % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}

/// Numbers as text of a fixed width.
///
/// Source: ISO 8601-1:2019 5.2.2.1 (leading zeros).
enum Digits {
  static func text(_ number: Int, width: Int) -> String {
    var bytes: [UInt8] = []
    append(number, width: width, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes a number with at least `width` digits behind what is there.
  ///
  /// Exports print millions of dates; this is several times faster than joining strings.
  static func append(_ number: Int, width: Int, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var magnitude = number.magnitude
    var unit: UInt = 1
    var digits = 1
    while digits < width || magnitude / unit >= 10 {
      unit *= 10
      digits += 1
    }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude / unit))
      magnitude %= unit
      unit /= 10
    }
  }
}
