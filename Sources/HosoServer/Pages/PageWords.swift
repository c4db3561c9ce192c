internal import HosoDomain

/// What stands around the content of every page.
enum PageWords {
  static let skip = Said("Đến nội dung", "Skip to content")
  static let page = Said("Trang", "Page")
  static let home = Said("Trang chủ", "Home")
  static let request = Said("Mã yêu cầu", "Request")

  /// What a language calls itself.
  static func name(_ language: Language) -> String {
    switch language {
    case .vietnamese: "Tiếng Việt"
    case .english: "English"
    }
  }
}
