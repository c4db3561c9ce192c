internal import HosoDomain
internal import HosoLedger
internal import HosoWebhooks

/// One endpoint: how it is, what is on its way, and what was tried.
extension ConsolePage {
  struct View: Sendable {
    let endpoint: Endpoint
    let progress: DeliveryProgress?
    let counts: OutstandingCounts
    let outstanding: [Outstanding]
    /// How each of them was tried last.
    let last: [LedgerPosition: LoggedAttempt]
    /// One more than is shown if there are older ones.
    let attempts: [LoggedAttempt]
    let attemptsMax: Int
    let notices: [Notice]
    let onlyFailures: Bool

    var path: String { "/console/\(endpoint.id.text)" }
  }

  func endpoint(
    _ view: View, _ holder: ConsoleVisit.Holder, head: LedgerPosition, now: Moment,
    message said: Message?
  ) -> HTML {
    let notice: HTML? = said.map { message($0) }
    return frame(
      Said(view.endpoint.name, view.endpoint.name), holder,
      back + (notice ?? .empty) + top(view, holder) + notices(view.notices)
        + settings(view, head: head, now: now) + outstanding(view) + attempts(view, holder))
  }

  // MARK: - How it is

  private func top(_ view: View, _ holder: ConsoleVisit.Holder) -> HTML {
    let endpoint = view.endpoint
    var actions: [ConsoleAction] = []
    switch endpoint.state {
    case .enabled: actions = [.ping, .disable]
    case .awaitingConsent, .disabled: actions = [.enable, .ping]
    case .archived: break
    }
    if view.counts.parked > 0 { actions.append(.release) }
    let buttons = actions.map { action in
      button(action, view, holder, say(ConsoleWords.name(action)))
    }
    let since: HTML? = endpoint.state.since.map {
      " <small>\(say(ConsoleWords.since)) \(time($0))</small>"
    }
    return """
      <section class="head" aria-labelledby="endpoint">
      <h1 id="endpoint">\(endpoint.name)</h1>
      <p class="code">\(endpoint.url)</p>
      <p>\(state(endpoint))\(since)</p>
      <div class="does">\(buttons)</div>
      </section>
      """
  }

