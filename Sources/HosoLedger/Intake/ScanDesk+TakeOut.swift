public import HosoDomain

/// What became of an item that was to be taken out of a bag.
public enum TakeOutOutcome: Hashable, Sendable {
  /// What put it in was corrected, and so it never was in there: a departure in the bag is void,
  /// anything else happened without the bag.
  case takenOut(putIn: RecordedEvent, correction: RecordedEvent)
  /// The bag does not hold it, as far as the ledger knows.
  case notInside
  /// Another office put it in: only they can correct it.
  case othersPutIn(RecordedEvent)
  /// The bag has left since: what is missing is found when it is checked in.
  case hasLeft(RecordedEvent)
}

extension ScanDesk {
  /// Takes items out of a bag that has not left, as one commit.
  ///
  /// - Parameter make: Makes the correction from its identity, its target, and what it is to do.
  public func takeOut(
    _ codes: [Alias], of bag: ContainerCode, at moment: OccurredAt,
    with make: (EventIdentity, EventTarget, TakeOutCorrection) -> Event
  ) throws -> [TakeOutOutcome] {
    try writer.commit { transaction in
      let own = transaction.settings.source
      return try codes.map { code in
        var done = TakeOutOutcome.notInside
        // It may have been put in several times; each of them is corrected, or it is still inside.
        while true {  // Bounded by what put it in.
          let events = try transaction.contents(of: bag, at: moment)
          let inside = ContainerContents(of: bag, events: events)
            .items(in: bag, on: LocalDate(vietnam: moment))
          guard let item = inside.first(where: { $0.codes.contains(code) }) else { return done }
          let putIn = item.putIn
          if let left = departure(of: bag, after: putIn, among: events) { return .hasLeft(left) }
          guard own.mayCorrect(putIn.event.identity.source) else { return .othersPutIn(putIn) }
          let how: TakeOutCorrection = putIn.event.type == .itemDeparted ? .void : .clearBag
          let outcome = try ScanDesk.correct(putIn, as: own, in: transaction) {
            make($0, $1, how)
          }
          guard case .recorded(let correction, _, _) = outcome else { return done }
          done = .takenOut(putIn: putIn, correction: correction)
        }
      }
    }
  }

  /// The departure of the bag itself after something was put into it; nil if it is still here.
  private func departure(
    of bag: ContainerCode, after putIn: RecordedEvent, among events: [RecordedEvent]
  ) -> RecordedEvent? {
    let voided = FactDecoder().history(of: events).voidedNumbers
    return events.last { recorded in
      guard case .container(let subject) = recorded.event.subject else { return false }
      return subject == bag && recorded.event.type == .itemDeparted
        && recorded.event.occurredAt >= putIn.event.occurredAt
        && !voided.contains(recorded.position.number)
    }
  }
}

/// How what put an item into a bag is corrected.
public enum TakeOutCorrection: Hashable, Sendable {
  /// It did not depart.
  case void
  /// It happened, without the bag.
  case clearBag
}
