public import HosoDomain

/// How connected events stand by now: which are void, and what amendments make of the others.
public struct EventStandings {
  private let recorded: [Int64: RecordedEvent]
  private let voided: Set<Int64>
  /// In the order in which they apply, by what they amend.
  private let amendments: [Int64: [Int64]]

  /// - Parameter events: As `LedgerReader.history(around:)` finds them.
  public init(_ events: [RecordedEvent]) {
    let decoder = FactDecoder()
    self.init(decoder.history(of: events), of: events, names: decoder.names)
  }

  /// - Parameter history: Of the events.
  public init(_ history: History, of events: [RecordedEvent], names: NameTable) {
    recorded = Dictionary(
      events.map { ($0.position.number, $0) }, uniquingKeysWith: { first, _ in first })
    voided = history.voidedNumbers
    amendments = history.amendments(names: names)
  }

  /// Whether an effective void targets it.
  public func isVoid(_ event: RecordedEvent) -> Bool { voided.contains(event.position.number) }

  /// An event as the amendments that are in force say it was, void or not; a correction is left as
  /// it was.
  public func amended(_ event: RecordedEvent) -> Event {
    guard event.event.type.subjectKind != .event else { return event.event }
    return (amendments[event.position.number] ?? []).reduce(event.event) { event, number in
      recorded[number]?.event.amendment.map(event.amended) ?? event
    }
  }
}
