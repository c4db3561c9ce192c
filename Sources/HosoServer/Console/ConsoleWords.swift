internal import HosoDomain
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// What the console says beside what is said of endpoints and deliveries everywhere.
enum ConsoleWords {
  static let title = Said("Kết nối của cơ quan", "Agency connections")
  static let signIn = Said("Đăng nhập", "Sign in")
  static let signInHint = Said(
    "Dùng khoá mà bưu điện đã cấp cho cơ quan. Phiên làm việc kéo dài 8 giờ.",
    "Use the key that the post gave to your agency. A session lasts 8 hours.")
  static let key = Said("Khoá (hoso_…)", "Key (hoso_…)")
  static let signOut = Said("Đăng xuất", "Sign out")
  static let wrongKey = Said(
    "Khoá không đúng, đã hết hạn hoặc bị thu hồi.", "The key is wrong, has ended, or was revoked.")
  static let otherKey = Said(
    "Khoá này không được xem điểm nhận.", "This key may not look at endpoints.")
  static let ended = Said(
    "Phiên làm việc đã kết thúc. Chưa làm gì; đăng nhập rồi làm lại.",
    "The session has ended. Nothing was done; sign in, then do it again.")
  static let stranger = Said(
    "Biểu mẫu không đến từ trang này. Tải lại trang rồi thử lại.",
    "The form did not come from this page. Load the page again, then try again.")
  static let unknown = Said(
    "Không có trong phạm vi khoá của bạn.", "There is no such thing within your key's reach.")
  static let footnote = Said(
    "Ngày giờ theo giờ Việt Nam. Mọi thao tác đều được ghi lại.",
    "Times are Vietnam time. Everything that is done here is audited.")

  static let endpoints = Said("Điểm nhận", "Endpoints")
  static let endpoint = Said("Điểm nhận", "Endpoint")
  static let noEndpoints = Said(
    "Chưa có điểm nhận nào trong phạm vi khoá này. Bưu điện thêm bằng hoso webhook add, hoặc cơ "
      + "quan tự thêm bằng POST /v1/endpoints.",
    "There is no endpoint within this key's reach yet. The post adds one with hoso webhook add, "
      + "or the agency with POST /v1/endpoints.")
  static let back = Said("← Mọi điểm nhận", "← All endpoints")
  static let state = Said("Trạng thái", "State")
  static let since = Said("từ", "since")
  static let delivered = Said("Đã giao", "Delivered")
  static let failures = Said("Lần gửi hỏng", "Failed attempts")
  static let waiting = Said("Đang chờ", "Waiting")
  static let parked = Said("Để lại", "Parked")
  static let lastSuccess = Said("Giao được lần cuối", "Last success")
  static let waitsUntil = Said("Bên nhận xin chờ đến", "Receiver asked to wait until")
  static let cursor = Said("Đã đọc sổ đến vị trí", "Ledger read to position")
  static let settings = Said("Thiết lập", "Settings")
  static let payload = Said("Nội dung", "Payload")

  static func form(_ payload: PayloadForm) -> Said {
    switch payload {
    case .full: Said("đầy đủ (full)", "full")
    case .thin: Said("chỉ mã sự kiện (thin)", "thin: which event it is")
    }
  }

  static let order = Said("Thứ tự", "Order")
  static let secrets = Said("Bí mật (dấu vân tay)", "Secrets (fingerprints)")
  static let publicKeys = Said("Khoá công khai", "Public keys")
  static let notices = Said("Cần chú ý", "Needs attention")
  static let times = Said("số lần:", "times:")

  static let outstanding = Said("Chưa giao", "Not delivered yet")
  static let nothingOutstanding = Said("Không có việc nào đang chờ.", "Nothing is waiting.")
  static let more = Said("Còn nữa", "More")
  static let position = Said("Vị trí", "Position")
  static let tries = Said("Lần", "Try")
  static let next = Said("Gửi lại lúc", "Next try")
  static let event = Said("Sự kiện", "Event")
  static let check = Said("Kiểm tra chữ ký", "Checking a signature")
  static let disableAsks = Said(
    "Không có gì được gửi cho đến khi bật lại; không mất gì.",
    "Nothing is sent until it is enabled again; nothing is lost.")
  static let disableYes = Said("Ngừng gửi", "Disable it")
  static let atItsTurn = Said("khi đến lượt", "at its turn")
  static let attempts = Said("Các lần gửi", "Attempts")
  static let noAttempts = Said("Chưa có lần gửi nào.", "There is no attempt yet.")
  static let onlyFailures = Said("Chỉ xem lần hỏng", "Show failures only")
  static let allAttempts = Said("Xem tất cả", "Show all")
  static let older = Said("Cũ hơn", "Older")
  static let nextPage = Said("Trang sau", "Next page")
  static let when = Said("Lúc", "When")
  static let delivery = Said("Thông báo", "Delivery")
  static let outcome = Said("Kết quả", "Outcome")
  static let answer = Said("Trả lời", "Answer")

  static let action = Said("Thao tác", "Action")

  static func name(_ action: ConsoleAction) -> Said {
    switch action {
    case .enable: Said("Bật", "Enable")
    case .disable: Said("Ngừng", "Disable")
    case .ping: Said("Gửi thử", "Send a test")
    case .release: Said("Gửi lại những việc để lại", "Send what is parked")
    case .again: Said("Gửi lại", "Send again")
    }
  }

  /// - Parameter action: Anything but a test, which says how it ended.
  static func done(_ action: ConsoleAction) -> Said {
    switch action {
    case .enable: Said("Đã bật.", "Enabled.")
    case .disable:
      Said("Đã ngừng; không mất gì.", "Disabled; nothing is lost meanwhile.")
    case .ping: Said("Đã gửi thử.", "A test was sent.")
    case .release: Said("Các việc để lại sẽ được gửi ngay.", "What is parked is being sent.")
    case .again: Said("Sẽ gửi lại ngay.", "It is being sent again.")
    }
  }

  static func pinged(_ attempt: Attempt) -> Said {
    let status = attempt.status.map { " (\($0))" } ?? ""
    let verdict = DeliveryWords.said(attempt.verdict)
    let time = attempt.durationMilliseconds
    return Said(
      "Gửi thử: \(verdict.vietnamese)\(status), \(time) ms.",
      "Test: \(verdict.english)\(status), \(time) ms.")
  }
}