  private func button(
    _ action: ConsoleAction, _ view: View, _ holder: ConsoleVisit.Holder, _ text: String,
    event: LedgerPosition? = nil
  ) -> HTML {
    let place: HTML? = event.map { event in
      "<input type=\"hidden\" name=\"event\" value=\"\(Int(event.number))\">"
    }
    return """
      <form method="post" action="\(link(view.path))">\
      <input type="hidden" name="token" value="\(holder.formToken)">\(place)\
      <button class="small" name="do" value="\(action.rawValue)">\(text)</button></form>
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

  private func settings(_ view: View, head: LedgerPosition, now: Moment) -> HTML {
    let endpoint = view.endpoint
    var lines: [(Said, HTML)] = DeliveryWords.limits(of: endpoint).map {
      ($0.name, "\(say($0.values))")
    }
    lines.append((ConsoleWords.payload, "\(endpoint.payload.rawValue)"))
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

  // MARK: - Deliveries

  private func outstanding(_ view: View) -> HTML {
    let rows = view.outstanding.map { row -> HTML in
      """
      <tr><th scope="row" class="n">\(number(row.event.number))</th>\
      <td>\(say(DeliveryWords.said(row.state)))</td><td class="n">\(row.attempts)</td>\
      <td>\(outcome(view.last[row.event]?.attempt))</td>\
      <td>\(row.state == .retrying ? time(row.retryAt) : "–")</td></tr>

      """
    }
    let none: HTML = "<p>\(say(ConsoleWords.nothingOutstanding))</p>"
    let table: HTML = """
      <div class="wide"><table>
      <thead><tr><th scope="col" class="n">\(say(ConsoleWords.position))</th>\
      <th scope="col">\(say(ConsoleWords.state))</th>\
      <th scope="col" class="n">\(say(ConsoleWords.tries))</th>\
      <th scope="col">\(say(ConsoleWords.outcome))</th>\
      <th scope="col">\(say(ConsoleWords.next))</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table></div>
      """
    let all = view.counts.all
    let more: HTML? =
      all > Int64(rows.count)
      ? "<p class=\"hint\">\(say(ConsoleWords.more)): \(number(all - Int64(rows.count)))</p>" : nil
    return """
      <section aria-labelledby="outstanding">
      <h2 id="outstanding">\(say(ConsoleWords.outstanding)) (\(number(all)))</h2>
      \(rows.isEmpty ? none : table)\(more)
      </section>
      """
  }

  private func attempts(_ view: View, _ holder: ConsoleVisit.Holder) -> HTML {
    let shown = view.attempts.prefix(view.attemptsMax)
    let rows = shown.map { attempt($0, view, holder) }
    let filter = view.onlyFailures ? "failed=true" : ""
    let older: HTML? =
      view.attempts.count > shown.count
      ? shown.last.map { last in
        let query = [filter, "before=\(last.id)"].filter { !$0.isEmpty }.joined(separator: "&")
        return """
          <p><a href="\(link(view.path, query))" rel="next">\(say(ConsoleWords.older))</a></p>
          """
      } : nil
    let (other, name) =
      view.onlyFailures
      ? ("", ConsoleWords.allAttempts) : ("failed=true", ConsoleWords.onlyFailures)
    let none: HTML = "<p>\(say(ConsoleWords.noAttempts))</p>"
    let table: HTML = """
      <div class="wide"><table>
      <thead><tr><th scope="col">\(say(ConsoleWords.when))</th>\
      <th scope="col">\(say(ConsoleWords.delivery))</th>\
      <th scope="col">\(say(ConsoleWords.outcome))</th>\
      <th scope="col" class="n">ms</th><th scope="col">\(say(ConsoleWords.answer))</th>\
      <th scope="col">\(say(ConsoleWords.action))</th></tr></thead>
      <tbody>
      \(Array(rows))</tbody>
      </table></div>
      """
    return """
      <section aria-labelledby="attempts">
      <h2 id="attempts">\(say(ConsoleWords.attempts))</h2>
      <p><a href="\(link(view.path, other))">\(say(name))</a></p>
      \(rows.isEmpty ? none : table)\(older)
      </section>
      """
  }

  /// How an attempt ended; a dash for none.
  private func outcome(_ attempt: Attempt?) -> HTML {
    guard let attempt else { return "–" }
    let status = attempt.status.map { " \($0)" } ?? ""
    let tone = attempt.verdict.isDelivered ? "good" : "warn"
    let said = say(DeliveryWords.said(attempt.verdict)) + status
    return "<span class=\"tag \(tone)\">\(said)</span>"
  }

  private func attempt(
    _ logged: LoggedAttempt, _ view: View, _ holder: ConsoleVisit.Holder
  ) -> HTML {
    let attempt = logged.attempt
    let place: HTML? = attempt.event.map {
      "<small>\(say(ConsoleWords.position)) \(number($0.number))</small>"
    }
    let answer = String(decoding: attempt.answer.prefix(120), as: UTF8.self)
    let again: HTML? = attempt.event.map { event in
      button(.again, view, holder, say(ConsoleWords.name(.again)), event: event)
    }
    return """
      <tr><td>\(time(attempt.at))</td><td><code>\(attempt.webhookID)</code>\(place)</td>\
      <td>\(outcome(attempt))\
      <small>\(say(ConsoleWords.tries)) \(attempt.number)</small></td>\
      <td class="n">\(number(attempt.durationMilliseconds))</td>\
      <td class="answer">\(attempt.detail ?? answer)</td><td>\(again)</td></tr>

      """
  }
}
