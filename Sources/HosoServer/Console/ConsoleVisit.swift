internal import HTTPTypes
internal import HosoDomain
internal import HosoPages
internal import HosoState
internal import HosoWebhooks

/// One look at the console: whose session it is, and in which language.
struct ConsoleVisit: Sendable {
  private static let cookie = "hoso_console"
  private static let tokenBytesMax = 128

  let call: Call
  let area: ConsoleArea
  let page: ConsolePage
  private let form: [(name: String, value: String)]
  private let token: String?

  /// Who is signed in.
  struct Holder: Sendable {
    let caller: Caller
    let keyName: String
    let formToken: String
  }

  init(_ call: Call, _ area: ConsoleArea = .console) {
    self.call = call
    self.area = area
    let form = FormBody.pairs(call)
    self.form = form
    let named =
      form.first { $0.name == "lang" }?.value
      ?? call.target.query.first { $0.name == "lang" }?.value
    let chosen = named.flatMap { Language(rawValue: $0) }
    page = ConsolePage(
      language: chosen ?? call.language, isChosen: chosen != nil, area: area,
      asked: area == .figures && call.target.rawPath == area.path ? call.target.text : nil)
    token = ConsoleVisit.token(call.headers[.cookie])
  }

  private static func token(_ header: String?) -> String? {
    let pairs = (header ?? "").split(separator: ";").lazy.map { $0.drop { $0 == " " } }
    let own = pairs.first { $0.hasPrefix(cookie + "=") }?.dropFirst(cookie.utf8.count + 1)
    return own.flatMap { $0.utf8.count <= tokenBytesMax ? String($0) : nil }
  }

  func field(_ name: String) -> String? { form.first { $0.name == name }?.value }

  /// Who is signed in, if their key still holds; counts against that key.
  func holder() async throws -> Holder? {
    guard let token, let session = call.services.sessions.session(token, at: call.moment) else {
      return nil
    }
    guard let key = try await call.services.book.key(session.keyID, at: call.moment) else {
      call.services.sessions.end(token)
      return nil
    }
    // It may be good for the other pages.
    guard area.isOpen(to: key.caller) else { return nil }
    _ = try call.services.gate.count(key.caller)
    return Holder(caller: key.caller, keyName: key.name, formToken: session.formToken)
  }

  /// Whether a key opened the session, be it for other pages.
  var hasSession: Bool {
    token.flatMap { call.services.sessions.session($0, at: call.moment) } != nil
  }

  /// Leads to a page that says what was done.
  func moved(_ path: String, saying message: ConsolePage.Message) -> Reply {
    if let token { call.services.sessions.leave(message, for: token) }
    return Reply(.seeOther).with(.location, page.link(path))
  }

  /// What was left to be said on the next page.
  func takeMessage() -> ConsolePage.Message? {
    token.flatMap(call.services.sessions.takeMessage)
  }

  /// Whether the form was sent by a page of this server.
  ///
  /// A browser says in `Origin` where a form comes from. One that says nothing is too old to be
  /// asked; then the session's own token decides alone.
  var comesFromHere: Bool {
    guard let origin = call.headers[.named("origin")] else { return true }
    if origin == call.services.configuration.publicURL { return true }
    let host = origin.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first
    return host.map(String.init) == call.authority
  }

  /// Opens a session for whoever sent a key in a form.
  func signIn() async throws -> Reply {
    try call.services.gate.countAnonymous(call.remoteAddress)
    guard comesFromHere else { return refuse(ConsoleWords.stranger) }
    let typed = (field("key") ?? "").filter { !$0.isWhitespace }
    guard let text = AccessKeyText(typed),
      let key = try await call.services.book.holder(of: text, at: call.moment, countStranger: {})
    else { return refuse(ConsoleWords.wrongKey) }
    guard area.isOpen(to: key.caller) else { return refuse(area.refusal) }
    let token = try call.services.sessions.begin(keyID: key.id, at: call.moment)
    let path = ConsoleArea.cookiePath(for: key.caller)
    return Reply(.seeOther).with(.location, page.start)
      .with(.setCookie, cookie(token, path, seconds: ConsoleSessions.lastsSeconds))
  }

  func signOut() throws -> Reply {
    try call.services.gate.countAnonymous(call.remoteAddress)
    guard comesFromHere else { return refuse(ConsoleWords.stranger) }
    if let token { call.services.sessions.end(token) }
    var reply = Reply(.seeOther).with(.location, page.link(area.path))
    for path in ["/"] + ConsoleArea.allCases.map(\.path) {
      reply.headers.append(
        HTTPField(name: .setCookie, value: cookie("", path, seconds: 0)))
    }
    return reply
  }

  /// The form again, and why.
  func refuse(_ reason: Said) -> Reply { reply(.forbidden, page.signIn(reason)) }

  /// Source: RFC 6265bis, 4.1.
  private func cookie(_ value: String, _ path: String, seconds: Int64) -> String {
    let isSecure =
      call.services.isSecure
      || call.services.configuration.publicURL?.hasPrefix("https:") ?? false
    return "\(ConsoleVisit.cookie)=\(value); Path=\(path); Max-Age=\(seconds); HttpOnly; "
      + "SameSite=Lax" + (isSecure ? "; Secure" : "")
  }

  func reply(_ status: HTTPResponse.Status, _ html: HTML) -> Reply {
    Reply(status, MediaType.html, Array(html.text.utf8))
      .with(.contentSecurityPolicy, PageStyle.policy(area.sheets))
      .with(.contentLanguage, page.language.rawValue)
      .with(.vary, "accept-language, cookie")
      .with(.named("x-robots-tag"), "noindex, nofollow")
      // With none at all a browser would not say where its forms come from.
      .with(.named("referrer-policy"), "same-origin")
  }
}
