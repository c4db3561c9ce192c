/// Why a text names no period.
public enum PeriodFault: Error, Hashable, Sendable {
  /// Not `2020Q1`, `2020-Q1`, `2020H1`, `2020M9`, `2020` or two dates joined by `..`.
  case notAPeriod(String)
  /// A quarter other than 1 to 4, a half other than 1 or 2, months other than 9.
  case noSuchPart(String)
  case yearOutOfRange(Int)
  case impossibleDate(String)
  /// The ends of a range are of different kinds, such as a quarter and a year.
  case mixedKinds(String)
  /// The range ends before it starts.
  case reversed(String)
  case tooMany(max: Int)
}

extension Period {
  /// The most periods a range may have: a century of quarters.
  public static let mostPeriods = 400

  /// Reads a period as people type it, in capitals or not, or two dates joined by `..`.
  public static func parse(
    _ text: String, calendar: ReportingCalendar
  ) throws(PeriodFault) -> Period {
    if let ends = ends(of: text), ends.first.utf8.count == 10 {
      return try dates(from: ends.first, through: ends.last, calendar: calendar)
    }
    let bytes = Array(text.utf8)
    guard bytes.count >= 4, bytes.prefix(4).allSatisfy(CodeText.isDigit) else {
      throw .notAPeriod(text)
    }
    let year = bytes.prefix(4).reduce(0) { $0 * 10 + Int($1 & 0x0F) }
    guard years.contains(year) else { throw .yearOutOfRange(year) }
    var part = bytes.dropFirst(4)
    if part.first == CodeText.hyphen { part = part.dropFirst() }
    let span = try span(year: year, part: part, hasPart: bytes.count > 4, of: text)
    guard let period = Period(span, calendar: calendar) else { throw .noSuchPart(text) }
    return period
  }

  /// Reads a period that has a name, in any spelling; nil for free dates and for anything else.
  public static func named(_ text: String, calendar: ReportingCalendar) -> Period? {
    guard let period = try? parse(text, calendar: calendar), period.index != nil else { return nil }
    return period
  }

  /// Reads `2019Q1..2020Q1`, or a single period, as the periods from the first to the last.
  public static func range(
    _ text: String, calendar: ReportingCalendar
  ) throws(PeriodFault) -> [Period] {
    guard let ends = ends(of: text), ends.first.utf8.count != 10 else {
      return [try parse(text, calendar: calendar)]
    }
    let first = try parse(ends.first, calendar: calendar)
    let last = try parse(ends.last, calendar: calendar)
    guard let from = first.index, let to = last.index,
      from.kind == to.kind
    else { throw .mixedKinds(text) }
    guard from.number <= to.number else { throw .reversed(text) }
    guard to.number - from.number < mostPeriods else { throw .tooMany(max: mostPeriods) }
    return (from.number...to.number).compactMap { number in
      Period(from.span(number), calendar: calendar)
    }
  }

  /// This period and the later ones of its kind that are over at a moment; none for free dates.
  public func andLater(overAt moment: RecordedAt) -> [Period] {
    guard let index else { return [] }
    let numbers = index.number..<(index.number + Period.mostPeriods)
    let periods = numbers.lazy.compactMap { Period(index.span($0), calendar: calendar) }
    return Array(periods.prefix { $0.hasEnded(at: moment) })
  }

  private static func span(
    year: Int, part: ArraySlice<UInt8>, hasPart: Bool, of text: String
  ) throws(PeriodFault) -> Span {
    guard hasPart else { return .year(year: year) }
    guard part.count == 2, let letter = part.first, let digit = part.last,
      CodeText.isDigit(digit)
    else { throw .notAPeriod(text) }
    let number = Int(digit & 0x0F)
    switch letter | 0x20 {
    case UInt8(ascii: "q"): return .quarter(year: year, quarter: number)
    case UInt8(ascii: "h"): return .half(year: year, half: number)
    case UInt8(ascii: "m"):
      guard number == 9 else { throw .noSuchPart(text) }
      return .nineMonths(year: year)
    default: throw .notAPeriod(text)
    }
  }

  private static func dates(
    from: String, through: String, calendar: ReportingCalendar
  ) throws(PeriodFault) -> Period {
    guard let first = LocalDate(iso: from) else { throw .impossibleDate(from) }
    guard let last = LocalDate(iso: through) else { throw .impossibleDate(through) }
    guard let period = Period(.dates(from: first, through: last), calendar: calendar) else {
      throw .reversed("\(from)..\(through)")
    }
    return period
  }

  /// The texts on both sides of the first `..`; nil if there is none.
  private static func ends(of text: String) -> (first: String, last: String)? {
    let bytes = Array(text.utf8)
    guard bytes.count > 2 else { return nil }
    for offset in 0..<(bytes.count - 1)
    where bytes[offset] == CodeText.point && bytes[offset + 1] == CodeText.point {
      return (
        String(decoding: bytes[..<offset], as: UTF8.self),
        String(decoding: bytes[(offset + 2)...], as: UTF8.self)
      )
    }
    return nil
  }

  /// The place of a period in the sequence of its kind; nil for free dates.
  private var index: PeriodIndex? {
    switch span {
    case .quarter(let year, let quarter):
      PeriodIndex(kind: .quarters, number: year * 4 + quarter - 1)
    case .half(let year, let half): PeriodIndex(kind: .halves, number: year * 2 + half - 1)
    case .nineMonths(let year): PeriodIndex(kind: .nineMonths, number: year)
    case .year(let year): PeriodIndex(kind: .years, number: year)
    case .dates: nil
    }
  }
}

/// A period's number among all periods of its kind, for stepping from one to the next.
private struct PeriodIndex {
  enum Kind {
    case quarters
    case halves
    case nineMonths
    case years
  }

  let kind: Kind
  let number: Int

  func span(_ number: Int) -> Period.Span {
    switch kind {
    case .quarters: .quarter(year: number / 4, quarter: number % 4 + 1)
    case .halves: .half(year: number / 2, half: number % 2 + 1)
    case .nineMonths: .nineMonths(year: number)
    case .years: .year(year: number)
    }
  }
}
