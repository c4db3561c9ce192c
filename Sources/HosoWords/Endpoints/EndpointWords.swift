public import HosoDomain
public import HosoState

/// Why an endpoint cannot be as asked, or be done to what was asked.
public enum EndpointWords {
  /// - Parameter portal: What they who ask call the portal's two codes.
  public static func said(_ fault: EndpointFault, portal: String) -> Said {
    switch fault {
    case .unknown: Said("Không có điểm nhận này.", "There is no such endpoint.")
    case .archived:
      Said("Điểm nhận này đã gỡ bỏ. Thêm điểm mới.", "This endpoint was removed. Add another.")
    case .changed(let revision):
      Said(
        "Có người vừa sửa (bản \(revision)). Xem lại rồi sửa tiếp.",
        "Somebody changed it (revision \(revision)). Look again, then change it.")
    case .coolingDown(let until):
      Said(
        "Vừa bị ngừng tự động. Bật lại được từ \(until.rfc3339).",
        "It was stopped a moment ago. It can be enabled from \(until.rfc3339).")
    case .notConsented:
      Said(
        "Bên nhận chưa đồng ý nên không gửi gì.",
        "The receiver has not consented, so nothing is sent.")
    case .getsNoEvents:
      Said(
        "Điểm nhận của người vận hành chỉ nhận cảnh báo, mỗi cái một lần.",
        "An operator's endpoint gets notices, each once, and no events.")
    case .tooMany(let max):
      Said(
        "Đã có \(max), không thêm được nữa. Gỡ bớt trước.",
        "There are \(max), no more can be added. Remove one first.")
    case .field(let field): said(field, portal: portal)
    }
  }

  /// Why a field of an endpoint cannot be stored as it is.
  private static func said(_ field: EndpointFault.Field, portal: String) -> Said {
    switch field {
    case .name:
      Said(
        "Tên dài 1 đến \(Endpoint.nameLengthMax) ký tự, không có ký tự điều khiển.",
        "A name has 1 to \(Endpoint.nameLengthMax) characters, none of them a control character.")
    case .filter:
      Said(
        "Mỗi mục tối đa \(EventFilter.valuesMax) giá trị, cơ quan không được rỗng; điểm nhận của "
          + "người vận hành không có bộ lọc.",
        "At most \(EventFilter.valuesMax) values for each thing filtered by, and some agency; an "
          + "operator's endpoint has no filter.")
    case .rate: Said("Từ 1 đến 10.000 mỗi giây.", "From 1 to 10,000 a second.")
    case .headers:
      Said(
        "Tối đa 20 đầu mục, mỗi cái một dòng ASCII dài tối đa 4096 byte; không dùng tên của HTTP "
          + "hay của hoso (webhook-…, ce-…, content-type…).",
        "At most 20 headers, each one line of ASCII of at most 4,096 bytes; none that HTTP or hoso "
          + "sets itself (webhook-…, ce-…, content-type…).")
    case .keys: Said("Khoá không dùng được ở đây.", "The keys cannot be used here.")
    case .portal:
      Said(
        "Cần \(portal); mỗi cái tối đa 200 ký tự ASCII không dấu cách.",
        "\(portal) are needed; each text has at most 200 visible ASCII characters.")
    case .cursor:
      Said(
        "Vị trí này không đọc được, hoặc nằm ngoài sổ cái.",
        "This position cannot be read, or lies outside the ledger.")
    case .owner: Said("Khoá này không giữ được vị trí.", "This key cannot keep a position.")
    }
  }
}
