import HosoDomain
import HosoLedger
internal import HosoWords

/// What is told about one correction, for people and for programs.
enum CorrectionLine {
  case done(String, CorrectionOutcome, CorrectionWarnings)
  /// Within a range: a correction, or another clerk's.
  case passed(RecordedEvent, why: String)
  /// It names nothing that could be corrected.
  case refused(String, String)

  /// - Parameter text: What was given.
  init(_ text: String, _ answer: VoidAnswer) {
    switch answer {
    case .corrected(let outcome, let warnings): self = .done(text, outcome, warnings)
    case .passedCorrection(let event):
      self = .passed(
        event,
        why: say(
          "là huỷ hoặc đính chính, dãy không huỷ; nêu riêng mã sự kiện nếu cần",
          "a correction, left alone in a range; give its id by itself if it is meant"))
    case .passedColleague(let event, let owner):
      let staff = owner?.text ?? say("không số hiệu", "nobody named")
      self = .passed(
        event,
        why: say(
          "của nhân viên khác (\(staff)), dãy không huỷ; nêu riêng mã sự kiện nếu cần",
          "recorded by another clerk (\(staff)), left alone in a range; give its id by itself"))
    }
  }

  /// Prints lines; answers what the command is to end with if not all of them were taken.
  static func report(_ lines: some Sequence<CorrectionLine>, json: Bool) -> Failure.Code? {
    var code: Failure.Code?
    var text = ""
    var builder = JSONBuilder()
    for line in lines {
      if json { line.write(to: &builder) } else { text += line.text }
      switch line {
      case .refused: code = .badData
      case .done(_, .unknownTarget, _): code = code ?? .noInput
      case .done, .passed: break
      }
    }
    if json { Terminal.out(builder.bytes) } else { Terminal.out(text) }
    return code
  }

  private var text: String {
    switch self {
    case .refused(_, let message): "✗ " + message + "\n"
    case .passed(let event, let why): "– \(event.event.identity.id.text)  \(why)\n"
    case .done(let given, .unknownTarget, _):
      "✗ \(CodeWords.shown(given))  "
        + say(
          "không có sự kiện đó, hoặc bưu cục khác đã ghi; nơi đã ghi mới sửa được.\n",
          "no such event, or another office wrote it: only they can correct it.\n")
    case .done(let given, .alreadyVoided(_, let void), _):
      "= \(CodeWords.shown(given))  " + CorrectionWords.alreadyVoided(by: void) + "\n"
    case .done(let given, .recorded(let recorded, let target, let effect), let warnings):
      (warnings.flags.isEmpty ? "✓" : "!") + " \(CodeWords.shown(given))  "
        + DossierWords.name(recorded.event.type) + ": " + DossierWords.name(target.event.type)
        + " " + target.event.occurredAt.vietnameseClock
        + "  [\(recorded.event.identity.id.text)]\n"
        + CorrectionWords.sentence(effect) + CorrectionWords.sentences(warnings)
    }
  }

  private func write(to builder: inout JSONBuilder) {
    builder.object { object in
      switch self {
      case .refused(let given, let message):
        object.field("target", given)
        object.field("outcome", "refused")
        object.field("message", message)
      case .passed(let event, let why):
        object.field("target", event.event.identity.id.text)
        object.field("outcome", "passed")
        object.field("message", why)
      case .done(let given, .unknownTarget, _):
        object.field("target", given)
        object.field("outcome", "unknown")
      case .done(let given, .alreadyVoided(let target, let void), _):
        object.field("target", given)
        object.field("outcome", "already_voided")
        object.field("voided", target.event.identity.id.text)
        object.field("id", void.event.identity.id.text)
        object.field("first_occurred_at", void.event.occurredAt.rfc3339)
        object.field("first_office", void.event.office?.text)
        object.field("first_actor", void.event.actor?.text)
      case .done(let given, .recorded(let recorded, let target, let effect), let warnings):
        object.field("target", given)
        object.field("outcome", warnings.flags.isEmpty ? "recorded" : "flagged")
        if recorded.event.type == .eventVoided {
          object.field("voided", target.event.identity.id.text)
        }
        object.field("id", recorded.event.identity.id.text)
        object.field("type", recorded.event.type.name)
        object.field("position", recorded.position.number)
        CorrectionWords.write(effect, into: &object)
        CorrectionWords.write(warnings, into: &object)
      }
    }
    builder.endLine()
  }
}
