import HosoDomain
import HosoSimulation

/// What a simulation cannot do, as a sentence.
enum SimulationWords {
  static func sentence(_ fault: SimulationFault) -> String {
    switch fault {
    case .notAScale(let text, let decimals):
      say(
        "--scale: '\(text)' không phải số thập phân. Viết như 0.01, tối đa \(decimals) chữ số lẻ.",
        "--scale: '\(text)' is no decimal. Write it as 0.01, with at most \(decimals) digits.")
    case .scaleOutOfRange(let text):
      say("--scale: \(text) phải từ 0.0001 đến 1.", "--scale: \(text) must be 0.0001 to 1.")
    case .calendarTooShort(let needs, let covers):
      say(
        "Lịch nghỉ chỉ có từ \(covers.lowerBound.vietnamese) đến \(covers.upperBound.vietnamese), "
          + "cần từ \(needs.lowerBound.vietnamese) đến \(needs.upperBound.vietnamese).",
        "The calendar covers \(covers.lowerBound.iso) to \(covers.upperBound.iso) but "
          + "\(needs.lowerBound.iso) to \(needs.upperBound.iso) is needed.")
    case .calendarUnsuitable(let year, let quarter):
      say(
        "Lịch nghỉ không còn đủ ngày làm việc trong quý \(quarter)/\(year).",
        "The calendar leaves too few working days in Q\(quarter) of \(year).")
    }
  }
}
