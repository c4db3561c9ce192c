internal import HosoDomain
internal import HosoLedger
internal import HosoPages
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// What is on its way to an endpoint, and what was tried.
extension ConsolePage {
  func outstanding(_ view: View, now: Moment) -> HTML {
    let rows = view.outstanding.map { row -> [HTML] in
      [
        "\(number(row.event.number))", subject(row.event, view),
        "\(say(DeliveryWords.said(row.state)))", "\(row.attempts)",
        outcome(view.last[row.event]?.attempt),
        row.state == .retrying ? next(row, view, now) : "–",
      ]
    }
    let table = TableHTML(
      caption: say(ConsoleWords.outstanding),
      columns: [
        column(ConsoleWords.position, isNumber: true), column(ConsoleWords.event),
        column(ConsoleWords.state), column(ConsoleWords.tries, isNumber: true),
        column(ConsoleWords.outcome), column(ConsoleWords.next),
      ]
    ).html(rows)
    let none: HTML = "<p>\(say(ConsoleWords.nothingOutstanding))</p>"
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

  /// When it is tried next; what is due already waits only for its turn.
  private func next(_ row: Outstanding, _ view: View, _ now: Moment) -> HTML {
    let next = view.progress?.nextTry(dueAt: row.retryAt, at: now) ?? max(row.retryAt, now)
    return now < next ? time(next) : "\(say(ConsoleWords.atItsTurn))"
  }

  /// An event's type and the code of its dossier.
  private func subject(_ event: LedgerPosition, _ view: View) -> HTML {
    guard let subject = view.subjects[event] else { return "–" }
    return "<code>\(subject.type.name)</code><small>\(subject.code ?? "–")</small>"
  }

  func attempts(_ view: View, _ holder: ConsoleVisit.Holder) -> HTML {
    let shown = view.attempts.prefix(view.attemptsMax)
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
    let table = TableHTML(
      caption: say(ConsoleWords.attempts),
      columns: [
        column(ConsoleWords.when), column(ConsoleWords.event), column(ConsoleWords.delivery),
        column(ConsoleWords.outcome), column(Said(both: "ms"), isNumber: true),
        column(ConsoleWords.answer), column(ConsoleWords.action),
      ]
    ).html(shown.map { attempt($0, view, holder) })
    return """
      <section aria-labelledby="attempts">
      <h2 id="attempts">\(say(ConsoleWords.attempts))</h2>
      <p><a href="\(link(view.path, other))">\(say(name))</a></p>
      \(shown.isEmpty ? none : table)\(older)
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
  ) -> [HTML] {
    let attempt = logged.attempt
    let place: HTML? = attempt.event.map {
      "<small>\(say(ConsoleWords.position)) \(number($0.number))</small>"
    }
    let answer = String(decoding: attempt.answer.prefix(120), as: UTF8.self)
    let detail = attempt.detail.map { say(DeliveryWords.said(ofAttempt: $0)) }
    let again: HTML? = attempt.event.map { event in
      button(.again, view, holder, say(ConsoleWords.name(.again)), event: event)
    }
    return [
      time(attempt.at), attempt.event.map { subject($0, view) } ?? "–",
      "<code>\(attempt.webhookID)</code>\(place)",
      "\(outcome(attempt))<small>\(say(ConsoleWords.tries)) \(attempt.number)</small>",
      "\(number(attempt.durationMilliseconds))",
      "<span class=\"answer\">\(detail ?? answer)</span>", again ?? "–",
    ]
  }
}
