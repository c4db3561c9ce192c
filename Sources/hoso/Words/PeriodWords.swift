import HosoDomain

/// Periods as people name them, and what is wrong with a text that names none.
enum PeriodWords {
  /// `Quý I/2020`; with its days where they are not those of the calendar.
  static func name(_ period: Period) -> String {
    let name = plainName(period)
    guard period.calendar == .statutory else { return name }
    if case .dates = period.span { return name }
    return "\(name) (\(day(period.start))–\(day(period.lastDay)))"
  }

  private static func plainName(_ period: Period) -> String {
    switch period.span {
    case .quarter(let year, let quarter):
      say("Quý \(roman(quarter))/\(year)", "Q\(quarter) \(year)")
    case .half(let year, let half):
      half == 1
        ? say("6 tháng đầu năm \(year)", "First half of \(year)")
        : say("6 tháng cuối năm \(year)", "Second half of \(year)")
    case .nineMonths(let year): say("9 tháng đầu năm \(year)", "First nine months of \(year)")
    case .year(let year): say("Năm \(year)", "\(year)")
    case .dates(let from, let through):
      say("Từ \(day(from)) đến \(day(through))", "\(day(from)) to \(day(through))")
    }
  }

  private static func day(_ date: LocalDate) -> String { say(date.vietnamese, date.iso) }

  private static func roman(_ quarter: Int) -> String {
    quarter == 4 ? "IV" : String(repeating: "I", count: max(0, quarter))
  }

  /// What may stand where a period is asked for.
  enum Wanted {
    /// One period or many of a kind.
    case range
    /// One period, which may be any days.
    case period
    /// One period that has a name.
    case named
  }

  static func sentence(_ fault: PeriodFault, wanted: Wanted = .range) -> String {
    switch fault {
    case .notAPeriod(let text): notAPeriod(CodeWords.shown(text), wanted)
    case .noSuchPart(let text):
      say(
        "Không có kỳ '\(CodeWords.shown(text))': quý 1 đến 4, nửa năm 1 hoặc 2, M9.",
        "There is no '\(CodeWords.shown(text))': quarters are 1 to 4, halves 1 or 2, and M9.")
    case .yearOutOfRange(let year):
      say(
        "Năm \(year) nằm ngoài \(Period.years.lowerBound)–\(Period.years.upperBound).",
        "The year \(year) is outside \(Period.years.lowerBound)–\(Period.years.upperBound).")
    case .impossibleDate(let text):
      say(
        "'\(CodeWords.shown(text))' không phải ngày trên lịch. Viết như 2020-03-12.",
        "'\(CodeWords.shown(text))' is no day of the calendar. Write it like 2020-03-12.")
    case .mixedKinds(let text):
      say(
        "'\(CodeWords.shown(text))' nối hai loại kỳ. Hai đầu phải cùng là quý, nửa năm hoặc năm.",
        "'\(CodeWords.shown(text))' joins two kinds. Both ends must be quarters, halves or years.")
    case .reversed(let text):
      say(
        "'\(CodeWords.shown(text))' kết thúc trước khi bắt đầu. Đổi chỗ hai đầu.",
        "'\(CodeWords.shown(text))' ends before it starts. Swap its ends.")
    case .tooMany(let max):
      say(
        "Nhiều hơn \(max) kỳ. Chia thành nhiều lần hỏi.",
        "More than \(max) periods. Ask in parts.")
    }
  }

  private static func notAPeriod(_ text: String, _ wanted: Wanted) -> String {
    switch wanted {
    case .range:
      say(
        "'\(text)' không phải kỳ. Viết 2020Q1, 2020H1, 2020M9, 2020 hoặc 2019Q1..2020Q1.",
        "'\(text)' is no period. Write 2020Q1, 2020H1, 2020M9, 2020 or 2019Q1..2020Q1.")
    case .period:
      say(
        "'\(text)' không phải một kỳ. Viết 2020Q1, 2020H1, 2020M9, 2020 "
          + "hoặc 2020-01-01..2020-02-15.",
        "'\(text)' is not one period. Write 2020Q1, 2020H1, 2020M9, 2020 "
          + "or 2020-01-01..2020-02-15.")
    case .named:
      say(
        "'\(text)' không phải một kỳ có tên. Viết 2020Q1, 2020H1, 2020M9 hoặc 2020.",
        "'\(text)' is not one period with a name. Write 2020Q1, 2020H1, 2020M9 or 2020.")
    }
  }
}
