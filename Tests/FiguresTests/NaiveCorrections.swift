import HosoDomain

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
    correction.subject == .event(event.identity.id)
      && correction.identity.source == event.identity.source
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
    }
    return event
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
