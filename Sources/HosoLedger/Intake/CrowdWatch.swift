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
  /// Events of one sender that may be connected.
  ///
  /// Nobody's count against another's: whoever fills a dossier keeps no decision and no return of
  /// others out of it.
  public static let eventsMax = 200
  /// Events of everybody that are looked at.
  static let lookedAtMax = 10_000
  /// Times that anything may be put into a bag, or befall it, within `bagDays`.
  ///
  /// Bags are used again and again, so what was long ago does not count.
  public static let bagEventsMax = 4_000
  static let bagDays: Int64 = 60

  /// What is connected, as far as it was looked at.
  private struct Crowd {
    var events: Int
    /// Of the sender.
    var own: Int

    var hasRoom: Bool { own < CrowdWatch.eventsMax && events < CrowdWatch.lookedAtMax }
  }

  /// Whether an event is the sender's.
  private let isOwn: @Sendable (Event) -> Bool

  private var crowds: [Crowd] = []
  /// For each crowd the one it is part of by now; itself as a rule.
  private var wholes: [Int] = []
  private var known: [String: Int] = [:]
  /// By the key of a bag.
  private var bags: [String: Int] = [:]

  /// - Parameter isOwn: Whether an event is of whoever adds.
  public init(isOwn: @escaping @Sendable (Event) -> Bool) {
    self.isOwn = isOwn
  }

  /// Whether an event may be added; counts it if it may.
  ///
  /// O(1) for codes that were looked at, else bounded by the limits.
  public mutating func admits(
    _ event: Event, to transaction: LedgerTransaction
  ) throws -> Bool {
    let carriers = event.carriers
    for bag in carriers {
      let count = try bags[bag.key] ?? transaction.bagEvents(of: bag, days: CrowdWatch.bagDays)
      guard count < CrowdWatch.bagEventsMax else { return false }
      bags[bag.key] = count
    }
    guard try admits(codesOf: event, to: transaction) else { return false }
    for bag in carriers { bags[bag.key, default: 0] += 1 }
    return true
  }

  private mutating func admits(
    codesOf event: Event, to transaction: LedgerTransaction
  ) throws -> Bool {
    let names = try names(of: event, in: transaction)
    guard let first = names.first else { return true }
    var whole = try crowd(of: first, in: transaction)
    for name in names.dropFirst() {
      let other = try crowd(of: name, in: transaction)
      guard other != whole else { continue }
      let joined = Crowd(
        events: crowds[whole].events + crowds[other].events,
        own: crowds[whole].own + crowds[other].own)
      guard joined.hasRoom else { return false }
      wholes[other] = whole
      crowds[whole] = joined
      whole = wholes[whole]
    }
    guard crowds[whole].hasRoom else { return false }
    crowds[whole].events += 1
    crowds[whole].own += 1
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
    let found = try transaction.crowd(around: name, lookedAtMax: CrowdWatch.lookedAtMax)
    let place = crowds.count
    crowds.append(Crowd(events: found.events.count, own: found.events.count(where: isOwn)))
    wholes.append(place)
    known[name] = place
    for code in found.codes where known[code] == nil { known[code] = place }
    return place
  }
}

extension Event {
  /// The bags that an event is about, or puts something into.
  fileprivate var carriers: [ContainerCode] {
    [container, type.putsIntoContainer ? parent : nil, amendment?.parent].compactMap { $0 }
  }
}
