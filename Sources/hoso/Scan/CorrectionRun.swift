import ArgumentParser
import HosoDomain
import HosoLedger

/// Amends events of this desk, and others that it may correct.
struct CorrectionRun {
  let options: ScanOptions
  let changes: AmendmentOptions
  let json: Bool

  func run(_ ids: [String], writer: LedgerWriter) throws {
    guard !ids.isEmpty else {
      throw Failure(.usage, CorrectionWords.noTarget)
    }
    let template = try options.template(type: .eventAmended, writer: writer)
    let amendment = try changes.amendment(by: writer.settings.codes)
    let now = SystemClock.nowOccurred()
    let targets = try ids.map(OptionValues.event)
    let outcomes = try ScanDesk(writer).correctJudging(
      targets, of: changes.source.map(OptionValues.source)
    ) { identity, target in
      var event = template.correction(identity, of: target, now: now)
      event.amendment = amendment
      return event
    }
    let lines = zip(ids, outcomes).map { CorrectionLine.done($0, $1.outcome, $1.warnings) }
    if let code = CorrectionLine.report(lines, json: json) { throw ExitCode(code.rawValue) }
  }
}

extension ScanTemplate {
  /// The template as a correction.
  func correction(_ identity: EventIdentity, of target: EventTarget, now: OccurredAt) -> Event {
    var event = Event(
      identity: identity, type: type, occurredAt: occurredAt ?? now, subject: .event(target))
    event.office = details.office
    event.actor = details.actor
    event.reason = details.reason
    return event
  }
}
