internal import HosoDomain
internal import HosoLedger
internal import HosoPages
internal import HosoSigning
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// One endpoint: how it is, what is on its way, and what was tried.
extension ConsolePage {
  struct View: Sendable {
    let endpoint: Endpoint
    let progress: DeliveryProgress?
    let counts: OutstandingCounts
    let outstanding: [Outstanding]
    /// How each of them was tried last.
    let last: [LedgerPosition: LoggedAttempt]
    /// What the deliveries shown are about, by event.
    var subjects: [LedgerPosition: Subject] = [:]
    /// One more than is shown if there are older ones.
    let attempts: [LoggedAttempt]
    let attemptsMax: Int
    let notices: [Notice]
    let onlyFailures: Bool

    /// What an event is about.
    struct Subject: Sendable {
      let type: EventType
      let code: String?
    }

    var path: String { "/console/\(endpoint.id.text)" }
  }

  func endpoint(
    _ view: View, _ holder: ConsoleVisit.Holder, head: LedgerPosition, now: Moment,
    message said: Message?
  ) -> HTML {
    let notice: HTML? = said.map { message($0) }
    return frame(
      Said(both: view.endpoint.name), holder,
      back + (notice ?? .empty) + top(view, holder, now: now) + notices(view.notices)
        + settings(view, head: head, now: now) + outstanding(view, now: now)
        + attempts(view, holder))
  }

  // MARK: - How it is

  private func top(_ view: View, _ holder: ConsoleVisit.Holder, now: Moment) -> HTML {
    let endpoint = view.endpoint
    var actions: [ConsoleAction] = []
    switch endpoint.state {
    case .enabled: actions = [.ping, .disable]
    case .awaitingConsent, .disabled: actions = [.enable, .ping]
    case .archived: break
    }
    if view.counts.parked > 0 { actions.append(.release) }
    let buttons = actions.map { action in
      action == .disable
        ? asked(action, view, holder)
        : button(action, view, holder, say(ConsoleWords.name(action)))
    }
    let since: HTML? = endpoint.state.since.map {
      " <small>\(say(ConsoleWords.since)) \(time($0))</small>"
    }
    return """
      <section class="head" aria-labelledby="endpoint">
      <h1 id="endpoint">\(endpoint.name)</h1>
      <p class="code">\(endpoint.url)</p>
      <p>\(state(endpoint, view.progress, now: now))\(since)</p>
      <div class="does">\(buttons)</div>
      </section>
      """
  }

  /// A button that says first what it does, and does it at a second press.
  private func asked(
    _ action: ConsoleAction, _ view: View, _ holder: ConsoleVisit.Holder
  ) -> HTML {
    """
    <details><summary>\(say(ConsoleWords.name(action)))…</summary>\
    <p>\(say(ConsoleWords.disableAsks))</p>\
    \(button(action, view, holder, say(ConsoleWords.disableYes)))</details>
    """
  }

  func button(
    _ action: ConsoleAction, _ view: View, _ holder: ConsoleVisit.Holder, _ text: String,
    event: LedgerPosition? = nil
  ) -> HTML {
    // Buttons of the same words are told apart by what they are about.
    let name: HTML? = event.map { " aria-label=\"\(text): \(number($0.number))\"" }
    let place: HTML? = event.map { event in
      "<input type=\"hidden\" name=\"event\" value=\"\(Int(event.number))\">"
    }
    return """
      <form method="post" action="\(link(view.path))">\
      <input type="hidden" name="token" value="\(holder.formToken)">\(place)\
      <button class="small" name="do" value="\(action.rawValue)"\(name)>\(text)</button></form>
      """
  }

  private func notices(_ notices: [Notice]) -> HTML {
    guard !notices.isEmpty else { return .empty }
    let items = notices.map { notice -> HTML in
      """
      <li>\(say(DeliveryWords.said(notice.kind))) <small>\(time(notice.firstAt)) · \
      \(say(ConsoleWords.times)) \(number(notice.count))</small></li>

      """
    }
    return """
      <section class="notice" aria-labelledby="notices">
      <h2 id="notices">\(say(ConsoleWords.notices))</h2>
      <ul>
      \(items)</ul>
      </section>
      """
  }

  /// How whoever has a delivery's headers and body in files checks its signature.
  private static let verifying =
    "hoso webhook verify --secret-file secret.txt --headers headers.txt body.json"

  private func settings(_ view: View, head: LedgerPosition, now: Moment) -> HTML {
    let endpoint = view.endpoint
    var lines: [(Said, HTML)] = DeliveryWords.limits(of: endpoint).map {
      ($0.name, "\(say($0.values))")
    }
    lines.append((ConsoleWords.payload, "\(say(ConsoleWords.form(endpoint.payload)))"))
    lines.append((ConsoleWords.order, "\(say(DeliveryWords.order(of: endpoint)))"))
    let keys = endpoint.keys.secrets.entries.filter { $0.isValid(at: now.seconds) }.map { entry in
      entry.key.fingerprint
    }
    lines.append((ConsoleWords.secrets, "<code>\(keys.joined(separator: ", "))</code>"))
    let publicKeys = (endpoint.keys.signing?.entries ?? []).filter { $0.isValid(at: now.seconds) }
      .map(\.key.verifyingKey.serialized)
    if !publicKeys.isEmpty {
      lines.append(
        (ConsoleWords.publicKeys, "<code>\(publicKeys.joined(separator: ", "))</code>"))
    }
    if let progress = view.progress {
      lines.append((ConsoleWords.delivered, "\(number(progress.delivered))"))
      lines.append((ConsoleWords.failures, "\(number(progress.failures))"))
      lines.append(
        (
          ConsoleWords.cursor,
          "\(number(progress.cursor.position.number)) / \(number(head.number))"
        ))
      lines.append((ConsoleWords.lastSuccess, time(progress.lastSuccessAt)))
      if let wait = progress.waitsUntil, now < wait {
        lines.append((ConsoleWords.waitsUntil, time(wait)))
      }
    }
    lines.append((ConsoleWords.check, "<code>\(ConsolePage.verifying)</code>"))
    let items = lines.map { name, value -> HTML in
      "<div><dt>\(say(name))</dt><dd>\(value)</dd></div>\n"
    }
    return """
      <section aria-labelledby="settings">
      <h2 id="settings">\(say(ConsoleWords.settings))</h2>
      <dl class="what">
      \(items)</dl>
      </section>
      """
  }
}
