internal import HosoDomain

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
