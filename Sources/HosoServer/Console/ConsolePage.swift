internal import HosoDomain
internal import HosoLedger
internal import HosoPages
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// The pages of the console; functions of their arguments.
struct ConsolePage: Sendable {
  let language: Language
  /// Whether the language was asked for in the address, and has to be kept there.
  let isChosen: Bool
  var area = ConsoleArea.console
  /// What was asked for and is shown once somebody signed in; nil for the first page.
  var asked: String?

  static let sheets = [PageStyle.sheet, TableHTML.sheet, ConsoleStyle.sheet]

  /// An endpoint in the list.
  struct Line: Sendable {
    let endpoint: Endpoint
    let progress: DeliveryProgress?
    let counts: OutstandingCounts
  }

  /// A page of the list.
  struct List: Sendable {
    let lines: [Line]
    let isFirst: Bool
    /// The last one of the page, if there may be more behind it.
    let last: EndpointID?
  }

  /// What the page says about what was just done.
  enum Message: Sendable {
    case done(Said)
    case fault(Said)
  }

  /// An address within the console, in the language that was chosen.
  func link(_ path: String, _ query: String = "") -> String {
    let items = [query, isChosen ? "lang=\(language.rawValue)" : ""].filter { !$0.isEmpty }
    return items.isEmpty ? path : path + "?" + items.joined(separator: "&")
  }

  // MARK: - Signing in

  /// Where a session begins.
  var start: String { asked ?? link(area.path) }

  /// - Parameter fault: Why it has to be done again.
  func signIn(_ fault: Said?) -> HTML {
    let notice: HTML? = fault.map { message(.fault($0)) }
    return frame(
      area.title, nil,
      """
      \(notice)<form class="card" method="post" action="\(start)" \
      accept-charset="utf-8">
      <h1>\(say(ConsoleWords.signIn))</h1>
      <p class="hint" id="hint">\(say(area.hint))</p>
      <label for="key">\(say(ConsoleWords.key))</label>
      <input id="key" name="key" type="password" required maxlength="128" \
      autocomplete="current-password" spellcheck="false" aria-describedby="hint">
      <button type="submit">\(say(ConsoleWords.signIn))</button>
      </form>
      """)
  }

  func unknown(_ holder: ConsoleVisit.Holder) -> HTML {
    frame(
      ConsoleWords.title, holder,
      "<h1>\(say(ConsoleWords.title))</h1>" + message(.fault(ConsoleWords.unknown)) + back)
  }

  // MARK: - The list

  func list(_ list: List, _ holder: ConsoleVisit.Holder, now: Moment) -> HTML {
    let rows = list.lines.map { line -> [HTML] in
      let counts = line.counts
      return [
        """
        <a href="\(link("/console/\(line.endpoint.id.text)"))">\(line.endpoint.name)</a>\
        <small>\(line.endpoint.url)</small>
        """,
        state(line.endpoint, line.progress, now: now),
        "\(number(line.progress?.delivered ?? 0))",
        "\(number(counts.retrying + counts.held))", "\(number(counts.parked))",
        time(line.progress?.lastSuccessAt),
      ]
    }
    let table = TableHTML(
      caption: say(ConsoleWords.endpoints),
      columns: [
        column(ConsoleWords.endpoint), column(ConsoleWords.state),
        column(ConsoleWords.delivered, isNumber: true),
        column(ConsoleWords.waiting, isNumber: true), column(ConsoleWords.parked, isNumber: true),
        column(ConsoleWords.lastSuccess),
      ]
    ).html(rows)
    let none: HTML = "<p>\(say(ConsoleWords.noEndpoints))</p>"
    return frame(
      ConsoleWords.title, holder,
      """
      <section aria-labelledby="list">
      <h1 id="list">\(say(ConsoleWords.endpoints))</h1>
      \(rows.isEmpty ? none : table)\(pages(list))
      </section>
      """)
  }

  /// Ways to the first page and to the next one, where there are any.
  private func pages(_ list: List) -> HTML? {
    let next: HTML? = list.last.map { last in
      let address = link("/console", "after=\(last.text)")
      return "<p><a href=\"\(address)\" rel=\"next\">\(say(ConsoleWords.nextPage))</a></p>"
    }
    return list.isFirst ? next : back + (next ?? .empty)
  }
}

// MARK: - Shared pieces

extension ConsolePage {
  func say(_ said: Said) -> String { said(language) }

  func column(_ name: Said, isNumber: Bool = false) -> TableHTML.Column {
    TableHTML.Column(name: say(name), isNumber: isNumber)
  }

  func frame(
    _ title: Said, _ holder: ConsoleVisit.Holder?, address: String = "?", _ content: HTML
  ) -> HTML {
    let corner: HTML? = holder.map { holder in
      """
      <span class="who">\(holder.keyName)</span><form method="post" \
      action="\(link(area.path + "/sign-out"))"><button class="plain" type="submit">\
      \(say(ConsoleWords.signOut))</button></form>
      """
    }
    return PageFrame(
      language: language, heading: area.title, subheading: TrackingWords.service,
      footnote: area.footnote, sheets: area.sheets
    ).page(title, address: address, corner: corner ?? .empty, content)
  }

  var back: HTML {
    """
    <p><a href="\(link("/console"))">\(say(ConsoleWords.back))</a></p>
    """
  }

  func message(_ message: Message) -> HTML {
    switch message {
    case .done(let said): "<p class=\"done\" role=\"status\">\(say(said))</p>"
    case .fault(let said):
      "<div class=\"notice\" role=\"alert\"><strong>\(say(said))</strong></div>"
    }
  }

  /// Colour only underlines what the words say.
  func state(_ endpoint: Endpoint, _ progress: DeliveryProgress?, now: Moment) -> HTML {
    let tone =
      switch endpoint.state {
      case .enabled: DeliveryWords.isHealthy(endpoint, progress) ? "good" : "warn"
      case .awaitingConsent, .disabled: "warn"
      case .archived: "plain"
      }
    var text = say(DeliveryWords.said(endpoint.state, progress, at: now))
    if case .disabled(let reason, _) = endpoint.state {
      text += ": " + say(DeliveryWords.said(reason))
    }
    return "<span class=\"tag \(tone)\">\(text)</span>"
  }

  func number(_ value: Int64) -> String { say(NumberWords.grouped(value)) }

  /// A moment in Vietnam's time; a dash for none.
  func time(_ moment: Moment?) -> HTML {
    guard let moment else { return "–" }
    let day = LocalDate(vietnam: OccurredAt(milliseconds: moment.milliseconds))
    return """
      <time datetime="\(moment.rfc3339)">\(String(moment.rfc3339.dropFirst(11).prefix(8))) \
      \(day.vietnamese)</time>
      """
  }
}
