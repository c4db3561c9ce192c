public import HosoDomain

/// What stands around the content of every page.
public enum PageWords {
  public static let skip = Said("Đến nội dung", "Skip to content")
  static let page = Said("Trang", "Page")

  /// What a language calls itself.
  static func name(_ language: Language) -> String {
    switch language {
    case .vietnamese: "Tiếng Việt"
    case .english: "English"
    }
  }
}
