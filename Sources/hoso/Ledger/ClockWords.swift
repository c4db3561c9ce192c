import HosoDomain

/// What is said of a clock that is not believed.
enum ClockWords {
  static func sentence(_ doubt: ClockDoubt) -> String {
    reason(doubt)
      + say(
        " Chưa ghi gì. Chỉnh giờ máy; nếu giờ máy đúng thì thêm --clock-is-right, không chỉnh được "
          + "thì thêm --clock-offset (ví dụ 3h, -2d).",
        " Nothing was recorded. Set the clock; if it is right, add --clock-is-right; if it cannot "
          + "be set, add --clock-offset (such as 3h, -2d).")
  }

  static func question(_ doubt: ClockDoubt) -> String {
    reason(doubt) + say(" Giờ máy có đúng không? [c/k] ", " Is the clock right? [y/n] ")
  }

  private static func reason(_ doubt: ClockDoubt) -> String {
    let now = doubt.now.vietnameseClock
    return switch doubt {
    case .beforeBuild(_, let built):
      say(
        "Đồng hồ máy chỉ \(now), trước cả ngày làm ra bản hoso này (\(built.vietnameseClock)).",
        "The clock shows \(now), before this hoso was built (\(built.vietnameseClock)).")
    case .behindHead(_, let head):
      say(
        "Đồng hồ máy chỉ \(now), nhưng sổ cái đã ghi đến \(head.vietnameseClock).",
        "The clock shows \(now), but the ledger was recorded up to \(head.vietnameseClock).")
    case .offBootClock(_, let expected):
      say(
        "Đồng hồ máy chỉ \(now), nhưng tính từ lần ghi trước thì phải là "
          + "\(expected.vietnameseClock).",
        "The clock shows \(now), but counted from the last commit it is "
          + "\(expected.vietnameseClock).")
    case .beyondEvidence(_, let latest):
      say(
        "Đồng hồ máy chỉ \(now), quá 40 ngày sau lần cuối biết chắc (\(latest.vietnameseClock)).",
        "The clock shows \(now), more than 40 days after the last that is certain "
          + "(\(latest.vietnameseClock)).")
    }
  }

  /// An offset as an option takes it: `-2d4h30m`.
  static func offset(_ microseconds: Int64) -> String {
    var seconds = microseconds.magnitude / 1_000_000
    var text = microseconds < 0 ? "-" : "+"
    for (name, length) in [("d", UInt64(86_400)), ("h", 3_600), ("m", 60)] where seconds >= length {
      text += "\(seconds / length)\(name)"
      seconds %= length
    }
    return seconds > 0 || text.utf8.count == 1 ? text + "\(seconds)s" : text
  }
}
