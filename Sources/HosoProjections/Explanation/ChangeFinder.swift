internal import HosoDomain
internal import HosoLedger

/// Finds out why dossiers of a cluster came into a count or left it.
///
/// What became known is added in stages: first events, then links between what was known, then
/// amendments, then voids. A dossier's change is put down to the last stage at which it came in
/// or left, so the causes add up to the difference, whatever happened.
struct ChangeFinder {
  let judge: CountJudge
  /// What became known is after this position.
  let before: Int64
  let through: Int64

  /// More events than this are not searched for the one that made the difference.
  private static let candidatesMax = 64

  enum Stage: Int, CaseIterable, Comparable {
    case known
    case late
    case linked
    case amended
    case voided

    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  /// A dossier that came into a count or left it at a stage.
  private struct Flip {
    let sign: Int
    let term: Int
    let stage: Stage
    let counted: CountedDossier
    let numbers: Set<Int64>
    /// Whether it is, or was, in another period or group.
    let isMoved: Bool

    func concerns(_ other: Flip) -> Bool {
      term == other.term && !numbers.isDisjoint(with: other.numbers)
    }
  }

  mutating func changes(in reading: inout ClusterReading) -> [CountChange] {
    guard differs(&reading) else { return [] }
    let links = joiningLinks(reading)
    var open: [Flip] = []
    var old = dossiers(at: .known, reading, joining: links)
    for stage in Stage.allCases.dropFirst() {
      let new = dossiers(at: stage, reading, joining: links)
      for flip in flips(from: old, to: new, at: stage) {
        // Coming in and leaving again is no change.
        if let undone = open.lastIndex(where: { $0.sign != flip.sign && $0.concerns(flip) }) {
          open.remove(at: undone)
        } else {
          open.append(flip)
        }
      }
      old = new
    }
    return open.map { flip in
      CountChange(
        sign: flip.sign, cause: cause(of: flip), term: judge.query.terms[flip.term],
        dossier: flip.counted,
        causes: causes(of: flip, reading, joining: links).map(LedgerPosition.init))
    }
  }

  /// Whether anything else decides the count now; most clusters end here.
  private mutating func differs(_ reading: inout ClusterReading) -> Bool {
    var judge = judge
    judge.take(&reading, through: before)
    let old = ChangeFinder.keys(judge.dossiers)
    judge.take(&reading, through: through)
    return old != ChangeFinder.keys(judge.dossiers)
  }

  private static func keys(_ dossiers: [JudgedDossier]) -> Set<CountKey> {
    var keys: Set<CountKey> = []
    for dossier in dossiers {
      for (term, counted) in dossier.counted.enumerated() {
        guard let counted else { continue }
        keys.insert(CountKey(event: counted.ownNumber, term: term))
      }
    }
    return keys
  }

  private func cause(of flip: Flip) -> ChangeCause {
    switch flip.stage {
    case .known, .late: flip.isMoved ? .moved : .late
    case .linked: .linked
    case .amended: .amended
    case .voided: .voided
    }
  }
}

// MARK: - Stages

extension ChangeFinder {
  private func stage(of fact: EventFact) -> Stage {
    if fact.number <= before { return .known }
    return switch fact.type {
    case .eventVoided: .voided
    case .eventAmended: .amended
    case .dossierPickedUp, .dossierDelivered, .dossierAccepted, .dossierRefused,
      .supplementRequested, .dueChanged, .resultReady, .resultCollected, .resultReturnFailed,
      .resultReturned, .resultSentBack, .dossierWithdrawn, .itemDeparted, .itemArrived, .itemLost,
      .itemDamaged, .feeCollected, .feeRemitted, .handoverDisputed, .recipientInvited,
      .papersRecovered, .aliasLinked, .periodDeclared, .figuresReleased, .recordPrinted,
      .shiftClosed:
      .late
    }
  }

  /// The dossiers as they would be at a stage, if need be as if one event had not been.
  private func dossiers(
    at stage: Stage, _ reading: ClusterReading, joining: Set<CodeLink>, without: Int64? = nil
  ) -> [JudgedDossier] {
    let facts = reading.facts.filter { fact in
      // Without its links an event is still there: only what it joins is asked about then.
      fact.number <= through && self.stage(of: fact) <= stage
        && (fact.number != without || stage == .linked)
    }
    let links = reading.links.filter { link in
      guard link.event <= through, link.event != without else { return false }
      if link.event <= before { return true }
      return stage >= (joining.contains(link) ? .linked : .late)
    }
    return reading.dossiers(of: facts, links: links).map { judge.judge($0, reading) }
  }

