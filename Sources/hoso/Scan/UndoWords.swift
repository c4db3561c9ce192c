import HosoDomain
import HosoLedger

/// What an undo took back.
enum UndoWords {
  /// `✓ EE123456785VN  đã hoàn tác: trả kết quả 08:00 05/03/2020 (100000-…-17)  [100000-…-18]`.
  static func line(_ undone: UndoneEvent) -> String {
    let event = undone.target.event
    let what = [subject(event), say("đã hoàn tác: ", "undone: ") + name(event)]
      .compactMap(\.self).joined(separator: "  ")
    return (undone.warnings.flags.isEmpty ? "✓ " : "! ") + what + " "
      + event.occurredAt.vietnameseClock + " (\(event.identity.id.text))"
      + "  [\(undone.void.event.identity.id.text)]\n" + CorrectionWords.sentences(undone.warnings)
  }

  /// That there is nothing left, and whose scans were looked for.
  static func nothingLeft(_ scope: UndoScope, within: String, undone: Int) -> String {
    let staff =
      scope.actor.map { say("nhân viên \($0.text)", "by \($0.text)") }
      ?? say("không có số hiệu nhân viên (--actor)", "without a staff number (--actor)")
    let place = scope.office.map { say(" tại \($0.text)", " at \($0.text)") } ?? ""
    let more = undone == 0 ? "" : say(" nữa", " more")
    return "= "
      + say(
        "không còn gì để hoàn tác\(more): \(staff)\(place), trong \(within) qua\n",
        "nothing\(more) left to undo: \(staff)\(place), within \(within)\n")
  }

  static func write(_ undone: UndoneEvent, to builder: inout JSONBuilder) {
    let event = undone.target.event
    builder.object { object in
      object.field("target", event.identity.id.text)
      object.field("outcome", undone.warnings.flags.isEmpty ? "recorded" : "flagged")
      object.field("code", subject(event))
      object.field("undone", event.type.name)
      object.field("occurred_at", event.occurredAt.rfc3339)
      object.field("id", undone.void.event.identity.id.text)
      object.field("type", undone.void.event.type.name)
      object.field("position", undone.void.position.number)
      CorrectionWords.write(undone.warnings, into: &object)
    }
    builder.endLine()
  }

  static func writeNothingLeft(_ undone: Int, to builder: inout JSONBuilder) {
    builder.object { object in
      object.field("outcome", "nothing_left")
      object.field("undone", undone)
    }
    builder.endLine()
  }

  private static func subject(_ event: Event) -> String? {
    switch event.subject {
    case .dossier(let code): code.text
    case .container(let bag): bag.text
    case .event(let target): target.id.text
    case .period, .desk: nil
    }
  }

  private static func name(_ event: Event) -> String {
    DossierWords.name(event.type) + (event.money.map { ": " + DossierWords.amount($0) } ?? "")
  }
}
