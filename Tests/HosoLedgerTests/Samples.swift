import HosoDomain
@testable import HosoLedger

/// Events for tests that do not mind what happened.
enum Samples {
  static let code = "EE123456785VN"

  /// A numbered event of one desk; the same number makes the same event.
  static func event(
    _ sequence: Int, source: String = "100000-a1b2c3-1", code: String = Samples.code,
    type: EventType = .itemArrived
  ) throws -> Event {
    let identity = EventIdentity(
      source: try SourceName(source), sequence: UInt64(sequence),
      id: try EventID("\(source)-\(sequence)"))
    return Event(
      identity: identity, type: type,
      occurredAt: OccurredAt(milliseconds: 1_583_370_720_000 + Int64(sequence)),
      subject: .dossier(try Alias(code)))
  }

  /// An event of a system that does not number its events.
  static func foreign(
    _ id: String, source: String = "portal", code: String = Samples.code,
    type: EventType = .resultReady
  ) throws -> Event {
    let identity = EventIdentity(
      source: try SourceName(source), sequence: nil, id: try EventID(id))
    return Event(
      identity: identity, type: type, occurredAt: OccurredAt(milliseconds: 1_583_370_720_000),
      subject: .dossier(try Alias(code)))
  }

  /// A void of an event of the same desk.
  static func void(
    _ target: Int, sequence: Int, source: String = "100000-a1b2c3-1"
  ) throws -> Event {
    var event = try event(sequence, source: source, type: .eventVoided)
    event.subject = .event(EventTarget(try EventID("\(source)-\(target)")))
    return event
  }

  /// The same event, told otherwise.
  static func altered(_ event: Event) -> Event {
    var event = event
    event.reason = "another"
    return event
  }
}

extension LedgerReader {
  /// All that was set aside, in the order in which it came.
  func setAside() throws -> [SetAsideEvent] {
    var found: [SetAsideEvent] = []
    try forEachSetAside(since: RecordedAt(microseconds: 0)) { aside, _ in found.append(aside) }
    return found
  }
}