  /// Links that became known and join dossiers that were known.
  ///
  /// A link that only adds a code to a dossier comes with its event.
  private func joiningLinks(_ reading: ClusterReading) -> Set<CodeLink> {
    let known = reading.dossiers(
      of: reading.facts.filter { $0.number <= before },
      links: reading.links.filter { $0.event <= before })
    var sets = DisjointSets()
    var places: [Int: Int] = [:]
    var isKnown: [Bool] = []
    func place(_ code: Int) -> Int {
      if let place = places[code] { return sets.root(of: place) }
      let place = sets.add()
      places[code] = place
      isKnown.append(false)
      return place
    }
    func join(_ left: Int, _ right: Int) {
      let isEitherKnown = isKnown[left] || isKnown[right]
      sets.join(left, right)
      isKnown[sets.root(of: left)] = isEitherKnown
    }
    for dossier in known {
      for code in reading.codes(of: dossier) {
        isKnown[place(code)] = true
        if let first = dossier.first?.code { join(place(first.number), place(code)) }
      }
    }
    var scanned: [Int64: CodeIndex] = [:]
    for fact in reading.facts where fact.number > before { scanned[fact.number] = fact.code }
    var joining: Set<CodeLink> = []
    for link in reading.links.sorted(by: { $0.event < $1.event }) {
      guard link.event <= through, let code = scanned[link.event] else { continue }
      let (left, right) = (place(code.number), place(link.code.number))
      if left == right { continue }
      if isKnown[left] && isKnown[right] {
        joining.insert(link)
      } else {
        join(left, right)
      }
    }
    return joining
  }
}

// MARK: - Changes from stage to stage

extension ChangeFinder {
  private func flips(
    from old: [JudgedDossier], to new: [JudgedDossier], at stage: Stage
  ) -> [Flip] {
    var flips: [Flip] = []
    for term in judge.query.terms.indices {
      var came = new.compactMap { dossier in dossier.counted[term].map { ($0, dossier.numbers) } }
      let was = old.compactMap { dossier in dossier.counted[term].map { ($0, dossier.numbers) } }
      let left = was.filter { dossier, _ in
        let same = came.firstIndex { $0.0.ownNumber == dossier.ownNumber }
        if let same { came.remove(at: same) }
        return same == nil
      }
      for (dossier, numbers) in left {
        if let same = came.firstIndex(where: { !$0.1.isDisjoint(with: numbers) }) {
          came.remove(at: same)
          continue
        }
        flips.append(
          Flip(
            sign: -1, term: term, stage: stage, counted: dossier, numbers: numbers,
            isMoved: isElsewhere(numbers, term, in: new)))
      }
      for (dossier, numbers) in came {
        flips.append(
          Flip(
            sign: 1, term: term, stage: stage, counted: dossier, numbers: numbers,
            isMoved: isElsewhere(numbers, term, in: old)))
      }
    }
    return flips
  }

  private func isElsewhere(
    _ numbers: Set<Int64>, _ term: Int, in dossiers: [JudgedDossier]
  ) -> Bool {
    dossiers.contains { dossier in
      dossier.standings[term] == .elsewhere && !dossier.numbers.isDisjoint(with: numbers)
    }
  }

  /// The events without which the change would not have come about at its stage; all that could
  /// have caused it where no single one did.
  private func causes(
    of flip: Flip, _ reading: ClusterReading, joining: Set<CodeLink>
  ) -> [Int64] {
    let linking = Set(joining.map(\.event))
    let candidates = reading.facts.filter { fact in
      guard fact.number > before, fact.number <= through else { return false }
      return flip.stage == .linked
        ? linking.contains(fact.number) : stage(of: fact) == flip.stage
    }
    .map(\.number).sorted()
    guard let previous = Stage(rawValue: flip.stage.rawValue - 1) else { return candidates }
    let old = dossiers(at: previous, reading, joining: joining)
    let needed = candidates.prefix(ChangeFinder.candidatesMax).filter { candidate in
      let new = dossiers(at: flip.stage, reading, joining: joining, without: candidate)
      return !flips(from: old, to: new, at: flip.stage).contains {
        $0.sign == flip.sign && $0.concerns(flip)
      }
    }
    return needed.isEmpty ? candidates : needed
  }
}
