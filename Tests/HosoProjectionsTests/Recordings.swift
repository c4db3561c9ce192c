import HosoDomain
import HosoLedger
import HosoProjections
import Testing

/// A ledger's events in the making, one minute from scan to record unless told otherwise.
struct Recordings {
  static let item = "EE123456785VN"
  static let dossier = "H26.12.19-200305-0001"
  private(set) var events: [RecordedEvent] = []

  /// Adds an event of a dossier.
  ///
  /// - Parameters:
  ///   - at: Local time, such as `2020-03-05 08:12`.
  ///   - recorded: When the ledger took it, the same way; not before the event before it.
  @discardableResult
  mutating func add(
    _ type: EventType, _ at: String, code: String = Recordings.item, office: String? = "100000",
    recorded: String? = nil, _ fill: (inout Event) -> Void = { _ in }
  ) throws -> LedgerPosition {
    try add(type, at, subject: .dossier(Alias(code)), recorded: recorded) { event in
      event.office = office.flatMap { try? PostOfficeCode($0) }
      event.actor = try? StaffNumber("nv042")
      fill(&event)
    }
  }

  /// Adds a correction of the event at a position, which need not be there yet.
  @discardableResult
  mutating func correct(
    _ type: EventType, _ target: LedgerPosition, at: String, recorded: String? = nil,
    _ fill: (inout Amendment) -> Void = { _ in }
  ) throws -> LedgerPosition {
    let target = EventTarget(try EventID("desk-\(target.number)"))
    return try add(type, at, subject: .event(target), recorded: recorded) { event in
      guard type == .eventAmended else { return }
      var amendment = Amendment()
      fill(&amendment)
      event.amendment = amendment
    }
  }

  func timeline(of code: String = Recordings.item) throws -> Timeline {
    Timeline(of: try Alias(code), events: events)
  }

  func dossier(of code: String = Recordings.item) throws -> DossierView {
    try #require(try timeline(of: code).latest)
  }

  static func moment(_ text: String) throws -> OccurredAt {
    let parts = text.split(separator: " ")
    return try OccurredAt(rfc3339: "\(parts[0])T\(parts[1]):00+07:00")
  }

  static func date(_ text: String) throws -> LocalDate {
    try #require(LocalDate(iso: text))
  }

  private mutating func add(
    _ type: EventType, _ at: String, subject: Subject, recorded: String?,
    _ fill: (inout Event) -> Void
  ) throws -> LedgerPosition {
    let occurredAt = try Recordings.moment(at)
    let position = (events.last?.position ?? .start).next
    let identity = EventIdentity(
      source: try SourceName("desk"), sequence: UInt64(position.number),
      id: try EventID("desk-\(position.number)"))
    var event = Event(identity: identity, type: type, occurredAt: occurredAt, subject: subject)
    fill(&event)
    let taken =
      try recorded.map { try Recordings.moment($0).milliseconds }
      ?? occurredAt.milliseconds + 60_000
    let recordedAt = RecordedAt(microseconds: taken * 1_000)
    events.append(
      RecordedEvent(
        position: position,
        recordedAt: max(recordedAt, events.last?.recordedAt ?? recordedAt), event: event))
    return position
  }
}
