internal import HTTPTypes
internal import HosoDomain
internal import HosoPages

/// A problem as a page: for whoever looks at it in a browser.
enum ProblemPage {
  static func reply(
    _ problem: Problem, _ language: Language, requestID: String
  ) -> Reply {
    let title = problem.kind.title
    let detail: HTML? = problem.detail.map { "<p>\($0(language))</p>" }
    let flaws = problem.errors.map { flaw -> HTML in "<p>\(flaw.detail(language))</p>" }
    let page = PageFrame(
      language: language, heading: HomeWords.title, subheading: TrackingWords.service,
      footnote: TrackingWords.privacy
    ).page(
      title,
      """
      <section class="head warn" aria-labelledby="problem">
      <h1 id="problem">\(title(language))</h1>
      \(detail)\(flaws)
      <p class="code">\(problem.kind.status.code) · \(HomeWords.request(language)) \(requestID)</p>
      </section>
      <p><a href="/?lang=\(language.rawValue)">\(HomeWords.home(language))</a> · \
      <a href="/t?lang=\(language.rawValue)">\(TrackingWords.title(language))</a></p>
      """)
    var reply = Reply(problem.kind.status, MediaType.html, Array(page.text.utf8))
    reply.headers.append(contentsOf: problem.headers)
    return reply.with(.contentSecurityPolicy, PageStyle.policy())
      .with(.contentLanguage, language.rawValue).with(.vary, "accept, accept-language")
      .with(.cacheControl, "no-store")
  }
}
