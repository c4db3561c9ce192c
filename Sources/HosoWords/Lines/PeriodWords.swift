public import HosoDomain

/// What is wrong with a text that names no period.
public enum PeriodWords {
  /// What may stand where a period is asked for.
  public enum Wanted: Sendable {
    /// One period or many of a kind.
    case range
    /// One period, which may be any days.
    case period
    /// One period that has a name.
    case named
  }

  public static func said(_ fault: PeriodFault, wanted: Wanted = .range) -> Said {
    switch fault {
    case .notAPeriod(let text): notAPeriod(CodeWords.shown(text), wanted)
    case .noSuchPart(let text):
      Said(
        "Không có kỳ '\(CodeWords.shown(text))': quý 1 đến 4, nửa năm 1 hoặc 2, M9.",
        "There is no '\(CodeWords.shown(text))': quarters are 1 to 4, halves 1 or 2, and M9.")
    case .yearOutOfRange(let year):
      Said(
        "Năm \(year) nằm ngoài \(Period.years.lowerBound)–\(Period.years.upperBound).",
        "The year \(year) is outside \(Period.years.lowerBound)–\(Period.years.upperBound).")
    case .impossibleDate(let text):
      Said(
        "'\(CodeWords.shown(text))' không phải ngày trên lịch. Viết như 2020-03-12.",
        "'\(CodeWords.shown(text))' is no day of the calendar. Write it like 2020-03-12.")
    case .mixedKinds(let text):
      Said(
        "'\(CodeWords.shown(text))' nối hai loại kỳ. Hai đầu phải cùng là quý, nửa năm hoặc năm.",
        "'\(CodeWords.shown(text))' joins two kinds. Both ends must be quarters, halves or years.")
    case .reversed(let text):
      Said(
        "'\(CodeWords.shown(text))' kết thúc trước khi bắt đầu. Đổi chỗ hai đầu.",
        "'\(CodeWords.shown(text))' ends before it starts. Swap its ends.")
    case .tooMany(let max):
      Said(
        "Nhiều hơn \(max) kỳ. Chia thành nhiều lần hỏi.",
        "More than \(max) periods. Ask in parts.")
    }
  }

  /// A period with days to come is not published.
  public static func notOver(_ period: Period) -> Said {
    period.title
      + Said(
        " chưa hết: ngày cuối là \(period.lastDay.vietnamese).",
        " is not over: its last day is \(period.lastDay.iso).")
  }

  private static func notAPeriod(_ text: String, _ wanted: Wanted) -> Said {
    switch wanted {
    case .range:
      Said(
        "'\(text)' không phải kỳ. Viết 2020Q1, 2020H1, 2020M9, 2020 hoặc 2019Q1..2020Q1.",
        "'\(text)' is no period. Write 2020Q1, 2020H1, 2020M9, 2020 or 2019Q1..2020Q1.")
    case .period:
      Said(
        "'\(text)' không phải một kỳ. Viết 2020Q1, 2020H1, 2020M9, 2020 "
          + "hoặc 2020-01-01..2020-02-15.",
        "'\(text)' is not one period. Write 2020Q1, 2020H1, 2020M9, 2020 "
          + "or 2020-01-01..2020-02-15.")
    case .named:
      Said(
        "'\(text)' không phải một kỳ có tên. Viết 2020Q1, 2020H1, 2020M9 hoặc 2020.",
        "'\(text)' is not one period with a name. Write 2020Q1, 2020H1, 2020M9 or 2020.")
    }
  }
}
