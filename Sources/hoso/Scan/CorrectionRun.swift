import ArgumentParser
import HosoDomain
import HosoLedger

/// Voids or amends events of this desk, and others that it may correct.
struct CorrectionRun {
  let verb: ScanVerb
  let options: ScanOptions
  let changes: AmendmentOptions
  let json: Bool

  func run(_ ids: [String], writer: LedgerWriter) throws {
    guard !ids.isEmpty else {
      throw Failure(
        .usage,
        say(
          "Cần mã sự kiện; hoso track MÃ cho biết mã sự kiện.",
          "Give the event's id; hoso track CODE shows it."))
    }
    let type: EventType = verb == .void ? .eventVoided : .eventAmended
    let template = try options.template(type: type, writer: writer)
    let amendment = verb == .amend ? try changes.amendment(by: writer.settings.codes) : nil
    let now = SystemClock.nowOccurred()
    let targets = try ids.map(OptionValues.event)
    let outcomes = try ScanDesk(writer).correctJudging(
      targets, of: changes.source.map(OptionValues.source)
    ) { identity, target in
      var event = Event(
        identity: identity, type: type, occurredAt: template.occurredAt ?? now,
        subject: .event(target))
      event.office = template.details.office
      event.actor = template.details.actor
      event.reason = template.details.reason
      event.amendment = amendment
      return event
    }
    try report(zip(ids, outcomes))
  }

  private typealias Told = (outcome: CorrectionOutcome, warnings: CorrectionWarnings)

  private func report(_ outcomes: some Sequence<(String, Told)>) throws {
    var isAnyUnknown = false
    var builder = JSONBuilder()
    for (id, told) in outcomes {
      switch told.outcome {
      case .unknownTarget:
        isAnyUnknown = true
        builder.object { object in
          object.field("target", id)
          object.field("outcome", "unknown")
        }
        if !json {
          Terminal.out(
            say(
              "✗ \(id)  không có sự kiện đó, hoặc bưu cục khác đã ghi; nơi đã ghi mới sửa được.\n",
              "✗ \(id)  no such event, or another office wrote it: only they can correct it.\n"))
        }
      case .alreadyVoided(_, let void):
        builder.object { object in
          object.field("target", id)
          object.field("outcome", "already_voided")
          object.field("id", void.event.identity.id.text)
          object.field("first_occurred_at", void.event.occurredAt.rfc3339)
          object.field("first_office", void.event.office?.text)
          object.field("first_actor", void.event.actor?.text)
        }
        if !json { Terminal.out("= \(id)  " + CorrectionWords.alreadyVoided(by: void) + "\n") }
      case .recorded(let recorded, let target, let effect):
        builder.object { object in
          object.field("target", id)
          object.field("outcome", told.warnings.flags.isEmpty ? "recorded" : "flagged")
          object.field("id", recorded.event.identity.id.text)
          object.field("type", recorded.event.type.name)
          object.field("position", recorded.position.number)
          CorrectionWords.write(effect, into: &object)
          CorrectionWords.write(told.warnings, into: &object)
        }
        if !json { Terminal.out(CorrectionRun.words(id, recorded, target, effect, told.warnings)) }
      }
      builder.endLine()
    }
    if json { Terminal.out(builder.bytes) }
    if isAnyUnknown { throw ExitCode(Failure.Code.noInput.rawValue) }
  }

  private static func words(
    _ id: String, _ recorded: RecordedEvent, _ target: RecordedEvent, _ effect: CorrectionEffect,
    _ warnings: CorrectionWarnings
  ) -> String {
    (warnings.flags.isEmpty ? "✓" : "!") + " \(id)  " + DossierWords.name(recorded.event.type)
      + ": " + DossierWords.name(target.event.type) + " "
      + target.event.occurredAt.vietnameseClock + "  [\(recorded.event.identity.id.text)]\n"
      + CorrectionWords.sentence(effect) + CorrectionWords.sentences(warnings)
  }
}
