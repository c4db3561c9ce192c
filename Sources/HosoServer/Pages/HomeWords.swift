internal import HosoDomain

/// What stands at the root.
enum HomeWords {
  struct Place {
    let path: String
    let name: Said
    let purpose: Said
  }

  static let title = Said("Hồ sơ qua bưu điện", "Dossiers by post")
  static let home = Said("Trang chủ", "Home")
  static let request = Said("Mã yêu cầu", "Request")
  static let heading = Said("Bạn muốn làm gì?", "What do you want to do?")
  static let footnote = Said(
    "Trang này không cần tài khoản và không dùng cookie.",
    "This page needs no account and sets no cookie.")
  static let places = [
    Place(
      path: "/t", name: TrackingWords.title,
      purpose: Said(
        "Dành cho người gửi: hồ sơ đang ở đâu, bao giờ có kết quả.",
        "For citizens: where your dossier is, and when the result is due.")),
    Place(
      path: "/console", name: ConsoleWords.title,
      purpose: Said(
        "Dành cho cơ quan có khoá: điểm nhận, các lần gửi, gửi thử.",
        "For agencies with a key: endpoints, deliveries, tests.")),
    Place(path: "/figures", name: FiguresWords.title, purpose: FiguresWords.purpose),
    Place(
      path: "/docs", name: Said("Tài liệu API", "API reference"),
      purpose: Said(
        "Dành cho lập trình viên: mọi thao tác, kèm ví dụ.",
        "For programmers: every operation, with examples.")),
  ]
}
