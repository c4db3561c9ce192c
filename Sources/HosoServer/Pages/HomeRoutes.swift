internal import HTTPTypes
internal import HosoDomain
internal import HosoPages

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
