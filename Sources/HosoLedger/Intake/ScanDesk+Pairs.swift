public import HosoDomain

/// Two codes that a clerk scanned for one dossier: whose paper goes with which item.
///
/// A pair links its codes for good, so a slip would merge two citizens' dossiers.
public struct ScannedPair: Hashable, Sendable {
  /// What happened, to the code that was scanned first.
  public var scan: Scan
  public let first: Alias
  public let second: Alias

  /// - Parameter scan: Of the first code; the second becomes another one of it.
  public init(_ scan: Scan, of first: Alias, with second: Alias) {
    var scan = scan
    scan.subject = .code(first)
    scan.details.aliases.insert(second, at: 0)
    self.scan = scan
    self.first = first
    self.second = second
  }
}

/// What became of a pair.
public enum PairOutcome: Hashable, Sendable {
  case done(ScanOutcome)
  /// One of its codes belongs to another dossier that is open; nothing was recorded.
  case belongsElsewhere(PairConflict)
}

/// A code of a pair, and the other dossier that it belongs to.
public struct PairConflict: Hashable, Sendable {
  public let code: Alias
  /// The codes of that dossier but this one; empty if it has no other and was picked up by itself.
  public let others: [Alias]
}

extension ScanDesk {
  /// Records pairs as one commit, in their order.
  ///
  /// - Parameter mayJoin: Whether the clerk said that what looks like two dossiers is one.
  public func record(_ pairs: [ScannedPair], mayJoin: Bool) throws -> [PairOutcome] {
    try writer.commit { transaction in
      let source = transaction.settings.source
      return try pairs.map { pair in
        if !mayJoin, let conflict = try ScanDesk.conflict(of: pair, in: transaction) {
          return .belongsElsewhere(conflict)
        }
        let outcomes = try ScanDesk.record([pair.scan], as: source, in: transaction)
        // One scan has one outcome.
        return .done(outcomes[0])
      }
    }
  }

  /// Why a pair would join what is known as two dossiers; nil if it would not.
  private static func conflict(
    of pair: ScannedPair, in transaction: LedgerTransaction
  ) throws -> PairConflict? {
    let known = KnownDossiers(try transaction.history(of: [pair.first, pair.second]))
    let (first, second) = (known.latest(of: pair.first), known.latest(of: pair.second))
    if let first, let second, first.place == second.place { return nil }
    if let second, second.isOpen {
      let others = second.codes.filter { $0 != pair.second }
      if !others.isEmpty || (second.isEntered && first?.isEntered == true) {
        return PairConflict(code: pair.second, others: others)
      }
    }
    // A result comes in another cover than its dossier went in; a dossier has one number.
    guard pair.scan.type == .dossierDelivered, pair.second.kind == .dossier, let first,
      first.isOpen
    else { return nil }
    let numbers = first.codes.filter { $0.kind == .dossier && $0 != pair.second }
    return numbers.isEmpty ? nil : PairConflict(code: pair.first, others: numbers)
  }
}

/// The dossiers of some connected events, with the codes of each.
private struct KnownDossiers {
  struct Known {
    let place: Int
    let codes: [Alias]
    let isOpen: Bool
    let isEntered: Bool
  }

  private let dossiers: [Known]

  init(_ events: [RecordedEvent]) {
    let decoder = FactDecoder()
    let recorded = Dictionary(
      events.map { ($0.position.number, $0) }, uniquingKeysWith: { first, _ in first })
    dossiers = decoder.history(of: events).dossiers(names: decoder.names).enumerated().map {
      place, facts in
      var seen: Set<Alias> = []
      let codes = facts.filter { !$0.isOfContainer }
        .flatMap { recorded[$0.number]?.event.codes ?? [] }.filter { seen.insert($0).inserted }
      let state = DossierState(facts)
      return Known(
        // One whose result goes another way is with the agency still.
        place: place, codes: codes, isOpen: !state.isOver,
        isEntered: Milestones(facts).entry != nil)
    }
  }

  /// The dossier that a code stands for; nil for one that no effective event names.
  func latest(of code: Alias) -> Known? { dossiers.last { $0.codes.contains(code) } }
}
