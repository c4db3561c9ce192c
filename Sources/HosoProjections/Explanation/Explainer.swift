public import HosoDomain
public import HosoLedger

/// Takes counts of the figures apart, down to the events behind them.
///
/// Judges the same dossiers by the same rules as the cube, so there are exactly as many as the
/// count says. Belongs to one thread. What it throws: `LedgerFault`, or `SQLiteFault`.
public struct Explainer {
  let reader: LedgerReader
  let provinces: Provinces
  let partLength: Int64

  /// - Parameter partLength: How many events are judged at once; changes no answer.
  public init(_ reader: LedgerReader, provinces: Provinces, partLength: Int64? = nil) {
    self.reader = reader
    self.provinces = provinces
    self.partLength = max(1, partLength ?? ClusterWalk.usualPartLength)
  }

  /// The dossiers behind a count.
  ///
  /// - Parameters:
  ///   - cutoff: Only what was recorded strictly before this counts; nil means all there is.
  ///   - progress: Told how many events are done of how many, now and then.
  public func explain(
    _ query: CountQuery, cutoff: RecordedAt? = nil,
    progress: @escaping (Int64, Int64) -> Void = { _, _ in }
  ) throws -> Explanation {
    let (asOf, last) = try moment(cutoff)
    var found: [CountKey: CountedDossier] = [:]
    var walk = ClusterWalk(reader: reader, first: .start, last: last, partLength: partLength) {
      progress($0, last.number)
    }
    try walk.run { reading, part in
      if !part.isFirst { forget(reading.facts, terms: query.terms.count, in: &found) }
      var judge = CountJudge(query: query, provinces: provinces, codeTexts: part.codeTexts)
      judge.take(&reading, through: part.end.number)
      for judged in judge.dossiers {
        for (term, counted) in judged.counted.enumerated() {
          guard let counted else { continue }
          found[CountKey(event: counted.ownNumber, term: term)] = counted
        }
      }
    }
    return Explanation(
      asOf: asOf, position: last, dossiers: found.values.sorted(by: CountedDossier.precedes))
  }

  /// Why a count changed between two moments, dossier by dossier.
  ///
  /// - Parameters:
  ///   - from: The earlier cutoff.
  ///   - to: The later cutoff; nil means all there is.
  ///   - progress: Told how many events are done of how many, now and then.
  public func difference(
    _ query: CountQuery, from: RecordedAt, to: RecordedAt? = nil,
    progress: @escaping (Int64, Int64) -> Void = { _, _ in }
  ) throws -> CountDifference {
    let (fromAt, first) = try moment(from)
    let (toAt, last) = try moment(to)
    var found: [Int64: [CountChange]] = [:]
    var walk = ClusterWalk(reader: reader, first: first, last: last, partLength: partLength) {
      progress($0, last.number - first.number)
    }
    try walk.run { reading, part in
      if !part.isFirst {
        for fact in reading.facts { found[fact.number] = nil }
      }
      let judge = CountJudge(query: query, provinces: provinces, codeTexts: part.codeTexts)
      var finder = ChangeFinder(judge: judge, before: first.number, through: part.end.number)
      for change in finder.changes(in: &reading) {
        found[change.dossier.ownNumber, default: []].append(change)
      }
    }
    let changes = found.values.joined().sorted {
      CountedDossier.precedes($0.dossier, $1.dossier)
    }
    return CountDifference(from: fromAt, to: toAt, changes: changes)
  }

  /// A moment with the last position that is known then.
  func moment(_ cutoff: RecordedAt?) throws -> (RecordedAt, LedgerPosition) {
    let headAt = reader.head.recordedAt?.microseconds ?? -1
    let asOf = cutoff ?? RecordedAt(microseconds: headAt + 1)
    return (asOf, try reader.lastPosition(recordedBefore: asOf))
  }
}

/// Takes back what was made of some events before more was known of them.
private func forget<Value>(
  _ facts: [EventFact], terms: Int, in found: inout [CountKey: Value]
) {
  for fact in facts {
    for term in 0..<terms { found[CountKey(event: fact.number, term: term)] = nil }
  }
}

/// Names what is counted: an event decides a term for one dossier at most.
struct CountKey: Hashable {
  let event: Int64
  let term: Int
}
