/// What a publication is called: `2020Q1.r1` is the first of that quarter, and
/// `2020Q1.statutory.r1` that of the quarter of administrative reports.
public struct ReleaseName: Hashable, Sendable {
  /// A quarter, half, nine months or year.
  public let period: Period
  /// Its place among the publications of the period, from 1.
  public let number: Int

  /// Names the publication of a period; nil for free dates and for numbers below 1.
  public init?(_ period: Period, number: Int) {
    guard number >= 1 else { return nil }
    if case .dates = period.span { return nil }
    self.period = period
    self.number = number
  }

  /// Reads a name as people type it, with or without the hyphen of `2020-Q1`; nil if it is none.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, 2...3 ~= parts.count,
      let letter = last.utf8.first, letter | 0x20 == UInt8(ascii: "r")
    else { return nil }
    let digits = last.utf8.dropFirst()
    guard 1...9 ~= digits.count, digits.allSatisfy(CodeText.isDigit),
      digits.first != UInt8(ascii: "0")
    else { return nil }
    let calendar = parts.count == 2 ? ReportingCalendar.calendar : .statutory
    guard parts.count == 2 || String(parts[1]) == calendar.rawValue,
      let period = Period.named(String(first), calendar: calendar)
    else { return nil }
    self.init(period, number: digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) })
  }

  public var text: String {
    let label = period.label.split(separator: "-").joined()
    switch period.calendar {
    case .calendar: return "\(label).r\(number)"
    case .statutory: return "\(label).\(period.calendar.rawValue).r\(number)"
    }
  }
}

/// What readers may expect of a publication.
public enum ReleaseStatus: String, CaseIterable, Hashable, Sendable {
  /// Sơ bộ: the first of its period.
  case provisional
  /// Sơ bộ đã rà soát: the second.
  case revised
  /// Chính thức: the third, and later ones that changed nothing.
  case final
  /// Đính chính: after the final one, and some figure changed.
  case corrected

  /// The status by a publication's place.
  ///
  /// - Parameter hasChanged: Whether any figure differs from the publication before; asked from the
  ///   fourth on.
  public init(number: Int, hasChanged: () throws -> Bool) rethrows {
    switch number {
    case ...1: self = .provisional
    case 2: self = .revised
    case 3: self = .final
    default: self = try hasChanged() ? .corrected : .final
    }
  }
}
