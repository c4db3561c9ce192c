internal import HTTPTypes
internal import HosoDomain

/// The page at the root: where to go from there.
enum HomeRoutes {
  static let all = [
    Operation(id: "getHome", method: .get, path: "/", access: .open) { call in
      let named = call.target.query.first { $0.name == "lang" }?.value
      let language = named.flatMap { Language(rawValue: $0) } ?? call.language
      return Reply(.ok, MediaType.html, Array(page(language).text.utf8))
        .with(.contentSecurityPolicy, PageStyle.policy())
        .with(.contentLanguage, language.rawValue).with(.vary, "accept-language")
    }
  ]

  static func page(_ language: Language) -> HTML {
    let places = HomeWords.places.map { place -> HTML in
      """
      <section><h2><a href="\(place.path)?lang=\(language.rawValue)">\
      \(place.name(language))</a></h2><p>\(place.purpose(language))</p></section>

      """
    }
    return PageFrame(
      language: language, heading: HomeWords.title, subheading: TrackingWords.service,
      footnote: HomeWords.footnote
    ).page(
      HomeWords.title,
      """
      <h1>\(HomeWords.heading(language))</h1>
      \(places)<p><a href="/openapi.json">openapi.json</a></p>
      """)
  }
}

/// What stands at the root.
enum HomeWords {
  struct Place {
    let path: String
    let name: Said
    let purpose: Said
  }

  static let title = Said("Hồ sơ qua bưu điện", "Dossiers by post")
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
    Place(
      path: "/docs", name: Said("Tài liệu API", "API reference"),
      purpose: Said(
        "Dành cho lập trình viên: mọi thao tác, kèm ví dụ.",
        "For programmers: every operation, with examples.")),
  ]
}
