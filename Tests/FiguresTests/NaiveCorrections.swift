import HosoDomain

@testable import HosoCrypto
@testable import HosoLedger

/// Which events count and in what order, by the words of the contract and no shortcut.
struct NaiveCorrections {
  let known: [Event]

  /// Effective events of dossiers as amended, in the total order.
  var effective: [Event] {
    known.filter { $0.type.subjectKind == .dossier && isEffective($0) }
      .map(amended)
      .sorted(by: NaiveCorrections.precedes)
  }

  /// Not targeted by an effective void.
  func isEffective(_ event: Event) -> Bool {
    !known.contains { void in
      void.type == .eventVoided && isTarget(event, of: void) && hasEffect(void)
    }
  }

  /// A void of a void restores; a circle of voids has no effect.
  private func hasEffect(_ void: Event) -> Bool {
    !isOnCircle(void) && isEffective(void)
  }

  private func isOnCircle(_ void: Event) -> Bool {
    var current = void
    for _ in known {
      guard let target = known.first(where: { isTarget($0, of: current) }),
        target.type == .eventVoided
      else { return false }
      if target.identity == void.identity { return true }
      current = target
    }
    return false
  }

  private func isTarget(_ event: Event, of correction: Event) -> Bool {
    guard case .event(let target) = correction.subject, target.id == event.identity.id else {
      return false
    }
    let (own, other) = (correction.identity.source.text, event.identity.source.text)
    guard (target.source?.text ?? own) == other, mayCorrect(own, other) else { return false }
    guard let hash = target.hash else { return true }
    return (try? Hasher256())?.hash(of: event) == hash
  }

  /// One's own events, those of one's own office, and for the centre everybody's.
  private func mayCorrect(_ own: String, _ other: String) -> Bool {
    let office = own.prefix(6)
    return own == other || own.hasPrefix("hub-")
      || (office.allSatisfy(\.isNumber) && other.hasPrefix(office))
  }

  /// Amendments replace only what they name and apply in the total order.
  private func amended(_ event: Event) -> Event {
    let amendments = known.filter {
      $0.type == .eventAmended && isTarget(event, of: $0) && isEffective($0)
    }
    var event = event
    for amendment in amendments.sorted(by: NaiveCorrections.precedes) {
      guard let set = amendment.amendment else { continue }
      if let occurredAt = set.occurredAt { event.occurredAt = occurredAt }
      if let office = set.office { event.office = office }
      if let province = set.province { event.province = province }
      if let commune = set.commune { event.commune = commune }
      if let service = set.service { event.service = service }
      if let agency = set.agency { event.agency = agency }
      if let channel = set.channel { event.channel = channel }
      if let dueDate = set.dueDate { event.dueDate = dueDate }
      if let destination = set.destination { event.destination = destination }
      if let count = set.count { event.count = count }
      // What an event about a bag is about is no field of it.
      if let parent = set.parent, event.container == nil { event.parent = parent }
      for field in set.cleared.fields { NaiveCorrections.empty(field, of: &event) }
    }
    return event
  }

  private static func empty(_ field: ClearableField, of event: inout Event) {
    switch field {
    case .office: event.office = nil
    case .province: event.province = nil
    case .commune: event.commune = nil
    case .service: event.service = nil
    case .agency: event.agency = nil
    case .channel: event.channel = nil
    case .dueDate: event.dueDate = nil
    case .parent: event.parent = nil
    case .destination: event.destination = nil
    case .count: event.count = nil
    case .actor, .amount: break
    }
  }

  /// The total order: time of occurrence, type number, origin, sequence; without a sequence the
  /// source and the id in byte order.
  static func precedes(_ left: Event, _ right: Event) -> Bool {
    if left.occurredAt != right.occurredAt { return left.occurredAt < right.occurredAt }
    if left.type != right.type { return left.type.rawValue < right.type.rawValue }
    let (leftSource, rightSource) = (left.identity.source.text, right.identity.source.text)
    if leftSource != rightSource { return bytes(leftSource, precede: rightSource) }
    // A source that numbers only some of its events: those without a number come first.
    let (leftNumber, rightNumber) = (left.identity.sequence ?? 0, right.identity.sequence ?? 0)
    if leftNumber != rightNumber { return leftNumber < rightNumber }
    return bytes(left.identity.id.text, precede: right.identity.id.text)
  }

  private static func bytes(_ left: String, precede right: String) -> Bool {
    for (left, right) in zip(left.utf8, right.utf8) where left != right { return left < right }
    return left.utf8.count < right.utf8.count
  }
}
