public import HosoDomain

/// Keeps others' systems from connecting more with one dossier than anybody could read.
///
/// A dossier has some dozens of events in its life. All that is connected is read and judged
/// together, at each of its scans and for everybody who sees it, so whoever could go on for ever
/// would make everybody wait. Desks of this machine and imports are not asked: who works there can
/// also look into it.
///
/// What is connected with a code is looked up once in the life of a watch, and counted from then
/// on: a batch has one. What others add meanwhile is not noticed.
public struct CrowdWatch: Sendable {
  /// Events that may be connected.
  public static let eventsMax = 1_000
  /// Codes that they may name.
  static let codesMax = 64

  /// What is connected, as far as it was looked at.
  private struct Crowd {
    var events: Int
    var codes: Int

    var isFull: Bool { events > CrowdWatch.eventsMax || codes > CrowdWatch.codesMax }
  }

  private var crowds: [Crowd] = []
  /// For each crowd the one it is part of by now; itself as a rule.
  private var wholes: [Int] = []
  private var known: [String: Int] = [:]

  public init() {}

  /// Whether an event may be added; counts it if it may.
  ///
  /// O(1) for codes that were looked at, else bounded by the limits.
  public mutating func admits(
    _ event: Event, to transaction: LedgerTransaction
  ) throws -> Bool {
    let names = try names(of: event, in: transaction)
    guard let first = names.first else { return true }
    var whole = try crowd(of: first, in: transaction)
    for name in names.dropFirst() {
      let other = try crowd(of: name, in: transaction)
      guard other != whole else { continue }
      let joined = Crowd(
        events: crowds[whole].events + crowds[other].events,
        codes: crowds[whole].codes + crowds[other].codes)
      guard !joined.isFull else { return false }
      wholes[other] = whole
      crowds[whole] = joined
      whole = wholes[whole]
    }
    guard crowds[whole].events < CrowdWatch.eventsMax, !crowds[whole].isFull else { return false }
    crowds[whole].events += 1
    return true
  }

  /// The codes that an event is connected by; for a correction those of what it is about, or that
  /// itself while nobody knows it.
  private func names(of event: Event, in transaction: LedgerTransaction) throws -> [String] {
    guard case .event(let target) = event.subject else { return event.codes.map(\.text) }
    let source = target.source(for: event.identity.source)
    let about = try transaction.event(target.id, source: source)?.event
    return about.map { $0.codes.map(\.text) } ?? ["\(source.text) \(target.id.text)"]
  }

  private mutating func crowd(of name: String, in transaction: LedgerTransaction) throws -> Int {
    if var place = known[name] {
      while wholes[place] != place { place = wholes[place] }  // Bounded by the joins.
      known[name] = place
      return place
    }
    let found = try transaction.crowd(
      around: name, eventsMax: CrowdWatch.eventsMax, codesMax: CrowdWatch.codesMax)
    let place = crowds.count
    crowds.append(Crowd(events: found.events, codes: found.codes.count))
    wholes.append(place)
    known[name] = place
    for code in found.codes where known[code] == nil { known[code] = place }
    return place
  }
}
