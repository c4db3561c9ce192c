import HosoDomain
internal import HosoState
import HosoWebhooks

/// What is wrong with endpoints, in words; how they are is said by `DeliveryWords`.
enum WebhookWords {
  static func failure(_ fault: EndpointFault) -> Failure {
    Failure(code(of: fault), sentence(fault))
  }

  static func failure(_ fault: DeliveryFault) -> Failure {
    switch fault {
    case .corrupt(let row):
      Failure(
        .badData,
        say(
          "deliveries.db hỏng (\(row.rawValue)). Khôi phục từ bản sao.",
          "deliveries.db is damaged (\(row.rawValue)). Restore it."))
    }
  }

  private static func code(of fault: EndpointFault) -> Failure.Code {
    switch fault {
    case .unknown, .archived: .noInput
    case .changed, .coolingDown: .tryAgain
    case .tooMany: .cannotCreate
    case .notConsented: .unavailable
    case .field, .getsNoEvents: .usage
    }
  }

  private static func sentence(_ fault: EndpointFault) -> String {
    switch fault {
    case .unknown: say("Không có điểm nhận này.", "There is no such endpoint.")
    case .archived:
      say("Điểm nhận này đã gỡ bỏ. Thêm điểm mới.", "This endpoint was removed. Add another.")
    case .changed(let revision):
      say(
        "Có người vừa sửa (bản \(revision)). Xem lại rồi sửa tiếp.",
        "Somebody changed it (revision \(revision)). Look again, then change it.")
    case .coolingDown(let until):
      say(
        "Vừa bị ngừng tự động. Bật lại được từ \(until.rfc3339).",
        "It was stopped a moment ago. It can be enabled from \(until.rfc3339).")
    case .notConsented:
      say(
        "Bên nhận chưa đồng ý nên không gửi gì. Hỏi trước: hoso webhook ping … --handshake.",
        "The receiver has not consented, so nothing is sent. Ask first: hoso webhook ping … "
          + "--handshake.")
    case .getsNoEvents:
      say(
        "Điểm nhận loại operator chỉ nhận cảnh báo. Xem: hoso webhook notices.",
        "An operator's endpoint gets notices, no events. See: hoso webhook notices.")
    case .tooMany(let max):
      say("Đã có \(max), không thêm được nữa.", "There are \(max), no more can be added.")
    case .field(let field): sentence(field)
    }
  }

  private static func sentence(_ field: EndpointFault.Field) -> String {
    switch field {
    case .name:
      say(
        "--name: 1 đến \(Endpoint.nameLengthMax) ký tự, không có ký tự điều khiển.",
        "--name: 1 to \(Endpoint.nameLengthMax) characters, no control characters.")
    case .filter:
      say(
        "Bộ lọc có nhiều nhất \(EventFilter.valuesMax) giá trị.",
        "A filter has at most \(EventFilter.valuesMax) values.")
    case .rate: say("--rate: 1 đến 10.000.", "--rate: 1 to 10,000.")
    case .headers:
      say("--header: nhiều nhất 20 đầu mục.", "--header: at most 20 headers.")
    case .keys: say("Khoá không dùng được.", "The keys cannot be used.")
    case .portal:
      say(
        "Điểm nhận dvcqg cần --dstcode và --unit, không có dấu cách.",
        "A dvcqg endpoint needs --dstcode and --unit, without blanks.")
    case .cursor:
      say("Vị trí nằm ngoài sổ cái.", "The cursor lies outside the ledger.")
    case .owner: say("Tên không hợp quy cách.", "The name cannot be one.")
    }
  }

  static func sentence(_ fault: TypeGlobFault) -> String {
    switch fault {
    case .tooLong(let max): say("dài quá \(max) ký tự.", "longer than \(max) characters.")
    case .matchesNothing(let text):
      say(
        "không có loại sự kiện nào khớp '\(CodeWords.shown(text))'. Viết như dossier.*",
        "no event type matches '\(CodeWords.shown(text))'. Write it like dossier.*")
    }
  }
}
