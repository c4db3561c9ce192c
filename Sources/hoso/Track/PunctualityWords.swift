import HosoDomain
import HosoProjections

/// What was used of a limit, and whether it was kept.
enum PunctualityWords {
  static func name(_ leg: LegUse.Leg) -> String {
    switch leg {
    case .send: say("Chiều gửi", "Send leg")
    case .return: say("Chiều trả", "Return leg")
    }
  }

  /// Such as "Chiều gửi: đã dùng 2/2 ngày làm việc (J+2, nội tỉnh), đúng hạn".
  static func sentence(_ use: LegUse) -> String {
    let name = name(use.leg)
    let days = use.workingDays
    let zone = use.zone.map { DossierWords.name($0) }
    if use.outcome == .stopped {
      let end = use.countedThrough.vietnamese
      return say(
        "\(name): dừng ngày \(end) sau \(days) ngày làm việc, không có lần quét kết thúc",
        "\(name): stopped on \(end) after \(working(days)), no scan ended it")
    }
    guard let limit = use.limit, let deadline = use.deadline else {
      return say("\(name): đã dùng \(days) ngày làm việc, ", "\(name): used \(working(days)), ")
        + unlimited(use)
    }
    let place = zone.map { ", \($0)" } ?? ""
    return say(
      "\(name): đã dùng \(days)/\(limit) ngày làm việc (J+\(limit)\(place)), ",
      "\(name): used \(days) of \(working(limit)) (J+\(limit)\(place)), ")
      + verdict(use, over: days - limit, deadline: deadline)
  }

  private static func unlimited(_ use: LegUse) -> String {
    guard let longest = use.longestLimit else {
      return say("ngày ấy chưa có quy định", "there was no rule on that day")
    }
    if use.isLate == true {
      return say(
        "quá cả giới hạn dài nhất (J+\(longest)); chưa rõ bưu cục đến",
        "late by the longest limit (J+\(longest)); the offices are not known")
    }
    return say("chưa rõ giới hạn vì thiếu bưu cục", "limit unknown without both offices")
  }

  private static func verdict(_ use: LegUse, over: Int, deadline: LocalDate) -> String {
    let date = deadline.vietnamese
    if over > 0 {
      return say(
        "quá hạn \(over) ngày làm việc (hạn \(date))", "late by \(working(over)) (due \(date))")
    }
    guard use.outcome == .open else { return say("đúng hạn", "in time") }
    return say("còn trong hạn (hạn \(date))", "still in time (due \(date))")
  }

  /// Such as "Cơ quan: hẹn 12/03/2020, xong 11/03/2020, trước hạn 1 ngày".
  static func sentence(_ term: AgencyTerm) -> String {
    say("Cơ quan: hẹn ", "Agency: due ") + term.dueDate.vietnamese + ", " + outcome(term)
  }

  private static func outcome(_ term: AgencyTerm) -> String {
    let date = term.comparedOn.vietnamese
    let past = term.daysPastDue
    switch term.outcome {
    case .ready: return say("xong ", "ready ") + date + ", " + distance(past)
    case .stopped:
      return say("dừng giải quyết ", "stopped ") + date + ", " + distance(past)
    case .readyUnknown: return say("không rõ ngày xử lý xong", "unknown when it was ready")
    case .open:
      if past > 0 { return say("chưa xong, quá hạn \(past) ngày", "not ready, \(days(past)) late") }
      if past == 0 { return say("chưa xong, đến hạn trong ngày", "not ready, due this day") }
      return say("chưa xong, còn \(-past) ngày", "not ready, \(days(-past)) left")
    }
  }

  private static func distance(_ past: Int) -> String {
    if past > 0 { return say("quá hạn \(past) ngày", "\(days(past)) late") }
    if past == 0 { return say("đúng hạn", "on time") }
    return say("trước hạn \(-past) ngày", "\(days(-past)) early")
  }

  private static func working(_ days: Int) -> String {
    days == 1 ? "1 working day" : "\(days) working days"
  }

  private static func days(_ days: Int) -> String {
    days == 1 ? "1 day" : "\(days) days"
  }
}
