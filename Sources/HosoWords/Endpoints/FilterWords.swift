public import HosoDomain
public import HosoState

/// What is wrong with a filter.
public enum FilterWords {
  /// Patterns over the names of event types.
  public static func said(_ fault: TypeGlobFault) -> Said {
    switch fault {
    case .tooLong(let max): Said("Dài quá \(max) ký tự.", "Longer than \(max) characters.")
    case .matchesNothing(let text):
      Said(
        "Không có loại sự kiện nào khớp '\(CodeWords.shown(text))'. Viết như dossier.*",
        "No event type matches '\(CodeWords.shown(text))'. Write it like dossier.*")
    }
  }

  /// The condition: one sentence, or two.
  public static func said(_ fault: ExpressionFault) -> Said {
    switch fault {
    case .tooLong(let max): LineWords.said(.tooLong(max: max))
    case .tooDeep(let at):
      Said("Lồng nhau quá sâu ở ký tự \(at).", "Nested too deeply at character \(at).")
    case .character(let at):
      Said("Ký tự thứ \(at) không dùng được.", "Character \(at) cannot stand there.")
    case .openText(let at):
      Said(
        "Chuỗi mở ở ký tự \(at) không có dấu đóng.",
        "The text that opens at character \(at) is not closed.")
    case .number(let at):
      Said("Số ở ký tự \(at) quá 32 bit.", "The number at character \(at) is beyond 32 bits.")
    case .unexpected(nil, _):
      Said("Biểu thức còn thiếu ở cuối.", "Something is missing at the end.")
    case .unexpected(let found?, let at):
      Said(
        "Không mong đợi \(found) ở ký tự \(at).", "\(found) cannot stand at character \(at).")
    case .unknownFunction(let name, let at):
      Said("Không có hàm \(name) (ký tự \(at)).", "There is no function \(name) (character \(at)).")
    case .argumentCount(let name, let at):
      Said(
        "Hàm \(name) ở ký tự \(at) sai số tham số.",
        "\(name) at character \(at) takes another number of arguments.")
    case .unknownAttribute(let name, let at):
      Said(
        "Không có trường \(name) (ký tự \(at)); có: \(attributes). Chuỗi viết trong dấu nháy.",
        "There is no attribute \(name) (character \(at)); there are \(attributes). "
          + "Texts stand in quotes.")
    case .ambiguous(let at):
      Said(
        "Có thể hiểu hai cách ở ký tự \(at): thêm dấu ngoặc, như a AND (b OR c), NOT (a = b).",
        "Character \(at) can be understood in two ways: add parentheses, as in "
          + "a AND (b OR c), NOT (a = b).")
    case .noCondition:
      Said(
        "Biểu thức phải cho kết quả đúng hoặc sai.", "It has to be a condition, true or false.")
    }
  }

  private static var attributes: String {
    EventAttribute.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
