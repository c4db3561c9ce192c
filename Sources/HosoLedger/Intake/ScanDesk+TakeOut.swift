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
        let events = try transaction.contents(of: bag, at: moment)
        let inside = ContainerContents(of: bag, events: events)
          .items(in: bag, on: LocalDate(vietnam: moment))
        guard let item = inside.first(where: { $0.codes.contains(code) }) else {
          return .notInside
        }
        let putIn = item.putIn
        guard own.mayCorrect(putIn.event.identity.source) else { return .othersPutIn(putIn) }
        let how: TakeOutCorrection = putIn.event.type == .itemDeparted ? .void : .clearBag
        let outcome = try ScanDesk.correct(putIn, as: own, in: transaction) {
          make($0, $1, how)
        }
        guard case .recorded(let correction, _, _) = outcome else { return .notInside }
        return .takenOut(putIn: putIn, correction: correction)
      }
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
