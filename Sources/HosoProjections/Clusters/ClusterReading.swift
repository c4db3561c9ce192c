internal import HosoDomain

/// One cluster of connected codes after the other, and the dossiers in it as known at a position.
///
/// What the figures are summed from and what explains them, so that both see the same dossiers.
struct ClusterReading {
  let names: NameTable
  /// The cluster's facts in the total order, corrections and what they undid among them.
  private(set) var facts: [EventFact] = []
  private(set) var links: [CodeLink] = []
  private var visible: [EventFact] = []

  init(names: NameTable) {
    self.names = names
  }

  mutating func take(_ clusters: Clusters, _ cluster: Int) {
    clusters.copy(cluster, facts: &facts, links: &links)
    order()
  }

  /// Takes all that is connected with an event.
  mutating func take(_ history: History) {
    facts = history.facts
    links = history.links
    order()
  }

  private mutating func order() {
    for index in facts.indices.dropFirst()
    where EventOrder.precedes(facts[index], facts[index - 1], names: names) {
      let names = names
      facts.sort { EventOrder.precedes($0, $1, names: names) }
      return
    }
  }

  /// Hands over the dossiers as known through a position: effective events in the total order.
  mutating func forEachDossier(through limit: Int64, _ body: ([EventFact]) -> Void) {
    visible.removeAll(keepingCapacity: true)
    for fact in facts where fact.number <= limit { visible.append(fact) }
    guard !visible.isEmpty else { return }
    if OneDossier.holds(visible, links: links) { return body(visible) }
    var history = History()
    history.facts = visible
    history.links = links.filter { $0.event <= limit }
    for dossier in history.dossiers(names: names) { body(dossier) }
  }

  /// The dossiers that some of the facts and links would make.
  func dossiers(of facts: [EventFact], links: [CodeLink]) -> [[EventFact]] {
    var history = History()
    history.facts = facts
    history.links = links
    return history.dossiers(names: names)
  }

  /// The numbers of a dossier's codes: those scanned in its order, then those linked.
  func codes(of dossier: [EventFact]) -> [Int] {
    var seen: Set<Int> = []
    var codes: [Int] = []
    for fact in dossier {
      if let code = fact.code, !code.isContainer, seen.insert(code.number).inserted {
        codes.append(code.number)
      }
    }
    guard !links.isEmpty else { return codes }
    let numbers = Set(dossier.map(\.number))
    for link in links where numbers.contains(link.event) && seen.insert(link.code.number).inserted {
      codes.append(link.code.number)
    }
    return codes
  }
}

/// Tells the ordinary history, one dossier without corrections, from those that need judging in
/// full.
///
/// An answer of false is always safe.
private enum OneDossier {
  static func holds(_ facts: [EventFact], links: [CodeLink]) -> Bool {
    guard let firstCode = facts[0].code, !firstCode.isContainer, let last = facts.last
    else { return false }
    var codes: [CodeIndex] = [firstCode]
    for fact in facts {
      guard let code = fact.code, fact.type != .eventVoided, fact.type != .eventAmended,
        fact.twin == nil || isPlain(facts)
      else { return false }
      guard !codes.contains(code) else { continue }
      // A second code belongs to the dossier if an event known by now names both.
      guard
        links.contains(where: { link in
          link.code == code
            && facts.contains { $0.number == link.event && $0.code == firstCode }
        })
      else { return false }
      codes.append(code)
    }
    return !ItemNumberReuse.isAllowed(after: facts[0].occurredAt, at: last.occurredAt)
  }

  /// Whether nothing makes a bag's code of one that is taken for a dossier's.
  private static func isPlain(_ facts: [EventFact]) -> Bool {
    facts.allSatisfy { !$0.isOfContainer && !$0.statesCount && $0.container == nil }
  }
}
