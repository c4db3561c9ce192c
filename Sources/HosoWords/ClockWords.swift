public import HosoDomain

/// Why a clock is not believed.
public enum ClockWords {
  public static func said(_ doubt: ClockDoubt) -> Said {
    let now = doubt.now.vietnameseClock
    return switch doubt {
    case .beforeBuild(_, let built):
      Said(
        "Đồng hồ máy chỉ \(now), trước cả ngày làm ra bản hoso này (\(built.vietnameseClock)).",
        "The clock shows \(now), before this hoso was built (\(built.vietnameseClock)).")
    case .behindHead(_, let head):
      Said(
        "Đồng hồ máy chỉ \(now), nhưng sổ cái đã ghi đến \(head.vietnameseClock).",
        "The clock shows \(now), but the ledger was recorded up to \(head.vietnameseClock).")
    case .offBootClock(_, let expected):
      Said(
        "Đồng hồ máy chỉ \(now), nhưng tính từ lần ghi trước thì phải là "
          + "\(expected.vietnameseClock).",
        "The clock shows \(now), but counted from the last commit it is "
          + "\(expected.vietnameseClock).")
    case .beyondEvidence(_, let latest):
      Said(
        "Đồng hồ máy chỉ \(now), quá 40 ngày sau lần cuối biết chắc (\(latest.vietnameseClock)).",
        "The clock shows \(now), more than 40 days after the last that is certain "
          + "(\(latest.vietnameseClock)).")
    }
  }
}
