public import HosoDomain

/// What stands around the content of every page: whole by itself, without script.
public struct PageFrame: Sendable {
  let language: Language
  let heading: Said
  let subheading: Said
  let footnote: Said
  let sheets: [String]
  private let isFile: Bool

  /// - Parameters:
  ///   - sheets: What `PageStyle.policy` names when the page is served.
  ///   - isFile: Whether it is a file, which nobody serves in another language or under a policy.
  public init(
    language: Language, heading: Said, subheading: Said, footnote: Said,
    sheets: [String] = [PageStyle.sheet], isFile: Bool = false
  ) {
    self.language = language
    self.heading = heading
    self.subheading = subheading
    self.footnote = footnote
    self.sheets = sheets
    self.isFile = isFile
  }

  /// - Parameters:
  ///   - address: What a parameter of the query can be added to, for the other language.
  ///   - corner: What stands beside the change of language.
  public func page(
    _ title: Said, address: String = "?", corner: HTML = .empty, _ content: HTML
  ) -> HTML {
    """
    <!DOCTYPE html>
    <html lang="\(language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex, nofollow">
    <meta name="color-scheme" content="light dark">
    \(isFile ? policy : nil)<title>\(title(language)) · hoso</title>
    <link rel="icon" href="data:,">
    \(sheets.map(PageStyle.element))
    </head>
    <body>
    <a class="skip" href="#main">\(PageWords.skip(language))</a>
    <header class="top"><div>
    <p>\(heading(language))<small>\(subheading(language))</small></p>
    \(isFile ? nil : navigation(address, corner))</div></header>
    <main id="main">
    \(content)
    </main>
    <footer><p>\(footnote(language))</p></footer>
    </body>
    </html>

    """
  }

  /// The policy where no header says it.
  private var policy: HTML {
    """
    <meta http-equiv="Content-Security-Policy" content="\(PageStyle.policy(ofFile: sheets))">

    """
  }

  private func navigation(_ address: String, _ corner: HTML) -> HTML {
    """
    <nav aria-label="\(PageWords.page(language))">\(corner)\(otherLanguage(address))</nav>

    """
  }

  private func otherLanguage(_ address: String) -> HTML {
    let other: Language = language == .vietnamese ? .english : .vietnamese
    let (code, name) = (other.rawValue, PageWords.name(other))
    return """
      <a href="\(address)lang=\(code)" lang="\(code)" hreflang="\(code)">\(name)</a>
      """
  }
}
