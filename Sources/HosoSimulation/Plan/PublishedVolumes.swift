/// The national figures that a history is made to, at scale 1.
///
/// Published: 39.5 million dossiers and results "in three years" to the first quarter of 2020;
/// 4 million in that quarter, 26 % more than a year before; more than 12 million in 2018, 33 %
/// more than in 2017; nearly 8 million in the first half of 2020, 30 % more than a year before;
/// 95.8 % on time.
///
/// Derived: 9.0 million for 2017; 14.5 million for 2019 as what is left of 39.5; 3,174,603 and
/// 2,980,000 for the first two quarters of 2019. How the other years divide into quarters is
/// invented: growth through the year, and a first quarter cut short by Tết.
///
/// Source: report of the Government Office to the conference of 9 May 2020; vnpost.vn, English
/// news 90602 (2018) and 92645 (first half of 2020).
enum PublishedVolumes {
  /// One calendar quarter of the nation.
  struct Quarter {
    var year: Int
    var quarter: Int
    /// Legs carried: pickups and returns together.
    var handled: Int
    /// Results finished in time, in thousandths of those with a due date.
    var onTimePermille: Int
  }

  /// 2017Q1 to 2020Q1; the punctuality before 2020 is invented.
  static let quarters: [Quarter] = [
    Quarter(year: 2017, quarter: 1, handled: 1_950_000, onTimePermille: 931),
    Quarter(year: 2017, quarter: 2, handled: 2_250_000, onTimePermille: 934),
    Quarter(year: 2017, quarter: 3, handled: 2_350_000, onTimePermille: 938),
    Quarter(year: 2017, quarter: 4, handled: 2_450_000, onTimePermille: 936),
    Quarter(year: 2018, quarter: 1, handled: 2_600_000, onTimePermille: 932),
    Quarter(year: 2018, quarter: 2, handled: 2_950_000, onTimePermille: 941),
    Quarter(year: 2018, quarter: 3, handled: 3_150_000, onTimePermille: 944),
    Quarter(year: 2018, quarter: 4, handled: 3_300_000, onTimePermille: 943),
    Quarter(year: 2019, quarter: 1, handled: 3_174_603, onTimePermille: 940),
    Quarter(year: 2019, quarter: 2, handled: 2_980_000, onTimePermille: 949),
    Quarter(year: 2019, quarter: 3, handled: 4_095_397, onTimePermille: 952),
    Quarter(year: 2019, quarter: 4, handled: 4_250_000, onTimePermille: 954),
    Quarter(year: 2020, quarter: 1, handled: 4_000_000, onTimePermille: 958),
  ]

  static let firstYear = 2017

  /// Legs by quarter at a scale: the scaled national total, shared out in exact proportion.
  static func handled(at scale: Scale) -> [Int] {
    let weights = quarters.map(\.handled)
    return Apportionment.shares(of: scale.share(of: weights.reduce(0, +)), weights: weights)
  }
}
