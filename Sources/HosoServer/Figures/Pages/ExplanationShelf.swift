internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import Synchronization

/// Everything that the dossiers behind a count depend on.
struct ExplanationIdentity: Hashable, Sendable {
  let count: FigureCount
  let period: Period
  let group: [Grouping: String]
  let cutoff: RecordedAt
  let provinces: String
  let ledger: String
  let epoch: Int
}

/// Dossiers of counts that were looked for, so that whoever turns a page waits for nothing.
final class ExplanationShelf: Sendable {
  /// Dossiers that are kept of all counts together: some tens of megabytes.
  private static let dossiersMax = 100_000

  private struct Place {
    let identity: ExplanationIdentity
    let explanation: Explanation
  }

  /// What was asked for last is last.
  private let places = Mutex<[Place]>([])

  func explanation(_ identity: ExplanationIdentity) -> Explanation? {
    places.withLock { places in
      guard let index = places.firstIndex(where: { $0.identity == identity }) else { return nil }
      let place = places.remove(at: index)
      places.append(place)
      return place.explanation
    }
  }

  func keep(_ explanation: Explanation, as identity: ExplanationIdentity) {
    guard explanation.dossiers.count <= ExplanationShelf.dossiersMax else { return }
    places.withLock { places in
      places.removeAll { $0.identity == identity }
      places.append(Place(identity: identity, explanation: explanation))
      // Bounded by the explanations kept: each turn lets one go.
      while places.reduce(0, { $0 + $1.explanation.dossiers.count + 1 })
        > ExplanationShelf.dossiersMax
      {
        places.removeFirst()
      }
    }
  }
}

extension FigureThread {
  /// The dossiers behind a count, looked for unless somebody had them looked for meanwhile.
  func explanation(
    _ question: FiguresQuestion, _ count: FigureCount, provinces: Provinces,
    on shelf: ExplanationShelf
  ) throws -> Explanation {
    try keepUp()
    let settings = reader.settings
    let identity = ExplanationIdentity(
      count: count, period: question.period, group: question.group, cutoff: question.cutoff,
      provinces: provinces.version, ledger: settings.ledgerID, epoch: settings.epoch)
    if let known = shelf.explanation(identity) { return known }
    let query = CountQuery(terms: count.terms, period: question.period, group: question.group)
    let found = try Explainer(reader, provinces: provinces)
      .explain(query, cutoff: question.cutoff)
    // What lies behind a cutoff that has passed stays as it is.
    if let last = reader.head.recordedAt, question.cutoff <= last {
      shelf.keep(found, as: identity)
    }
    return found
  }
}
