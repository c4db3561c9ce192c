internal import HosoDomain
internal import HosoLedger

/// Events read lately, with their names: subscribers read the same ones, one after the other.
///
/// An event at a position never changes. Belongs to one thread.
struct RecentEvents {
  /// Some MiB.
  private static let eventsMax = 4_096

  private let ledger: LedgerReader
  private var known: RecentlyUsed<LedgerPosition, (event: RecordedEvent, id: WebhookID)>

  init(_ ledger: LedgerReader) {
    self.ledger = ledger
    known = RecentlyUsed(weightMax: RecentEvents.eventsMax)
  }

  /// Nil beyond the head.
  ///
  /// - Parameter read: An event as somebody read it already.
  mutating func event(
    at position: LedgerPosition, read: (LedgerPosition) -> RecordedEvent?
  ) throws -> (event: RecordedEvent, id: WebhookID)? {
    if let found = known[position] { return found }
    guard let event = try read(position) ?? ledger.event(at: position) else { return nil }
    let found = (event: event, id: WebhookID(event.event.identity))
    known.insert(found, for: position)
    return found
  }
}
