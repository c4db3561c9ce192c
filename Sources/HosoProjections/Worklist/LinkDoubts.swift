internal import HosoDomain

/// Finds links that look wrong.
///
/// A link is in doubt if without it, and others between the same two codes, the dossier falls
/// into parts that contradict each other.
struct LinkDoubts {
  /// More pairs of codes than this are no dossier that anyone could judge.
  private static let pairsMax = 64
  private static let closings: [EventType] = [
    .resultReturned, .resultSentBack, .dossierWithdrawn, .itemLost,
  ]

  let reading: ClusterReading
  let codeTexts: [String]

  struct Found {
    /// The first event that links the two codes.
    let event: EventFact
    let doubt: LinkDoubt
  }

  func found(in dossier: [EventFact]) -> [Found] {
    guard isSuspicious(dossier) else { return [] }
    let facts = Dictionary(dossier.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    let links = reading.links.filter { facts[$0.event] != nil }
    var pairs: [Set<Int>] = []
    var found: [Found] = []
    for link in links.sorted(by: { $0.event < $1.event }) {
      guard let event = facts[link.event], let scanned = event.code else { continue }
      let pair: Set<Int> = [scanned.number, link.code.number]
      guard pair.count == 2, !pairs.contains(pair), pairs.count < LinkDoubts.pairsMax
      else { continue }
      pairs.append(pair)
      let others = links.filter { other in
        facts[other.event]?.code.map { [$0.number, other.code.number] != pair } ?? true
      }
      guard let contradiction = contradiction(reading.dossiers(of: dossier, links: others))
      else { continue }
      let codes = [scanned, link.code].map { codeTexts[$0.number] }
      found.append(
        Found(event: event, doubt: LinkDoubt(codes: codes, contradiction: contradiction)))
    }
    return found
  }

  /// Whether anything under its codes contradicts itself; most dossiers end here.
  private func isSuspicious(_ dossier: [EventFact]) -> Bool {
    guard !reading.links.isEmpty else { return false }
    var codes: [EventType: CodeIndex] = [:]
    var service: NameIndex?
    var agency: NameIndex?
    var mode: ServiceMode?
    for fact in dossier {
      let attributes = fact.attributes
      if let known = mode, let other = fact.mode, other != known { return true }
      if let known = service, let other = attributes.service, other != known { return true }
      if let known = agency, let other = attributes.agency, other != known { return true }
      mode = mode ?? fact.mode
      service = service ?? attributes.service
      agency = agency ?? attributes.agency
      guard fact.type.happensOnce, let code = fact.code else { continue }
      if let known = codes[fact.type], known != code { return true }
      codes[fact.type] = codes[fact.type] ?? code
    }
    // Closed in one way here and in another way there.
    return Set(LinkDoubts.closings.compactMap { codes[$0] }).count > 1
  }

  private func contradiction(_ parts: [[EventFact]]) -> LinkDoubt.Contradiction? {
    guard parts.count > 1 else { return nil }
    let milestones = parts.map { Milestones($0) }
    if milestones.count(where: { $0.entry != nil }) > 1 { return .bothEntered }
    if milestones.count(where: { $0.closing != nil }) > 1 { return .bothClosed }
    if Set(milestones.compactMap(\.attributes.service)).count > 1 { return .services }
    if Set(milestones.compactMap(\.attributes.agency)).count > 1 { return .agencies }
    return nil
  }
}
