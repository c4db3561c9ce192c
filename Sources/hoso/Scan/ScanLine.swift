import HosoDomain
import HosoLedger
internal import HosoWords

/// What is told about one code: recorded, known already, flagged or refused.
enum ScanLine {
  case done(raw: String, outcome: ScanOutcome)
  case refused(raw: String, fault: CodeFault)
  /// Codes that are each fine and do not go together; `codes` are those of the other dossier.
  case misfit(raw: String, words: String, codes: [Alias])

  var isRefused: Bool {
    switch self {
    case .done: false
    case .refused, .misfit: true
    }
  }

  /// Prints lines, in their order.
  static func tell(_ lines: [ScanLine], json: Bool) {
    guard json else { return Terminal.out(lines.map(\.text).joined()) }
    var builder = JSONBuilder()
    for line in lines { line.write(to: &builder) }
    Terminal.out(builder.bytes)
  }

  private var text: String {
    let mark: String
    switch self {
    case .refused, .misfit: mark = painted("✗", 31)
    case .done(_, .stutter): mark = painted("=", 33)
    case .done(_, .recorded(_, let flags, _)):
      mark = painted(flags.isEmpty ? "✓" : "!", flags.isEmpty ? 32 : 33)
    }
    return mark + plainText
  }

  /// The same without its sign, for those who paint it in their own way.
  var plainText: String {
    switch self {
    case .refused(let raw, let fault):
      refused(raw) + say(CodeWords.said(fault, from: .desk)) + "\n"
    case .misfit(let raw, let words, _): refused(raw) + words + "\n"
    case .done(let raw, .stutter(let first)):
      "\(CodeWords.shown(raw))  "
        + say(
          "đã ghi rồi (quét lặp trong 3 giây), lần đầu ", "known already (a stutter within 3 s) of "
        )
        + first.event.occurredAt.vietnameseClock + "\n"
    case .done(let raw, .recorded(let recorded, let flags, let related)):
      named(raw, recorded.event)
        + DossierWords.recorded(recorded.event)
        + (recorded.event.container.map { _ in ", " + DossierWords.contents(related.count) } ?? "")
        + "  [\(recorded.event.identity.id.text)]\n"
        + flags.map { "    " + say("cảnh báo: ", "flagged: ") + sentence($0, related) + "\n" }
        .joined()
    }
  }

  private func refused(_ raw: String) -> String {
    "\(CodeWords.shown(raw))  " + say("từ chối: ", "refused: ")
  }

  /// The code as it was sent, and its kind.
  private func named(_ raw: String, _ event: Event) -> String {
    let kind = kind(event).map { " (\(say(CodeWords.name($0))))" } ?? ""
    // What it was joined with, so that a slip is seen while the papers are at hand.
    let others = event.aliases.map { " + \($0.text)" }.joined()
    return CodeWords.shown(raw) + read(raw, event) + kind + others + "  "
  }

  /// The code that was read where that is not plain from what was sent: mended, or of groups.
  private func read(_ raw: String, _ event: Event) -> String {
    guard case .dossier(let code) = event.subject, ScannerText.normalise(raw) != code.text else {
      return ""
    }
    return " → \(code.text)"
  }

  /// What kind of code was read, so that a clerk sees if it is not the one that was meant.
  private func kind(_ event: Event) -> CodeKind? {
    switch event.subject {
    case .dossier(let code): code.kind
    case .container: .container
    case .event, .period, .desk: nil
    }
  }

  private func painted(_ sign: String, _ colour: Int) -> String {
    Terminal.usesColour ? "\u{1B}[\(colour)m\(sign)\u{1B}[0m " : sign + " "
  }

  private func sentence(_ flag: EventFlag, _ related: [RecordedEvent]) -> String {
    let first = related.first { event in
      if case .duplicate(let number) = flag { event.position.number == number } else { false }
    }
    return DossierWords.sentence(flag, first: first)
  }

  private func write(to builder: inout JSONBuilder) {
    builder.object { object in
      switch self {
      case .misfit(let raw, let words, let codes):
        object.field("code", raw)
        object.field("outcome", "refused")
        object.field("message", words)
        object.list("belongs_to") { list in for code in codes { list.item(code.text) } }
      case .refused(let raw, let fault):
        object.field("code", raw)
        object.field("outcome", "refused")
        object.field("message", say(CodeWords.said(fault, from: .desk)))
        if let probably = fault.probably { object.field("probably", probably) }
      case .done(let raw, .stutter(let first)):
        object.field("code", raw)
        object.field("outcome", "known")
        object.field("id", first.event.identity.id.text)
        object.field("first_occurred_at", first.event.occurredAt.rfc3339)
      case .done(let raw, .recorded(let recorded, let flags, let related)):
        object.field("code", raw)
        object.field("outcome", flags.isEmpty ? "recorded" : "flagged")
        if case .dossier(let code) = recorded.event.subject { object.field("dossier", code.text) }
        object.field("code_kind", kind(recorded.event)?.rawValue)
        object.field("id", recorded.event.identity.id.text)
        object.field("type", recorded.event.type.name)
        if let container = recorded.event.container {
          object.field("container", container.text)
          object.field("items", related.count)
        }
        if let money = recorded.event.money {
          object.field("money", money.kind.name)
          object.field("amount", money.amount)
        }
        object.field("position", recorded.position.number)
        object.field("occurred_at", recorded.event.occurredAt.rfc3339)
        object.field("recorded_at", recorded.recordedAt.rfc3339)
        object.list("flags") { list in
          for flag in flags {
            list.object { item in
              item.field("flag", flag.slug)
              item.field("message", sentence(flag, related))
            }
          }
        }
      }
    }
    builder.endLine()
  }
}
