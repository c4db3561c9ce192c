internal import HosoDomain
internal import HosoLedger

/// Which codes were put into which bags, and which of those are judged together with what is in
/// them, in what was loaded so far.
///
/// A lost bag closes every dossier in it. And a code that could be a dossier's as well as a bag's
/// is the one or the other by what happened to it and what was put into it. All else that befalls
/// a bag changes no figure and connects nothing.
struct CarriedCodes {
  private var stays: [(item: Int, container: Int)] = []
  /// Bags' codes that something makes a bag's.
  private var bags: Set<Int> = []
  private var together: Set<Int> = []
  private var handedOut: Set<Int> = []

  mutating func take(_ fact: EventFact, _ code: CodeIndex) {
    if let container = fact.container, fact.type.putsIntoContainer {
      put(code.number, into: container.number)
    }
    if fact.statesCount, fact.type.isTransit, let twin = fact.twin {
      bags.insert(code.isContainer ? code.number : twin.number)
    }
    guard fact.type == .itemLost else { return }
    if code.isContainer { together.insert(code.number) }
  }

  /// An item that an event put into a bag, by itself or as an amendment says.
  mutating func put(_ item: Int, into container: Int) {
    stays.append((item, container))
    bags.insert(container)
  }

  /// Whether something may make the code a bag's.
  func mayBeBag(_ container: Int) -> Bool { bags.contains(container) }

  /// Judges a bag together with what is in it.
  mutating func joinContents(of container: Int) {
    together.insert(container)
  }

  /// A bag whose contents were not handed out yet.
  mutating func nextJoined() -> Int? {
    guard let next = together.first(where: { !handedOut.contains($0) }) else { return nil }
    handedOut.insert(next)
    return next
  }

  /// Items with the bags they are judged with, whether or not they were still in there.
  var joins: [(item: Int, container: Int)] { stays.filter { together.contains($0.container) } }
}

/// What corrections are about in the end: a void of a void of a scan is about the scan.
struct CorrectionRoots {
  private let targets: CorrectionTargets
  private let count: Int

  /// - Parameter history: Connected events in ledger order.
  init(_ history: [RecordedEvent]) {
    targets = CorrectionTargets(history)
    count = history.count
  }

  /// The event that a correction takes effect on.
  func target(of correction: RecordedEvent) -> LedgerPosition? {
    targets.target(of: correction.event)?.position
  }

  /// The bag or manifest that a correction is about in the end; nil if it is about a dossier, or
  /// nobody knows.
  func container(of correction: RecordedEvent) -> ContainerCode? { root(of: correction)?.container }

  /// The event that a correction is about in the end; nil if nobody knows it.
  func root(of correction: RecordedEvent) -> Event? {
    var event = correction.event
    var steps = 0
    while case .event = event.subject, steps <= count {  // Bounded by the events.
      guard let next = targets.target(of: event) else { return nil }
      event = next.event
      steps += 1
    }
    return event
  }
}
