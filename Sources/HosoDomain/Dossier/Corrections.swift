/// Which events are effective, and what amendments make of them.
///
/// An event is effective unless an effective void targets it, so a void of a void restores.
/// Voids that target each other in a circle have no effect at all. A correction whose target
/// is not known yet has none until the target arrives.
enum Corrections {
  /// The effective dossier events as amended, in the total order; corrections left out.
  static func apply(to facts: [EventFact], names: NameTable) -> [EventFact] {
    let voided = voidedNumbers(facts)
    var amended: [Int64: EventFact] = [:]
    let amendments = amendments(in: facts, voided: voided, names: names)
    for fact in facts where isDossierEvent(fact) && !voided.contains(fact.number) {
      amended[fact.number] = fact
    }
    for amendment in amendments {
      guard let target = amendment.target, var fact = amended[target] else { continue }
      fact.amend(by: amendment)
      amended[target] = fact
    }
    var effective = Array(amended.values)
    effective.sort { EventOrder.precedes($0, $1, names: names) }
    return effective
  }

  /// The amendments that no effective void targets, in the total order, in which they apply.
  static func amendments(
    in facts: [EventFact], voided: Set<Int64>, names: NameTable
  ) -> [EventFact] {
    facts.filter { $0.type == .eventAmended && !voided.contains($0.number) }
      .sorted { EventOrder.precedes($0, $1, names: names) }
  }

  /// The numbers of all events that an effective void targets.
  static func voidedNumbers(_ facts: [EventFact]) -> Set<Int64> {
    let voids = facts.filter { $0.type == .eventVoided }
    guard !voids.isEmpty else { return [] }
    var voidsByTarget: [Int64: [Int64]] = [:]
    var targets: [Int64: Int64] = [:]
    for void in voids {
      guard let target = void.target else { continue }
      voidsByTarget[target, default: []].append(void.number)
      targets[void.number] = target
    }
    let circular = circularVoids(targets)
    var effects: [Int64: Bool] = [:]
    for void in targets.keys {
      _ = hasEffect(void, voidsByTarget: voidsByTarget, circular: circular, effects: &effects)
    }
    return Set(targets.filter { effects[$0.key] == true }.values)
  }

  /// Voids that lie on a circle.
  ///
  /// Each void has one target, so following it finds every circle.
  private static func circularVoids(_ targets: [Int64: Int64]) -> Set<Int64> {
    var circular: Set<Int64> = []
    var done: Set<Int64> = []
    for start in targets.keys where !done.contains(start) {
      var path: [Int64] = []
      var places: [Int64: Int] = [:]
      var current: Int64? = start
      while let void = current, targets[void] != nil, !done.contains(void) {
        if let place = places[void] {  // Bounded by the voids: each is walked once.
          circular.formUnion(path[place...])
          break
        }
        places[void] = path.count
        path.append(void)
        current = targets[void]
      }
      done.formUnion(path)
    }
    return circular
  }

  /// Whether a void takes effect: it lies on no circle and no effective void targets it.
  ///
  /// Works through a stack of its own, since a hostile chain could be as long as the ledger.
  private static func hasEffect(
    _ void: Int64, voidsByTarget: [Int64: [Int64]], circular: Set<Int64>,
    effects: inout [Int64: Bool]
  ) -> Bool {
    var stack = [void]
    while let current = stack.last {  // Bounded by the voids: each is settled once.
      if effects[current] != nil {
        stack.removeLast()
        continue
      }
      if circular.contains(current) {
        effects[current] = false
        continue
      }
      let attackers = voidsByTarget[current] ?? []
      let unsettled = attackers.filter { effects[$0] == nil && $0 != current }
      if unsettled.isEmpty {
        effects[current] = !attackers.contains { effects[$0] == true }
      } else {
        stack.append(contentsOf: unsettled)
      }
    }
    return effects[void] ?? false
  }

  static func isDossierEvent(_ fact: EventFact) -> Bool {
    fact.type.subjectKind == .dossier
  }
}
