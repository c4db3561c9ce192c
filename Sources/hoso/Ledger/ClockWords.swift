import HosoDomain
internal import HosoWords

/// What whoever sits at a machine can do about a clock that is not believed.
extension ClockWords {
  static func sentence(_ doubt: ClockDoubt) -> String { say(said(doubt)) + remedy }

  static func question(_ doubt: ClockDoubt) -> String { say(said(doubt)) + asking }

  /// What was meant by a line; nil if neither yes nor no.
  static func answer(_ line: String) -> Bool? {
    switch line.lowercased() {
    case "c", "co", "có", "y", "yes": true
    case "k", "khong", "không", "n", "no": false
    default: nil
    }
  }

  private static var remedy: String {
    say(
      " Chưa ghi gì. Chỉnh giờ máy; nếu giờ máy đúng thì thêm --clock-is-right, không chỉnh được "
        + "thì thêm --clock-offset (ví dụ 3h, -2d).",
      " Nothing was recorded. Set the clock; if it is right, add --clock-is-right; if it cannot "
        + "be set, add --clock-offset (such as 3h, -2d).")
  }

  private static var asking: String {
    say(" Giờ máy có đúng không? [c/k] ", " Is the clock right? [y/n] ")
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
