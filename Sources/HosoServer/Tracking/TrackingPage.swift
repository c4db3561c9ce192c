internal import HosoDomain

/// The page on which a person sees where their dossier is.
///
/// A function of its arguments. What is asked for is never repeated on a page that does not show
/// it, so that every answer to a wrong question is the same.
struct TrackingPage: Sendable {
  let language: SpokenLanguage

  /// The form that asks for both codes.
  func start() -> HTML {
    frame(TrackingWords.title, form(asksForCode: true))
  }

  /// What everybody sees who does not show both codes of one dossier, whatever is missing: an
  /// unknown code, a wrong end, none at all.
  ///
  /// - Parameter asksForCode: Whether the page's own address names no code.
  func locked(asksForCode: Bool) -> HTML {
    let notice: HTML = """
      <div class="notice"><strong>\(say(TrackingWords.twoCodes))</strong>\
      <p>\(say(TrackingWords.noMatchHelp))</p></div>
      """
    return frame(TrackingWords.title, form(asksForCode: asksForCode) + notice)
  }

  func slowDown() -> HTML {
    frame(
      TrackingWords.title,
      """
      <div class="notice" role="alert"><strong>\(say(TrackingWords.slowDown))</strong></div>
      """)
  }

  /// - Parameter address: The page's own path and query, proof included, for the other language.
  func found(_ view: CitizenView, address: String) -> HTML {
    frame(
      TrackingWords.headline(view.state), address: address + "&",
      head(view) + steps(view.steps) + timeline(view.happenings)
        + """
        <p><a href="/t">\(say(TrackingWords.again))</a></p>
        """)
  }

  private func say(_ said: Said) -> String { said(language) }
}

// MARK: - The frame

extension TrackingPage {
  private func frame(_ title: Said, address: String = "?", _ content: HTML) -> HTML {
    PageFrame(
      language: language, heading: TrackingWords.title, subheading: TrackingWords.service,
      footnote: TrackingWords.privacy
    ).page(title, address: address, content)
  }

  private func form(asksForCode: Bool) -> HTML {
    let code: HTML = """
      <label for="code">\(say(TrackingWords.codeLabel))</label>
      <p class="hint" id="code-hint">\(say(TrackingWords.codeHint))</p>
      <input id="code" name="code" required maxlength="128" autocomplete="off" \
      autocapitalize="characters" spellcheck="false" aria-describedby="code-hint">
      """
    return """
      <form class="card" method="post" accept-charset="utf-8">
      <h1>\(say(TrackingWords.title))</h1>
      <p class="hint">\(say(TrackingWords.formIntro))</p>
      \(asksForCode ? code : .empty)
      <label for="end">\(say(TrackingWords.endLabel))</label>
      <p class="hint" id="end-hint">\(say(TrackingWords.endHint))</p>
      <input id="end" name="end" required minlength="4" maxlength="128" autocomplete="off" \
      autocapitalize="characters" spellcheck="false" aria-describedby="end-hint">
      <input type="hidden" name="lang" value="\(language.rawValue)">
      <button type="submit">\(say(TrackingWords.submit))</button>
      </form>
      """
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
    return """
      <section class="head \(tone(view.state))" aria-labelledby="state">
      <h1 id="state">\(say(TrackingWords.headline(view.state)))</h1>
      <p class="code">\(say(TrackingWords.codeTitle)) \(view.code)</p>
      <dl class="what">
      \(expected)
      <div><dt>\(say(TrackingWords.nextTitle))</dt>\
      <dd>\(say(TrackingWords.advice(view)))</dd></div>
      </dl>
      </section>
      """
  }

  /// Colour only underlines what the words say.
  private func tone(_ state: DossierState) -> String {
    switch state {
    case .returned, .resultReady, .delivered: "good"
    case .supplementRequested, .refused, .returnFailed, .sentBack, .lost: "warn"
    case .unknownEntry, .onTheWayToAgency, .withAgency, .resultOnTheWay, .withdrawn: "plain"
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

  private func timeline(_ happenings: [Happening]) -> HTML {
    let items = happenings.map { happening -> HTML in
      let clock = happening.at.vietnameseClock.prefix(5)
      let day = TrackingWords.day(LocalDate(vietnam: happening.at))
      let due: HTML? = happening.dueDate.map { date in
        "<small>\(say(TrackingWords.due(date)))</small>"
      }
      let isMove = happening.type == .itemDeparted || happening.type == .itemArrived
      let office: HTML? = (isMove ? nil : happening.office).map { office in
        "<small>\(say(TrackingWords.office(office)))</small>"
      }
      return """
        <li><time datetime="\(happening.at.rfc3339)">\(say(day)), \(String(clock))</time>\
        \(say(TrackingWords.sentence(happening)))\(due)\(office)</li>

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
