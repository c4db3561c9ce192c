internal import HosoDomain
internal import HosoPages

/// The form that asks for both codes, and why it is asked again.
extension TrackingPage {
  /// - Parameter trouble: Why; the same whether or not there is such a dossier.
  func form(_ form: TrackingForm, _ trouble: TrackingTrouble?) -> HTML {
    let heading = trouble.map(TrackingWords.title)
    let title = heading.map { $0 + Said(both: " · ") + TrackingWords.title }
    return frame(
      title ?? TrackingWords.title,
      """
      <form class="card" method="post" accept-charset="utf-8">
      <h1>\(say(TrackingWords.title))</h1>
      \(trouble.map(notice))<p class="hint">\(say(TrackingWords.formIntro))</p>
      \(form.asksForCode ? code(form, trouble) : .empty)\(second(form, trouble))\
      \(day(form, trouble))<input type="hidden" name="lang" value="\(language.rawValue)">
      <button type="submit">\(say(TrackingWords.submit))</button>
      </form>
      """)
  }

  private func notice(_ trouble: TrackingTrouble) -> HTML {
    let help: HTML? = TrackingWords.help(trouble).map { "<p>\(say($0))</p>" }
    return """
      <div class="notice" role="alert" id="trouble">\
      <strong>\(say(TrackingWords.title(trouble)))</strong>\(help)</div>

      """
  }

  private func code(_ form: TrackingForm, _ trouble: TrackingTrouble?) -> HTML {
    """
    <label for="code">\(say(TrackingWords.codeLabel))</label>
    <p class="hint" id="code-hint">\(say(TrackingWords.codeHint))</p>
    <input id="code" name="code" value="\(shown(form.code))" required maxlength="128" \
    autocomplete="off" autocapitalize="characters" spellcheck="false"\(marks(.code, trouble))>

    """
  }

  private func second(_ form: TrackingForm, _ trouble: TrackingTrouble?) -> HTML {
    """
    <label for="end">\(say(TrackingWords.secondLabel))</label>
    <p class="hint" id="end-hint">\(say(TrackingWords.secondHint))</p>
    <input id="end" name="end" value="\(shown(form.second))" required maxlength="128" \
    autocomplete="off" autocapitalize="characters" spellcheck="false"\(marks(.second, trouble))>

    """
  }

  private func day(_ form: TrackingForm, _ trouble: TrackingTrouble?) -> HTML {
    guard form.day != nil || trouble?.fields == [.day] else { return .empty }
    return """
      <label for="day">\(say(TrackingWords.dayLabel))</label>
      <p class="hint" id="day-hint">\(say(TrackingWords.dayHint))</p>
      <input id="day" name="day" value="\(shown(form.day ?? ""))" required maxlength="32" \
      autocomplete="off" inputmode="numeric"\(marks(.day, trouble))>

      """
  }

  /// What describes a field, and whether it is what was wrong.
  private func marks(_ field: TrackingTrouble.Field, _ trouble: TrackingTrouble?) -> HTML {
    let hint = field.rawValue + "-hint"
    guard trouble?.fields.contains(field) ?? false else {
      return " aria-describedby=\"\(hint)\""
    }
    return " aria-describedby=\"\(hint) trouble\" aria-invalid=\"true\""
  }

  /// What somebody typed, as far as any code goes.
  private func shown(_ text: String) -> String { String(text.prefix(128)) }
}
