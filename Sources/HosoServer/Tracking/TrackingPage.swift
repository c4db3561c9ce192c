internal import HosoDomain
internal import HosoPages
internal import HosoProjections
internal import HosoWords

/// The page on which a person sees where their dossier is.
///
/// A function of its arguments.
struct TrackingPage: Sendable {
  let language: Language
  var names = CodeNames()

  func slowDown() -> HTML {
    frame(
      TrackingWords.slowDown,
      """
      <div class="notice" role="alert"><h1>\(say(TrackingWords.slowDown))</h1></div>
      """)
  }

  /// - Parameter address: The page's own path and query, proof included, for the other language.
  func found(_ view: CitizenView, address: String) -> HTML {
    frame(
      TrackingWords.headline(view.state), address: address + "&",
      head(view) + steps(view.standing.steps) + timeline(view.happenings)
        + """
        <p class="again"><a href="/t?lang=\(language.rawValue)">\(say(TrackingWords.again))</a></p>
        """)
  }

  func say(_ said: Said) -> String { said(language) }

  func frame(_ title: Said, address: String = "?", _ content: HTML) -> HTML {
    PageFrame(
      language: language, heading: TrackingWords.title, subheading: TrackingWords.service,
      footnote: TrackingWords.privacy
    ).page(title, address: address, content)
  }

  /// Such as `100000 (Bưu điện Hà Nội)`.
  func office(_ code: PostOfficeCode, on date: LocalDate) -> String {
    PageText.named(code.text, names.officeName(code, on: date))
  }
}

// MARK: - A dossier

extension TrackingPage {
  private func head(_ view: CitizenView) -> HTML {
    let expected: HTML? = view.expectation.map { expectation in
      """
      <div><dt>\(say(TrackingWords.expectedTitle))</dt>\
      <dd>\(say(TrackingWords.sentence(expectation)))</dd></div>
      """
    }
    let office = view.office.map { self.office($0, on: view.today) }
    let damaged: HTML? =
      view.standing.troubles.contains(.damaged)
      ? "<p class=\"trouble\">\(say(TrackingWords.damaged))</p>" : nil
    let advice = view.standing.advice.map { advice -> HTML in
      "<p>\(say(StandingWords.sentence(advice, office: office)))</p>"
    }
    return """
      <section class="head \(tone(view.standing.tone))" aria-labelledby="state">
      <h1 id="state">\(say(TrackingWords.headline(view.state)))</h1>
      \(damaged)<p class="code">\(say(TrackingWords.codeTitle)) \(view.code)</p>
      <dl class="what">
      \(expected)
      <div><dt>\(say(TrackingWords.nextTitle))</dt>\
      <dd>\(advice)</dd></div>
      \(contact(view, office: office))</dl>
      </section>
      """
  }

  /// Whom to ask, where there is something to ask.
  private func contact(_ view: CitizenView, office: String?) -> HTML? {
    var lines: [HTML] = []
    if view.standing.advice.contains(where: \.isForAgency), let agency = view.agency {
      let named = PageText.named(agency, names.agencyName(canonical: agency, on: view.today))
      lines.append("<p>\(say(TrackingWords.agency)) \(named)</p>")
    }
    if view.standing.advice.contains(where: \.isForOffice), let code = view.office, let office {
      let phone: HTML? = names.officePhone(code).map { phone in
        """
        <br><a href="tel:\(PageText.dialled(phone))">\(phone)</a>
        """
      }
      lines.append("<p>\(say(TrackingWords.office(office)))\(phone)</p>")
    }
    guard !lines.isEmpty else { return nil }
    return """
      <div><dt>\(say(TrackingWords.contactTitle))</dt><dd>\(lines)</dd></div>

      """
  }

  /// Colour only underlines what the words say.
  private func tone(_ tone: DossierStanding.Tone) -> String {
    switch tone {
    case .good: "good"
    case .plain: "plain"
    case .warn: "warn"
    }
  }

  private func steps(_ steps: [JourneyStep]) -> HTML {
    let items = steps.enumerated().map { index, step -> HTML in
      let mark = step.progress == .done ? "✓" : step.progress == .dropped ? "–" : "\(index + 1)"
      let current: HTML = step.progress == .current ? " aria-current=\"step\"" : ""
      let day: HTML? = step.on.map { date in
        """
        <time datetime="\(date.iso)">\(date.vietnamese)</time>
        """
      }
      let progress: HTML = "<small>\(say(TrackingWords.name(step.progress)))</small>"
      return """
        <li class="\(kind(step.progress))"\(current)><i aria-hidden="true">\(mark)</i>\
        <span>\(say(TrackingWords.name(step.stage)))</span>\(day ?? progress)</li>

        """
    }
    return """
      <section aria-labelledby="steps">
      <h2 id="steps">\(say(TrackingWords.stepsTitle))</h2>
      <ol class="steps">
      \(items)</ol>
      </section>
      """
  }

  private func kind(_ progress: JourneyStep.Progress) -> String {
    switch progress {
    case .done: "done"
    case .current: "current"
    case .ahead: "ahead"
    case .dropped: "dropped"
    }
  }

  private func timeline(_ happenings: [CitizenEvent]) -> HTML {
    let items = happenings.map { happening -> HTML in
      let clock = happening.at.vietnameseClock.prefix(5)
      let date = LocalDate(vietnam: happening.at)
      let due: HTML? = happening.dueDate.map { due in
        "<small>\(say(TrackingWords.due(due)))</small>"
      }
      let isMove = happening.type == .itemDeparted || happening.type == .itemArrived
      let place = happening.office.map { self.office($0, on: date) }
      let office: HTML? = (isMove ? nil : place).map { place in
        "<small>\(say(TrackingWords.office(place)))</small>"
      }
      return """
        <li><time datetime="\(happening.at.rfc3339)">\(say(TrackingWords.day(date))), \
        \(String(clock))</time>\
        \(say(TrackingWords.sentence(happening.type, office: place)))\(due)\(office)</li>

        """
    }
    return """
      <section aria-labelledby="timeline">
      <h2 id="timeline">\(say(TrackingWords.timelineTitle))</h2>
      <ol class="time" reversed>
      \(items)</ol>
      </section>
      """
  }
}
