extension History {
  /// The numbers of all events, corrections included, that an effective void targets.
  ///
  /// Circles of voids have no effect, and none of them reaches a dossier's event, since every
  /// void has one target. So a void of a dossier's event is effective unless it is in here.
  public var voidedNumbers: Set<Int64> { Corrections.voidedNumbers(facts) }

  /// The effective events about bags or manifests as a whole, as amended, in the total order.
  public func containerScans(names: NameTable) -> [EventFact] {
    effectiveFacts(names: names).filter(\.isOfContainer)
  }

  /// The amendments that are in force, by the number of what they amend, each list in the order in
  /// which they apply.
  public func amendments(names: NameTable) -> [Int64: [Int64]] {
    Corrections.amendments(in: facts, voided: voidedNumbers, names: names)
      .reduce(into: [:]) { found, amendment in
        if let target = amendment.target { found[target, default: []].append(amendment.number) }
      }
  }

  /// The voided events about bags that would stand among a dossier's.
  ///
  /// - Parameter dossier: As `dossiers(names:)` gives it.
  public func voidedScans(for dossier: [EventFact], names: NameTable) -> [EventFact] {
    let voided = voidedNumbers
    let scans = facts.filter { $0.isOfContainer && voided.contains($0.number) }
    guard !scans.isEmpty else { return [] }
    let carriage = Carriage(
      scans: scans.sorted { EventOrder.precedes($0, $1, names: names) }, names: names)
    return carriage.completed(dossier.filter { !$0.isOfContainer }).filter(\.isOfContainer)
  }
}
