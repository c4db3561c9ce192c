import HosoDomain
import HosoLedger

/// What a void or an amendment brought about.
enum CorrectionWords {
  /// `đã huỷ rồi: 08:00 05/03/2020 tại 100000, nhân viên nv042  [id]`.
  static func alreadyVoided(by void: RecordedEvent) -> String {
    say("đã huỷ rồi: ", "void already: ") + DossierWords.whenAndWho(void.event)
      + "  [\(void.event.identity.id.text)]"
  }

  /// A line of its own for what is not plain from the correction itself; else nothing.
  static func sentence(_ effect: CorrectionEffect) -> String {
    switch effect {
    case .asSaid: ""
    case .restores(let event):
      "    " + say("có hiệu lực trở lại: ", "counts again: ") + name(event) + "\n"
    case .leavesVoid(let event, let void):
      "    " + say("vẫn bị huỷ: ", "void all the same: ") + name(event)
        + say(", do lần huỷ ", ", by the void of ") + DossierWords.whenAndWho(void.event)
        + "  [\(void.event.identity.id.text)]\n"
    }
  }

  static func write(_ effect: CorrectionEffect, into json: inout JSONBuilder) {
    switch effect {
    case .asSaid: break
    case .restores(let event): json.field("restores", event.event.identity.id.text)
    case .leavesVoid(let event, let void):
      json.field("still_void", event.event.identity.id.text)
      json.field("voided_by", void.event.identity.id.text)
    }
  }

  private static func name(_ event: RecordedEvent) -> String {
    DossierWords.name(event.event.type) + " " + event.event.occurredAt.vietnameseClock
  }
}
