/// Everything known of a group of connected codes: one dossier, or several that were linked at
/// some time or that used one item number after another.
public struct History: Sendable {
  public var facts: [EventFact] = []
  public var links: [CodeLink] = []

  public init() {}

  /// The dossiers it holds, each with its effective events in the total order.
  ///
  /// A dossier is a connected component of codes over effective links. An S10 number that is
  /// picked up more than twelve months after its last event stands for a new dossier from then
  /// on. What befell a bag stands among the events of every dossier that was in it. Depends on the
  /// set of facts alone, not on their order.
  public func dossiers(names: NameTable) -> [[EventFact]] {
    var effective = effectiveFacts(names: names)
    let scans = effective.filter(\.isOfContainer)
    if !scans.isEmpty { effective.removeAll(where: \.isOfContainer) }
    guard !effective.isEmpty else { return [] }
    let (nodes, unjoined) = self.nodes(of: effective)
    var sets = unjoined
    for own in nodes {
      for node in own.dropFirst() { sets.join(own[0], node) }
    }
    var order: [Int] = []
    var groups: [Int: [EventFact]] = [:]
    for (fact, own) in zip(effective, nodes) {
      let root = sets.root(of: own[0])
      if groups[root] == nil { order.append(root) }
      groups[root, default: []].append(fact)
    }
    let dossiers = order.compactMap { groups[$0] }
    guard !scans.isEmpty else { return dossiers }
    let carriage = Carriage(scans: scans, names: names)
    return dossiers.map(carriage.completed)
  }

  /// By event the stretches of its codes' lives that it belongs to, at least one; none joined yet.
  ///
  /// - Parameter effective: Effective events in the total order.
  func nodes(of effective: [EventFact]) -> (ofEvents: [[Int]], sets: DisjointSets) {
    let linked = linksByEvent
    var sets = DisjointSets()
    var uses: [CodeIndex: CodeUse] = [:]
    let nodes = effective.map { fact in
      let codes = (fact.code.map { [$0] } ?? []) + (linked[fact.number] ?? [])
      let own = codes.map { CodeUse.node(of: $0, at: fact, uses: &uses, sets: &sets) }
      return own.isEmpty ? [sets.add()] : own
    }
    return (nodes, sets)
  }

  /// The effective events of dossiers and bags as amended, in the total order, each about what
  /// its code stands for.
  func effectiveFacts(names: NameTable) -> [EventFact] {
    let effective = Corrections.apply(to: facts, names: names)
    guard effective.contains(where: { $0.twin != nil }) else { return effective }
    let evidence = BagEvidence(effective: effective, links: linksByEvent)
    return effective.map(evidence.settled)
  }

  var linksByEvent: [Int64: [CodeIndex]] {
    var codes: [Int64: [CodeIndex]] = [:]
    for link in links { codes[link.event, default: []].append(link.code) }
    return codes
  }
}

/// The stretch of a code's life that is being walked through.
private struct CodeUse {
  var node: Int
  var lastAt: OccurredAt

  /// The node of a code at an event: the same as before, unless its number was given out anew.
  static func node(
    of code: CodeIndex, at fact: EventFact, uses: inout [CodeIndex: CodeUse],
    sets: inout DisjointSets
  ) -> Int {
    guard var use = uses[code] else {
      let node = sets.add()
      uses[code] = CodeUse(node: node, lastAt: fact.occurredAt)
      return node
    }
    if code.isItem, fact.type == .dossierPickedUp,
      ItemNumberReuse.isAllowed(after: use.lastAt, at: fact.occurredAt)
    {
      use.node = sets.add()
    }
    use.lastAt = fact.occurredAt
    uses[code] = use
    return use.node
  }
}

/// When an item number may stand for another item.
///
/// Source: UPU standard S10: no reuse of a number within twelve months.
public enum ItemNumberReuse {
  static let months = 12
  /// No twelve months are shorter: most histories need no calendar to see they are too young.
  private static let shortestMilliseconds: Int64 = 365 * 86_400_000

  /// Whether a pickup is more than twelve months after the number's last event.
  public static func isAllowed(after last: OccurredAt, at pickup: OccurredAt) -> Bool {
    let (gap, overflow) = pickup.milliseconds.subtractingReportingOverflow(last.milliseconds)
    if !overflow, gap <= shortestMilliseconds { return false }
    let lastDate = LocalDate(vietnam: last)
    let sinceMidnight = last.milliseconds - lastDate.startOfDay.milliseconds
    let limit = lastDate.adding(months: months).startOfDay.milliseconds + sinceMidnight
    return pickup.milliseconds > limit
  }
}

/// Disjoint sets of small numbers.
public struct DisjointSets: Sendable {
  private var parents: [Int] = []

  public init() {}

  /// A new set of one.
  public mutating func add() -> Int {
    parents.append(parents.count)
    return parents.count - 1
  }

  public mutating func root(of member: Int) -> Int {
    var member = member
    while parents[member] != member {  // Bounded by the height, which halving keeps small.
      parents[member] = parents[parents[member]]
      member = parents[member]
    }
    return member
  }

  /// Unites two sets under the older of their roots.
  public mutating func join(_ left: Int, _ right: Int) {
    let (left, right) = (root(of: left), root(of: right))
    guard left != right else { return }
    parents[max(left, right)] = min(left, right)
  }
}
