import HosoDomain
import HosoLedger

/// What a void or an amendment brought about.
enum CorrectionWords {
  static var noTarget: String {
    say(
      "Cần mã sự kiện; hoso track MÃ cho biết mã sự kiện.",
      "Give the event's id; hoso track CODE shows it.")
  }

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

  /// A line for each thing that looks odd about the target since.
  static func sentences(_ warnings: CorrectionWarnings) -> String {
    warnings.flags.map {
      "    " + say("cảnh báo: ", "flagged: ") + sentence($0, warnings) + "\n"
    }.joined()
  }

  static func write(_ warnings: CorrectionWarnings, into json: inout JSONBuilder) {
    json.list("flags") { list in
      for flag in warnings.flags {
        list.object { item in
          item.field("flag", flag.slug)
          item.field("message", sentence(flag, warnings))
        }
      }
    }
  }

  private static func sentence(_ flag: EventFlag, _ warnings: CorrectionWarnings) -> String {
    let first = warnings.related.first { event in
      if case .duplicate(let number) = flag { event.position.number == number } else { false }
    }
    return DossierWords.sentence(flag, first: first)
  }

  private static func name(_ event: RecordedEvent) -> String {
    DossierWords.name(event.event.type) + " " + event.event.occurredAt.vietnameseClock
  }
}
