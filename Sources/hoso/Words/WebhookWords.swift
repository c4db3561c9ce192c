import HosoDomain
import HosoWebhooks

/// Endpoints and deliveries in words.
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

  static func name(_ state: EndpointState) -> String {
    switch state {
    case .awaitingConsent: say("chờ đồng ý", "awaiting consent")
    case .enabled: say("đang gửi", "enabled")
    case .disabled: say("đã ngừng", "disabled")
    case .archived: say("đã gỡ bỏ", "removed")
    }
  }

  /// The state, why and since when.
  static func sentence(_ state: EndpointState) -> String {
    var text = name(state)
    if case .disabled(let reason, _) = state { text += ": " + WebhookWords.reason(reason) }
    if let since = state.since { text += say(" (từ ", " (since ") + since.rfc3339 + ")" }
    return text
  }

  static func reason(_ reason: DisableReason) -> String {
    switch reason {
    case .operatorRequest: say("theo lệnh", "by command")
    case .gone: say("bên nhận trả lời 410", "it answered 410")
    case .receiverRequest: say("bên nhận yêu cầu ngừng", "the receiver asked for it")
    case .failing: say("hỏng suốt năm ngày", "nothing but failures for five days")
    case .refusedAddress: say("địa chỉ không được phép gọi", "its address may not be called")
    case .unusable: say("địa chỉ hoặc khoá không dùng được", "its address or key cannot be used")
    }
  }

  /// What an endpoint is limited to, a line for each filter.
  static func filterLines(_ endpoint: Endpoint) -> [String] {
    let filter = endpoint.filter
    func line(_ name: String, _ values: [String]) -> String? {
      values.isEmpty ? nil : name + ": " + values.joined(separator: ", ")
    }
    return [
      line(say("Cơ quan", "Agencies"), filter.agencies?.map(\.text) ?? [say("mọi", "all")]),
      line(say("Loại", "Types"), filter.types.map(\.text)),
      line(say("Tỉnh", "Provinces"), filter.provinces.map(\.text).sorted()),
      line(say("Bưu cục", "Offices"), filter.offices.map(\.text).sorted()),
      line(say("Thủ tục", "Procedures"), filter.services.map(\.text).sorted()),
      line(say("Kênh", "Channels"), filter.channels.map(\.name).sorted()),
      line(say("Hình thức", "Modes"), filter.modes.map(\.name).sorted()),
      line(say("Đầu mục", "Headers"), endpoint.headers.map(\.name)),
    ].compactMap { $0 }
  }

  static func name(_ verdict: AttemptVerdict) -> String {
    switch verdict {
    case .delivered: say("đã nhận", "delivered")
    case .gone: say("đã đóng", "gone")
    case .throttled: say("quá tải", "throttled")
    case .redirected: say("chuyển hướng", "redirected")
    case .rejected: say("bị từ chối", "rejected")
    case .failedInside: say("lỗi bên nhận", "server error")
    case .badGateway: say("lỗi cổng", "bad gateway")
    case .timedOut: say("hết giờ", "timed out")
    case .unreachable: say("không kết nối được", "unreachable")
    case .insecure: say("chứng thư sai", "certificate")
    case .blocked: say("không được phép gọi", "not allowed")
    case .broken: say("đứt giữa chừng", "broken off")
    case .aborted: say("bên nhận bỏ qua", "aborted")
    case .disabled: say("bên nhận ngừng", "disabled by receiver")
    case .notConsented: say("không đồng ý", "no consent")
    }
  }
}

extension WebhookWords {
  /// What a notice says.
  static func sentence(_ kind: Notice.Kind) -> String {
    switch kind {
    case .attemptFailing: say("một việc gửi hỏng lần thứ tư", "a delivery failed four times")
    case .failingForADay: say("hỏng suốt 24 giờ", "nothing but failures for 24 hours")
    case .failingForThreeDays: say("hỏng suốt 72 giờ", "nothing but failures for 72 hours")
    case .eventParked: say("có việc để lại, chưa giao được", "an event is parked")
    case .endpointDisabled: say("đã tự ngừng gửi", "it was disabled")
    case .insecure: say("chứng thư của bên nhận sai", "its certificate is not in order")
    case .refusedAddress: say("địa chỉ không được phép gọi", "its address may not be called")
    case .eventAborted: say("bên nhận bỏ qua một việc", "the receiver let an event go")
    case .backlogFull:
      say("quá nhiều việc chờ, tạm dừng", "so much is waiting that it stands still")
    case .recovered: say("đã nhận lại được", "it takes deliveries again")
    }
  }
}
