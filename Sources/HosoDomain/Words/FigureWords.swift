/// Periods and publications as people name them.
extension Period {
  /// `Quý I/2020`; with its days where they are not those of the calendar.
  public var title: Said {
    guard calendar == .statutory else { return plainTitle }
    if case .dates = span { return plainTitle }
    return plainTitle + Said(both: " (") + Period.day(start) + Said(both: "–")
      + Period.day(lastDay) + Said(both: ")")
  }

  private var plainTitle: Said {
    switch span {
    case .quarter(let year, let quarter):
      Said("Quý \(Period.roman(quarter))/\(year)", "Q\(quarter) \(year)")
    case .half(let year, let half):
      half == 1
        ? Said("6 tháng đầu năm \(year)", "First half of \(year)")
        : Said("6 tháng cuối năm \(year)", "Second half of \(year)")
    case .nineMonths(let year): Said("9 tháng đầu năm \(year)", "First nine months of \(year)")
    case .year(let year): Said("Năm \(year)", "\(year)")
    case .dates(let from, let through):
      Said(
        "Từ \(from.vietnamese) đến \(through.vietnamese)", "\(from.iso) to \(through.iso)")
    }
  }

  private static func day(_ date: LocalDate) -> Said { Said(date.vietnamese, date.iso) }

  private static func roman(_ quarter: Int) -> String {
    quarter == 4 ? "IV" : String(repeating: "I", count: max(0, quarter))
  }
}

extension ReleaseStatus {
  public var title: Said {
    switch self {
    case .provisional: Said("sơ bộ", "provisional")
    case .revised: Said("sơ bộ (đã rà soát)", "revised")
    case .final: Said("chính thức", "final")
    case .corrected: Said("đính chính", "corrected")
    }
  }
}
