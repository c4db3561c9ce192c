import ArgumentParser
import HosoDomain
import HosoLedger

/// What an amendment puts in place of what was recorded.
struct AmendmentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Đính chính: occurred_at=…, office=…, province=… hoặc commune=… (lặp lại được).",
        "Amend: occurred_at=…, office=…, province=… or commune=… (may be repeated)."),
      valueName: "field=value"))
  var set: [String] = []

  func amendment() throws -> Amendment {
    var amendment = Amendment()
    for text in set {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw wrong(text) }
      switch parts[0] {
      case "occurred_at":
        amendment.occurredAt = try OptionValues.moment(parts[1], option: "--set occurred_at")
      case "office": amendment.office = try OptionValues.office(parts[1])
      case "province": amendment.province = try OptionValues.province(parts[1])
      case "commune": amendment.commune = try OptionValues.commune(parts[1])
      default: throw wrong(text)
      }
    }
    guard !amendment.isEmpty else {
      throw Failure(
        .usage,
        say(
          "Đính chính cần --set, ví dụ --set office=100000.",
          "An amendment needs --set, such as --set office=100000."))
    }
    return amendment
  }

  private func wrong(_ text: String) -> Failure {
    Failure(
      .usage,
      say(
        "--set '\(text)': chỉ đính chính được occurred_at, office, province, commune.",
        "--set '\(text)': only occurred_at, office, province, commune can be amended."))
  }
}

/// Voids or amends events of this desk.
struct Correction {
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
    let template = try options.template(type: type, settings: writer.settings)
    let amendment = verb == .amend ? try changes.amendment() : nil
    let now = SystemClock.nowOccurred()
    let targets = try ids.map(OptionValues.event)
    let outcomes = try ScanDesk(writer).correct(targets) { identity, target in
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

  private func report(_ outcomes: some Sequence<(String, CorrectionOutcome)>) throws {
    var isAnyUnknown = false
    var builder = JSONBuilder()
    for (id, outcome) in outcomes {
      switch outcome {
      case .unknownTarget:
        isAnyUnknown = true
        builder.object { object in
          object.field("target", id)
          object.field("outcome", "unknown")
        }
        if !json {
          Terminal.out(
            say(
              "✗ \(id)  quầy này không ghi sự kiện đó; chỉ nơi đã ghi mới được sửa.\n",
              "✗ \(id)  this desk wrote no such event; only who wrote it may correct it.\n"))
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
          object.field("outcome", "recorded")
          object.field("id", recorded.event.identity.id.text)
          object.field("type", recorded.event.type.name)
          object.field("position", recorded.position.number)
          CorrectionWords.write(effect, into: &object)
        }
        if !json {
          Terminal.out(
            "✓ \(id)  " + DossierWords.name(recorded.event.type) + ": "
              + DossierWords.name(target.event.type) + " "
              + target.event.occurredAt.vietnameseClock
              + "  [\(recorded.event.identity.id.text)]\n" + CorrectionWords.sentence(effect))
        }
      }
      builder.endLine()
    }
    if json { Terminal.out(builder.bytes) }
    if isAnyUnknown { throw ExitCode(Failure.Code.noInput.rawValue) }
  }
}
