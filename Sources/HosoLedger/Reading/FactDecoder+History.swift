internal import HosoCrypto
public import HosoDomain

extension FactDecoder {
  /// The facts of connected events, every correction pointed at the event it is about.
  ///
  /// - Parameter events: As `Directory` finds them: a correction's target is among them, or is
  ///   not known to the ledger.
  public func history(of events: [RecordedEvent]) -> History {
    var history = History()
    let targets = CorrectionTargets(events)
    for recorded in events {
      guard var decoded = decode(recorded) else { continue }
      decoded.fact.target = targets.target(of: recorded.event)?.position.number
      history.facts.append(decoded.fact)
      for link in decoded.links {
        history.links.append(CodeLink(event: decoded.fact.number, code: link))
      }
    }
    return history
  }
}

/// Which of some connected events their corrections are about.
public struct CorrectionTargets {
  private struct Name: Hashable {
    let source: SourceName
    let id: EventID
  }

  /// A correction that changes nothing, beside the event whose name it gives.
  public struct Idle {
    public let correction: RecordedEvent
    public let named: RecordedEvent
    public let flag: EventFlag
  }

  private let events: [RecordedEvent]
  private var named: [Name: [RecordedEvent]] = [:]
  /// Without one there are no ledgers.
  private let hasher: Hasher256?

  /// - Parameter events: In ledger order.
  public init(_ events: [RecordedEvent]) {
    self.events = events
    var needsHashes = false
    for recorded in events {
      let identity = recorded.event.identity
      named[Name(source: identity.source, id: identity.id), default: []].append(recorded)
      if case .event(let target) = recorded.event.subject, target.hash != nil {
        needsHashes = true
      }
    }
    hasher = needsHashes ? try? Hasher256() : nil
  }

  /// The event that a correction takes effect on; nil if it is not among them, is another one
  /// than was meant, or is not the correction's to correct.
  public func target(of correction: Event) -> RecordedEvent? {
    guard correction.mayCorrectItsTarget, case .event(let target) = correction.subject else {
      return nil
    }
    return candidates(target, correction).first { isMeant($0.event, by: target) }
  }

  /// The corrections that change nothing although what they name is here.
  public var idle: [Idle] {
    events.compactMap { recorded in
      guard case .event(let target) = recorded.event.subject,
        self.target(of: recorded.event) == nil,
        let named = candidates(target, recorded.event).first
      else { return nil }
      let flag: EventFlag =
        recorded.event.mayCorrectItsTarget ? .otherTarget : .mayNotCorrect
      return Idle(correction: recorded, named: named, flag: flag)
    }
  }

  /// A source that uses an id twice means the first, unless the hash says otherwise.
  private func candidates(_ target: EventTarget, _ correction: Event) -> [RecordedEvent] {
    let source = target.source(for: correction.identity.source)
    return named[Name(source: source, id: target.id)] ?? []
  }

  private func isMeant(_ event: Event, by target: EventTarget) -> Bool {
    guard let hash = target.hash else { return true }
    return hasher?.hash(of: event) == hash
  }
}

/// Connected events by the corrections of them.
public struct CorrectedEvents {
  private let events: [Int64: RecordedEvent]
  private let targets: [Int64: Int64?]
  private let roots: CorrectionRoots

  /// - Parameter events: In ledger order.
  public init(_ events: [RecordedEvent]) {
    let found = CorrectionTargets(events)
    var targets: [Int64: Int64?] = [:]
    for recorded in events {
      guard case .event = recorded.event.subject else { continue }
      targets[recorded.position.number] = .some(
        found.target(of: recorded.event)?.position.number)
    }
    self.events = Dictionary(
      events.map { ($0.position.number, $0) }, uniquingKeysWith: { first, _ in first })
    self.targets = targets
    roots = CorrectionRoots(targets)
  }

  /// The event that a correction takes effect on.
  public func target(of correction: RecordedEvent) -> RecordedEvent? {
    (targets[correction.position.number] ?? nil).flatMap { events[$0] }
  }

  /// The event that a correction is about in the end, as known through a position; an event that
  /// corrects nothing is its own.
  ///
  /// Nil if nobody knows it.
  public func root(
    of correction: RecordedEvent, through last: LedgerPosition = LedgerPosition(.max)
  ) -> RecordedEvent? {
    roots.root(of: correction.position.number, through: last.number).flatMap { events[$0] }
  }
}

extension Hasher256 {
  /// What a correction of an event names beside its id.
  func hash(of event: Event) -> EventHash {
    EventHash(number: digest(of: EventCodec.encode(event)).prefix)
  }
}
