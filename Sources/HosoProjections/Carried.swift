internal import HosoDomain
internal import HosoLedger

/// Which codes were put into which bags, and which bags got lost, in what was loaded so far.
///
/// A lost bag closes every dossier in it, so those are judged together. All else that befalls a
/// bag changes no figure and connects nothing.
struct CarriedCodes {
  private var stays: [(item: Int, container: Int)] = []
  private var lost: Set<Int> = []
  private var handedOut: Set<Int> = []

  mutating func take(_ fact: EventFact, _ code: CodeIndex) {
    if let container = fact.container, fact.type.putsIntoContainer {
      stays.append((code.number, container.number))
    }
    if code.isContainer, fact.type == .itemLost { lost.insert(code.number) }
  }

  /// A lost bag that was not handed out yet.
  mutating func nextLost() -> Int? {
    guard let next = lost.first(where: { !handedOut.contains($0) }) else { return nil }
    handedOut.insert(next)
    return next
  }

  /// Items with the lost bags they were put into, whether or not they were still in there.
  var joins: [(item: Int, container: Int)] { stays.filter { lost.contains($0.container) } }
}

/// What corrections are about in the end: a void of a void of a scan is about the scan.
struct CorrectionRoots {
  private struct Name: Hashable {
    let source: SourceName
    let id: EventID
  }

  private var events: [Name: Event] = [:]

  /// - Parameter history: Connected events in ledger order.
  init(_ history: [RecordedEvent]) {
    for recorded in history {
      let identity = recorded.event.identity
      let name = Name(source: identity.source, id: identity.id)
      // A source that uses an id twice means the first, as the look-up by id does.
      if events[name] == nil { events[name] = recorded.event }
    }
  }

  /// The bag or manifest that a correction is about in the end; nil if it is about a dossier, or
  /// nobody knows.
  func container(of correction: RecordedEvent) -> ContainerCode? {
    var event = correction.event
    var steps = 0
    while case .event(let id) = event.subject, steps <= events.count {  // Bounded by the events.
      guard let next = events[Name(source: event.identity.source, id: id)] else { return nil }
      event = next
      steps += 1
    }
    return event.container
  }
}
