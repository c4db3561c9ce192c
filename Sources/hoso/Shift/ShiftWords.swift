import HosoDomain
import HosoLedger
import HosoProjections

/// What a shift did, in words.
enum ShiftWords {
  /// `Ca từ 00:00 29/11/2026 đến 17:05 29/11/2026, bưu cục 100000, nhân viên nv042`.
  static func title(_ question: ShiftQuestion) -> String {
    let from = question.from.vietnameseClock
    let to = question.to.vietnameseClock
    let place = question.office.map { say(", bưu cục \($0.text)", ", office \($0.text)") } ?? ""
    let staff = question.actor.map { say(", nhân viên \($0.text)", ", staff \($0.text)") } ?? ""
    return say("Ca từ \(from) đến \(to)", "Shift from \(from) to \(to)") + place + staff
  }

  static var heading: String { say("BẢNG KÊ CA", "SHIFT") }

  static var signatures: [String] {
    [say("NHÂN VIÊN", "CLERK"), say("TRƯỞNG CA", "SUPERVISOR")]
  }

  static var nothing: String { say("Không ghi gì.", "Nothing was recorded.") }

  /// - Parameter number: Empty for scans without one.
  static func clerk(_ number: String) -> String {
    number.isEmpty ? say("(không số hiệu)", "(no number)") : number
  }

  /// `08–09`, with the day, since a shift may go past midnight.
  static func hour(_ hour: Int, of day: LocalDate) -> String {
    "\(day.vietnamese) \(padded(hour))–\(padded(hour + 1))"
  }

  private static func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }

  /// `Đang chờ tại bưu cục: giao cho cơ quan 3, …`.
  static func waiting(_ counts: [Wait: Int]) -> String {
    let parts = Wait.allCases.map { "\(FindWords.name($0)): \(counts[$0] ?? 0)" }
    return say(
      "Đang chờ tại bưu cục (ghi trong 30 ngày): ", "Waiting here (recorded within 30 days): ")
      + parts.joined(separator: "; ") + " (hoso find --waiting)"
  }

  /// `Đã chốt ca: nhân viên nv042, 00:00 29/11/2026–17:05 29/11/2026, 84 sự kiện  [id]`.
  static func sentence(_ closing: RecordedEvent) -> String {
    let event = closing.event
    let span =
      event.record?.span.map { ", \($0.from.vietnameseClock)–\($0.to.vietnameseClock)" } ?? ""
    let count = event.count.map { say(", \($0) sự kiện", ", \($0) events") } ?? ""
    return say("Đã chốt ca: nhân viên ", "Shift closed: staff ") + clerk(event.actor?.text ?? "")
      + span + count + "  [\(event.identity.id.text)]"
  }

  /// That a shift is closed though nothing came out, and how to print it again.
  static func recorded(_ closing: RecordedEvent, onPaper: Bool) -> String {
    var again = "hoso shift --actor \(closing.event.actor?.text ?? "")"
    if let span = closing.event.record?.span {
      again += " --from \(span.from.rfc3339) --to \(span.to.rfc3339)"
    }
    if onPaper { again += " --pdf" }
    return sentence(closing) + say(". In lại: ", ". Print it again: ") + again
  }

  static var whoCloses: String {
    say(
      "--close: cần số hiệu nhân viên (--actor hoặc HOSO_ACTOR).",
      "--close: give the staff number (--actor or HOSO_ACTOR).")
  }

  static var notOver: String {
    say("--close: --to chưa đến.", "--close: --to is still to come.")
  }

  static func closedBefore(_ closing: RecordedEvent) -> String {
    sentence(closing) + say(". Bỏ --from để chốt tiếp.", ". Leave --from out to go on from there.")
  }

  static func nothingToClose(_ question: ShiftQuestion) -> String {
    say("= không có gì để chốt: ", "= nothing to close: ") + title(question)
  }

  static var refusals: String {
    say(
      "Mã bị từ chối không vào sổ, nên không tính ở đây.",
      "Codes that were refused are not in the ledger, and not counted here.")
  }
}
